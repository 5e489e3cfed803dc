"""Signing in: who gets in, who doesn’t, and how often one may try."""

import re
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from app.records.database import db
from app.records.organiser import FailedSignIns, Organiser
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import APP, CODE, CONFIRM, NEW_PASSWORD, RECOVERY, SIGN_IN, Visitor

WRONG = "This e-mail address and password don’t belong together."


def test_the_first_time_leads_over_the_app_to_the_recovery_codes(add_organiser, visitor, clock):
    add_organiser("editor", ANNA)
    visitor.type_password(ANNA, PASSWORD)
    assert visitor.heading == "Authenticator app"
    visitor.scan()
    assert re.search(r'<img class="qr" src="data:image/svg\+xml;base64,', visitor.page.text)
    assert len(visitor.secret) == 32
    visitor.type_code(clock.now)
    assert visitor.heading == "Recovery codes"
    visitor.make_recovery_codes()
    assert len(set(visitor.recovery_codes)) == 10
    assert visitor.open("/organisers/").status_code == 200
    assert visitor.heading == "Today"


def test_later_it_takes_password_and_code(anna, guest, clock):
    guest.type_password(ANNA, PASSWORD)
    assert guest.heading == "Code of the app"
    guest.type_code(clock.now)
    assert guest.heading == "Today"


def test_the_password_alone_opens_nothing(anna, guest):
    guest.type_password(ANNA, PASSWORD)
    assert guest.open("/organisers/").request.path == SIGN_IN


def test_nobody_sets_an_app_up_over_one_that_there_is(anna, guest):
    guest.type_password(ANNA, PASSWORD)
    guest.send(APP, setup="authenticator")
    assert "Signing in took too long" in guest.says
    assert 'class="secret"' not in guest.page.text


@pytest.mark.parametrize("email", [ANNA.upper(), f" {ANNA} "], ids=["capitals", "spaces"])
def test_the_address_may_be_spelt_otherwise(anna, guest, email):
    guest.type_password(email, PASSWORD)
    assert guest.heading == "Code of the app"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (ANNA, "wrong horse battery"),
        ("nobody@example.org", PASSWORD),
        ("out@example.org", PASSWORD),
        ("new@example.org", PASSWORD),
    ],
    ids=["wrong password", "unknown", "deactivated", "without a password yet"],
)
def test_whoever_cannot_come_in_gets_the_same_answer(app, add_organiser, visitor, email, password):
    for known in (ANNA, "out@example.org", "new@example.org"):
        add_organiser("editor", known)
    with app.app_context():
        db.session.scalars(
            select(Organiser).where(Organiser.email == "out@example.org")
        ).one().active = False
        db.session.scalars(
            select(Organiser).where(Organiser.email == "new@example.org")
        ).one().password = None
        db.session.commit()
    answer = visitor.type_password(email, password)
    assert answer.status_code == 422
    assert WRONG in visitor.says
    other = Visitor(app.test_client())
    other.type_password("else@example.org", "whatever else")
    assert other.says == visitor.says
    assert other.without_tokens() == visitor.without_tokens().replace(email, "else@example.org")


def test_an_unknown_address_costs_as_much_work_as_a_known_one(monkeypatch, add_organiser, visitor):
    add_organiser("editor", ANNA)
    hashed = []
    from passlib.context import CryptContext

    for name in ("hash", "verify"):
        real = getattr(CryptContext, name)
        monkeypatch.setattr(
            CryptContext,
            name,
            lambda *given, real=real, **named: hashed.append(1) or real(*given, **named),
        )
    visitor.type_password(ANNA, "wrong horse battery")
    known = len(hashed)
    visitor.type_password("nobody@example.org", "wrong horse battery")
    assert (known, len(hashed)) == (1, 2)


@pytest.mark.parametrize("typed", [{}, {"email": "\0", "password": "\0"}, {"email": "a" * 9999}])
def test_what_cannot_be_read_is_refused(visitor, typed):
    visitor.open(SIGN_IN)
    assert visitor.send(SIGN_IN, **typed).status_code == 422


@pytest.mark.parametrize("email", [ANNA, "nobody@example.org"])
def test_after_five_wrong_passwords_even_the_right_one_waits(anna, guest, clock, email):
    assert guest.fail_to_sign_in(email).status_code == 422
    answer = guest.type_password(email, PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Try again in 1 minute." in guest.says
    assert WRONG not in guest.says


def test_the_right_password_is_taken_after_the_wait(anna, guest, clock):
    guest.fail_to_sign_in(ANNA)
    clock.wait(minutes=1)
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    assert guest.heading == "Today"


def test_each_further_failure_doubles_the_wait(anna, guest, clock):
    guest.fail_to_sign_in(ANNA)
    for minutes in (1, 2, 4):
        clock.wait(minutes=minutes)
        assert guest.fail_to_sign_in(ANNA, 1).status_code == 422
    guest.type_password(ANNA, PASSWORD)
    assert "Try again in 8 minutes." in guest.says


def test_signing_in_wholly_forgets_the_failures(app, anna, guest, clock):
    guest.fail_to_sign_in(ANNA, 4)
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(FailedSignIns)) == 0


