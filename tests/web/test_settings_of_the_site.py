"""What the settings change on the public site."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import delete

from app.records import setting
from app.records.database import db
from app.records.setting import SettingsRecord
from app.records.settings import PostageNote, Settings
from app.web.prose import paragraphs, with_links
from tests.printed import texts_of
from tests.web.conftest import LANGUAGES, NOW

PAGES = ("/", "/cases/puffchat-nine", "/cases/puffchat-nine/letter", "/how-this-works", "/ties")
LETTER = "/cases/puffchat-nine/letter"


@pytest.fixture
def make(app: Flask) -> Iterator[Callable[..., None]]:
    """Return a function that makes settings; they are forgotten afterwards."""

    def make(**values: object) -> None:
        with app.app_context():
            setting.save(db.session, Settings(**values), author=None, now=NOW)
            db.session.commit()

    yield make
    with app.app_context():
        db.session.execute(delete(SettingsRecord))
        db.session.commit()
    app.extensions["lettercase"].state = None


def foot(page: str) -> str:
    """Return what stands at the foot of a page."""
    (found,) = html.fromstring(page).xpath("//footer")
    return " ".join(found.text_content().split())


# Who answers for the site


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_without_settings_a_page_names_nobody(client, prefix):
    page = client.get(prefix + "/").text
    assert "/imprint" not in page
    assert "/privacy" not in page
    assert "canonical" not in page
    assert 'rel="alternate"' not in page
    for path in ("/imprint", "/privacy"):
        assert client.get(prefix + path).status_code == 404


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_every_page_names_the_organisation_and_links_to_its_texts(client, make, prefix):
    make(
        organisation="Letters <i>e. V.</i>",
        contact="post@example.org",
        imprint={"en": "Us"},
        privacy={"en": "Nothing"},
    )
    for path in PAGES:
        page = client.get(prefix + path).text
        assert "Letters <i>e. V.</i> · post@example.org" in foot(page)
        assert 'href="mailto:post@example.org"' in page
        assert f'href="{prefix}/imprint"' in page
        assert f'href="{prefix}/privacy"' in page


def test_each_text_stands_in_its_language_or_else_in_english(client, make):
    make(imprint={"en": "Us & them\nSome Street 1\n\nBerlin", "ru": "Мы"}, privacy={"en": "None"})
    english = client.get("/imprint").text
    assert "<p>Us &amp; them<br>\nSome Street 1</p>\n<p>Berlin</p>" in english
    assert "<p>Мы</p>" in client.get("/ru/imprint").text
    kazakh = html.fromstring(client.get("/kk/imprint").text)
    (text,) = kazakh.xpath("//main//div[@lang]")
    assert (text.get("lang"), text.text_content().strip()[:2]) == ("en", "Us")
    assert "<p>None</p>" in client.get("/ru/privacy").text


def test_every_page_leads_organisers_to_their_own(client):
    for prefix in LANGUAGES.values():
        page = html.fromstring(client.get(prefix + "/").text)
        assert page.xpath("//footer//a[@href='/organisers/']")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a < b", "a &lt; b"),
        (
            "See https://example.org/a?b=c&d.",
            'See <a href="https://example.org/a?b=c&amp;d" rel="noreferrer">'
            "https://example.org/a?b=c&amp;d</a>.",
        ),
        (
            "(https://example.org)",
            '(<a href="https://example.org" rel="noreferrer">https://example.org</a>)',
        ),
        ("post@example.org,", '<a href="mailto:post@example.org">post@example.org</a>,'),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('https://"onclick="x', "https://&#34;onclick=&#34;x"),
        ("<a href=https://x>", "&lt;a href="),
        ("[a](https://example.org)", "[a]("),
        ("a@b", "a@b"),
        ("@" * 5000 + "a" * 5000, "@@@@"),
    ],
    ids=lambda each: each[:30],
)
def test_of_a_text_only_safe_addresses_become_links(text, shown):
    assert str(with_links(text)).startswith(shown)
    assert "<script" not in with_links(f"<script>{text}")


def test_an_empty_line_begins_a_paragraph():
    assert paragraphs("a\r\nb\r\n\r\n \r\nc\n") == "<p>a<br>\nb</p>\n<p>c</p>"
    assert paragraphs(" \n ") == ""


# Languages


def test_a_language_that_is_not_offered_is_nowhere(client, make):
    make(languages=("en", "kk"))
    for path in PAGES:
        assert client.get("/ru" + path).status_code == 404, path
        for prefix in ("", "/kk"):
            page = client.get(prefix + path).text
            assert "Русский" not in page
            assert 'hreflang="ru"' not in page
            assert "Қазақша" in page
    assert client.post("/ru" + LETTER).status_code == 404
    refused = client.get("/ru/")
    assert '<html lang="en"' in refused.text
    assert 'href="/ru' not in refused.text


def test_english_is_always_offered(client, make):
    make(languages=("ru",))
    assert client.get("/").status_code == 200
    assert client.get("/ru/").status_code == 200
    assert client.get("/kk/").status_code == 404


def test_no_letter_is_offered_in_a_language_that_is_not(client, make):
    make(languages=("en", "ru"))
    page = html.fromstring(client.get(LETTER).text)
    assert page.xpath("//input[@name='language']/@value") == ["en", "ru"]


@pytest.mark.parametrize("preview", [{}, {"preview": "1"}], ids=["letter", "preview"])
def test_a_letter_in_a_language_that_is_not_offered_is_refused(client, make, preview):
    make(languages=("en",))
    typed = {"addressee": "nb/prosecutor-general", "language": "kk", **preview}
    answer = client.post(LETTER, data=typed)
    assert answer.status_code == 422
    (message,) = html.fromstring(answer.text).xpath("//*[@id='language-message']")
    assert message.text_content() == "Choose one of those offered."
    assert client.post(LETTER, data={**typed, "language": "en"}).status_code == 200


# Ages


def letter(client, **typed: str) -> str:
    """Return the text of a letter to the Prosecutor General, whose holder was seen in 2025."""
    data = {"addressee": "nb/prosecutor-general", "language": "en", **typed}
    answer = client.post(LETTER, data=data)
    assert answer.mimetype == "application/pdf", answer.text
    return " ".join(texts_of(answer.data))


def test_a_lower_limit_makes_letters_go_to_the_office_alone(client, make):
    assert "Ozzelov" in letter(client)
    make(holder_months=11)
    said = letter(client)
    assert "Ozzelov" not in said
    assert "Dear Sir or Madam" in said


def test_a_higher_limit_makes_letters_name_the_holder_longer(client, make):
    assert "Ozzelov" not in letter(client, date="2027-01-15")
    make(holder_months=18)
    assert "Ozzelov" in letter(client, date="2027-01-15")


def test_pages_mark_facts_by_the_same_limits(client, make):
    fresh = client.get("/cases/puffchat-nine").text.replace("\xa0", " ")
    assert "Wibrik Ozzelov, seen in office 6 Dec 2025" in fresh
    assert "address unconfirmed since 15 Mar 2026" not in fresh
    assert "Mr Wibrik Ozzelov" in fresh
    make(holder_months=11, address_months=1, case_fact_months=120)
    old = client.get("/cases/puffchat-nine").text.replace("\xa0", " ")
    assert "holder last seen 6 Dec 2025: office alone" in old
    assert "address unconfirmed since 15 Mar 2026" in old
    assert "Mr Wibrik Ozzelov" not in old
    assert 'class="stamp old"' in fresh
    assert 'class="stamp old"' not in old
    assert "address unconfirmed since 15 Mar 2026" in client.get(LETTER).text.replace("\xa0", " ")


def test_the_preview_goes_by_the_same_limits_as_the_letter(client, make):
    before = _preview(client)
    make(holder_months=11)
    assert _preview(client) != before


def _preview(client) -> list[str]:
    data = {"addressee": "nb/prosecutor-general", "language": "en", "preview": "1", "seed": "1"}
    return re.findall(r"data:image/png;base64,[^\"]+", client.post(LETTER, data=data).text)


def test_the_page_on_how_this_works_names_the_limits(client, make):
    assert "within 12 months" in client.get("/how-this-works").text
    make(holder_months=1, address_months=24)
    page = client.get("/how-this-works").text
    assert "within 1 month;" in page
    assert "for 24 months is marked so" in page
    for prefix in ("/ru", "/kk"):
        assert "24" in client.get(f"{prefix}/how-this-works").text


# Postage, notice, address


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", "Germany → Antarctica €1.25, see https://example.org"),
        ("/ru", "Германия → Антарктида 1,25 €"),
        ("/kk", "Германия → Антарктида €1.25, see https://example.org"),
    ],
    ids=["en", "ru", "kk"],
)
def test_what_a_letter_costs_stands_where_posting_is_told(client, make, prefix, said):
    assert 'class="postage"' not in client.get(prefix + "/how-this-works").text
    texts = {"en": "€1.25, see https://example.org", "ru": "1,25 €"}
    make(postage=(PostageNote(origin="DE", destination="AQ", texts=texts),))
    page = html.fromstring(client.get(prefix + "/how-this-works").text)
    (postage,) = page.xpath("//dl[@class='postage']")
    assert " ".join(" ".join(postage.itertext()).split()) == said
    assert postage.xpath("./dd/@lang") == (["en"] if prefix == "/kk" else [])


def test_confirmed_content_needs_no_notice(client, make):
    assert 'class="notice"' in client.get("/").text
    make(content_confirmed=True)
    for prefix in LANGUAGES.values():
        for path in PAGES:
            assert 'class="notice"' not in client.get(prefix + path).text


def test_a_site_with_an_address_names_the_one_of_each_page(client, make):
    make(public_url="https://letters.example.org")
    page = client.get("/ru/cases/puffchat-nine/letter?addressee=nb/ombudsman").text
    head = html.fromstring(page)
    letters = "https://letters.example.org"
    assert head.xpath("//link[@rel='canonical']/@href") == [f"{letters}/ru{LETTER}"]
    assert head.xpath("//link[@rel='alternate']/@href") == [
        f"{letters}{prefix}{LETTER}" for prefix in LANGUAGES.values()
    ]
    assert "canonical" not in client.get("/cases/nobody").text
    assert "canonical" not in client.get("/nowhere").text


def test_public_pages_stay_without_cookies(client, make):
    make(organisation="Letters", imprint={"en": "Us"})
    for path in (*PAGES, "/imprint"):
        assert "Set-Cookie" not in client.get(path).headers
