"""An organiser’s own account."""

import pytest

from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import APP, CODES, CONFIRM, NEW_PASSWORD, RECOVERY, SIGN_IN

WRONG = "This e-mail address and password don’t belong together."


def test_the_account_says_what_protects_it(anna):
    anna.open("/organisers/account/")
    assert "Set up on 22 November 2026, 09:30 UTC" in anna.says
    assert "10 left" in anna.says


def test_a_new_password_ends_the_other_sessions_and_goes_on_here(app, anna, guest, clock):
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    anna.open(NEW_PASSWORD)
    new = "four words never together"
    anna.send(NEW_PASSWORD, password=PASSWORD, new_password=new, new_password_confirm=new)
    assert "The new password is set." in anna.says
    assert anna.open("/organisers/").request.path == "/organisers/"
    assert guest.open("/organisers/").request.path == SIGN_IN
    clock.wait(minutes=1)
    guest.type_password(ANNA, PASSWORD)
    assert WRONG in guest.says
    guest.type_password(ANNA, new)
    guest.type_code(clock.now)
    assert guest.heading == "Today"


def test_a_new_password_makes_the_session_no_longer(anna, clock):
    clock.wait(hours=11)
    anna.open(NEW_PASSWORD)
    new = "four words never together"
    anna.send(NEW_PASSWORD, password=PASSWORD, new_password=new, new_password_confirm=new)
    clock.wait(hours=1)
    assert anna.open("/organisers/").request.path == SIGN_IN


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("wrong", "x" * 12, "x" * 12), "The password is wrong."),
        (("", "x" * 12, "x" * 12), "Type your password."),
        ((PASSWORD, "x" * 11, "x" * 11), "12 to 128 characters"),
        ((PASSWORD, "x" * 129, "x" * 129), "12 to 128 characters"),
        ((PASSWORD, "x" * 12, "y" * 12), "The two are not the same."),
        ((PASSWORD, PASSWORD, PASSWORD), "That is the password of today."),
    ],
    ids=["wrong", "missing", "short", "long", "differing", "same"],
)
def test_a_new_password_must_be_good_and_the_old_one_right(anna, organiser_now, typed, says):
    before = organiser_now().password
    anna.open(NEW_PASSWORD)
    names = ("password", "new_password", "new_password_confirm")
    assert anna.send(NEW_PASSWORD, **dict(zip(names, typed, strict=True))).status_code == 422
    assert says in anna.says
    assert organiser_now().password == before


@pytest.mark.parametrize("path", [APP, CODES])
def test_what_protects_the_account_is_changed_only_soon_after_a_password(anna, path):
    with anna.client.session_transaction(base_url="http://localhost/organisers/") as session:
        session["fs_paa"] -= 31 * 60
        session.pop("fs_gexp", None)
    anna.open(path)
    assert anna.heading == "Confirm that it is you"
    assert anna.page.request.args["next"] == path
    anna.send(f"{CONFIRM}?next={path}", password=PASSWORD)
    assert anna.page.request.path == path


def test_signing_out_everywhere_ends_every_session(anna, guest, clock):
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    anna.open("/organisers/account/")
    anna.send("/organisers/account/sign-out-everywhere")
    assert anna.heading == "Sign in"
    for visitor in (anna, guest):
        assert visitor.open("/organisers/").request.path == SIGN_IN


def test_the_audit_list_tells_the_story_of_an_account(anna, guest, clock, actions):
    guest.type_password(ANNA, PASSWORD)
    guest.open(RECOVERY)
    guest.send(RECOVERY, code=guest.recovery_codes[0])
    anna.open(NEW_PASSWORD)
    new = "four words never together"
    anna.send(NEW_PASSWORD, password=PASSWORD, new_password=new, new_password_confirm=new)
    anna.open("/organisers/account/")
    anna.send("/organisers/account/sign-out-everywhere")
    assert actions() == [
        (ANNA, "signed in", "password and recovery code"),
        (ANNA, "changed the password", ""),
        (ANNA, "signed out everywhere", ""),
    ]