def test_the_right_password_does_not_begin_the_count_anew(anna, guest, clock):
    """Or whoever knew the password could try all codes, five at a time."""
    for _ in range(5):
        guest.type_password(ANNA, PASSWORD)
        guest.type_code(clock.now, "000000")
    assert guest.type_password(ANNA, PASSWORD).status_code == 429


@pytest.mark.parametrize("way", [CODE, RECOVERY])
def test_wrong_codes_of_both_kinds_are_throttled(anna, guest, clock, way):
    guest.type_password(ANNA, PASSWORD)
    guest.open(way)
    for _ in range(5):
        assert guest.send(way, code="000000").status_code == 422
    right = guest.code(clock.now) if way == CODE else guest.recovery_codes[0]
    assert guest.send(way, code=right).status_code == 429
    assert "Try again in 1 minute." in guest.says
    clock.wait(minutes=1)
    guest.send(way, code=right if way == RECOVERY else guest.code(clock.now))
    assert guest.heading == "Today"


@pytest.mark.parametrize(
    ("path", "others"),
    [(CONFIRM, {}), (NEW_PASSWORD, {"new_password": "x" * 12, "new_password_confirm": "x" * 12})],
)
def test_wrong_passwords_of_the_signed_in_are_throttled(anna, clock, path, others):
    anna.open(path)
    for _ in range(5):
        assert anna.send(path, password="wrong", **others).status_code == 422
    assert anna.send(path, password=PASSWORD, **others).status_code == 429
    clock.wait(minutes=1)
    anna.send(path, password=PASSWORD, **others)
    assert anna.heading == "Account"


def test_a_new_password_that_is_no_good_counts_as_no_failure(anna):
    anna.open(NEW_PASSWORD)
    for _ in range(7):
        answer = anna.send(
            NEW_PASSWORD, password=PASSWORD, new_password="short", new_password_confirm="short"
        )
        assert answer.status_code == 422
        assert "12 to 128 characters" in anna.says


def test_no_address_stands_in_the_list_of_failures(app, anna, guest):
    guest.fail_to_sign_in(ANNA)
    with app.app_context():
        (row,) = db.session.scalars(select(FailedSignIns))
        assert re.fullmatch("[0-9a-f]{64}", row.account)


HOSTILE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "\x19//evil.example",
    "https://localhost@evil.example/",
    "https://localhost.evil.example/",
    "/organisers/\r\nSet-Cookie: a=b",
    "data:text/html,x",
]


@pytest.mark.parametrize("target", HOSTILE, ids=repr)
def test_the_way_on_never_leads_to_another_site(anna, guest, clock, target):
    asked = quote(target, safe="")
    guest.type_password(ANNA, PASSWORD, f"{SIGN_IN}?next={asked}")
    guest.open(f"{CODE}?next={asked}")
    token = re.search(r'name="csrf_token" value="([^"]+)"', guest.page.text)[1]
    data = {"csrf_token": token, "code": guest.code(clock.now), "next": target}
    answer = guest.client.post(f"{CODE}?next={asked}", data=data)
    assert answer.status_code == 302
    location = answer.headers["Location"]
    assert re.fullmatch(r"/(?![/\\])[\x21-\x7e]*", location)
    assert "\\" not in location


@pytest.mark.parametrize("target", ["/organisers/account/", "/organisers/audit/?before=3"])
def test_the_way_on_leads_to_where_somebody_wanted_to_go(anna, guest, clock, target):
    answer = guest.client.get(target)
    guest.type_password(ANNA, PASSWORD, answer.headers["Location"])
    token = re.search(r'name="csrf_token" value="([^"]+)"', guest.page.text)[1]
    path = guest.page.request.full_path
    answer = guest.client.post(path, data={"csrf_token": token, "code": guest.code(clock.now)})
    assert answer.headers["Location"] == target


def test_failures_stand_there_once_they_lock_an_account_that_exists(anna, guest, actions):
    guest.fail_to_sign_in("nobody@example.org", 6)
    before = len(actions())
    guest.fail_to_sign_in(ANNA, 4)
    assert len(actions()) == before
    guest.fail_to_sign_in(ANNA, 3)
    assert actions()[before:] == [(ANNA, "was locked out", f"{ANNA}, for 1 minute: 5 failures")]
