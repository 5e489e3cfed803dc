"""The audit list: who did what, and when."""

import datetime

from app.records.audit import entries, note_action
from tests.records.conftest import NOW


def test_an_entry_says_who_did_what_and_when(session, organiser):
    note_action(session, "published", "cases/five.yaml", organiser=organiser, now=NOW)
    session.expire_all()
    (entry,) = entries(session)
    assert (entry.organiser, entry.action, entry.about, entry.at) == (
        organiser,
        "published",
        "cases/five.yaml",
        NOW,
    )


def test_what_the_command_line_did_has_no_organiser(session):
    note_action(session, "added an organiser", "editor@example.org", organiser=None, now=NOW)
    assert entries(session)[0].organiser is None


def test_entries_come_a_page_at_a_time_the_newest_first(session, organiser):
    for number in range(5):
        note_action(
            session, f"did {number}", organiser=organiser, now=NOW + datetime.timedelta(number)
        )
    page = entries(session, most=3)
    assert [entry.action for entry in page] == ["did 4", "did 3", "did 2"]
    assert [entry.action for entry in entries(session, before=page[-1].id)] == ["did 1", "did 0"]


def test_entries_made_by_another_session_are_seen_at_once(open_session, organiser):
    first, second = open_session(), open_session()
    assert entries(first) == []
    first.rollback()
    note_action(second, "saved", organiser=None, now=NOW)
    assert entries(first) == []
    first.rollback()
    second.commit()
    assert len(entries(first)) == 1
