"""What goes on while the database doesn't answer, and how it is found again."""

import shutil
import sqlite3
from contextlib import closing
from itertools import count

import pytest

from app.config import Config
from app.records import revision, setting
from app.records.database import db
from app.records.publication import publish
from app.records.settings import Settings
from app.web import current
from app.web.asking import Asker
from tests.conftest import CONTENT
from tests.sites import site_of
from tests.web.workroom.conftest import NOW, client_for, organiser_of, token_for

CASE = "cases/puffchat-nine.yaml"
LETTER = {"addressee": "nb/prosecutor-general", "name": "Erika Mustermann", "language": "en"}


@pytest.fixture
def instance(tmp_path):
    return tmp_path / "instance"


@pytest.fixture
def site(instance):
    config = Config(content=CONTENT, instance=instance, today=NOW.date, now=lambda: NOW)
    with site_of(config) as site:
        site.extensions["lettercase"].asker = Asker(patience=0.3, rest=0.0)
        yield site


@pytest.fixture
def client(site):
    return site.test_client()


@pytest.fixture
def file(instance):
    return instance / "lettercase.sqlite"


@pytest.fixture
def publish_as(site):
    """Return a function that publishes a text of a document."""
    numbers = count()

    def publish_text(path, text):
        with site.app_context():
            saved = revision.save(
                db.session, path, text, base=next(numbers), author=None, note="", now=NOW
            )
            publish(db.session, [saved], publisher=None, note="", now=NOW)
            db.session.commit()

    return publish_text


def take_away(file):
    """Take the database away, as an unmounted disk would; return what puts it back."""
    away = file.with_name("away")
    away.mkdir()
    for each in file.parent.glob(f"{file.name}*"):
        shutil.copy(each, away / each.name)
        each.unlink()

    def put_back():
        for each in away.iterdir():
            shutil.copy(each, file.parent / each.name)

    return put_back


def lock(file):
    """Lock the database for everybody else, readers too; return what ends it."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    return connection.close


def damage(file):
    """Write over the database; return what brings it back."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = file.read_bytes()
    file.write_bytes(b"not a database" * 5000)
    new = file.with_name("new")

    def bring_back():
        new.write_bytes(whole)
        new.replace(file)

    return bring_back


def withdraw(file):
    """Withdraw the case in the database, as another process would."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO publication (kind, published_at, note)"
            " VALUES ('organiser', '2026-11-22', '')"
        )
        connection.execute(
            "INSERT INTO revision (key, path, number, saved_at, note, over_publication, drops,"
            " publication_id) SELECT 'k', ?, 9, '2026-11-22', '', 0, 0, max(id) FROM publication",
            [CASE],
        )


@pytest.fixture(params=[take_away, lock, damage])
def fault(request, site, file):
    """Return a function that lets the database fail, and gives what mends it."""

    def begin():
        with site.app_context():
            db.engine.dispose()
        return request.param(file)

    return begin


def test_pages_and_letters_go_on_and_the_database_is_found_again(
    site, client, file, publish_as, fault
):
    text = site.extensions["lettercase"].shipped[CASE]
    publish_as(CASE, text.replace("Nine ", "Some ", 1))
    before = client.get("/cases/puffchat-nine").text
    mend = fault()
    assert client.get("/cases/puffchat-nine").text == before
    assert client.post("/cases/puffchat-nine/letter", data=LETTER).data.startswith(b"%PDF")
    health = client.get("/healthz")
    assert (health.status_code, health.text) == (503, "letters: ok\ndatabase: failing\n")
    assert client.get("/livez").status_code == 200
    mend()
    site.extensions["lettercase"].asker = Asker()
    withdraw(file)
    assert client.get("/cases/puffchat-nine").status_code == 404


def test_the_log_says_once_that_it_went_and_once_that_it_came_back(client, fault, caplog):
    mend = fault()
    for _ in range(3):
        client.get("/")
    mend()
    client.application.extensions["lettercase"].asker = Asker()
    for _ in range(3):
        client.get("/")
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert said[0].startswith("The database doesn't answer (")
    assert said[1] == "The database answers again."


def test_what_was_typed_comes_back_from_the_workroom(client, fault):
    mend = fault()
    typed = "A text that took an hour to write"
    answer = client.post("/organisers/settings/", data={"imprint-en": typed})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert typed in answer.text
    mend()


def test_what_was_typed_comes_back_to_who_is_signed_in(site, fault):
    client = client_for(site, organiser_of(site, "admin"))
    mend = fault()
    typed = "A text that took an hour to write"
    form = {"text": typed, "csrf_token": token_for(site)}
    answer = client.post(f"/organisers/text/{CASE}", data=form)
    assert answer.status_code == 503
    assert typed in answer.text
    mend()


def test_a_page_of_the_workroom_says_that_it_is_for_now(client, fault):
    mend = fault()
    answer = client.get("/organisers/")
    assert answer.status_code == 503
    assert "just now" in answer.text
    mend()


def test_a_text_that_is_no_text_costs_its_document_alone(site, client, file, publish_as):
    text = site.extensions["lettercase"].shipped[CASE]
    publish_as(CASE, text)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "UPDATE revision SET text = CAST(x'63617365ff' AS TEXT), saved_at = 'long ago'"
        )
        connection.execute("UPDATE publication SET published_at = 'yesterday'")
    site.extensions["lettercase"].state = None
    assert client.get("/cases/puffchat-nine").status_code == 404
    assert client.get("/").status_code == 200
    with site.app_context():
        assert {error.path for error in current.library().errors} == {CASE}


def test_settings_of_a_newer_program_change_no_page(site, client):
    before = client.get("/").text
    with site.app_context():
        newer = Settings.model_validate({"organisation": "Friends of Letters", "colour": "red"})
        setting.save(db.session, newer, author=None, now=NOW)
        db.session.commit()
    after = client.get("/").text
    assert "Friends of Letters" in after
    assert "Friends of Letters" not in before


def test_health_is_bad_when_no_letter_can_be_printed(client, monkeypatch):
    def fail(*_):
        raise OSError("no fonts")

    monkeypatch.setattr("app.web.health.press", fail)
    health = client.get("/healthz")
    assert (health.status_code, health.text) == (503, "letters: failing\ndatabase: ok\n")
