"""What goes with a letter, in a real browser: on a phone, without JavaScript, seen and tabbed."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import sample
from tests.printed import texts_of
from tests.web.conftest import FORM, OpenPage
from tests.web.looked_at import PHONE, SCHEMES, SCREENS, fits, small_targets, violations

BAR = "Not to be posted"
BERLIN = 'input[name="copy"][value="nb/embassy-berlin"]'
SMALL_TARGETS = """() => [...document.querySelectorAll(
    'main :is(button:not(.unseen), summary, select, textarea, label.choice, .envelopes label, '
    + 'input:not([type=hidden], [type=checkbox], [type=radio]), .actions > a)'
)].filter(each => each.offsetParent && !each.closest('.unseen'))
  .map(each => [each.name || each.textContent.trim(), each.getBoundingClientRect().height])
  .filter(([, height]) => height < 44)"""


def _download(page: Page, button: str) -> tuple[str, bytes]:
    """Press the button, and return name and content of what comes of it."""
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def _fill(page: Page) -> None:
    page.locator("#name").fill("Anna Beispiel")
    page.locator("#address").fill("Musterstraße 12\n12345 Musterstadt")
    page.locator("#town").fill("Musterstadt")
    page.locator("#country").select_option("DE")
    page.locator("#words").fill("Ich schreibe, weil es mich angeht.")


def _open_all(page: Page) -> None:
    """Open every part that is folded away, as a supporter would."""
    shut = page.locator("main details:not([open]) > summary")
    while shut.count():
        shut.first.click()


def test_all_that_goes_with_a_letter_can_be_had_on_a_phone(open_page: OpenPage, site: str):
    page = open_page(viewport=PHONE)
    page.goto(f"{site}{FORM}")
    _fill(page)
    page.locator(BERLIN).check()  # offered as soon as the country is known
    page.locator('input[name="language"][value="ru"]').check()
    page.locator("#to-reading a").click()
    expect(page.locator("#reading")).to_contain_text("Уважаемый господин Генеральный прокурор!")
    expect(page.locator("#reading")).to_contain_text("Dear Prosecutor General,")
    expect(page.locator("#reading .own")).to_contain_text("not translated")
    expect(page.locator(BERLIN)).to_be_checked()
    page.locator("#keep").check()
    page.locator('input[name="stationery"][value="us-10"]').check()
    expect(page.locator("#guide")).to_be_checked()
    expect(page.locator("#download")).to_contain_text("2")
    _, data = _download(page, "#download")
    letter, cover, copy, *guide = texts_of(data)
    assert "Уважаемый господин Генеральный прокурор!" in letter
    assert "Botschaft der Republik Nebulonien" in cover
    assert "Копия" in copy
    assert guide
    for sheet in guide:
        assert BAR in sheet
    _next_letter(page, site)


def _next_letter(page: Page, site: str) -> None:
    """Find the sender filled in again in this tab, and in no other, till the tick is gone."""
    page.goto(f"{site}/cases/lantern18-five/letter")
    expect(page.locator("#name")).to_have_value("Anna Beispiel")
    expect(page.locator("#address")).to_have_value("Musterstraße 12\n12345 Musterstadt")
    expect(page.locator("#country")).to_have_value("DE")
    expect(page.locator("#words")).to_be_empty()
    expect(page.locator('input[name="stationery"][value="us-10"]')).to_be_checked()
    expect(page.locator(BERLIN)).to_be_visible()
    other_tab = page.context.new_page()
    other_tab.goto(f"{site}{FORM}")
    expect(other_tab.locator("#keep")).to_be_visible()
    expect(other_tab.locator("#keep")).not_to_be_checked()
    expect(other_tab.locator("#name")).to_be_empty()
    other_tab.close()
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    page.locator("#keep").uncheck()
    assert page.evaluate("sessionStorage.length") == 0


def test_what_came_back_to_be_mended_is_not_filled_in_anew(open_page: OpenPage, site: str):
    page = open_page()
    page.goto(f"{site}{FORM}")
    page.locator("#name").fill("Anna")
    page.locator("#keep").check()
    page.evaluate("sessionStorage.sender = JSON.stringify({name: 'Somebody else'})")
    page.evaluate("document.getElementById('keep').checked = false")
    page.locator("#name").fill("Anna 😀")
    page.locator("#download").click()
    expect(page.locator(".mend")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Anna 😀")


def test_a_text_is_copied_with_one_press(open_page: OpenPage, site: str):
    page = open_page(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}{FORM}")
    page.locator("summary", has_text="As text").click()
    page.locator('button[name="text"]').click()
    page.locator("[data-copies]").click()
    expect(page.locator("[role=status]")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == page.locator("textarea").input_value()
    assert "Dear Prosecutor General," in text


def _collect_two(page: Page, site: str) -> list[str]:
    """Collect the letters for two cases, and return the pages of the pack without a guide."""
    page.goto(f"{site}{FORM}")
    page.locator("#name").fill("Anna Beispiel")
    page.locator("#words").fill("For the nine.")
    _open_all(page)
    page.locator("#next_case").select_option("zumpalov-ibbishev")
    page.locator('button[name="collect"]').click()
    expect(page.locator("#pack li")).to_have_count(2)
    expect(page.locator("#name")).to_have_value("Anna Beispiel")
    page.locator("#words").fill("For the two.")
    page.locator("#guide").uncheck()
    name, data = _download(page, "#download")
    assert name == "letters.pdf"
    return texts_of(data)


def test_two_cases_are_collected_into_one_pack(open_page: OpenPage, site: str):
    first, second = _collect_two(open_page(viewport=PHONE), site)
    assert "For the nine." in first
    assert "For the two." in second
    assert "Anna Beispiel" in second


def test_without_javascript_nothing_is_out_of_reach(open_page: OpenPage, site: str):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{site}{FORM}")
    expect(page.locator("#keep")).to_be_hidden()
    expect(page.locator("#copies")).to_contain_text("press Preview")
    _fill(page)
    page.locator('input[name="language"][value="kk"]').check()
    page.locator('button[name="preview"]:not(.unseen)').click()
    page.locator(BERLIN).check()
    expect(page.locator("#reading")).to_contain_text("Құрметті Бас Прокурор мырза!")
    name, data = _download(page, 'button[name="calibration"]')
    assert (name, len(texts_of(data))) == ("calibration-din-5008-b.pdf", 1)
    _open_all(page)
    name, data = _download(page, 'button[name="envelopes"]')
    assert (name, len(texts_of(data))) == ("envelopes-dl.pdf", 2)
    page.locator("#next_case").select_option("zumpalov-ibbishev")
    page.locator('button[name="collect"]').click()
    expect(page.locator("#pack li")).to_have_count(2)
    page.locator("summary", has_text="As text").click()
    page.locator('button[name="text"]').click()
    expect(page.locator("main textarea")).to_have_count(3)
    expect(page.locator("[data-copies]").first).to_be_hidden()


# The live parts


def _follows(page: Page, act: Callable[[], None]) -> None:
    """Do it, and wait for the answer with the preview that follows."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        act()


def test_a_copy_ticked_by_keyboard_keeps_tick_and_focus_when_the_copies_are_shown_anew(
    open_page: OpenPage, site: str
):
    page = open_page()
    page.goto(f"{site}{FORM}")
    page.locator("#country").select_option("DE")
    box = page.locator(BERLIN)
    box.focus()
    box.evaluate("each => { each.isFormer = true }")
    _follows(page, lambda: page.keyboard.press("Space"))
    # A function, since our policy lets no text be evaluated once the page goes on by itself.
    page.wait_for_function(f"() => !document.querySelector('{BERLIN}').isFormer")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(page.locator("#download")).to_contain_text("2")
    _follows(page, lambda: page.keyboard.press("Space"))
    expect(page.locator("#download")).to_contain_text("1")
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()


def test_a_copy_ticked_while_an_answer_is_on_its_way_stays_ticked(open_page: OpenPage, site: str):
    page = open_page()
    page.goto(f"{site}{FORM}")
    page.locator("#country").select_option("DE")
    page.locator(BERLIN).check()
    expect(page.locator("#download")).to_contain_text("2")

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        page.locator(BERLIN).check()
        route.fulfill(response=answer)

    page.route(f"**{FORM}", answer_late, times=1)
    page.locator(BERLIN).uncheck()
    expect(page.locator("#download")).to_contain_text("1")  # the answer to a form without a copy
    expect(page.locator(BERLIN)).to_be_checked()
    expect(page.locator("#download")).to_contain_text("2")


# Seen and touched


# How the form looks on a desk and in the light is seen in `test_errand.py`, while it is folded.
@pytest.mark.parametrize(
    ("size", "scheme"), sample(list(product(SCREENS, reversed(SCHEMES))), every=4)
)
def test_axe_finds_nothing_with_everything_open_and_nothing_is_too_small_to_touch(
    open_page: OpenPage, site: str, size: str, scheme: str
):
    page = open_page(viewport=SCREENS[size], color_scheme=scheme)
    page.goto(f"{site}{FORM}")
    _fill(page)
    page.locator(BERLIN).check()
    _open_all(page)
    page.locator('button[name="collect"]').click()
    page.locator('input[name="language"][value="ru"]').check()
    expect(page.locator("#reading table")).to_have_count(1)
    _open_all(page)
    _check(page)
    page.locator('button[name="text"]').click()
    _check(page)


def _check(page: Page) -> None:
    assert violations(page) == []
    assert fits(page)
    assert small_targets(page) == []
    assert page.evaluate(SMALL_TARGETS) == []


def test_tab_goes_through_the_form_as_it_is_read(open_page: OpenPage, site: str):
    page = open_page(viewport=PHONE)
    page.goto(f"{site}{FORM}")
    page.locator("#country").select_option("DE")
    expect(page.locator(BERLIN)).to_be_visible()
    _open_all(page)
    page.locator('input[name="addressee"]').first.focus()
    reached: list[str] = []
    for _ in range(60):
        name = page.evaluate("document.activeElement.name || document.activeElement.id")
        if name and name not in reached:
            reached.append(name)
        page.keyboard.press("Tab")
    assert reached == [
        "addressee", "copy", "language", "demand", "words", "reword", "name", "address", "town",
        "country", "date", "keep", "sign_as", "stationery", "guide", "download", "calibration",
        "text", "docx", "envelope", "with_sender", "envelopes", "sheet", "labels_each",
        "first_label", "labels", "next_case", "collect", "lay",
    ]  # fmt: skip
