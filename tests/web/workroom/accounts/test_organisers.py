"""The page on which admins let people in and keep them out."""

import re

import pytest
from sqlalchemy import select

from app.records import invitation, setting
from app.records.database import db
from app.records.organiser import Organiser
from app.records.settings import Settings
from tests.web.workroom.conftest import ANNA, NOW, PASSWORD
from tests.web.workroom.visitor import CONFIRM, SIGN_IN, Visitor

PEOPLE = "/organisers/people/"
ADMIN = "admin@example.org"
LINK = re.compile(r">(http[^<]*/organisers/welcome/([\w-]{43}))</textarea>")


@pytest.fixture
def admin(signed_in):
    """An admin, who has the list of organisers open."""
    admin = Visitor(signed_in("admin", ADMIN))
    admin.open(PEOPLE)
    return admin


@pytest.fixture
def page_of(app):
    """Return a function that gives the address of an organiser's page."""

    def page_of(email=ANNA):
        with app.app_context():
            number = db.session.scalar(select(Organiser.id).where(Organiser.email == email))
        return f"{PEOPLE}{number}"

    return page_of


def whose(app, page):
    """Return the e-mail address of the organiser whose link stands on the page."""
    with app.app_context():
        invited = invitation.invited(db.session, LINK.search(page.text)[2], NOW)
        return invited and invited.email


def test_somebody_added_gets_a_link_that_is_shown_once(app, admin, organiser_now):
    page = admin.send(PEOPLE, email="Anna@Example.org", role="publisher")
    assert page.status_code == 200
    assert whose(app, page) == ANNA
    assert organiser_now().role == "publisher"
    secret = LINK.search(page.text)[2]
    for path in (PEOPLE, "/organisers/audit/", "/organisers/"):
        assert secret not in admin.open(path).text


@pytest.mark.parametrize(
    ("public_url", "begins"),
    [("", "http://localhost/"), ("https://letters.example.org", "https://letters.example.org/")],
)
def test_a_link_leads_to_the_public_address_or_where_the_admin_is(app, admin, public_url, begins):
    with app.app_context():
        settings = Settings(public_url=public_url)
        setting.save(db.session, settings, author=None, now=NOW)
        db.session.commit()
    page = admin.send(PEOPLE, email=ANNA, role="editor")
    assert LINK.search(page.text)[1].startswith(f"{begins}organisers/welcome/")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": ADMIN, "role": "editor"}, f"{ADMIN} is an organiser already."),
        ({"email": "anna", "role": "editor"}, "“anna” is not an e-mail address."),
        ({"email": "", "role": "editor"}, "Type an e-mail address."),
        ({"email": "\0@\0", "role": "editor"}, "is not an e-mail address."),
        ({"email": f"{'a' * 300}@example.org", "role": "editor"}, "is not an e-mail address."),
        ({"email": "<script>@example.org", "role": "editor"}, "“<script>@example.org” is not"),
        ({"email": ANNA, "role": "owner"}, "Not a valid choice"),
        ({"email": ANNA}, "Not a valid choice"),
    ],
    ids=repr,
)
def test_who_cannot_be_added_is_not(admin, organiser_now, typed, says):
    assert admin.send(PEOPLE, **typed).status_code == 422
    assert says in admin.says
    assert "<script>@" not in admin.page.text
    assert organiser_now() is None


def test_the_list_says_how_far_each_has_come(admin, add_organiser, page_of):
    admin.send(PEOPLE, email="new@example.org", role="editor")
    add_organiser("publisher", ANNA)
    admin.open(page_of())
    admin.send(f"{page_of()}/deactivate")
    admin.open(PEOPLE)
    assert "new@example.org Editor. No password yet. A link is open until" in admin.says
    assert "admin@example.org Admin. No second factor yet." in admin.says
    assert "anna@example.org Publisher. No second factor yet. deactivated" in admin.says


def test_another_role_holds_at_once_and_ends_the_sessions(admin, signed_in, page_of, organiser_now):
    anna = signed_in("editor", ANNA)
    admin.open(page_of())
    admin.send(f"{page_of()}/role", role="admin")
    assert "Done: changed a role, anna@example.org: editor → admin." in admin.says
    assert organiser_now().role == "admin"
    assert anna.get("/organisers/").headers["Location"].startswith(SIGN_IN)


def test_who_is_deactivated_is_out_at_once_until_reactivated(admin, anna, guest, clock, page_of):
    admin.open(page_of())
    admin.send(f"{page_of()}/deactivate")
    assert "Deactivated: they can’t sign in." in admin.says
    assert anna.open("/organisers/").request.path == SIGN_IN
    guest.type_password(ANNA, "correct horse battery")
    assert guest.heading == "Sign in"
    admin.send(f"{page_of()}/reactivate")
    guest.type_password(ANNA, "correct horse battery")
    guest.type_code(clock.now)
    assert guest.heading == "Today"


