"""What was typed comes back from every refused or failed form of the workroom."""

import re

import pytest
from flask import abort
from lxml import html
from sqlalchemy import text
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField

from app.limits import LARGEST_REQUEST_OF_WORKROOM
from app.records.database import db
from app.web.workroom.access import keeping
from app.web.workroom.accounts.sign_in import (
    CodeForm,
    ConfirmForm,
    NewPasswordForm,
    RecoveryForm,
    SignInForm,
)
from app.web.workroom.accounts.welcome import FirstPasswordForm
from tests.web.workroom.desk import CASE, OFFICE, TEMPLATE, shipped
from tests.web.workroom.filled import text_of

PLACES = {
    "case_path": CASE,
    "addressee_path": OFFICE,
    "template_path": TEMPLATE,
    "document_path": CASE,
    "int": 1,
    "any": "role",
}
"""What stands in an address, by its converter; any other part is a word."""
TYPED = MultiDict(
    [
        ("short", "a"),
        ("note", "two\r\nlines"),
        ("postcode", "00156"),
        ("ticked", "one"),
        ("ticked", "two"),
        ("markup", "</textarea><script>alert(1)</script>"),
        ("empty", ""),
    ]
)
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def routes(app):
    """The endpoint and address of every form of the workroom."""
    found = [
        (rule.endpoint, rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("workroom.", "security.")) and "POST" in rule.methods
    ]
    assert len(found) > 30
    return found


def given_back(page):
    """Return the fields that a page gives back to be read."""
    controls = html.fromstring(page).xpath("//section//textarea[@readonly]")
    labels = {each.get("for"): each.text for each in html.fromstring(page).xpath("//label")}
    return {labels[each.get("id")]: each.value.removeprefix("\n") for each in controls}


def sent_again(page):
    """Return what the button of a page sends; None if there is none."""
    for form in html.fromstring(page).xpath("//main//form"):
        controls = form.xpath(".//textarea | .//input")
        return MultiDict((each.name, (each.value or "").removeprefix("\n")) for each in controls)
    return None


def all_given_back(page):
    shown = given_back(page)
    return shown == {
        "short": "a",
        "note": "two\nlines",
        "postcode": "00156",
        "ticked": "one\ntwo",
        "markup": "</textarea><script>alert(1)</script>",
    }


def addresses(app, routes):
    adapter, found = app.url_map.bind("localhost"), []
    for endpoint, rule in routes:
        values = {name: PLACES.get(_kind_of(rule, name), "word") for name in rule.arguments}
        found.append((endpoint, adapter.build(endpoint, values, method="POST")))
    return found


def _kind_of(rule, name):
    for converter in PLACES:
        if re.search(rf"<{converter}(\(.*?\))?:{name}>", rule.rule):
            return converter
    return ""


def _in_its_place(app, monkeypatch, routes, failing):
    """Let every form of the workroom come to this view."""
    for endpoint, _ in routes:
        view = app.view_functions[endpoint]

        def fails(view=view, **_):
            failing()

        fails.needs = getattr(view, "needs", None)
        monkeypatch.setitem(app.view_functions, endpoint, fails)


def _fail_in_the_database():
    db.session.execute(text("SELECT 1 FROM nowhere"))


def _fail():
    raise RuntimeError


@pytest.fixture
def admin(signed_in):
    return signed_in("admin")


@pytest.mark.parametrize("code", [400, 403, 404, 409, 422, 429, 500, 503])
def test_it_comes_back_whatever_the_refusal(app, admin, csrf_token, routes, monkeypatch, code):
    _in_its_place(app, monkeypatch, routes, lambda: abort(code))
    for _, address in addresses(app, routes):
        answer = admin.post(address, data=with_token(csrf_token))
        assert answer.status_code in (code, 404), address  # passkeys need a name of the site
        assert all_given_back(answer.text), address
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("failing", [_fail_in_the_database, _fail])
def test_it_comes_back_from_what_nobody_foresaw(
    app, admin, csrf_token, routes, monkeypatch, failing
):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    _in_its_place(app, monkeypatch, routes, failing)
    for _, address in addresses(app, routes):
        answer = admin.post(address, data=with_token(csrf_token))
        assert answer.status_code in (500, 503, 404), address
        assert all_given_back(answer.text), address


