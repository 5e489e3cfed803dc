"""While others have every turn, nothing that was typed is lost, and stacked letters go on."""

import pytest
from playwright.sync_api import expect

from app.letters.turns import LAYING_OUT
from app.web import busy
from tests.others import others_have
from tests.web.conftest import FORM, LANGUAGES, TYPED

LATER = "Many letters are being made just now"
OWN = "Sentence after sentence. " * 60
PLAIN = {**TYPED, "words": "\n\n".join([OWN.strip()] * 2)}
"""A letter of two pages is laid out as a whole."""


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch):
    monkeypatch.setattr(busy, "PATIENCE", 0.01)


@pytest.fixture
def others():
    """Others have every turn meanwhile."""
    with others_have(LAYING_OUT):
        yield


def is_later(answer) -> bool:
    """Return whether it asks to come again, as nothing that a cache may keep."""
    return (answer.status_code, answer.headers["Retry-After"]) == (503, "3")


@pytest.mark.parametrize("button", ["download", "preview", "envelopes", "labels"])
@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_form_comes_back_with_all_that_was_typed(client, others, prefix, button):
    answer = client.post(prefix + FORM, data={**PLAIN, button: "1"})
    assert is_later(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    for typed in (OWN.strip(), "Anna Beispiel", "Musterstraße 12", "data-busy"):
        assert typed in answer.text
    assert "data:image/png" not in answer.text
    assert (LATER in answer.text) == (prefix == "")
    assert "aria-invalid" not in answer.text


def test_a_case_is_collected_with_what_was_typed_though_it_cannot_be_shown(client, others):
    answer = client.post(FORM, data={**PLAIN, "collect": "1", "next_case": "lantern18-five"})
    assert answer.status_code in (200, 503)
    assert "Sentence after sentence." in answer.text
    assert "Anna Beispiel" in answer.text


def test_what_is_wrong_is_said_too(client, others):
    answer = client.post(FORM, data={**PLAIN, "town": "", "address": "x\n" * 30})
    assert answer.status_code in (422, 503)
    assert 'aria-invalid="true"' in answer.text
    assert OWN.strip() in answer.text


def test_a_page_that_is_laid_out_when_asked_for_comes_later(client, others):
    answer = client.get("/calibration/din-5008-b.pdf")
    assert is_later(answer)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "<h1>" in answer.text


@pytest.mark.usefixtures("stacking")
def test_a_letter_that_can_be_stacked_needs_no_turn(client):
    assert client.post(FORM, data=TYPED).status_code == 200
    with others_have(LAYING_OUT):
        assert client.post(FORM, data=TYPED).mimetype == "application/pdf"
        assert "data:image/png" in client.post(FORM, data={**TYPED, "preview": "1"}).text


def test_afterwards_the_turn_is_free_again(client):
    assert client.post(FORM, data=PLAIN).mimetype == "application/pdf"
    with others_have(LAYING_OUT):
        pass
    assert client.post(FORM, data={**PLAIN, "words": "😀"}).status_code == 422
    assert client.get("/calibration/din-5008-b.pdf").status_code == 200
    with others_have(LAYING_OUT):
        pass


def test_in_a_browser_what_stands_there_stays_and_the_preview_comes_later(site, open_page):
    page, asked = open_page(), []
    page.goto(site + FORM)

    def later(route) -> None:
        asked.append(route.request.post_data)
        if len(asked) < 3:
            route.fulfill(status=(503, 502)[len(asked) - 1], body="<h1>Not now</h1>")
        else:
            route.continue_()

    page.route(f"**{FORM}", later)
    before = page.inner_html("#preview")
    image = page.locator("#preview img").first.get_attribute("src")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#words").fill("I teach history.")
    assert page.inner_html("#preview") == before
    assert "Not now" not in page.inner_text("main")
    assert page.input_value("#words") == "I teach history."
    with page.expect_response(lambda answer: answer.ok and answer.request.method == "POST"):
        pass
    expect(page.locator("#preview img").first).not_to_have_attribute("src", image)
    assert asked == [asked[0]] * 3
