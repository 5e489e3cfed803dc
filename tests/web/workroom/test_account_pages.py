"""The pages of accounts in a browser: the whole way in, and what axe says of each page."""

import pytest
from passlib.totp import TOTP

from app.records import invitation, team
from app.records.audit import note_action
from app.records.database import db
from tests.web.looked_at import DESK, PHONE, fits, small_targets, violations
from tests.web.workroom.conftest import ANNA, PASSWORD

PAGES = (
    "account/",
    "account/app",
    "account/password",
    "account/recovery-codes",
    "audit/",
    "confirm",
    "people/",
)
LONG = "somebody.with.a.rather.long.address@letters-for-prisoners.example.org"


@pytest.fixture
def link(app, clock):
    """A link for somebody who was just added."""
    with app.app_context():
        secret = invitation.open_link(team.add(db.session, ANNA, "admin", clock.now), clock.now)
        db.session.commit()
    return f"/organisers/welcome/{secret}"


def check(page):
    """Look at the page as it stands, on a desk and on a phone."""
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        assert fits(page), viewport
        assert small_targets(page) == [], viewport
    assert violations(page) == [], page.url


def come_in(page, address, clock, look):
    """Go the whole way from a link to the workroom, and look at each page."""
    page.goto(address)
    look(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    look(page)
    page.get_by_label("E-mail address").fill(ANNA)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    look(page)
    page.get_by_role("button", name="Show the secret to scan").click()
    look(page)
    secret = page.locator(".secret").inner_text().replace("-", "")
    page.get_by_label("Code of the app").fill("000000")
    page.get_by_role("button", name="Set up this app").click()
    look(page)
    code = TOTP(key=secret, format="base32").generate(time=clock.now).token
    page.get_by_label("Code of the app").fill(code)
    page.get_by_role("button", name="Set up this app").click()
    look(page)
    page.get_by_role("button", name="Make ten recovery codes").click()
    look(page)
    assert page.locator(".recovery-codes li").count() == 10
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("heading", name="Today").wait_for()


def test_the_way_in_is_found_without_javascript(open_page, site, link, clock):
    come_in(open_page(java_script_enabled=False), site + link, clock, lambda _: None)


def test_every_page_of_an_account_is_accessible(app, open_page, site, link, clock):
    with app.app_context():
        team.add(db.session, LONG, "publisher", clock.now)
        note_action(db.session, "added an organiser", LONG, organiser=None, now=clock.now)
        db.session.commit()
    page = open_page()
    come_in(page, site + link, clock, check)
    for path in PAGES:
        page.goto(f"{site}/organisers/{path}")
        check(page)
    page.goto(f"{site}/organisers/people/")
    page.get_by_role("link", name=f"Change {LONG}").click()
    check(page)
    page.get_by_role("button", name="Make a link", exact=True).click()
    check(page)
    page.goto(f"{site}/organisers/welcome/nonsense")
    check(page)