def test_it_comes_back_from_who_was_signed_out(app, client, csrf_token, routes):
    for endpoint, address in addresses(app, routes):
        if app.view_functions[endpoint].needs:
            answer = client.post(address, data=with_token(csrf_token), headers=SAME_SITE)
            assert answer.status_code == 401, address
            assert all_given_back(answer.text), address
            again = sent_again(answer.text)
            assert again["csrf_token"] == csrf_token
            assert again.getlist("ticked") == ["one", "two"]
            assert again["empty"] == ""


def test_it_comes_back_from_a_form_that_was_too_old(app, admin, routes):
    for _, address in addresses(app, routes):
        answer = admin.post(address, data=with_token("old"), headers=SAME_SITE)
        assert answer.status_code == 400, address
        assert all_given_back(answer.text), address
        assert sent_again(answer.text)["csrf_token"] not in ("", "old")


def test_what_was_given_back_can_be_sent_again(desk_of, shelf):
    desk, text = desk_of("editor"), shipped(CASE)
    address, typed = f"/organisers/text/{CASE}", {"base": "0", "text": f"{text}# More\n"}
    answer = desk.client.post(address, data={"csrf_token": "old", **typed}, headers=SAME_SITE)
    assert shelf.newest(CASE) is None
    again = desk.client.post(address, data=sent_again(answer.text))
    assert again.status_code == 303
    assert shelf.newest(CASE).text == f"{text}# More\n"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
@pytest.mark.parametrize("is_in", [True, False])
def test_no_form_of_another_site_gets_a_button(client, admin, site, is_in):
    """Or it could put an organiser of its own behind it."""
    headers = {"Sec-Fetch-Site": site} if site else {}
    who = admin if is_in else client
    answer = who.post("/organisers/people/", data={"email": "evil@example.org"}, headers=headers)
    assert answer.status_code == (400 if is_in else 401)
    assert given_back(answer.text) == {"email": "evil@example.org"}
    assert sent_again(answer.text) is None


def test_nothing_secret_comes_back(app, admin, csrf_token, routes, monkeypatch):
    _in_its_place(app, monkeypatch, routes, lambda: abort(500))
    secrets = {name: f"do not show {name}" for name in keeping._SECRET}
    for _, address in addresses(app, routes):
        answer = admin.post(address, data={"csrf_token": csrf_token, "email": "a", **secrets})
        assert "do not show" not in answer.text
        assert sent_again(answer.text) is None
        assert given_back(answer.text) == {"email": "a"}


@pytest.mark.parametrize(
    "form", [SignInForm, ConfirmForm, NewPasswordForm, CodeForm, RecoveryForm, FirstPasswordForm]
)
def test_every_field_for_a_secret_is_known_as_one(app, form):
    with app.test_request_context("/organisers/"):
        fields = {
            name
            for name, field in form.__dict__.items()
            if getattr(field, "field_class", None) is PasswordField or name == "code"
        }
    assert fields
    assert fields <= keeping._SECRET


def test_of_what_was_too_much_to_be_read_it_is_said_who_has_it(admin, csrf_token):
    typed = {"csrf_token": csrf_token, "text": "x" * LARGEST_REQUEST_OF_WORKROOM}
    answer = admin.post(f"/organisers/text/{CASE}", data=typed)
    assert answer.status_code == 413
    assert "many browsers still have all of it" in text_of(answer.text)


def with_token(token):
    """Return what was typed, with the token of a form."""
    return MultiDict([("csrf_token", token), *TYPED.items(multi=True)])
