"""What organisers do, from the first link to the supporter's letter, in a browser."""

import datetime
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import ROOT
from tests.printed import texts_of
from tests.web.workroom.visitor import SIGN_IN

LETTERCASE = str(Path(sys.executable).with_name("lettercase"))
ANNA = "anna@example.org"
PASSWORD = "four words nobody joins"
ADDRESSEE = "/organisers/edit/addressees/nb/prosecutor-general.yaml"
TEMPLATE = "/organisers/edit/letter_templates/appeal/en.md"
CASE = "/organisers/edit/cases/puffchat-nine.yaml"
STREET = "14 Tin Whistle Avenue"
NEW_STREET = "15 Doctor Dandelion Street"
STREETS_IN_CYRILLIC = ("пр. Жестяной Дудки, 14", "ул. Доктора Одуванчика, 15")
LETTER = {
    "addressee": "nb/prosecutor-general",
    "language": "en",
    "stationery": "din-5008-b",
    "date": "2026-11-22",
    "seed": "1",
    "sign_as": "full",
    "name": "Anna Beispiel",
    "country": "DE",
}


@pytest.fixture(scope="module")
def environment(app):
    """What a command or another process needs to work on the same installation."""
    instance = app.extensions["lettercase"].config.instance
    return {**os.environ, "LETTERCASE_INSTANCE": str(instance)}


@pytest.fixture(scope="module")
def second_process(environment):
    """The address of the same installation, served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [LETTERCASE, "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):  # it lays out the usual letters first
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1)
            break
        except OSError:
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(20)


def letter_from(address):
    """Return the text of the PDF that a supporter gets."""
    data = urlencode(LETTER).encode()
    with urllib.request.urlopen(f"{address}/cases/puffchat-nine/letter", data, timeout=30) as pdf:
        return texts_of(pdf.read())[0]


def open_for(client, page):
    """Let a page of a browser go on in the session of a client, and return it."""
    cookie = client.get_cookie("organiser", path="/organisers")
    place = {"domain": "127.0.0.1", "path": "/organisers"}
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])
    return page


@pytest.fixture
def browse(site, open_page, signed_in):
    """Return a function that opens a page for an organiser of a role."""

    def go(role, path, **options):
        page = open_for(signed_in(role), open_page(**options))
        page.goto(site + path)
        return page

    return go


def sign_in_for_the_first_time(visitor, link, now):
    """Follow the one-time link and set up the app.

    How a browser does it is seen in `test_account_pages.py`.
    """
    visitor.open(link)
    visitor.send(link, password=PASSWORD, again=PASSWORD)
    visitor.send(SIGN_IN, email=ANNA, password=PASSWORD)
    visitor.scan()
    visitor.type_code(now)
    assert visitor.heading == "Recovery codes"


def test_an_address_is_mended_and_the_next_letter_of_any_process_carries_it(
    site, open_page, visitor, environment, second_process, clock
):
    clock.now = datetime.datetime.now(datetime.UTC)  # as the command's is
    assert STREET in letter_from(second_process)
    added = subprocess.run(
        [LETTERCASE, "organiser", "add", ANNA, "--role", "publisher"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    link = re.search(r"/organisers/welcome/\S+", added.stdout)[0]
    sign_in_for_the_first_time(visitor, link, clock.now)
    page = open_for(visitor.client, open_page())
    page.goto(site + ADDRESSEE)
    for field in ("#address-full", "#address-compact"):
        page.fill(field, page.input_value(field).replace(STREET, NEW_STREET))
    in_cyrillic = page.input_value("#address-cyrillic").replace(*STREETS_IN_CYRILLIC)
    page.fill("#address-cyrillic", in_cyrillic)
    page.fill("#address-verified_on", "2026-11-20")
    page.fill("#address-source-title", "Phone call to the reception")
    page.fill("#address-source-date", "2026-11-20")
    page.fill("#note", "They moved across the street")
    page.click("main button:has-text('Save draft') >> nth=0")
    assert STREET in letter_from(second_process), "a draft isn't for supporters"
    page.click("main a:has-text('Publish') >> nth=0")
    page.wait_for_selector("#proof .dated.good", timeout=60_000)
    page.click("button:has-text('Publish 1 document')")
    page.wait_for_selector("[role=status]", timeout=60_000)  # all its letters are proved once more
    text = letter_from(second_process)
    assert NEW_STREET in text
    assert STREET not in text


def test_of_two_organisers_the_second_loses_nothing(browse):
    first, second = browse("editor", ADDRESSEE), browse("editor", ADDRESSEE)
    first.fill("#phone", "+7 7172 111111")
    first.fill("#office-de", "Generalstaatsanwaltschaft")
    first.click("main button:has-text('Save draft') >> nth=0")
    second.fill("#phone", "+7 7172 222222")
    second.fill("#holder-printed", "Mr W. Ozzelov")
    second.click("main button:has-text('Save draft') >> nth=0")
    second.wait_for_selector("h1:has-text('It was saved meanwhile')")
    assert "+7 7172 111111" in second.inner_text("main")
    assert "+7 7172 222222" in second.input_value("#mine")
    for choice in second.locator("input[value=mine]").all():
        choice.check()
    second.click("main form button.button")
    second.wait_for_selector("#phone")
    assert second.input_value("#phone") == "+7 7172 222222"
    assert second.input_value("#holder-printed") == "Mr W. Ozzelov"
    assert second.input_value("#office-de") == "Generalstaatsanwaltschaft"


def test_an_older_revision_is_restored(browse):
    page = browse("editor", ADDRESSEE)
    for phone in ("+7 7172 111111", "+7 7172 222222"):
        page.fill("#phone", phone)
        page.click("main button:has-text('Save draft') >> nth=0")
        page.wait_for_selector(f"#phone[value='{phone}']")
    page.click("main a:has-text('Revisions') >> nth=0")
    page.click("th a:has-text('1')")
    page.click("button:has-text('Restore')")
    page.goto(page.url.split("/organisers")[0] + ADDRESSEE)
    assert page.input_value("#phone") == "+7 7172 111111"


def test_a_broken_letter_template_is_saved_but_not_published(browse, site):
    page = browse("publisher", TEMPLATE)
    text = page.input_value("textarea#text")
    page.fill("textarea#text", text.replace("{{ hook }}", "{{ hok }}"))
    page.click("button:has-text('Save draft')")
    page.wait_for_selector("#errors")
    assert "hok" in page.inner_text("#errors")
    assert "did you mean {{ hook }}" in page.inner_text("#errors")
    page.goto(f"{site}/organisers/publish/?path=letter_templates/appeal/en.md")
    assert "This can’t be published yet" in page.inner_text("main")
    assert page.locator("button:has-text('Publish 1')").count() == 0
