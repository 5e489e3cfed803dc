"""Sessions that were signed out of."""

import datetime

from sqlalchemy import select

from app.records.ended_session import EndedSession, has_ended, note_ended
from tests.records.conftest import NOW

HOUR = datetime.timedelta(hours=1)


def known(session):
    """Return the ids that are kept."""
    return session.scalars(select(EndedSession.id).order_by(EndedSession.id)).all()


def test_a_session_that_ended_has_ended_for_every_process_and_no_other_has(session, open_session):
    note_ended(session, "a", NOW + HOUR, NOW)
    session.commit()
    other = open_session()
    assert has_ended(other, "a")
    assert not has_ended(other, "b")


def test_what_is_over_anyway_is_forgotten_when_another_ends(session):
    note_ended(session, "a", NOW + HOUR, NOW)
    note_ended(session, "b", NOW + 2 * HOUR, NOW)
    note_ended(session, "c", NOW + 3 * HOUR, NOW + HOUR)
    assert known(session) == ["b", "c"]


def test_what_ends_twice_at_once_has_ended(session, open_session):
    first = open_session()
    note_ended(first, "a", NOW + HOUR, NOW)
    first.commit()
    note_ended(session, "a", NOW + HOUR, NOW)
    assert known(session) == ["a"]


def test_nothing_is_kept_but_a_random_id_and_when_it_is_over():
    assert EndedSession.__table__.columns.keys() == ["id", "over_at"]
