"""Whatever fails, the log says it in one line that quotes nothing."""

import logging
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask_security import hash_password
from sqlalchemy import text

from app.config import Config
from app.records import invitation, revision, setting
from app.records.database import Model, db
from app.records.organiser import Organiser
from app.web import discretion
from app.web.asking import Asker
from tests.conftest import CONTENT, sample
from tests.sites import site_of
from tests.web.conftest import NOW, TYPED
from tests.web.workroom.conftest import RAW_TOKEN, client_for, organiser_of, token_for

MARK = "Zyxwvutsra"
SLUG = "qponmlk-nine"
"""Of a draft that nobody has published."""
PATH = f"cases/{SLUG}.yaml"
EMAIL = f"{MARK.lower()}@example.org"
PLANTED = (MARK, MARK.lower(), SLUG)
SAID = f"Said by {MARK}, of {SLUG}"


@pytest.fixture
def discreet(monkeypatch) -> Iterator[None]:
    """The log as `lettercase serve` has it."""
    before = logging.getLogRecordFactory()
    for module, name in (
        (sys, "excepthook"),
        (sys, "unraisablehook"),
        (discretion.threading, "excepthook"),
        (warnings, "showwarning"),
        (logging, "raiseExceptions"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name))
    discretion.be_discreet()
    yield
    logging.setLogRecordFactory(before)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A site with a draft, an organiser and a link that hold words which stand nowhere else."""
    instance = tmp_path_factory.mktemp("planted")
    config = Config(content=CONTENT, instance=instance, today=NOW.date, now=lambda: NOW)
    with site_of(config) as app:
        identifier = organiser_of(app, "admin", EMAIL)
        with app.app_context():
            more = {"author": None, "note": f"By {MARK}", "now": NOW}
            revision.save(db.session, PATH, f"title: {MARK}\n", base=0, **more)
            invited = Organiser(
                email=f"invited-{EMAIL}",
                role="editor",
                password=hash_password(MARK),
                active=True,
                added_at=NOW,
                fs_uniquifier="0" * 32,
            )
            db.session.add(invited)
            app.extensions["planted link"] = invitation.open_link(invited, NOW)
            db.session.commit()
        app.testing = False
        app.extensions["planted organiser"] = identifier
        yield app


def ask(app):
    """Ask for everything; return the statuses of the answers."""
    link = app.extensions["planted link"]
    supporter, client = app.test_client(), client_for(app, app.extensions["planted organiser"])
    token = {"csrf_token": token_for(app)}
    with supporter.session_transaction(base_url="http://localhost/organisers/") as session:
        session["csrf_token"] = RAW_TOKEN
    words = {"name": f"{MARK} Q", "address": f"{MARK} Street", "words": f"Of {MARK}."}
    letter = "/cases/puffchat-nine/letter"
    answers = [
        supporter.get("/"),
        supporter.get(f"/cases/{SLUG}"),
        supporter.get(letter),
        supporter.post(letter, data={**TYPED, **words}),
        supporter.post(letter, data={**TYPED, **words, "preview": "1"}),
        supporter.post(letter, data={**TYPED, **words, "docx": "1"}),
        supporter.get(f"/organisers/welcome/{link}"),
        supporter.post("/organisers/sign-in", data={"email": EMAIL, "password": MARK, **token}),
        client.get("/organisers/"),
        client.get("/organisers/settings/"),
        client.get("/organisers/organisers/"),
        client.get("/organisers/audit/"),
        client.get(f"/organisers/text/{PATH}"),
        client.post(f"/organisers/text/{PATH}", data={"text": SAID, "base": "1", **token}),
        client.get(f"/organisers/publish/?path={PATH}"),
        client.post("/organisers/publish/", data={"path": PATH, "note": SAID, **token}),
        client.post("/organisers/settings/", data={"organisation": SAID, **token}),
    ]
    return [answer.status_code for answer in answers]


@pytest.fixture
def said(caplog, capfd, discreet, planted):
    """Return a function that gives all that was logged or printed; it has none of the words."""
    known = planted.extensions["lettercase"]
    known.state = replace(known.state)
    known.asker, known.answers = Asker(), True  # it rests after the failure of another test

    def said():
        printed = capfd.readouterr()
        whole = f"{caplog.text}{printed.out}{printed.err}"
        for word in (*PLANTED, planted.extensions["planted link"]):
            assert word not in whole
        return [record.getMessage() for record in caplog.records]

    with caplog.at_level(logging.DEBUG, "app"):
        yield said


def test_where_nothing_fails_nothing_is_said(planted, said):
    assert max(ask(planted)) < 500
    assert said() == []


@pytest.mark.parametrize(
    "table", sample([(each,) for each in sorted(Model.metadata.tables)], every=4)
)
def test_a_table_that_cannot_be_read(planted, said, table):
    with planted.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO gone"))
    try:
        statuses = ask(planted)
    finally:
        with planted.app_context(), db.engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE gone RENAME TO {table}"))
    ask(planted)
    lines = said()
    failed = sum(status >= 500 for status in statuses)
    assert len(lines) <= failed + 2  # that the database went, and that it came back
    assert all("\n" not in line for line in lines)


PLACES = {
    "composing": "app.letters.order.compose",
    "laying out": "app.web.ways.press_all",
    "laying out what is shown": "app.web.preview.press",
    "writing the PDF": "app.web.ways.to_pdf",
    "a page": "flask.templating._render",
    "saving": "app.records.revision.save",
    "publishing": "app.web.workroom.publishing.publishing.look_at",
    "signing in": "app.records.throttle.begin_attempt",
    "the settings": "app.web.workroom.site.settings.SettingsForm",
    "what waits": "app.records.overlay.drafts",
}


@pytest.mark.parametrize("place", sample([(each,) for each in PLACES], every=3))
def test_a_place_that_fails(planted, said, monkeypatch, place):
    def fail(*_, **__):
        warnings.showwarning(UserWarning(SAID), UserWarning, __file__, 12)
        raise ValueError(SAID)

    monkeypatch.setattr(PLACES[place], fail)
    statuses = ask(planted)
    lines = said()
    failed = sum(status >= 500 for status in statuses)
    assert failed, statuses
    pages = len([line for line in lines if "ValueError at " in line])
    # A 404 has a page, too; one that gives back what was typed may fail like the one before it.
    most = sum(status >= 400 for status in statuses) * (2 if place == "a page" else 1)
    assert failed <= pages <= most


def test_a_state_of_the_settings_that_cannot_be_read(planted, said):
    with planted.app_context():
        record = setting.SettingsRecord(values=f'{{"languages": "{MARK}"}}', saved_at=NOW)
        db.session.add(record)
        db.session.commit()
    ask(planted)
    said()


# Whoever speaks


@pytest.mark.parametrize(
    "name", ["weasyprint", "fontTools.subset", "sqlalchemy.pool", "alembic", "asyncio", "root"]
)
def test_of_a_librarys_message_there_is_whose_it_is_and_where(said, caplog, name):
    logger = logging.getLogger(None if name == "root" else name)
    caplog.handler.setLevel(logging.DEBUG)
    logger.propagate = True
    with caplog.at_level(logging.DEBUG, name if name != "root" else None):
        try:
            raise ValueError(SAID)
        except ValueError:
            logger.exception("It holds %s\nand more", SAID)
    (line,) = said()
    assert line.startswith(f"{name} at {__file__}:")
    assert "ValueError at " in line


def test_what_nobody_caught_is_one_line(said):
    try:
        raise ValueError(SAID)
    except ValueError:
        sys.excepthook(*sys.exc_info())
    thread = discretion.threading.Thread(target=lambda: int(SAID))
    thread.start()
    thread.join()
    lines = said()
    assert len(lines) == 2
    assert all(line.startswith("ValueError at ") for line in lines)


def test_a_warning_is_its_kind_and_place(said):
    warnings.showwarning(UserWarning(SAID), UserWarning, __file__, 12)
    assert said() == [f"UserWarning at {__file__}:12"]


def test_a_line_that_cannot_be_written_is_not_printed_instead(said, capfd):
    handler = logging.StreamHandler()
    handler.emit(logging.getLogger("app").makeRecord("app", 40, "", 1, "%d", (SAID,), None))
    said()
