"""Sessions of organisers: in the workroom alone, and never for long."""

import re

import pytest

from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import APP, CODE, SIGN_IN


def cookie_of(client):
    """Return the session's cookie."""
    return client.get_cookie("organiser", path="/organisers")


def test_a_session_ends_twelve_hours_after_signing_in_whatever_is_done(anna, clock):
    for _ in range(11):
        clock.wait(hours=1)
        assert anna.open("/organisers/account/").request.path == "/organisers/account/"
    clock.wait(minutes=59)
    assert anna.open("/organisers/account/").request.path == "/organisers/account/"
    clock.wait(minutes=1)
    assert anna.open("/organisers/account/").request.path == SIGN_IN


@pytest.mark.parametrize("unsaid", ["signed_in_at", "session_id"])
def test_a_session_that_does_not_say_which_it_is_and_since_when_is_none(signed_in, unsaid):
    client = signed_in("admin")
    with client.session_transaction(base_url="http://localhost/organisers/") as session:
        del session[unsaid]
    assert client.get("/organisers/").status_code == 302


def test_a_session_ends_after_two_hours_without_a_request(anna, guest, clock, monkeypatch):
    from itsdangerous import TimestampSigner

    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    real = TimestampSigner.get_timestamp
    account = "/organisers/account/"
    for minutes, path in ((119, account), (238, account), (359, SIGN_IN)):
        late = minutes * 60
        monkeypatch.setattr(
            TimestampSigner, "get_timestamp", lambda self, late=late: real(self) + late
        )
        assert guest.open(account).request.path == path


@pytest.mark.parametrize(("minutes", "heading"), [(9, "Today"), (10, "Sign in")])
def test_half_way_in_lasts_ten_minutes(anna, guest, clock, minutes, heading):
    guest.type_password(ANNA, PASSWORD)
    for _ in range(minutes):
        clock.wait(minutes=1)
        guest.open(CODE)
    guest.type_code(clock.now)
    assert guest.heading == heading


def test_setting_up_the_first_app_does_not_prolong_it(add_organiser, visitor, clock, organiser_now):
    add_organiser("editor", ANNA)
    visitor.type_password(ANNA, PASSWORD)
    for _ in range(3):
        visitor.scan()
        clock.wait(minutes=3)
    clock.wait(minutes=1)
    visitor.type_code(clock.now)
    assert "Signing in took too long" in visitor.says
    assert not organiser_now().has_second_factor
    assert visitor.open(APP).request.path == SIGN_IN
    visitor.type_password(ANNA, PASSWORD)
    assert visitor.heading == "Authenticator app"


def test_half_way_in_without_a_moment_is_over(anna, guest, clock):
    guest.type_password(ANNA, PASSWORD)
    with guest.client.session_transaction(base_url="http://localhost/organisers/") as session:
        del session["half_way_since"]
    guest.type_code(clock.now)
    assert guest.heading == "Sign in"


def test_the_cookie_goes_to_the_workroom_alone_and_no_script_reads_it(anna):
    cookie = cookie_of(anna.client)
    assert (cookie.path, cookie.http_only, cookie.same_site) == ("/organisers", True, "Lax")


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_the_cookie_is_secure_where_the_page_came_by_https(client, scheme, secure):
    answer = client.get(SIGN_IN, base_url=f"{scheme}://localhost")
    assert ("Secure" in answer.headers["Set-Cookie"]) is secure


def test_forms_are_taken_by_https_though_no_referrer_is_sent(client):
    page = client.get(SIGN_IN, base_url="https://localhost").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    answer = client.post(SIGN_IN, base_url="https://localhost", data={"csrf_token": token})
    assert answer.status_code == 422


def test_nobody_is_remembered_even_if_it_is_asked_for(anna, guest, clock):
    guest.open(SIGN_IN)
    assert "remember" not in guest.page.text.lower()
    guest.send(SIGN_IN, email=ANNA, password=PASSWORD, remember="y")
    guest.type_code(clock.now)
    assert guest.heading == "Today"
    names = [cookie.key for cookie in guest.client._cookies.values()]
    assert names == ["organiser", "known_device"]


def test_no_network_address_is_kept_in_the_session(anna):
    with anna.client.session_transaction(base_url="http://localhost/organisers/") as session:
        assert "_id" not in session


def test_signing_out_takes_a_form_and_ends_the_session(anna, actions):
    assert anna.client.get("/organisers/sign-out").status_code == 405
    anna.send("/organisers/sign-out")
    assert anna.heading == "Sign in"
    assert actions() == [(ANNA, "signed out", "")]
    assert anna.open("/organisers/").request.path == SIGN_IN


@pytest.mark.parametrize(
    "path", ["/organisers/sign-out", "/organisers/account/sign-out-everywhere"]
)
def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(app, anna, clock, path):
    copied = cookie_of(anna.client).value
    anna.send(path)
    thief = app.test_client()
    thief.set_cookie("organiser", copied, path="/organisers")
    assert thief.get("/organisers/").location.startswith(SIGN_IN)


def test_signing_out_here_leaves_one_signed_in_elsewhere(anna, guest, clock):
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    anna.send("/organisers/sign-out")
    assert guest.open("/organisers/").request.path == "/organisers/"
    clock.wait(minutes=1)
    anna.type_password(ANNA, PASSWORD)
    anna.type_code(clock.now)
    assert anna.heading == "Today"


def test_a_form_can_still_be_sent_after_signing_in_again(anna, guest, clock):
    """As “go back and save again” promises."""
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    form = guest.open("/organisers/account/")
    guest.send("/organisers/sign-out")
    clock.wait(minutes=1)
    guest.type_password(ANNA, PASSWORD)
    guest.type_code(clock.now)
    guest.page = form
    guest.send("/organisers/account/sign-out-everywhere")
    assert "You are signed out everywhere" in guest.says


@pytest.mark.parametrize(
    "path",
    ["/", "/ru/", "/cases/puffchat-nine", "/cases/puffchat-nine/letter", "/healthz", "/nowhere"],
)
def test_public_pages_know_nothing_of_sessions(anna, path, monkeypatch):
    """Not even if the browser sent the cookie there, which its path forbids."""
    from flask.sessions import SecureCookieSessionInterface

    cookie = cookie_of(anna.client).value

    def must_not(*_):
        raise AssertionError("a public page has opened a session")

    monkeypatch.setattr(SecureCookieSessionInterface, "open_session", must_not)
    monkeypatch.setattr(SecureCookieSessionInterface, "save_session", must_not)
    monkeypatch.setattr("flask_security.core._user_loader", must_not)
    answer = anna.client.application.test_client().get(
        path, headers={"Cookie": f"organiser={cookie}"}
    )
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_public_forms_know_nothing_of_sessions_either(client):
    answer = client.post("/cases/puffchat-nine/letter", data={"preview": "1"})
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers
