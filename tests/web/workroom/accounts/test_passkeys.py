"""Passkeys: as a second factor, and instead of a password, where the site has a name."""

import html
import json
import re
from itertools import product

import pytest

from app.records import setting
from app.records.database import db
from app.records.settings import Settings
from tests.conftest import sample_covering
from tests.web.workroom.conftest import ANNA, NOW, PASSWORD
from tests.web.workroom.security_key import SecurityKey
from tests.web.workroom.visitor import CODE, SIGN_IN, Visitor

PASSKEYS = "/organisers/account/passkeys"
WITH_PASSKEY = "/organisers/sign-in/passkey"
WAY = "/organisers/sign-in/way"


def asked(visitor):
    """Return where the page's answer goes, and what the browser is to ask the passkey."""
    form = re.search(
        r'action="([^"]+)" class="passkey"[^>]* data-options="([^"]+)"', visitor.page.text
    )
    return html.unescape(form[1]), json.loads(html.unescape(form[2]))


def add_passkey(visitor, key, usage="secondary", name="Blue key"):
    """Add a passkey to the account that is signed in."""
    visitor.send(PASSKEYS, name=name, usage=usage)
    action, options = asked(visitor)
    visitor.send(action, credential=key.create(options))


def use_passkey(visitor, key):
    """Let a passkey answer the page that asks for one."""
    action, options = asked(visitor)
    visitor.send(action, credential=key.get(options))


@pytest.fixture
def key():
    """A security key that nobody has used yet."""
    return SecurityKey()


def test_a_passkey_stands_for_the_code(anna, guest, key, organiser_now):
    add_passkey(anna, key)
    assert "The passkey “Blue key” is added." in anna.says
    assert "Blue key Instead of the code." in anna.says
    guest.type_password(ANNA, PASSWORD)
    assert guest.heading == "Second factor"
    guest.send(WAY, which="webauthn")
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert guest.heading == "Today"
    assert organiser_now().webauthn[0].sign_count == 2


def test_with_a_passkey_the_code_is_still_taken(anna, guest, key, clock):
    add_passkey(anna, key)
    guest.type_password(ANNA, PASSWORD)
    guest.send(WAY, which="authenticator")
    guest.type_code(clock.now)
    assert guest.heading == "Today"


def test_a_passkey_stands_for_password_and_code(anna, guest, key):
    add_passkey(anna, key, "first")
    guest.open(SIGN_IN)
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert guest.heading == "Today"


def test_alone_a_passkey_must_know_its_owner(anna, guest, key):
    add_passkey(anna, key, "first")
    key.knows_owner = False
    guest.open(SIGN_IN)
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert guest.heading == "Passkey"
    assert "This passkey could not be checked." in guest.says
    assert guest.open("/organisers/").request.path == SIGN_IN


def test_a_passkey_for_the_code_alone_opens_nothing(anna, guest, key):
    add_passkey(anna, key)
    guest.open(SIGN_IN)
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert "added for the other way of signing in" in guest.says
    assert guest.open("/organisers/").request.path == SIGN_IN


def test_one_organisers_password_and_anothers_passkey_open_nothing(
    app, anna, key, add_organiser, signed_in
):
    """Flask-Security takes the account from the passkey, whoever typed a password."""
    add_passkey(anna, key)
    berik = Visitor(signed_in("editor", "berik@example.org"))
    berik.open("/organisers/account/")
    add_passkey(berik, SecurityKey(), name="Berik’s"[:5])
    thief = Visitor(app.test_client())
    thief.type_password("berik@example.org", PASSWORD)
    thief.send(WITH_PASSKEY)
    use_passkey(thief, key)
    assert "could not be read" in thief.says
    assert thief.open("/organisers/").request.path == SIGN_IN


def test_a_passkey_asked_for_by_another_site_is_refused(anna, guest, key):
    add_passkey(anna, key, "first")
    key.origin = "http://localhost.evil.example"
    guest.open(SIGN_IN)
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert guest.open("/organisers/").request.path == SIGN_IN


def test_a_removed_passkey_opens_nothing(anna, guest, key, organiser_now):
    add_passkey(anna, key, "first")
    anna.send(f"{PASSKEYS}/remove", name="Blue key")
    assert "The passkey “Blue key” is removed." in anna.says
    assert organiser_now().webauthn == []
    guest.open(SIGN_IN)
    guest.send(WITH_PASSKEY)
    use_passkey(guest, key)
    assert "Nobody here has this passkey." in guest.says


def test_nobody_removes_anothers_passkey(anna, key, signed_in, organiser_now):
    add_passkey(anna, key)
    berik = Visitor(signed_in("admin", "berik@example.org"))
    berik.open("/organisers/account/")
    berik.send(f"{PASSKEYS}/remove", name="Blue key")
    assert "You have no passkey called “Blue key”." in berik.says
    assert len(organiser_now().webauthn) == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Give the passkey a name."),
        ("<b>", "letters, figures, spaces and hyphens"),
        ("a;b", "letters, figures, spaces and hyphens"),
        ("\0", "letters, figures, spaces and hyphens"),
        ("x" * 65, "at most 64 characters"),
        ("Blue key", "You have a passkey called “Blue key” already."),
    ],
    ids=repr,
)
def test_a_name_that_is_no_good_is_refused(anna, key, name, says):
    add_passkey(anna, key)
    assert anna.send(PASSKEYS, name=name, usage="secondary").status_code == 422
    assert says in anna.says


