"""An action of an organiser and its entry in the audit list: both are there, or neither is."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.config import Config
from app.records import invitation, organiser, revision, team
from app.records.audit import AuditEntry, entries
from app.records.database import Model, db, engine_of
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.desk import CASE, EMBASSY, shipped
from tests.web.workroom.filled import filled
from tests.web.workroom.visitor import CODE, NEW_PASSWORD, RECOVERY, SIGN_IN

RECORDS = Path(revision.__file__).parent
CHANGED = (
    shipped(EMBASSY)
    .replace("Nirgendstraße 14–17", "Nirgendstraße 18")
    .replace("verified_on: 2026-03-15", "verified_on: 2026-11-20")
)
GUARDS = {"throttle.py", "finished_proof.py", "database.py"}
"""What commits by itself: how often somebody failed, what can be found again, and starts."""


@pytest.fixture
def all_rows(app):
    """Return a function that reads the database, but for how often signing in failed."""

    def read():
        with app.app_context():
            return {
                table.name: [tuple(row) for row in db.session.execute(select(table))]
                for table in Model.metadata.sorted_tables
                if table is not organiser.FailedSignIns.__table__
            }

    return read


@contextmanager
def nothing_noted():
    """Let no entry into the audit list within the block."""

    def refuse(*_):
        raise OperationalError("INSERT", {}, Exception("disk full"))

    event.listen(AuditEntry, "before_insert", refuse)
    try:
        yield
    finally:
        event.remove(AuditEntry, "before_insert", refuse)


@pytest.fixture
def admin(desk_of):
    return desk_of("admin", "admin@example.org")


@pytest.fixture
def number(app, add_organiser):
    """The number of another organiser."""
    add_organiser("publisher", "berik@example.org")
    add_organiser("admin", "second@example.org")
    with app.app_context():
        return team.find(db.session, "berik@example.org").id


def _draft(shelf):
    return shelf.save(EMBASSY, CHANGED)


def _published(shelf):
    _draft(shelf)
    return shelf.publish(EMBASSY)


AT_A_DESK = {
    "saves": lambda *_: ("/text/" + EMBASSY, {"text": CHANGED, "base": 0}),
    "withdraws": lambda *_: ("/withdraw/" + EMBASSY, {"base": 0}),
    "drops": lambda shelf, _: ("/discard/" + EMBASSY, {"base": _draft(shelf).number}),
    "restores": lambda shelf, _: (
        f"/restore/shipped?path={EMBASSY}",
        {"base": _draft(shelf).number},
    ),
    "makes": lambda *_: (
        "/new/case",
        {"title": "A", "slug": "a", "country": "nb", "language": "en"},
    ),
    "copies": lambda *_: (f"/duplicate/{CASE}", {"title": "A", "slug": "a", "country": "nb"}),
    "publishes": lambda shelf, _: (
        "/publish/",
        {"key": _draft(shelf).key, "seen": shelf.seen()},
    ),
    "undoes": lambda shelf, _: (f"/publications/{_published(shelf)}/undo", {}),
    "adds": lambda *_: ("/people/", {"email": ANNA, "role": "editor"}),
    "gives a role": lambda _, number: (f"/people/{number}/role", {"role": "editor"}),
    "makes a link": lambda _, number: (f"/people/{number}/link", {}),
    "resets": lambda _, number: (f"/people/{number}/second-factor", {}),
    "keeps out": lambda _, number: (f"/people/{number}/deactivate", {}),
    "makes codes": lambda *_: ("/account/recovery-codes", {}),
    "signs out everywhere": lambda *_: ("/account/sign-out-everywhere", {}),
}


@pytest.mark.parametrize("does", AT_A_DESK)
def test_nothing_is_done_that_cannot_be_noted(admin, shelf, number, all_rows, does):
    address, typed = AT_A_DESK[does](shelf, number)
    before = all_rows()
    with nothing_noted():
        assert admin.send(address, **typed).status_code == 503
    assert all_rows() == before
    assert admin.send(address, **typed).status_code in (200, 302, 303)
    assert len(all_rows()["audit_entry"]) > len(before["audit_entry"])


def test_signing_out_that_cannot_be_noted_ends_the_session_in_this_browser_alone(admin, all_rows):
    before = all_rows()
    with nothing_noted():
        assert admin.send("/sign-out").status_code == 503
    assert all_rows() == before
    assert admin.open("/").status_code == 302


def test_no_setting_is_made_that_cannot_be_noted(admin, all_rows):
    typed = filled(admin.open("/settings/").text, "settings")
    typed["organisation"] = "Letters"
    before = all_rows()
    with nothing_noted():
        assert admin.client.post("/organisers/settings/", data=typed).status_code == 503
    assert all_rows() == before
    assert admin.client.post("/organisers/settings/", data=typed).status_code == 303


@pytest.mark.parametrize("way", [CODE, RECOVERY])
def test_nobody_comes_in_who_cannot_be_noted(guest, clock, all_rows, way):
    guest.type_password(ANNA, PASSWORD)
    before = all_rows()
    guest.open(way)
    code = guest.code(clock.now) if way == CODE else guest.recovery_codes[0]
    with nothing_noted():
        assert guest.send(way, code=code).status_code == 503
    assert all_rows() == before
    assert guest.open("/organisers/").request.path == SIGN_IN
    guest.type_password(ANNA, PASSWORD)
    guest.open(way)
    guest.send(way, code=code)
    assert guest.heading == "Today"


def test_no_password_is_changed_that_cannot_be_noted(anna, all_rows):
    typed = dict.fromkeys(("new_password", "new_password_confirm"), "four words never together")
    before = all_rows()
    anna.open(NEW_PASSWORD)
    with nothing_noted():
        assert anna.send(NEW_PASSWORD, password=PASSWORD, **typed).status_code == 503
    assert all_rows() == before


def test_no_link_is_used_up_by_what_cannot_be_noted(app, visitor, clock, all_rows):
    with app.app_context():
        secret = invitation.open_link(team.add(db.session, ANNA, "editor", clock.now), clock.now)
        db.session.commit()
    before = all_rows()
    visitor.open(f"/organisers/welcome/{secret}")
    typed = dict.fromkeys(("password", "again"), "four words never together")
    with nothing_noted():
        assert visitor.send(f"/organisers/welcome/{secret}", **typed).status_code == 503
    assert all_rows() == before


def test_no_record_commits_what_is_done_without_its_entry():
    """A new one that does isn't an action, or leaves committing to whoever notes it."""
    commits = {file.name for file in RECORDS.glob("*.py") if ".commit()" in file.read_text("utf-8")}
    assert commits == GUARDS


KILLED = """
import os, signal, sys
from pathlib import Path
from app.config import Config
from app.records import audit
from app.web.workroom.access import guard
from tests.sites import site_of
from tests.web.workroom.conftest import client_for, organiser_of, token_for
from tests.web.workroom.desk import EMBASSY, Desk, Shelf
from tests.web.workroom.test_one_transaction import CHANGED
from tests.conftest import CONTENT
import datetime
NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
config = Config(content=CONTENT, instance=Path(sys.argv[1]), today=NOW.date, now=lambda: NOW)
with site_of(config) as app:
    desk = Desk(client_for(app, organiser_of(app, "publisher", "a@example.org")), token_for(app))
    shelf = Shelf(app, NOW)
    draft = shelf.save(EMBASSY, CHANGED)
    guard.note_action = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    desk.send("/publish/", key=draft.key, seen=shelf.seen())
"""


def test_a_process_killed_in_publishing_has_published_nothing(tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert done.returncode == -9
    engine = engine_of(Config(instance=tmp_path).database)
    with Session(engine) as session:
        assert session.scalars(select(revision.Revision)).one().publication_id is None
        assert entries(session) == []
    engine.dispose()
