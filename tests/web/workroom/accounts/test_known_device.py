"""Devices that signed in before: whoever knows an address keeps nobody waiting there."""

import re

import pytest

from tests.web.workroom.accounts.test_passkeys import WITH_PASSKEY, add_passkey, use_passkey
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.security_key import SecurityKey
from tests.web.workroom.visitor import CONFIRM, NEW_PASSWORD, SIGN_IN, Visitor

EVERYWHERE = "/organisers/account/sign-out-everywhere"


@pytest.fixture
def stranger(app):
    """Somebody who knows Anna's address, and tries passwords."""
    return Visitor(app.test_client())


@pytest.fixture
def known(guest, clock):
    """A device on which Anna signed in, and out again."""
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    guest.send("/organisers/sign-out")
    clock.wait(minutes=1)
    return guest


def cookie_of(visitor):
    return visitor.client.get_cookie("known_device", path="/organisers")


def test_a_device_that_signed_in_before_need_not_wait_for_strangers(known, stranger, clock):
    stranger.fail_to_sign_in(ANNA, 5)
    assert stranger.type_password(ANNA, PASSWORD).status_code == 429
    known.type_password(ANNA, PASSWORD)
    known.type_code(clock.now)
    assert known.heading == "Today"
    assert stranger.type_password(ANNA, PASSWORD).status_code == 429


def test_a_passkey_need_not_either(anna, stranger, guest):
    key = SecurityKey()
    add_passkey(anna, key, "first")
    stranger.fail_to_sign_in(ANNA, 5)
    guest.open(SIGN_IN)
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert guest.heading == "Today"


@pytest.mark.parametrize("path", [CONFIRM, NEW_PASSWORD])
def test_who_is_signed_in_need_not_either(anna, stranger, path):
    stranger.fail_to_sign_in(ANNA, 5)
    anna.open(path)
    new = dict.fromkeys(("new_password", "new_password_confirm"), "four words never together")
    anna.send(path, password=PASSWORD, **new)
    assert anna.heading == "Account"


def test_its_own_failures_make_it_wait(known, clock):
    known.fail_to_sign_in(ANNA, 5)
    assert known.type_password(ANNA, PASSWORD).status_code == 429


def test_it_is_known_for_one_organiser_alone(known, add_organiser, stranger):
    add_organiser("editor", "berik@example.org")
    stranger.fail_to_sign_in("berik@example.org", 5)
    assert known.type_password("berik@example.org", PASSWORD).status_code == 429


def _sign_out_everywhere(anna):
    anna.open("/organisers/account/")
    anna.send(EVERYWHERE)


def _change_password(anna):
    anna.open(NEW_PASSWORD)
    new = dict.fromkeys(("new_password", "new_password_confirm"), "four words never together")
    anna.send(NEW_PASSWORD, password=PASSWORD, **new)


@pytest.mark.parametrize("ending", [_sign_out_everywhere, _change_password])
def test_it_is_forgotten_with_all_sessions(anna, known, stranger, ending):
    ending(anna)
    stranger.fail_to_sign_in(ANNA, 5)
    assert known.type_password(ANNA, PASSWORD).status_code == 429


def test_where_the_password_was_changed_it_is_still_known(anna, stranger, clock):
    _change_password(anna)
    anna.send("/organisers/sign-out")
    stranger.fail_to_sign_in(ANNA, 5)
    assert anna.type_password(ANNA, "four words never together").status_code == 200


def test_the_cookie_holds_a_number_and_a_day_and_goes_to_the_workroom_alone(known):
    cookie = cookie_of(known)
    assert (cookie.path, cookie.http_only, cookie.same_site) == ("/organisers", True, "Lax")
    assert cookie.max_age == 180 * 24 * 60 * 60
    assert re.fullmatch(r"[\w-]{32}\.[\w-]{6}\.[\w-]{27}", cookie.decoded_value.strip('"'))


@pytest.mark.parametrize("forged", ["", "a", "a.b.c", "\N{SNOWMAN}"])
def test_a_forged_cookie_is_none(stranger, anna, forged):
    stranger.client.set_cookie("known_device", forged, path="/organisers")
    stranger.fail_to_sign_in(ANNA, 5)
    assert stranger.type_password(ANNA, PASSWORD).status_code == 429
