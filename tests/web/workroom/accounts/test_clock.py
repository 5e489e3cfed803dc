"""A clock that ran ahead, or was put back, keeps nobody out for long and lets nobody in."""

import datetime

import pytest

from app.records import invitation, team, throttle
from app.records.database import db
from app.web.workroom.accounts.sign_in import wait_in_words
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import SIGN_IN

AHEAD = pytest.mark.parametrize("days", [1, 400])


@AHEAD
def test_failures_of_the_future_keep_nobody_waiting(guest, clock, days):
    clock.wait(days=days)
    guest.fail_to_sign_in(ANNA, 7)
    clock.wait(days=-days)
    assert guest.type_password(ANNA, PASSWORD).status_code == 200


@AHEAD
def test_a_session_of_the_future_is_none_and_the_way_in_is_open(guest, clock, days):
    clock.wait(days=days)
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    assert guest.heading == "Today"
    clock.wait(days=-days)
    assert guest.open("/organisers/").request.path == SIGN_IN
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    assert guest.heading == "Today"


@AHEAD
def test_a_link_of_the_future_is_none(app, visitor, clock, days):
    with app.app_context():
        added = team.add(db.session, ANNA, "editor", clock.now)
        ahead = clock.now + datetime.timedelta(days=days)
        secret = invitation.open_link(added, ahead)
        db.session.commit()
    assert visitor.open(f"/organisers/welcome/{secret}").status_code == 404


def test_clocks_of_two_machines_may_differ_by_some_minutes(guest, clock):
    clock.wait(minutes=4)
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    clock.wait(minutes=-4)
    assert guest.open("/organisers/account/").request.path == "/organisers/account/"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 minute"),
        (1, "1 minute"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (20 * 60, "20 minutes"),
        (3600, "1 hour"),
        (3601, "1 hour 1 minute"),
        (110 * 60, "1 hour 50 minutes"),
        (20 * 3600, "20 hours"),
    ],
)
def test_a_wait_is_said_as_it_is(seconds, words):
    assert wait_in_words(datetime.timedelta(seconds=seconds)) == words


def test_the_page_and_the_browser_are_told_the_same_wait(guest, clock):
    guest.fail_to_sign_in(ANNA, 5)
    for minutes in (1, 2, 4, 8, 16, 32):
        clock.wait(minutes=minutes)
        guest.fail_to_sign_in(ANNA, 1)
    clock.wait(minutes=40, seconds=30)
    answer = guest.type_password(ANNA, PASSWORD)
    assert answer.headers["Retry-After"] == "1170"
    assert "Try again in 20 minutes." in guest.says
    assert datetime.timedelta(hours=1) == throttle.LONGEST_WAIT
