"""Codes that prove who one is beside the password."""

import pytest
from sqlalchemy import select

from app.records.database import db
from app.records.organiser import Organiser
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import APP, CODE, CODES, RECOVERY, SIGN_IN, Visitor


def test_no_code_is_taken_twice(anna, guest, clock):
    code = guest.code(clock.now)
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now, code)
    other = Visitor(guest.client.application.test_client())
    other.type_password(ANNA, PASSWORD)
    assert other.type_code(clock.now, code).status_code == 422
    assert "was used already" in other.says
    clock.wait(seconds=30)
    other.type_code(clock.now, guest.code(clock.now))
    assert other.heading == "Today"


@pytest.mark.parametrize(
    ("late", "heading"), [(29, "Today"), (-29, "Today"), (95, "Code of the app")]
)
def test_a_clock_may_be_half_a_minute_wrong(anna, guest, clock, late, heading):
    guest.type_password(ANNA, PASSWORD)
    code = guest.code(clock.now)
    clock.wait(seconds=late)
    guest.type_code(clock.now, code)
    assert guest.heading == heading


@pytest.mark.parametrize("code", ["000000", "12", "abcdef", "1" * 500, "\0", "", "½²³"])
def test_a_wrong_code_is_refused(anna, guest, clock, code):
    guest.type_password(ANNA, PASSWORD)
    assert guest.send(CODE, code=code).status_code == 422
    assert guest.open("/organisers/").request.path == SIGN_IN


def test_while_an_app_is_set_up_a_wrong_code_keeps_the_secret(add_organiser, visitor, clock):
    add_organiser("editor", ANNA)
    visitor.type_password(ANNA, PASSWORD)
    visitor.scan()
    for _ in range(7):
        assert visitor.type_code(clock.now, "000000").status_code == 422
    visitor.type_code(clock.now)
    assert visitor.heading == "Recovery codes"


@pytest.fixture
def half_way(app, add_organiser):
    """Return a function that gives the browser of somebody who typed Anna's password, no more."""
    add_organiser("editor", ANNA)

    def half_way():
        visitor = Visitor(app.test_client())
        visitor.type_password(ANNA, PASSWORD)
        assert visitor.heading == "Authenticator app"
        return visitor

    return half_way


def set_up(visitor, now):
    """Set up an app, to the end."""
    visitor.scan()
    visitor.type_code(now)
    assert visitor.heading == "Recovery codes"


@pytest.mark.parametrize("has_scanned", [False, True], ids=["before", "after"])
def test_the_password_of_before_puts_no_app_over_the_first(
    half_way, clock, organiser_now, has_scanned
):
    stranger, anna = half_way(), half_way()
    if has_scanned:
        stranger.scan()
    set_up(anna, clock.now)
    app_of_anna = organiser_now().tf_totp_secret
    clock.wait(minutes=1)
    if has_scanned:
        stranger.type_code(clock.now)
    else:
        stranger.send(APP, setup="authenticator")
        assert 'class="secret"' not in stranger.page.text
    assert "Signing in took too long" in stranger.says
    assert stranger.open("/organisers/").request.path == SIGN_IN
    assert organiser_now().tf_totp_secret == app_of_anna
    assert anna.open("/organisers/account/").request.path == "/organisers/account/"


@pytest.mark.parametrize("path", [APP, CODE])
def test_no_app_is_put_over_one_even_where_the_session_would_still_hold(
    app, half_way, clock, organiser_now, path
):
    """As of an app that came to the account in another way than by its first code."""
    stranger = half_way()
    stranger.scan()
    with app.app_context():
        anna = db.session.scalars(select(Organiser).where(Organiser.email == ANNA)).one()
        anna.tf_primary_method, anna.tf_totp_secret = "authenticator", "hers"
        db.session.commit()
    stranger.send(path, setup="authenticator", code=stranger.code(clock.now))
    assert "Signing in took too long" in stranger.says
    assert stranger.open("/organisers/").request.path == SIGN_IN
    assert organiser_now().tf_totp_secret == "hers"


def test_the_first_app_ends_every_session_but_its_own(half_way, clock, organiser_now):
    anna, before = half_way(), organiser_now().fs_uniquifier
    set_up(anna, clock.now)
    assert organiser_now().fs_uniquifier != before
    assert anna.open("/organisers/account/").request.path == "/organisers/account/"


def test_another_app_holds_only_once_it_is_proved(anna, guest, clock, organiser_now):
    old = anna.secret
    anna.open(APP)
    anna.scan()
    anna.type_code(clock.now, "000000")
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    assert guest.heading == "Today"
    clock.wait(minutes=1)
    anna.type_code(clock.now)
    assert anna.heading == "Account"
    assert organiser_now().totp_since == clock.now
    clock.wait(minutes=1)
    late = Visitor(guest.client.application.test_client(), secret=old)
    late.type_password(ANNA, PASSWORD)
    assert late.type_code(clock.now).status_code == 422


def test_a_look_at_the_code_page_signs_nobody_out(anna):
    anna.open(CODE)
    assert anna.heading == "Today"


@pytest.mark.parametrize(
    "spelt", [str, str.upper, lambda code: code.replace("-", " "), lambda code: f" {code} "]
)
def test_a_recovery_code_stands_for_the_app(anna, guest, spelt, organiser_now):
    guest.type_password(ANNA, PASSWORD)
    guest.open(RECOVERY)
    guest.send(RECOVERY, code=spelt(guest.recovery_codes[3]))
    assert guest.heading == "Today"
    assert "Recovery codes left: 9." in guest.says
    assert len(organiser_now().mf_recovery_codes) == 9


def test_a_recovery_code_works_once(app, anna, guest):
    for attempt, heading in (("first", "Today"), ("second", "Recovery code")):
        visitor = Visitor(app.test_client())
        visitor.type_password(ANNA, PASSWORD)
        visitor.open(RECOVERY)
        visitor.send(RECOVERY, code=guest.recovery_codes[0])
        assert visitor.heading == heading, attempt


def test_recovery_codes_are_shown_once_and_not_kept(anna, organiser_now):
    kept = str(organiser_now().mf_recovery_codes)
    for code in anna.recovery_codes:
        assert code not in kept
    for path in (CODES, f"{CODES}?show_codes=1", "/organisers/account/"):
        anna.open(path)
        assert anna.recovery_codes[0] not in anna.page.text
    assert anna.open("/organisers/mf-recovery-codes?show_codes=1").status_code == 404


def test_new_recovery_codes_replace_the_old_ones(anna, guest):
    old = anna.recovery_codes
    anna.open(CODES)
    anna.make_recovery_codes()
    assert not set(old) & set(anna.recovery_codes)
    guest.type_password(ANNA, PASSWORD)
    guest.open(RECOVERY)
    assert guest.send(RECOVERY, code=old[0]).status_code == 422
