"""The database: its tables, its moments, and who waits for whom."""

import datetime
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records import audit, organiser, revision, served, setting  # noqa: F401 - they make the tables
from app.records.audit import AuditEntry
from app.records.database import (
    Model,
    alone,
    migrate,
    storable,
    take_lock,
)
from app.records.engines import engine_of
from app.records.unusable import normal_url
from tests.conftest import ROOT
from tests.records.conftest import NOW


def version(url: str) -> list[str]:
    engine = engine_of(url)
    with engine.connect() as connection:
        found = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    engine.dispose()
    return found


def test_migrations_make_the_tables_that_the_models_describe(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_migrating_twice_does_no_harm(database_url):
    migrate(database_url)
    migrate(database_url)
    assert version(database_url) == ["0002"]


def test_what_is_kept_outlasts_a_migration(url, session):
    session.add(AuditEntry(at=NOW, action="saved", about="cases/x.yaml"))
    session.commit()
    migrate(url)
    assert [entry.about for entry in audit.entries(session)] == ["cases/x.yaml"]


def test_processes_that_start_at_once_migrate_one_after_the_other(database_url):
    code = "import sys; from app.records.database import migrate; migrate(sys.argv[1])"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, database_url], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in started:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert version(database_url) == ["0002"]


def test_who_takes_the_lock_keeps_others_waiting(engine):
    order = []

    def second() -> None:
        with Session(engine) as session:
            take_lock(session)
            order.append("second")

    with ThreadPoolExecutor() as pool:
        with Session(engine) as session:
            take_lock(session)
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.2)
            order.append("first")
            session.commit()
        waiting.result(timeout=10)
    assert order == ["first", "second"]


def test_who_writes_already_can_take_the_lock(session):
    session.add(AuditEntry(at=NOW, action="saved"))
    session.flush()
    take_lock(session)
    session.commit()
    assert len(audit.entries(session)) == 1


def test_what_failed_while_alone_leaves_nothing(url, session):
    def fail():
        with alone(url) as other:
            other.add(AuditEntry(at=NOW, action="saved"))
            other.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert audit.entries(session) == []


def test_readers_do_not_wait_for_a_writer(open_session):
    writer, reader = open_session(), open_session()
    take_lock(writer)
    writer.add(AuditEntry(at=NOW, action="saved"))
    writer.flush()
    assert audit.entries(reader) == []


def test_a_moment_comes_back_with_its_time_zone(session):
    ombaty = datetime.timezone(datetime.timedelta(hours=5))
    session.add(AuditEntry(at=NOW.astimezone(ombaty), action="saved"))
    session.commit()
    session.expire_all()
    (entry,) = audit.entries(session)
    assert entry.at == NOW
    assert entry.at.utcoffset() == datetime.timedelta(0)


def test_a_moment_without_a_time_zone_is_refused(session):
    session.add(AuditEntry(at=NOW.replace(tzinfo=None), action="saved"))
    with pytest.raises(Exception, match="a moment needs its time zone"):
        session.commit()


def test_references_hold(session):
    session.add(AuditEntry(at=NOW, action="saved", organiser_id=4711))
    with pytest.raises(IntegrityError):
        session.commit()


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("postgres://u:p@host/name", "postgresql+psycopg://u:p@host/name"),
        ("postgresql://u:p@host/name", "postgresql+psycopg://u:p@host/name"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg://host/name"),
        ("sqlite:////srv/lettercase.sqlite", "sqlite:////srv/lettercase.sqlite"),
    ],
)
def test_a_hosts_name_for_the_database_is_understood(given, normal):
    assert normal_url(given) == normal


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_sqlites_folder_is_made(database_url, tmp_path):
    url = f"sqlite:///{tmp_path}/of/mine/{make_url(database_url).database.rpartition('/')[2]}"
    migrate(url)
    assert version(url) == ["0002"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Қазақстан\n\t№ 5 — ‘word’ 🖂", "Қазақстан\n\t№ 5 — ‘word’ 🖂"),
        ("a\0b", "a\N{REPLACEMENT CHARACTER}b"),
        ("half \ud83d of a character", "half \N{REPLACEMENT CHARACTER} of a character"),
        ("a byte of another encoding: \udcff", "a byte of another encoding: \ufffd"),
    ],
    ids=ascii,
)
def test_what_a_database_cannot_hold_is_replaced(session, typed, stored):
    assert storable(typed) == stored
    session.add(AuditEntry(at=NOW, action="saved", about=storable(typed)))
    session.commit()
    session.expire_all()
    assert audit.entries(session)[0].about == stored
