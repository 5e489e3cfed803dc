"""One-time links: whoever holds one sets the password of its account."""

import datetime

import pytest

from app.records import invitation, team
from tests.records.conftest import NOW

LATER = NOW + invitation.HOLDS - datetime.timedelta(seconds=1)


@pytest.fixture
def invited(session):
    """Someone who was added, and their link."""
    added = team.add(session, "new@example.org", "editor", NOW)
    secret = invitation.open_link(added, NOW)
    session.commit()
    return added, secret


def test_a_link_belongs_to_whom_it_was_made_for(session, invited):
    organiser, secret = invited
    assert invitation.invited(session, secret, LATER) is organiser


def test_the_link_itself_is_not_kept(invited):
    organiser, secret = invited
    assert secret not in str(vars(organiser))


@pytest.mark.parametrize("secret", ["", "x" * 43, "…", "\0"])
def test_no_other_link_is_anybodys(session, invited, secret):
    assert invitation.invited(session, secret, NOW) is None


def test_a_link_ends_after_three_days(session, invited):
    assert invitation.invited(session, invited[1], NOW + datetime.timedelta(days=3)) is None


def test_a_new_link_replaces_the_old_one(session, invited):
    organiser, old = invited
    new = invitation.open_link(organiser, NOW)
    session.commit()
    assert invitation.invited(session, old, NOW) is None
    assert invitation.invited(session, new, NOW) is organiser


def test_looking_does_not_use_a_link_up(session, invited):
    invitation.invited(session, invited[1], NOW)
    assert invitation.invited(session, invited[1], NOW)


def test_a_used_link_has_set_the_password_and_ended_all_sessions(session, invited):
    organiser, secret = invited
    before = organiser.fs_uniquifier
    assert invitation.use(session, secret, "digest", NOW) is organiser
    session.commit()
    session.expire_all()
    assert organiser.password == "digest"
    assert organiser.fs_uniquifier != before
    assert (organiser.link_digest, organiser.link_ends_at) == (None, None)


def test_a_used_link_is_used_up(session, invited):
    invitation.use(session, invited[1], "digest", NOW)
    session.commit()
    assert invitation.use(session, invited[1], "another", NOW) is None
    assert invited[0].password == "digest"


def test_of_two_who_use_a_link_at_once_one_alone_succeeds(open_session, invited, monkeypatch):
    """The second looks while the link still holds, and comes to use it when it no longer does."""
    first, second = open_session(), open_session()
    look = invitation.invited

    def look_then_wait(session, secret, now):
        found = look(session, secret, now)
        if session is second:
            session.rollback()
            assert invitation.use(first, secret, "first", now)
            first.commit()
        return found

    monkeypatch.setattr(invitation, "invited", look_then_wait)
    assert invitation.use(second, invited[1], "second", NOW) is None


def test_who_is_deactivated_is_not_let_in_by_a_link(session, invited):
    organiser, secret = invited
    organiser.active = False
    session.commit()
    assert invitation.invited(session, secret, NOW) is None


@pytest.mark.parametrize(
    ("site", "link"),
    [
        ("", "http://127.0.0.1:8000/organisers/welcome/abc"),
        ("https://letters.example.org", "https://letters.example.org/organisers/welcome/abc"),
        ("https://letters.example.org/", "https://letters.example.org/organisers/welcome/abc"),
    ],
)
def test_a_link_leads_to_the_sites_public_address(site, link):
    assert invitation.address(site, "abc") == link