def test_half_way_in_is_out_as_well(admin, anna, guest, clock, page_of):
    guest.type_password(ANNA, "correct horse battery")
    admin.open(page_of())
    admin.send(f"{page_of()}/deactivate")
    guest.type_code(clock.now)
    assert "Signing in took too long." in guest.says


def test_a_new_link_leaves_the_second_factor(app, admin, anna, page_of, organiser_now):
    admin.open(page_of())
    page = admin.send(f"{page_of()}/link")
    assert whose(app, page) == ANNA
    assert organiser_now().has_second_factor
    assert anna.open("/organisers/").request.path == "/organisers/"


def test_a_reset_takes_everything_away_and_shows_a_link(app, admin, anna, page_of, organiser_now):
    admin.open(page_of())
    page = admin.send(f"{page_of()}/second-factor")
    assert whose(app, page) == ANNA
    assert not organiser_now().has_second_factor
    assert organiser_now().password is None
    assert anna.open("/organisers/").request.path == SIGN_IN


@pytest.mark.parametrize("action", ["link", "second-factor"])
def test_no_link_is_made_for_who_is_deactivated(admin, anna, page_of, organiser_now, action):
    admin.open(page_of())
    admin.send(f"{page_of()}/deactivate")
    assert admin.send(f"{page_of()}/{action}").status_code == 409
    assert organiser_now().link_digest is None
    assert organiser_now().has_second_factor


@pytest.mark.parametrize(("action", "typed"), [("role", {"role": "editor"}), ("deactivate", {})])
def test_the_last_admin_stays(admin, page_of, organiser_now, action, typed):
    admin.open(page_of(ADMIN))
    assert admin.send(f"{page_of(ADMIN)}/{action}", **typed).status_code == 422
    assert "is the only active admin" in admin.says
    assert (organiser_now(ADMIN).role, organiser_now(ADMIN).active) == ("admin", True)


def test_an_unknown_role_is_refused(admin, page_of, organiser_now):
    admin.open(page_of(ADMIN))
    assert admin.send(f"{page_of(ADMIN)}/role", role="owner").status_code == 422
    assert organiser_now(ADMIN).role == "admin"


@pytest.mark.parametrize("path", ["999999", "999999/role", "99999999999999999999", "x"])
def test_nobody_is_changed_who_is_not_there(admin, path):
    assert admin.client.get(f"{PEOPLE}{path}").status_code in (404, 405)
    assert admin.send(f"{PEOPLE}{path}", role="editor").status_code in (404, 405)


@pytest.mark.parametrize(
    ("action", "typed"),
    [
        ("role", {"role": "admin"}),
        ("link", {}),
        ("second-factor", {}),
        ("deactivate", {}),
        ("reactivate", {}),
        ("", {"email": "new@example.org", "role": "admin"}),
    ],
)
def test_who_may_come_in_is_changed_only_soon_after_a_password(
    admin, anna, page_of, actions, action, typed
):
    page = page_of() if action else PEOPLE
    path = f"{page}/{action}" if action else PEOPLE
    admin.open(page)
    with admin.client.session_transaction(base_url="http://localhost/organisers/") as session:
        session["fs_paa"] -= 31 * 60
        session.pop("fs_gexp", None)
    admin.send(path, **typed)
    assert admin.heading == "Confirm that it is you"
    assert actions() == []
    assert admin.page.request.args["next"] == path
    admin.send(f"{CONFIRM}?next={path}", password=PASSWORD)
    assert admin.page.request.path == page
    assert admin.send(path, **typed).status_code == 200
    assert len(actions()) == 1


def test_what_admins_do_stands_in_the_audit_list(admin, add_organiser, page_of, actions):
    add_organiser("editor", ANNA)
    admin.send(PEOPLE, email="new@example.org", role="editor")
    admin.open(page_of())
    admin.send(f"{page_of()}/role", role="publisher")
    admin.send(f"{page_of()}/link")
    admin.send(f"{page_of()}/second-factor")
    admin.send(f"{page_of()}/deactivate")
    admin.send(f"{page_of()}/reactivate")
    assert actions() == [
        (ADMIN, "added an organiser", "new@example.org, editor"),
        (ADMIN, "changed a role", "anna@example.org: editor → publisher"),
        (ADMIN, "made a link", "anna@example.org"),
        (ADMIN, "reset the second factor", "anna@example.org"),
        (ADMIN, "deactivated an organiser", "anna@example.org"),
        (ADMIN, "reactivated an organiser", "anna@example.org"),
    ]


@pytest.mark.parametrize(
    ("role", "is_there"), [("editor", False), ("publisher", False), ("admin", True)]
)
@pytest.mark.parametrize("path", [PEOPLE, "/organisers/audit/"])
def test_only_admins_find_it_in_the_navigation(signed_in, role, is_there, path):
    assert (f'href="{path}"' in signed_in(role).get("/organisers/").text) is is_there
