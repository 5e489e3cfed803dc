"""Who the organisers are: added, given a role, kept out again."""

import threading

import pytest
from sqlalchemy.orm import Session

from app.records import team
from tests.records.conftest import NOW


@pytest.fixture
def add(session):
    """Return a function that adds organisers."""

    def add(email, role="editor"):
        added = team.add(session, email, role, NOW)
        session.commit()
        return added

    return add


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("anna@example.org", "anna@example.org"),
        ("  Anna@EXAMPLE.org ", "anna@example.org"),
        ("anna@ｅxample.org", "anna@example.org"),
    ],
)
def test_an_address_has_one_spelling(typed, kept):
    assert team.normal_email(typed) == kept


@pytest.mark.parametrize("typed", ["", "anna", "anna@", "a b@example.org", "a@b@example.org", "\0"])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(team.NoEmailAddress, match="is not an e-mail address"):
        team.normal_email(typed)


def test_somebody_added_is_active_and_has_no_password(add):
    added = add("Anna@example.org", "publisher")
    assert (added.email, added.role, added.active, added.password, added.added_at) == (
        "anna@example.org",
        "publisher",
        True,
        None,
        NOW,
    )


def test_nobody_is_added_twice(add):
    add("anna@example.org")
    with pytest.raises(team.AlreadyAdded, match=r"anna@example\.org is an organiser already"):
        add("ANNA@example.org")


def test_an_organiser_is_found_however_the_address_is_spelt(session, add):
    added = add("anna@example.org")
    assert team.find(session, "ANNA@Example.org ") is added


def test_nobody_is_found_who_is_not_there(session):
    with pytest.raises(team.NoSuchOrganiser, match="No organiser has the address"):
        team.find(session, "nobody@example.org")


def test_those_who_may_sign_in_stand_first(session, add):
    add("c@example.org")
    add("a@example.org").active = False
    add("b@example.org")
    session.commit()
    assert [each.email[0] for each in team.everyone(session)] == ["b", "c", "a"]


def test_another_role_ends_the_sessions(session, add):
    organiser = add("anna@example.org")
    before = organiser.fs_uniquifier
    team.change_role(session, organiser, "admin")
    assert organiser.role == "admin"
    assert organiser.fs_uniquifier != before


def test_who_is_deactivated_is_signed_out_and_has_no_link(session, add):
    organiser = add("anna@example.org")
    organiser.link_digest, organiser.link_ends_at = "0" * 64, NOW
    before = organiser.fs_uniquifier
    team.deactivate(session, organiser)
    session.commit()
    assert not organiser.may("editor")
    assert organiser.fs_uniquifier != before
    assert (organiser.link_digest, organiser.link_ends_at) == (None, None)


LAST = [
    ("demoted", lambda session, admin: team.change_role(session, admin, "publisher")),
    ("deactivated", team.deactivate),
]


@pytest.mark.parametrize(("what", "change"), LAST, ids=[what for what, _ in LAST])
def test_the_last_active_admin_is_not(session, add, what, change):
    admin, other = add("a@example.org", "admin"), add("b@example.org", "admin")
    change(session, other)
    session.commit()
    with pytest.raises(team.LastAdmin, match=r"a@example\.org is the only active admin"):
        change(session, admin)


def test_the_last_admin_may_stay_one(session, add):
    admin = add("a@example.org", "admin")
    team.change_role(session, admin, "admin")
    assert admin.role == "admin"


def test_an_admin_who_is_out_already_may_be_demoted(session, add):
    admin, other = add("a@example.org", "admin"), add("b@example.org", "admin")
    team.deactivate(session, other)
    session.commit()
    team.change_role(session, other, "editor")
    session.commit()
    assert (admin.role, other.role) == ("admin", "editor")


def test_two_admins_who_demote_each_other_at_once_leave_one(engine, add):
    numbers = [add("a@example.org", "admin").id, add("b@example.org", "admin").id]
    together = threading.Barrier(2)
    refused = []

    def demote(number):
        with Session(engine) as session:
            organiser = session.get(team.Organiser, number)
            together.wait()
            try:
                team.change_role(session, organiser, "editor")
                session.commit()
            except team.LastAdmin:
                refused.append(number)

    threads = [threading.Thread(target=demote, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
