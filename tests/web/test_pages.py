"""The pages that are read: cases, their account, and what holds on every page."""

import re
from html import unescape

import pytest
from babel.core import get_global

from app.config import Config
from app.content.languages import known_languages
from app.content.text.folder import read_folder, write_files
from tests.conftest import CONTENT, ROOT
from tests.sites import site_of
from tests.web.conftest import LANGUAGES, NOW

PAGES = ("/", "/cases/puffchat-nine", "/cases/zumpalov-ibbishev", "/cases/lantern18-five")
OFFICES = ("/offices/nb/prosecutor-general", "/offices/nb/lo-777-1", "/offices/eu/seas")


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_first_page_lists_every_open_case_in_its_language(client, library, prefix):
    language = prefix.strip("/") or "en"
    page = client.get(prefix + "/").get_data(as_text=True).replace("\xa0", " ")
    for case in library.cases.values():
        assert case.title[language].replace("\xa0", " ") in page
        assert f'href="{prefix}/cases/{case.slug}"' in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_home_page_and_cases_say_up_to_when_the_content_was_checked(client, prefix, path):
    page = client.get(prefix + path).get_data(as_text=True)
    notice = re.search(r'<aside class="notice".*?</aside>', page, re.DOTALL)
    assert notice
    assert 'datetime="2026-03-15"' in notice[0]


@pytest.mark.parametrize("path", ["/cases/puffchat-nine/letter", "/guide"])
def test_form_and_guide_say_by_whom_the_content_was_not_checked(client, path):
    assert "not yet by this site’s organisers" in client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("path", ["/how-this-works", "/ties", *OFFICES])
def test_pages_in_between_have_no_notice(client, path):
    assert 'class="notice"' not in client.get(path).get_data(as_text=True)


def test_confirmed_content_needs_no_notice(tmp_path):
    config = Config(
        content=CONTENT,
        instance=tmp_path,
        content_confirmed=True,
        today=NOW.date,
    )
    with site_of(config) as confirmed:
        page = confirmed.test_client().get("/").get_data(as_text=True)
    assert 'class="notice"' not in page


def test_the_dead_are_named_with_the_date(client):
    page = client.get("/cases/zumpalov-ibbishev").get_data(as_text=True).replace("\xa0", " ")
    assert "Pennibek Ibbishev" in page
    assert "17 January 2022" in page


def test_a_closed_prison_is_shown_without_its_address(client):
    page = client.get("/cases/zumpalov-ibbishev").get_data(as_text=True)
    assert "LO-777/1" in page
    assert "Snow Globe" not in page
    assert "Snowglobe" not in page
    assert "73 Gingerbread Street" in page


def test_a_case_that_is_won_tells_its_outcome_and_asks_nobody(tmp_path):
    texts = read_folder(CONTENT)
    path = "cases/zumpalov-ibbishev.yaml"
    won = texts[path].replace("state: open", "state: won\noutcome: {en: Both are cleared.}", 1)
    write_files({**texts, path: won}, tmp_path, tmp_path / "none")
    config = Config(
        content=tmp_path, instance=tmp_path / "instance", today=NOW.date, now=lambda: NOW
    )
    with site_of(config) as site:
        client = site.test_client()
        page = client.get("/cases/zumpalov-ibbishev").get_data(as_text=True)
        in_russian = client.get("/ru/cases/zumpalov-ibbishev").get_data(as_text=True)
    assert "Both are cleared." in page
    assert "Open demands" not in page
    assert "Write to this office" not in page
    assert '<p><span lang="en">Both are cleared.' in in_russian


def test_an_unverified_address_is_not_shown(client):
    page = client.get("/cases/puffchat-nine").get_data(as_text=True)
    assert "Foreign Affairs" in page
    assert "Catmint" not in page


def test_freshness_is_told_with_its_date(client):
    page = client.get("/cases/puffchat-nine").get_data(as_text=True).replace("\xa0", " ")
    assert "6 Dec 2025" in page
    assert "unconfirmed since 2018" in page
    assert "unconfirmed since 2023" in page


def test_the_wish_of_the_family_is_told(client):
    page = client.get("/cases/puffchat-nine").get_data(as_text=True)
    assert "famil" in page
    assert "not known" in page


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/cases/puffchat-nine", "/cases/puffchat-nine/letter"])
def test_a_page_leads_to_itself_in_the_other_languages(client, prefix, path):
    page = client.get(prefix + path).get_data(as_text=True)
    for language, other in LANGUAGES.items():
        assert f'href="{other}{path}"' in page, language


@pytest.mark.parametrize("prefix", ["/ru", "/kk"])
@pytest.mark.parametrize(
    "path", [*PAGES, *OFFICES, "/cases/puffchat-nine/letter", "/how-this-works", "/ties"]
)
def test_no_english_is_left_on_a_translated_page(client, prefix, path):
    page = client.get(prefix + path).get_data(as_text=True)
    text = re.sub(r"<(script|style|svg|select|address|cite)\b.*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text)
    words = set(re.findall(r"\b(?:the|and|with|your|letter|this|from|case|write|page)\b", text))
    assert words == set()


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_a_search_engine_is_told_in_the_language_of_the_page_what_it_is_about(
    client, library, prefix
):
    language = prefix.strip("/") or "en"
    described = []
    for path in ("/", "/cases/puffchat-nine", "/guide"):
        page = client.get(prefix + path).get_data(as_text=True)
        described += re.findall(r'<meta name="description" content="([^"]+)">', page)
    home, case, guide = map(unescape, described)
    assert home == guide != case
    account = library.cases["puffchat-nine"].account.paragraphs[0][language]
    assert account.replace("**", "").startswith(case.removesuffix("…"))
    assert 20 < len(case) <= 300


def test_a_page_that_is_not_there_says_so_in_its_language(client):
    for prefix in LANGUAGES.values():
        answer = client.get(f"{prefix}/cases/nobody")
        assert answer.status_code == 404
        assert "<h1" in answer.get_data(as_text=True)
    assert "нет" in client.get("/ru/nowhere").get_data(as_text=True).lower()


def test_health_is_answered_in_a_word(client):
    answer = client.get("/livez")
    assert answer.status_code == 200
    assert len(answer.data) < 100


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/cases/../x", "/cases/%00", "/static/../site.py"]
)
def test_hostile_addresses_are_not_found(client, path):
    assert client.get(path).status_code in (400, 404)


@pytest.mark.parametrize("path", ["/", "/cases/puffchat-nine", "/cases/puffchat-nine/letter"])
def test_a_page_with_what_it_needs_weighs_under_60_kb(client, path):
    page = client.get(path).get_data(as_text=True)
    weight = len(re.sub(r"data:image/png;base64,[^\"]*", "", page).encode())
    needed = set(re.findall(r'(?:src|href|srcset)="(/static/[^"]*)"', page))
    for address in needed:
        with client.get(address) as answer:
            weight += len(answer.data)
    assert weight < 60_000


def test_the_style_sheet_knows_which_languages_are_written_in_cyrillic():
    subtags = get_global("likely_subtags")
    cyrillic = [each for each in known_languages() if "_Cyrl_" in subtags.get(each, "")]
    css = (ROOT / "app" / "web" / "static" / "site.css").read_text("utf-8")
    assert re.findall(r":lang\((\w+)\)", css) == sorted(cyrillic)
