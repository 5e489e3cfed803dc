"""No role is exceeded by forging a request: every route, asked by everybody.

The table below is the rule. It is written by hand and knows nothing of the marks in the code: a
route that isn't in it fails the suite until somebody has thought about whom it is for.
"""

import re

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from app.records.database import Model, db
from app.records.organiser import ROLES

NOBODY = "nobody"
VISITORS = (NOBODY, *ROLES)

LEAST_ROLE = {
    # Signing in, and what needs no account
    "security.login": NOBODY,
    "security.logout": NOBODY,
    "security.mf_recovery": NOBODY,
    "security.tf_select": NOBODY,
    "security.two_factor_setup": NOBODY,
    "security.two_factor_token_validation": NOBODY,
    "security.wan_signin": NOBODY,
    "security.wan_signin_response": NOBODY,
    "workroom.organisers_guide.index": NOBODY,
    "workroom.organisers_guide.picture": NOBODY,
    "workroom.welcome.set_password": NOBODY,
    # Pages of Flask-Security that answer 404 to everybody
    "security.mf_recovery_codes": NOBODY,
    "security.two_factor_rescue": NOBODY,
    "security.two_factor_setup_validate": NOBODY,
    # One's own account
    "security.change_password": "editor",
    "security.verify": "editor",
    "security.wan_delete": "editor",
    "security.wan_register": "editor",
    "security.wan_register_response": "editor",
    "security.wan_verify": "editor",
    "security.wan_verify_response": "editor",
    "workroom.account.index": "editor",
    "workroom.account.recovery_codes": "editor",
    "workroom.account.sign_out_everywhere": "editor",
    # Looking
    "workroom.today.index": "editor",
    "workroom.lifting.lift": "editor",
    "workroom.missing.leave_out": "publisher",
    "workroom.documents.addressees": "editor",
    "workroom.documents.cases": "editor",
    "workroom.documents.templates": "editor",
    "workroom.letters.image": "editor",
    "workroom.letters.of_revision": "editor",
    "workroom.proofs.of_document": "editor",
    "workroom.publishing.index": "editor",
    "workroom.publications.publication": "editor",
    "workroom.publications.index": "editor",
    "workroom.revisions.difference": "editor",
    "workroom.revisions.index": "editor",
    "workroom.revisions.of": "editor",
    "workroom.revisions.show": "editor",
    # Drafts
    "workroom.addressee_form.edit": "editor",
    "workroom.case_form.edit": "editor",
    "workroom.conflict_resolution.settle": "editor",
    "workroom.withdrawing.discard": "editor",
    "workroom.making.duplicate": "editor",
    "workroom.making.new": "editor",
    "workroom.withdrawing.withdraw": "editor",
    "workroom.letter_templates.edit": "editor",
    "workroom.text_editor.edit": "editor",
    "workroom.publications.undo": "editor",
    "workroom.reviewing.review": "editor",
    "workroom.revisions.restore": "editor",
    "workroom.translating.edit": "editor",
    "workroom.verifying.verify": "editor",
    # Before supporters
    "workroom.publishing.publish": "publisher",
    "workroom.today.keep": "publisher",
    # The site and its organisers
    "workroom.audit.index": "admin",
    "workroom.organisers.add": "admin",
    "workroom.organisers.back": "admin",
    "workroom.organisers.change_role": "admin",
    "workroom.organisers.deactivate": "admin",
    "workroom.organisers.index": "admin",
    "workroom.organisers.new_link": "admin",
    "workroom.organisers.person": "admin",
    "workroom.organisers.reactivate": "admin",
    "workroom.organisers.reset_second_factor": "admin",
    "workroom.settings.edit": "admin",
    "workroom.settings.save": "admin",
}

PARTS = {
    "case_path": "cases/puffchat-nine.yaml",
    "addressee_path": "addressees/nb/prosecutor-general.yaml",
    "template_path": "letter_templates/appeal/en.md",
    "document_path": "cases/puffchat-nine.yaml",
    "int": "1",
    "any": "role",
    "": "something",
}
"""By its converter, a part of a route's address."""


def routes_of(app):
    """Return endpoint → address and methods of each route of the workroom."""
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/organisers"):
            address = re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", _part, rule.rule)
            methods = rule.methods - {"OPTIONS"}
            assert methods <= {"GET", "HEAD", "POST"}, rule
            found[rule.endpoint] = (address, sorted(methods))
    return found


def _part(found):
    return PARTS[found[1] or ""]


