"""The form of a case in a browser, with its script and without."""

import pytest

from app.limits import LARGEST_REQUEST_OF_WORKROOM
from app.web.versions import STATIC
from tests.web.looked_at import fits, small_targets, violations

CASE = "/organisers/edit/cases/lantern18-five.yaml"
ADDRESSEE = "/organisers/edit/addressees/nb/prosecutor-general.yaml"
OPEN = """for (const each of document.querySelectorAll("li:first-child > details")) {
  each.open = true;
}"""
TOO_SMALL = """[...document.querySelectorAll("main :is(button, input, select, textarea, summary)")]
  .filter((each) => each.checkVisibility() && each.type !== "hidden" && each.type !== "checkbox")
  .filter((each) => each.getBoundingClientRect().height < 43.5)
  .map((each) => each.outerHTML)"""


@pytest.fixture
def browse(site, open_page, signed_in):
    """Return a function that opens a page for an organiser."""

    def go(path, **options):
        cookie = signed_in("editor").get_cookie("organiser", path="/organisers")
        page = open_page(**options)
        page.context.add_cookies(
            [
                {
                    "name": cookie.key,
                    "value": cookie.value,
                    "domain": "127.0.0.1",
                    "path": cookie.path,
                }
            ]
        )
        page.goto(site + path)
        return page

    return go


def names(page):
    """Return the names of the people as the page lists them."""
    return page.locator("#people summary").all_inner_texts()


def warnings(page, leave):
    """Return the kinds of dialogs that come up while leaving the page."""
    seen = []

    def dismiss(dialog):
        seen.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", dismiss)
    leave()
    page.wait_for_timeout(150)
    page.remove_listener("dialog", dismiss)
    return seen


def test_parts_are_rearranged_in_place_with_all_that_was_typed(browse):
    page = browse(CASE)
    first, second, *_ = names(page)
    page.fill("#title-en", "Five men")
    page.click("#people-0 >> xpath=../summary")
    page.fill("#people-0-sentence-text-en", "9 years")
    page.evaluate("window.stayed = true")
    page.click(f"button[aria-label='Move up: {second}']")
    page.wait_for_function("() => document.activeElement.value === 'people-0-down'")
    assert names(page)[:2] == [second, first]
    assert page.input_value("#people-1-sentence-text-en") == "9 years"
    assert page.is_visible("#people-1-sentence-text-en")  # what was open stays open
    assert page.input_value("#title-en") == "Five men"
    assert page.evaluate("window.stayed")


def test_a_new_part_is_open_and_ready_to_be_typed_in(browse):
    page = browse(CASE)
    count = len(names(page))
    page.click("text=Add a person")
    page.wait_for_function(f"() => document.activeElement.id === 'people-{count}-slug'")
    page.click(f"button[aria-label='Remove: Person {count + 1}']")
    page.wait_for_function("() => document.activeElement.value === 'people-add'")
    assert len(names(page)) == count


def test_leaving_with_changes_warns_and_saving_does_not(browse):
    page = browse(ADDRESSEE)
    assert warnings(page, lambda: page.click("text=Edit as text")) == []
    page.go_back()
    page.click("#phone")
    page.keyboard.type("1")
    assert warnings(page, lambda: page.click("text=Edit as text >> nth=0")) == ["beforeunload"]
    assert page.input_value("#phone") == "1"
    page.keyboard.press("Backspace")
    page.fill("#phone", "")
    assert warnings(page, lambda: page.click("text=Edit as text >> nth=0")) == []
    page.go_back()
    page.fill("#phone", "2")
    assert warnings(page, lambda: page.click("text=Save draft >> nth=0")) == []
    assert "Saved as revision 1." in page.inner_text("main")


def test_too_much_text_is_not_sent_and_stays(browse):
    page = browse("/organisers/text/addressees/nb/prosecutor-general.yaml")
    letters = LARGEST_REQUEST_OF_WORKROOM // len("%D1%8F") + 1
    # Into a field of one line, since a browser takes seconds to show as many lines.
    page.evaluate(f"document.querySelector('#note').value = 'я'.repeat({letters})")
    page.evaluate("document.querySelector('form[data-unsaved] button').click()")
    assert "Nothing was sent" in page.inner_text(".too-much")
    assert page.evaluate("document.querySelector('#note').value.length") == letters
    page.fill("#note", "")
    page.fill("#text", "state: asleep")
    page.click("text=Save draft >> nth=0")
    page.wait_for_selector("#errors")
    assert page.locator(".too-much").count() == 0


def test_the_script_knows_how_much_is_too_much():
    script = (STATIC / "workroom-form.js").read_text("utf-8")
    assert f"const LARGEST = {LARGEST_REQUEST_OF_WORKROOM};" in script


def test_moved_parts_count_as_changes(browse):
    page = browse(ADDRESSEE)
    page.click("text=Add a language")
    page.wait_for_selector("#languages-2")
    assert warnings(page, lambda: page.click("text=Edit as text >> nth=0")) == ["beforeunload"]


def test_without_its_script_the_form_works_by_its_buttons(browse):
    page = browse(CASE, java_script_enabled=False)
    first, second, *_ = names(page)
    page.fill("#title-en", "Five men")
    page.click(f"button[aria-label='Move down: {first}']")
    assert page.url.endswith("#people-1-part")
    assert names(page)[:2] == [second, first]
    page.click("text=Save draft >> nth=0")
    assert "Saved as revision 1." in page.inner_text("main")
    assert page.input_value("#title-en") == "Five men"


def test_an_error_leads_to_its_line_of_the_text(browse):
    page = browse("/organisers/text/addressees/nb/prosecutor-general.yaml")
    text = page.input_value("#text")
    page.fill("#text", text.replace("state: in-use", "state: asleep"))
    page.click("text=Save draft >> nth=0")
    page.click("text=Line 14")
    selected = page.evaluate("getSelection().toString()")
    assert selected == "state: asleep"


@pytest.mark.parametrize(
    "path",
    [
        CASE,
        ADDRESSEE,
        "/organisers/text/addressees/nb/prosecutor-general.yaml",
        "/organisers/translate/addressees/nb/prosecutor-general.yaml?from=en&to=de",
        "/organisers/translate/letter_templates/appeal/en.md?from=en&to=fr",
    ],
)
def test_everybody_can_use_the_page(see, signed_in, path):
    page = see(path, "phone", client=signed_in("editor"))
    page.evaluate(OPEN)
    assert violations(page) == []
    assert small_targets(page) == []
    assert fits(page)
    assert page.evaluate(TOO_SMALL) == []


def test_everybody_can_use_a_page_with_errors(browse):
    page = browse(CASE)
    page.fill("#goal", "many")
    page.fill("#since", "long ago")
    page.click("text=Save draft >> nth=0")
    assert "2 things to mend before this can be published" in page.inner_text("main")
    assert violations(page) == []
    assert small_targets(page) == []
    page.click("text=Since: a date is written")
    assert page.evaluate("location.hash") == "#since"
