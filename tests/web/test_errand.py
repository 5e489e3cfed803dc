"""The errand in a real browser: from the first page to the downloaded PDF."""

import re
from itertools import combinations, product
from operator import itemgetter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import sample_covering
from tests.printed import texts_of
from tests.web.conftest import FORM, LANGUAGES, OpenPage, See
from tests.web.looked_at import SCHEMES, SCREENS, fits, small_targets, violations

PAGES = (
    "/",
    "/cases/puffchat-nine",
    "/cases/zumpalov-ibbishev",
    "/offices/nb/prosecutor-general",
    "/offices/nb/lo-777-1",
    "/cases/puffchat-nine/letter",
    "/how-this-works",
    "/ties",
    "/guide",
    "/nowhere",
)
MENDED = "a letter to be mended"
SEEN = sample_covering(
    list(product((*PAGES, MENDED), SCREENS, SCHEMES, LANGUAGES.values())),
    together=1,
    paired=(1, 2, 3),
)
"""Each page once, on screens, in colours and languages by turns; with --all in all of them."""


def _errand(page: Page, site: str, prefix: str) -> str:
    """Do the errand as a supporter would, and return the text of the PDF."""
    page.goto(f"{site}{prefix}/")
    page.locator(f'a[href="{prefix}/cases/puffchat-nine"]').first.click()
    page.locator(f'a[href^="{prefix}/cases/puffchat-nine/letter"]').first.click()
    ombudsman = page.locator('input[value="nb/ombudsman"]')
    ombudsman.check()
    page.locator("#name").fill("Anna Beispiel")
    page.locator("#address").fill("Musterstraße 12\n12345 Musterstadt")
    page.locator("#town").fill("Musterstadt")
    page.locator("#words").fill("Ich schreibe, weil es mich angeht.")
    page.locator("#guide").uncheck()
    with page.expect_download() as download:
        page.locator("form button.button:not(.plain)").click()
    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "letters-puffchat-nine.pdf"
    pages = texts_of(data)
    assert len(pages) == 2
    return "\n".join(pages)


@pytest.mark.parametrize(
    ("prefix", "scripted", "size"),
    sample_covering(list(product(LANGUAGES.values(), (True, False), SCREENS)), together=1),
)
def test_a_supporter_gets_from_the_first_page_to_the_letter(
    open_page: OpenPage, site: str, prefix: str, scripted: bool, size: str
):
    page = open_page(java_script_enabled=scripted, viewport=SCREENS[size])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    text = _errand(page, site, prefix)
    assert "Anna Beispiel" in text
    assert "Ich schreibe, weil es mich angeht." in text
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert page.context.cookies() == []


def test_the_preview_follows_what_is_typed(open_page: OpenPage, site: str):
    page = open_page()
    page.goto(f"{site}/cases/puffchat-nine/letter")
    image = page.locator("#preview img").first
    before = image.get_attribute("src")
    page.locator("#words").fill("I teach history, and I write because it concerns me.")
    expect(image).not_to_have_attribute("src", before or "")
    expect(page.locator("#words")).to_have_value(re.compile("I teach history"))
    page.locator('input[value="nb/ombudsman"]').check()
    expect(page.locator("#preview img")).to_have_count(2)


def test_far_too_many_words_are_told_by_their_field_while_they_are_typed(
    open_page: OpenPage, site: str
):
    page = open_page()
    page.goto(f"{site}/ru/cases/puffchat-nine/letter")
    page.locator("#words").fill("ж" * 3_100)
    expect(page.locator("#words-message")).to_contain_text("3 100".replace(" ", "\xa0"))
    page.locator("#words").fill("ж" * 60_000)
    expect(page.locator("#words-message")).to_contain_text("текст")
    page.locator("#words").fill("Пишу Вам.")
    expect(page.locator("#words-message")).to_be_empty()


def test_the_window_is_laid_over_the_page_on_demand(open_page: OpenPage, site: str):
    page = open_page()
    page.goto(f"{site}/cases/puffchat-nine/letter")
    cover = page.locator("#preview .cover").first
    expect(cover).to_be_hidden()
    page.locator(".proof input[type=checkbox]").first.check()
    expect(cover).to_be_visible()


def test_a_mistake_is_shown_by_its_field_and_in_a_summary_with_the_focus(
    open_page: OpenPage, site: str
):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/cases/puffchat-nine/letter")
    page.locator("#name").fill("Anna 😀")
    page.locator("#words").fill("These words must not get lost.")
    page.locator("form button.button:not(.plain)").click()
    expect(page.locator(".mend")).to_be_visible()
    expect(page.locator("#name-message")).to_contain_text("U+1F600")
    expect(page.locator("#name")).to_have_value("Anna 😀")
    expect(page.locator("#words")).to_have_value("These words must not get lost.")


def test_the_form_can_be_filled_by_keyboard_alone(open_page: OpenPage, site: str):
    page = open_page()
    page.goto(f"{site}/cases/puffchat-nine/letter")
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('summary')"):
            page.keyboard.press("Enter")
        name = page.evaluate("document.activeElement.name || document.activeElement.className")
        reached.add(str(name))
    assert {"addressee", "language", "demand", "words", "name", "sign_as", "stationery"} <= reached


def test_every_page_is_seen_and_every_screen_in_all_colours_and_languages():
    seen = [each.values for each in SEEN if not each.marks]
    assert {page for page, *_ in seen} == {*PAGES, MENDED}
    for columns in combinations(range(1, 4), 2):
        pairs = itemgetter(*columns)
        assert set(map(pairs, seen)) == {pairs(each.values) for each in SEEN}


def test_every_page_is_looked_at_but_those_that_organisers_have_yet_to_write(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("en.")]
    pages = {rule.rule for rule in rules if "GET" in rule.methods and not rule.arguments}
    assert pages - set(PAGES) == {"/imprint", "/privacy"}


@pytest.mark.parametrize(("path", "size", "scheme", "prefix"), SEEN)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    see: See, path: str, size: str, scheme: str, prefix: str
):
    is_mended = path == MENDED
    page = see(f"{prefix}{FORM if is_mended else path}", size, scheme)
    if is_mended:
        page.locator("#name").fill("Anna 😀")
        page.locator("form button.button:not(.plain)").click()
        expect(page.locator(".mend")).to_be_visible()
    assert fits(page)
    assert small_targets(page) == []
    assert violations(page) == []