@pytest.fixture
def counts(app):
    """Return a function that counts the rows of every table."""

    rows = select(
        *(
            select(func.count()).select_from(table).scalar_subquery().label(name)
            for name, table in Model.metadata.tables.items()
        )
    )

    def count():
        with app.app_context():
            return dict(db.session.execute(rows).mappings().one())

    return count


@pytest.fixture
def visit(app, signed_in, csrf_token):
    """Return a function that gives each visitor's browser, with the token of its forms."""

    def visit(role):
        if role != NOBODY:
            return signed_in(role)
        client = app.test_client()
        with client.session_transaction(base_url="http://localhost/organisers/") as session:
            session["csrf_token"] = "0" * 40
        return client

    return visit


def test_every_route_stands_in_the_table(app):
    assert set(routes_of(app)) == set(LEAST_ROLE)


@pytest.mark.parametrize("endpoint", LEAST_ROLE)
def test_a_route_is_for_those_of_its_role(app, visit, csrf_token, counts, monkeypatch, endpoint):
    """Who may is let through to the page, which is not asked here; who may not changes nothing."""
    address, methods = routes_of(app)[endpoint]
    for visitor in VISITORS:
        client, before = visit(visitor), counts()
        if VISITORS.index(visitor) >= VISITORS.index(LEAST_ROLE[endpoint]):
            expected = dict.fromkeys(methods, 204)
        elif visitor == NOBODY:
            expected = {"GET": 302, "HEAD": 302, "POST": 401}
        else:
            expected = dict.fromkeys(methods, 403)
        with monkeypatch.context() as patch:
            if 204 in expected.values():
                patch.setitem(app.view_functions, endpoint, _empty(app.view_functions[endpoint]))
                patch.setattr(app, "before_request_funcs", {None: app.before_request_funcs[None]})
            for method in methods:
                data = {"csrf_token": csrf_token} if method == "POST" else None
                answer = client.open(address, method=method, data=data)
                assert answer.status_code == expected[method], (visitor, method)
                if answer.status_code == 302:
                    assert answer.headers["Location"].startswith("/organisers/sign-in?next=")
        assert counts() == before, visitor


def _empty(view):
    """Return an empty page with the mark of the real one."""

    def page(**_):
        return "", 204

    page.needs = view.needs
    return page


FORGED = {
    "none": lambda app: {},
    "empty": lambda app: {"csrf_token": ""},
    "nonsense": lambda app: {"csrf_token": "x"},
    "of another key": lambda app: {"csrf_token": _token("another key", "0" * 40)},
    "of another session": lambda app: {"csrf_token": _token(app.secret_key, "1" * 40)},
    "under another name": lambda app: {"token": _token(app.secret_key, "0" * 40)},
}


def _token(key, raw):
    return URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(raw)


@pytest.mark.parametrize("endpoint", LEAST_ROLE)
def test_a_form_that_does_not_come_from_here_is_refused(app, visit, counts, endpoint):
    address, methods = routes_of(app)[endpoint]
    if "POST" not in methods:
        return
    client = visit(NOBODY if LEAST_ROLE[endpoint] == NOBODY else "admin")
    before = counts()
    for name, forge in FORGED.items():
        assert client.post(address, data=forge(app)).status_code == 400, name
    assert client.post(address).status_code == 400
    assert counts() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_not_there(app, signed_in, method):
    admin = signed_in("admin")
    for endpoint, (address, _) in routes_of(app).items():
        assert admin.open(address, method=method).status_code in (400, 405), endpoint


def test_a_method_cannot_be_smuggled_in(signed_in, csrf_token, counts):
    """Some frameworks let a form or a header say another method than the request's."""
    editor, before = signed_in("editor"), counts()
    address = "/organisers/people/"
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        answer = editor.post(address, data={"csrf_token": csrf_token}, headers={header: "GET"})
        assert answer.status_code == 403
    data = {"csrf_token": csrf_token, "_method": "GET"}
    assert editor.post(address, data=data).status_code == 403
    assert counts() == before


@pytest.mark.parametrize(
    "path",
    [
        "//organisers/people/",
        "/organisers//people/",
        "/organisers/./people/",
        "/organisers/x/../people/",
        "/organisers/%70eople/",
        "/Organisers/people/",
        "/organisers/people/;x",
        "/organisers%2fpeople/",
    ],
)
def test_no_other_spelling_of_an_address_leads_past_the_door(signed_in, path):
    answer = signed_in("editor").get(path, follow_redirects=True)
    assert answer.status_code in (403, 404)
    assert "Add an organiser" not in answer.text
