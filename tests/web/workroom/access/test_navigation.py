"""The navigation of the workroom."""

import pytest
from lxml import html

from tests.web.workroom.desk import CASE, OFFICE, TEMPLATE, shipped

CONTENT = ["Today", "Cases", "Addressees", "Letter templates", "Publish", "Revisions"]
ADMINS = ["Settings", "Organisers", "Audit list"]


def links(page):
    """Return name → how a link of the navigation is marked, of both parts in order."""
    found = html.fromstring(page).xpath("//header/nav/a")
    return {each.text: each.get("aria-current") for each in found}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("editor", [*CONTENT, "Account"]),
        ("publisher", [*CONTENT, "Account"]),
        ("admin", [*CONTENT, *ADMINS, "Account"]),
    ],
)
def test_everybody_is_led_to_the_pages_that_they_may_open(desk_of, role, names):
    desk = desk_of(role)
    assert list(links(desk.open("/").text)) == names
    for address in html.fromstring(desk.open("/").text).xpath("//header/nav/a/@href"):
        assert desk.client.get(address).status_code == 200


def test_nobody_else_sees_a_navigation(client):
    assert links(client.get("/organisers/sign-in").text) == {}


HERE = {
    "/": ("Today", "page"),
    "/cases/": ("Cases", "page"),
    f"/edit/{CASE}": ("Cases", "true"),
    f"/text/{CASE}": ("Cases", "true"),
    "/new/case": ("Cases", "true"),
    f"/edit/{OFFICE}": ("Addressees", "true"),
    f"/translate/{OFFICE}": ("Addressees", "true"),
    "/new/addressee": ("Addressees", "true"),
    "/letter-templates/": ("Letter templates", "page"),
    f"/edit/{TEMPLATE}": ("Letter templates", "true"),
    f"/withdraw/{TEMPLATE}": ("Letter templates", "true"),
    f"/duplicate/{TEMPLATE}": ("Letter templates", "true"),
    "/new/letter-template": ("Letter templates", "true"),
    "/publish/": ("Publish", "page"),
    "/publications/": ("Publish", "true"),
    "/revisions/": ("Revisions", "page"),
    f"/revisions/{CASE}": ("Cases", "true"),
    "/settings/": ("Settings", "page"),
    "/people/": ("Organisers", "page"),
    "/audit/": ("Audit list", "page"),
    "/account/": ("Account", "page"),
}


@pytest.mark.parametrize("address", HERE)
def test_a_page_is_marked_where_it_belongs(desk_of, address):
    page = desk_of("admin").open(address)
    assert page.status_code == 200
    name, mark = HERE[address]
    assert {name: mark for name, mark in links(page.text).items() if mark} == {name: mark}


def test_a_revision_belongs_to_the_revisions(desk_of, shelf):
    key = shelf.save(OFFICE, shipped(OFFICE) + "# seen\n").key
    assert links(desk_of("editor").open(f"/revision/{key}").text)["Revisions"] == "true"


def test_it_takes_one_line_on_a_desk(site, open_page, signed_in):
    cookie = signed_in("admin").get_cookie("organiser", path="/organisers")
    page = open_page(viewport={"width": 1265, "height": 800})  # 1280 less a scroll bar
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": cookie.path}]
    )
    page.goto(f"{site}/organisers/")
    assert page.evaluate("document.querySelector('header').offsetHeight") < 88  # two lines
