"""An organiser changes one language alone, and is stopped or told, and helped on."""

import pytest

from tests.web.looked_at import fits, small_targets, violations
from tests.web.workroom.desk import shipped

OFFICE = "addressees/nb/prosecutor-general.yaml"
TEMPLATE = "letter_templates/appeal/ru.md"
RUSSIAN = "/ru/cases/puffchat-nine"


@pytest.fixture
def browse(site, open_page, signed_in):
    """Return a function that opens a page for a publisher."""

    def go(path):
        cookie = signed_in("publisher").get_cookie("organiser", path="/organisers")
        place = {"domain": "127.0.0.1", "path": cookie.path}
        page = open_page()
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])
        page.goto(site + path)
        return page

    return go


def test_a_half_changed_holder_is_stopped_and_published_without_the_other_languages(
    browse, client, shelf
):
    page = browse(f"/organisers/edit/{OFFICE}")
    page.fill("#holder-name-en", "Ada Byron")
    page.fill("#holder-printed", "Ms Ada Byron")
    page.fill("#holder-verified_on", "2026-11-20")
    page.fill("#holder-source-title", "news.example")
    page.fill("#holder-source-date", "2026-11-20")
    page.click("main button:has-text('Save draft') >> nth=0")
    page.click("main a:has-text('Publish') >> nth=0")
    half = page.locator("#half-changed")
    assert "still as before" in half.inner_text()
    assert half.locator("a:has-text('Translate into Russian')").count() == 1
    page.check("text=They fit the new holder")
    page.click("button:has-text('Publish 1 document')")
    page.wait_for_selector("#half-changed .message")
    assert shelf.live(OFFICE) == shipped(OFFICE)
    assert "Вибрик Оззелов" in client.get(RUSSIAN).text
    assert violations(page) == []
    assert small_targets(page) == []
    assert fits(page)
    page.check("text=Leave out: Russian, Kazakh, German")
    page.click("button:has-text('Publish 1 document')")
    page.wait_for_selector("text=Nothing was published yet")
    assert page.locator("#half-changed").count() == 0
    assert page.is_checked("text=They fit the new holder")
    page.click("button:has-text('Publish 1 document')")
    page.wait_for_selector("text=Supporters see it now.", timeout=60_000)
    russian = client.get(RUSSIAN).text
    assert "Оззелов" not in russian
    assert '<span lang="en">Ada Byron</span>' in russian
    typed = {"addressee": "nb/prosecutor-general", "text": "1"}
    in_russian = client.post(RUSSIAN + "/letter", data={**typed, "language": "ru"}).text
    assert "Уважаемые господа!" in in_russian
    assert "Byron" not in in_russian


def test_an_added_variant_is_told_while_it_is_typed_and_beside_the_letter(browse, shelf, site):
    page = browse(f"/organisers/edit/{TEMPLATE}")
    text = page.input_value("#text")
    assert page.inner_text("#variants") == "Of each letter, this text gives 27 different wordings."
    page.fill(
        "#text", text.replace("{% endchoose %}", "{% or %}\nЕщё вариант.\n{% endchoose %}", 1)
    )
    told = "Russian has 4 and 3 and 3 variants, English 3 and 3 and 3 variants"
    page.wait_for_selector(f"#variants >> text={told}", timeout=30_000)
    assert "36 different wordings" in page.inner_text("#variants")
    page.click("button:has-text('Save draft')")
    page.wait_for_selector("#changed")
    page.goto(f"{site}/organisers/")
    assert told in page.inner_text("main")
    shelf.publish(TEMPLATE)
    page.goto(f"{site}/cases/puffchat-nine/letter?addressee=nb/prosecutor-general")
    page.check("input[name=language][value=ru]")
    page.wait_for_selector(".beside-table .hint", timeout=30_000)
    assert "No translation" in page.inner_text(".beside-table .hint")
    assert violations(page) == []
    assert small_targets(page) == []
