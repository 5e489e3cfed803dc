"""How often signing in may fail."""

import datetime
import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records import throttle
from app.records.organiser import FailedSignIns
from tests.records.conftest import NOW

ACCOUNT = throttle.account_of("anna@example.org", "key")
MINUTE = datetime.timedelta(minutes=1)


def fail(session, times, now=NOW):
    """Fail so often; returns the moment after all the waits."""
    for _ in range(times):
        now += throttle.begin_attempt(session, ACCOUNT, now).failures.wait
    return now


def test_an_account_is_kept_as_a_digest_that_needs_the_key():
    assert "anna" not in ACCOUNT
    assert len(ACCOUNT) == 64
    assert throttle.account_of("anna@example.org", "another key") != ACCOUNT
    assert throttle.account_of("berik@example.org", "key") != ACCOUNT


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (500, 60)]
)
def test_the_wait_doubles_up_to_an_hour(failures, minutes):
    assert throttle.Failures(failures, NOW).wait == minutes * MINUTE


def test_five_failures_cost_no_time_and_the_sixth_attempt_waits(session):
    fail(session, 5)
    with pytest.raises(throttle.TooManyFailures) as refused:
        throttle.begin_attempt(session, ACCOUNT, NOW + datetime.timedelta(seconds=20))
    assert refused.value.wait == datetime.timedelta(seconds=40)


def test_an_attempt_that_has_to_wait_does_not_make_the_wait_longer(session):
    fail(session, 5)
    for _ in range(3):
        with pytest.raises(throttle.TooManyFailures):
            throttle.begin_attempt(session, ACCOUNT, NOW)
    assert throttle.begin_attempt(session, ACCOUNT, NOW + MINUTE).failures.count == 6


def test_another_account_does_not_wait(session):
    fail(session, 5)
    other = throttle.account_of("berik@example.org", "key")
    assert throttle.begin_attempt(session, other, NOW).failures.count == 1


def test_a_right_attempt_does_not_count(session):
    for _ in range(20):
        throttle.take_back(session, throttle.begin_attempt(session, ACCOUNT, NOW))
    fail(session, 4)
    for _ in range(20):
        throttle.take_back(session, throttle.begin_attempt(session, ACCOUNT, NOW))
    assert throttle.begin_attempt(session, ACCOUNT, NOW).failures.count == 5


def test_a_right_attempt_after_a_wait_makes_no_new_wait(session):
    """As where the password is right at last, and the code comes next."""
    now = fail(session, 7)
    throttle.take_back(session, throttle.begin_attempt(session, ACCOUNT, now))
    assert throttle.begin_attempt(session, ACCOUNT, now).failures.count == 8


def test_failures_are_forgotten_on_request(session):
    fail(session, 5)
    throttle.forget_failures(session, ACCOUNT)
    assert throttle.begin_attempt(session, ACCOUNT, NOW).failures.count == 1


def test_failures_are_forgotten_after_a_day(session):
    fail(session, 5)
    assert (
        throttle.begin_attempt(session, ACCOUNT, NOW + throttle.FORGOTTEN_AFTER).failures.count == 1
    )


def test_failures_of_long_ago_are_not_kept_for_ever(session):
    fail(session, 3)
    other = throttle.account_of("berik@example.org", "key")
    throttle.begin_attempt(session, other, NOW + throttle.FORGOTTEN_AFTER)
    assert session.scalar(select(func.count()).select_from(FailedSignIns)) == 1


def test_of_many_attempts_at_once_only_the_free_ones_are_made(engine):
    allowed = []

    def attempt():
        with Session(engine) as session:
            try:
                throttle.begin_attempt(session, ACCOUNT, NOW)
            except throttle.TooManyFailures:
                return
            allowed.append(1)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) <= throttle.FREE
    assert allowed


def test_ever_new_addresses_fill_no_disk_and_hide_no_account_that_somebody_is_after(
    session, monkeypatch
):
    monkeypatch.setattr(throttle, "MOST_ACCOUNTS", 10)
    monkeypatch.setattr(throttle, "_FORGOTTEN_AT_ONCE", 4)
    fail(session, 5)
    for number in range(50):
        other = throttle.account_of(f"{number}@example.org", "key")
        throttle.begin_attempt(session, other, NOW)
    assert session.scalar(select(func.count()).select_from(FailedSignIns)) <= 10
    with pytest.raises(throttle.TooManyFailures):
        throttle.begin_attempt(session, ACCOUNT, NOW)
