"""One-time links, as those open them who hold one."""

import datetime

import pytest
from flask import url_for
from sqlalchemy import select

from app.records import invitation, team
from app.records.database import db
from app.records.organiser import Organiser
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import SIGN_IN, Visitor

NEW = "four words never together"


@pytest.fixture
def link(app, clock):
    """A link for somebody who was just added."""
    with app.app_context():
        added = team.add(db.session, ANNA, "editor", clock.now)
        secret = invitation.open_link(added, clock.now)
        db.session.commit()
    return f"/organisers/welcome/{secret}"


@pytest.fixture
def change(app):
    """Return a function that changes Anna in the database."""

    def change(**values):
        with app.app_context():
            anna = db.session.scalars(select(Organiser)).one()
            for name, value in values.items():
                setattr(anna, name, value)
            db.session.commit()

    return change


def test_a_link_is_printed_as_it_is_served(app):
    with app.test_request_context():
        path = url_for("workroom.welcome.set_password", secret="abc")
    assert invitation.address("https://example.org", "abc") == f"https://example.org{path}"


def test_a_link_leads_over_the_password_to_the_second_factor(visitor, link, organiser_now):
    visitor.open(link)
    assert visitor.heading == "Set your password"
    assert f"For {ANNA}." in visitor.says
    visitor.send(link, password=NEW, again=NEW)
    assert visitor.heading == "Sign in"
    assert "Your password is set." in visitor.says
    visitor.send(SIGN_IN, email=ANNA, password=NEW)
    assert visitor.heading == "Authenticator app"
    assert organiser_now().link_digest is None


def test_looking_uses_nothing_up(visitor, link):
    for _ in range(3):
        assert visitor.client.head(link).status_code == 200
        assert visitor.open(link).status_code == 200


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("", "", "Type your password."),
        ("x" * 11, "x" * 11, "12 to 128 characters"),
        ("x" * 129, "x" * 129, "12 to 128 characters"),
        (NEW, "other", "The two are not the same."),
        (NEW, "", "Type your password."),
    ],
    ids=["nothing", "short", "long", "differing", "once"],
)
def test_a_password_that_is_no_good_uses_nothing_up(visitor, link, password, again, says):
    visitor.open(link)
    assert visitor.send(link, password=password, again=again).status_code == 422
    assert says in visitor.says
    visitor.send(link, password=NEW, again=NEW)
    assert visitor.heading == "Sign in"


def used(visitor, link, clock, change):
    visitor.open(link)
    visitor.send(link, password=NEW, again=NEW)


def expired(visitor, link, clock, change):
    clock.wait(days=3)


def replaced(visitor, link, clock, change):
    change(link_digest="0" * 64)


def deactivated(visitor, link, clock, change):
    change(active=False)


@pytest.mark.parametrize(
    "why", [used, expired, replaced, deactivated], ids=lambda why: why.__name__
)
def test_links_that_do_not_hold_all_get_the_same_answer(app, visitor, link, clock, change, why):
    visitor.open(link)
    form = visitor.page
    why(visitor, link, clock, change)
    stranger = Visitor(app.test_client())
    assert stranger.open("/organisers/welcome/nonsense").status_code == 404
    assert stranger.heading == "This link no longer holds"
    other = Visitor(app.test_client())
    assert other.open(link).status_code == 404
    assert other.without_tokens() == stranger.without_tokens()
    visitor.page = form
    assert visitor.send(link, password=PASSWORD, again=PASSWORD).status_code == 404
    assert visitor.without_tokens() == stranger.without_tokens()


def test_the_password_of_before_holds_until_the_link_is_used(app, anna, guest, clock):
    with app.app_context():
        secret = invitation.open_link(db.session.scalars(select(Organiser)).one(), clock.now)
        db.session.commit()
    guest.type_password(ANNA, PASSWORD)
    assert guest.heading == "Code of the app"
    stranger = Visitor(app.test_client())
    link = f"/organisers/welcome/{secret}"
    stranger.open(link)
    assert "second factor" not in stranger.says
    stranger.send(link, password=NEW, again=NEW)
    guest.type_password(ANNA, PASSWORD)
    assert guest.heading == "Sign in"
    guest.type_password(ANNA, NEW)
    assert guest.heading == "Code of the app"


def test_a_link_signs_everybody_out_and_forgets_the_failures(app, anna, guest, clock):
    guest.fail_to_sign_in(ANNA, 6)
    with app.app_context():
        secret = invitation.open_link(db.session.scalars(select(Organiser)).one(), clock.now)
        db.session.commit()
    link = f"/organisers/welcome/{secret}"
    anna.open(link)
    anna.send(link, password=NEW, again=NEW)
    assert anna.open("/organisers/").request.path == SIGN_IN
    guest.type_password(ANNA, NEW)
    assert guest.heading == "Code of the app"


def test_whoever_is_signed_in_here_is_signed_out_by_setting_another_password(
    signed_in, link, visitor
):
    visitor.client = signed_in("admin", "admin@example.org")
    visitor.open(link)
    visitor.send(link, password=NEW, again=NEW)
    assert visitor.open("/organisers/").request.path == SIGN_IN


def test_the_audit_list_says_who_set_a_password(visitor, link, actions):
    visitor.open(link)
    visitor.send(link, password=NEW, again=NEW)
    assert actions() == [(ANNA, "set the password", "")]


def test_a_link_never_stands_in_the_log(app, monkeypatch, link, caplog):
    def fail(*_):
        raise ValueError("out of order")

    monkeypatch.setattr(invitation, "invited", fail)
    monkeypatch.setattr(app, "testing", False)
    assert app.test_client().get(link).status_code == 500
    assert "ValueError" in caplog.text
    assert link.rpartition("/")[2] not in caplog.text


def test_a_link_holds_for_three_days():
    assert datetime.timedelta(days=3) == invitation.HOLDS
