"""`lettercase organiser`: the way in for the first, and for those locked out."""

import re
import subprocess
import sys
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Config
from app.records import audit, invitation, setting
from app.records.engines import engine_of
from app.records.organiser import Organiser
from app.records.settings import Settings
from tests.web.conftest import NOW

LINK = re.compile(r"http://127\.0\.0\.1:8000/organisers/welcome/([\w-]{43})\n")


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    """Run a command on an installation of its own; returns exit code, output and errors."""
    monkeypatch.setenv("LETTERCASE_INSTANCE", str(tmp_path))
    return partial(run, "organiser")


@pytest.fixture
def session(run):
    """A session on that installation's database, once a command has made it."""
    run("list")
    engine = engine_of(Config.from_environment().database)
    with Session(engine) as session:
        yield session
    engine.dispose()


def only(session):
    """Return the only organiser."""
    session.expire_all()
    return session.scalars(select(Organiser)).one()


def add(run, email="anna@example.org", role="admin"):
    """Add an organiser; returns the secret of the link."""
    code, out, _ = run("add", email, "--role", role)
    assert code == 0
    return LINK.fullmatch(out)[1]


def test_somebody_added_gets_a_link_that_holds(run, session):
    code, out, err = run("add", "Anna@Example.org", "--role", "publisher")
    assert code == 0
    assert "three days" in err
    organiser = only(session)
    assert (organiser.email, organiser.role) == ("anna@example.org", "publisher")
    assert invitation.invited(session, LINK.fullmatch(out)[1], organiser.added_at) is organiser


def test_a_link_leads_to_the_public_address(run, session):
    settings = Settings(public_url="https://letters.example.org")
    setting.save(session, settings, author=None, now=NOW)
    session.commit()
    out = run("add", "anna@example.org", "--role", "editor")[1]
    assert out.startswith("https://letters.example.org/organisers/welcome/")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "anna@example.org", "--role", "editor"), "is an organiser already"),
        (("add", "anna", "--role", "editor"), "“anna” is not an e-mail address"),
        (("add", "b@example.org", "--role", "owner"), "'owner' is not one of"),
        (("add", "b@example.org"), "Missing option '--role'"),
        (("link", "nobody@example.org"), "No organiser has the address nobody@example.org"),
        (("deactivate", "nobody@example.org"), "No organiser has the address"),
        (("deactivate", "anna@example.org"), "is the only active admin"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(run, session, arguments, says):
    add(run)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert only(session).role == "admin"


def test_a_new_link_replaces_the_old_one_and_leaves_the_rest(run, session):
    old = add(run)
    organiser = only(session)
    organiser.password, organiser.tf_totp_secret = "digest", "secret"
    session.commit()
    new = LINK.fullmatch(run("link", "anna@example.org")[1])[1]
    organiser = only(session)
    assert invitation.invited(session, old, organiser.added_at) is None
    assert invitation.invited(session, new, organiser.added_at) is organiser
    assert (organiser.password, organiser.tf_totp_secret) == ("digest", "secret")


def test_a_reset_takes_second_factor_and_password_away(run, session):
    add(run)
    organiser = only(session)
    organiser.password, organiser.tf_totp_secret = "digest", "secret"
    organiser.mf_recovery_codes = ["digest"]
    session.commit()
    assert run("link", "anna@example.org", "--reset-second-factor")[0] == 0
    organiser = only(session)
    assert (organiser.password, organiser.has_second_factor) == (None, False)
    assert organiser.mf_recovery_codes == []


def test_who_is_deactivated_stays_out_and_gets_no_link(run, session):
    add(run)
    add(run, "berik@example.org")
    assert run("deactivate", "anna@example.org") == (0, "", "")
    code, _, err = run("link", "anna@example.org")
    assert code == 2
    assert "anna@example.org is deactivated" in err


def test_the_list_says_how_far_each_has_come(run, session):
    add(run)
    add(run, "berik@example.org", "editor")
    run("deactivate", "berik@example.org")
    first, second = run("list")[1].splitlines()
    assert re.fullmatch(r"anna@example\.org +admin +no password, link until .* UTC", first)
    assert re.fullmatch(r"berik@example\.org +editor +deactivated", second)


def test_every_command_stands_in_the_audit_list(run, session):
    add(run)
    add(run, "berik@example.org", "editor")
    run("link", "berik@example.org")
    run("link", "berik@example.org", "--reset-second-factor")
    run("deactivate", "berik@example.org")
    entries = audit.entries(session)
    assert {entry.organiser for entry in entries} == {None}
    assert [(entry.action, entry.about) for entry in reversed(entries)] == [
        ("added an organiser", "anna@example.org, admin"),
        ("added an organiser", "berik@example.org, editor"),
        ("made a link", "berik@example.org"),
        ("reset the second factor", "berik@example.org"),
        ("deactivated an organiser", "berik@example.org"),
    ]


def test_the_commands_import_nothing_that_takes_long():
    loaded = "import sys, app.cli.commands; print({'flask', 'sqlalchemy'} & set(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)
    assert printed.stdout == "set()\n"
