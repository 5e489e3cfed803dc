"""The databases that tests are given: new ones each time, and gone afterwards."""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, inspect, make_url, text

from tests import databases as databases_module
from tests.conftest import ROOT
from tests.databases import programs, serving


def engine_for(url: str) -> Engine:
    """Return an engine that leaves no connection behind."""
    return create_engine(url, poolclass=NullPool)


def tables(url: str) -> list[str]:
    return inspect(engine_for(url)).get_table_names()


def write(url: str, *statements: str) -> None:
    with engine_for(url).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_database_is_asked_for_by_its_address(database_url, databases):
    kind = make_url(database_url).get_backend_name()
    assert type(databases).__name__.lower() == kind
    with engine_for(database_url).connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_database_is_empty_whatever_an_earlier_test_left(database_url, turn):
    assert tables(database_url) == []
    write(database_url, "CREATE TABLE left_over (id INTEGER)")


def test_databases_are_separate(databases, database_url):
    other = databases.create()
    write(other, "CREATE TABLE elsewhere (id INTEGER)")
    assert tables(database_url) == []
    assert tables(other) == ["elsewhere"]
    databases.drop(other)


def test_a_copy_holds_what_the_original_held_and_is_a_database_of_its_own(databases):
    original = databases.create()
    write(original, "CREATE TABLE things (id INTEGER)", "INSERT INTO things VALUES (1)")
    copy = databases.create(original)
    write(copy, "INSERT INTO things VALUES (2)")
    for url, count in ((original, 1), (copy, 2)):
        with engine_for(url).connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM things")).scalar() == count
        databases.drop(url)


def test_a_copy_holds_what_stands_in_sqlites_log_still(sqlite):
    original = sqlite.create()
    with engine_for(original).connect() as connection:
        connection.execute(text("PRAGMA journal_mode = WAL"))
        connection.execute(text("CREATE TABLE things (id INTEGER)"))
        connection.commit()
        assert tables(sqlite.create(original)) == ["things"]


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_migrated_database_has_our_tables_and_no_more(migrated_database_url, databases, turn):
    assert "alembic_version" in tables(migrated_database_url)
    assert sorted(tables(migrated_database_url)) == sorted(tables(databases.migrated))
    write(migrated_database_url, "CREATE TABLE left_over (id INTEGER)")


def test_a_database_is_gone_afterwards_even_if_somebody_is_connected(databases):
    url = databases.create()
    write(url, "CREATE TABLE things (id INTEGER)")
    connection = engine_for(url).connect()
    databases.drop(url)
    connection.invalidate()
    connection.close()
    again = databases.create()
    assert tables(again) == []
    databases.drop(again)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_one_kind_alone_can_be_asked_for(database_url):
    assert database_url.startswith("postgresql+psycopg://")


def test_a_server_is_gone_when_a_test_has_failed():
    with suppress(RuntimeError), serving() as databases:
        assert databases.folder.is_dir()
        raise RuntimeError
    assert not databases.folder.exists()


def test_a_server_is_gone_when_the_suite_was_killed():
    code = """if True:
        import os, signal
        from tests.databases import serving
        with serving() as databases:
            print(databases.folder, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    folder = Path(killed.stdout.strip())
    assert folder.name.startswith("lettercase-tests-")
    patience = time.monotonic() + 10
    while folder.exists():
        assert time.monotonic() < patience
        time.sleep(0.05)


def test_a_server_that_does_not_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(databases_module, "programs", lambda: tmp_path)
    with pytest.raises(pytest.fail.Exception, match=r"(?s)doesn’t start:.*initdb"), serving():
        pass


def test_without_postgresql_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(databases_module.shutil, "which", lambda name: None)
    with pytest.raises(pytest.fail.Exception, match="setup/system-packages tests"):
        programs(tmp_path)


def test_the_newest_of_several_versions_is_used(tmp_path):
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    assert programs(tmp_path) == tmp_path / "17" / "bin"