def test_an_unknown_use_is_refused(anna):
    assert anna.send(PASSKEYS, name="Key", usage="verify").status_code == 422


def without(name):
    return lambda answer: {key: value for key, value in answer.items() if key != name}


SPOILT = {
    "nothing": lambda _: "",
    "no JSON": lambda _: "{",
    "a number": lambda _: "1",
    "a list": lambda _: "[]",
    "null": lambda _: "null",
    "without id": without("id"),
    "without response": without("response"),
    "an empty response": lambda answer: {**answer, "response": {}},
    "numbers in the response": lambda answer: {
        **answer,
        "response": dict.fromkeys(answer["response"], 1),
    },
    "rubbish in the response": lambda answer: {
        **answer,
        "response": dict.fromkeys(answer["response"], "AAAA"),
    },
    "not base64": lambda answer: {**answer, "rawId": "😀", "id": "😀"},
    "another type": lambda answer: {**answer, "type": "password"},
    "much nesting": lambda _: "[" * 100_000,
    "a NUL": lambda answer: {**answer, "id": "\0"},
}


@pytest.mark.parametrize(
    ("what", "way"), sample_covering(list(product(SPOILT, ("create", "get"))), together=1)
)
def test_a_spoilt_answer_is_refused(anna, guest, key, way, what, organiser_now):
    visitor = anna
    if way == "get":
        add_passkey(anna, key, "first")
        visitor = guest
        guest.open(SIGN_IN)
        guest.send(WITH_PASSKEY)
    else:
        anna.send(PASSKEYS, name="Key", usage="secondary")
    before = len(organiser_now().webauthn)
    action, options = asked(visitor)
    spoilt = SPOILT[what](json.loads(getattr(key, way)(options)))
    credential = spoilt if isinstance(spoilt, str) else json.dumps(spoilt)
    assert visitor.send(action, credential=credential).status_code == 200
    assert len(organiser_now().webauthn) == before
    assert 'class="done wrong" role="alert"' in visitor.page.text
    assert (visitor.open("/organisers/").request.path == SIGN_IN) is (way == "get")


def test_an_answer_to_no_question_of_ours_is_refused(anna, key):
    anna.send(PASSKEYS, name="Key", usage="secondary")
    _, options = asked(anna)
    anna.send(f"{PASSKEYS}/forged", credential=key.create(options))
    assert 'role="alert"' in anna.page.text


@pytest.mark.parametrize(
    ("public_url", "site", "works"),
    [
        ("", "http://localhost", True),
        ("", "http://localhost:8000", True),
        ("", "http://127.0.0.1:8000", False),
        ("", "http://letters.example.org", False),
        ("", "https://letters.example.org", False),
        ("https://letters.example.org", "https://letters.example.org", True),
        ("https://letters.example.org", "http://letters.example.org", True),
        ("https://letters.example.org:8443", "https://letters.example.org:8443", True),
        ("https://letters.example.org", "https://letters.example.org:8443", False),
        ("https://letters.example.org", "https://evil.example", False),
        ("https://letters.example.org", "https://letters.example.org.evil.example", False),
        ("https://192.0.2.1", "https://192.0.2.1", False),
        ("http://localhost:8000", "http://localhost:8000", True),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", False),
    ],
)
def test_passkeys_are_offered_where_the_site_has_a_name(app, client, public_url, site, works):
    with app.app_context():
        settings = Settings(public_url=public_url)
        setting.save(db.session, settings, author=None, now=NOW)
        db.session.commit()
    assert ("passkey" in client.get(SIGN_IN, base_url=site).text) is works
    assert client.get(WITH_PASSKEY, base_url=site).status_code == (200 if works else 404)


def test_the_browser_makes_and_uses_a_passkey(anna, open_page, site):
    """The browser's own authenticator, driven by our script under our policy."""
    at = site.replace("127.0.0.1", "localhost")
    page = open_page()
    cookie = anna.client.get_cookie("organiser", path="/organisers")
    page.context.add_cookies(
        [{"name": "organiser", "value": cookie.value, "domain": "localhost", "path": "/organisers"}]
    )
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" else None
    )
    page.goto(f"{at}/organisers/account/")
    page.get_by_label("Name of the new passkey").fill("Phone")
    page.get_by_label("Instead of password and code").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey “Phone” is added.").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="Today").wait_for()
    assert faults == []


def test_a_browser_that_gives_no_passkey_is_told_how_to_go_on(anna, open_page, site):
    page = open_page()
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no'))")
    page.goto(f"{site.replace('127.0.0.1', 'localhost')}{SIGN_IN}")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").get_by_text("The browser gave no passkey.").wait_for()
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="Sign in with a passkey").wait_for()


def test_code_page_is_reached_from_the_choice(anna, guest, key):
    add_passkey(anna, key)
    guest.type_password(ANNA, PASSWORD)
    guest.send(WAY, which="authenticator")
    assert guest.page.request.path == CODE
    assert 'href="/organisers/sign-in/way' in guest.page.text
