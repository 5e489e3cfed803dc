"""The page of a case: each demand once, what folds, and where former demands lead."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import TODAY
from tests.web.conftest import LANGUAGES, OpenPage

CASES = ("puffchat-nine", "zumpalov-ibbishev", "lantern18-five")
EACH_PAGE = pytest.mark.parametrize(
    ("prefix", "slug"), [(prefix, slug) for prefix in LANGUAGES.values() for slug in CASES]
)


def page_of(client, prefix: str, slug: str) -> str:
    return client.get(f"{prefix}/cases/{slug}").get_data(as_text=True).replace("\xa0", " ")


def without_folds(page: str) -> str:
    return re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)


@EACH_PAGE
def test_each_open_demand_stands_once_and_unfolded(client, library, prefix, slug):
    page = page_of(client, prefix, slug)
    for demand in library.case(slug).open_demands(TODAY):
        text = re.sub(r"\*\*", "", demand.text[prefix.strip("/") or "en"]).replace("\xa0", " ")
        assert page.count(f'id="demand-{demand.slug}"') == 1
        assert page.count(text) == 1
        assert text in without_folds(page)


@EACH_PAGE
def test_demands_are_numbered_in_the_order_in_which_they_stand(client, library, prefix, slug):
    numbers = re.findall(r'<li id="demand-[^"]*" value="(\d+)"', page_of(client, prefix, slug))
    demands = library.case(slug).open_demands(TODAY)
    assert numbers == [str(number) for number in range(1, len(demands) + 1)]


@EACH_PAGE
def test_every_link_within_the_page_leads_somewhere(client, prefix, slug):
    page = page_of(client, prefix, slug)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r'id="([^"]+)"', page))


def test_a_former_demand_leads_to_the_one_that_continues_it(client, library):
    page = page_of(client, "", "zumpalov-ibbishev")
    for past in library.case("zumpalov-ibbishev").history:
        if past.continues_as:
            number = re.search(rf'id="demand-{past.continues_as}" value="(\d+)"', page)[1]
            link = f'<a href="#demand-{past.continues_as}">Goes on as demand {number}</a>'
            assert link in page


def test_a_former_demand_that_went_on_as_one_that_ended_says_so(client, edit):
    edit(
        "cases/zumpalov-ibbishev.yaml",
        r"(slug: investigation\n.*?)state: open",
        r"\1state: overtaken\n    why: {en: It was done.}",
    )
    page = page_of(client, "", "zumpalov-ibbishev")
    assert '<a href="#demand-investigation">Went on until it ended too</a>' in page
    assert page.count('id="demand-investigation"') == 1


def test_offices_that_cannot_be_written_to_fold_into_one_list(client, library):
    page = page_of(client, "", "zumpalov-ibbishev")
    case = library.case("zumpalov-ibbishev")
    unpostable = [each for each in library.addressees_of(case) if not each.is_postable]
    assert len(unpostable) > 1
    for office in unpostable:
        link = f'<a href="/offices/{office.slug}">'
        assert page.count(link) == 1
        assert link not in without_folds(page)


def test_a_closed_prison_is_not_said_to_be_able_to_grant_anything(client, library):
    page = page_of(client, "", "zumpalov-ibbishev")
    granted = re.findall(r'<span class="source">Can grant it too:.*?</span>', page)
    assert granted
    closed = library.addressee("nb/lo-777-1").office["en"].replace("\xa0", " ")
    assert [each for each in granted if closed in each] == []


@pytest.mark.parametrize("slug", CASES)
def test_every_source_that_has_an_address_is_linked_where_the_case_is_told(client, edit, slug):
    edit(
        f"cases/{slug}.yaml",
        r"(facts:.*?source:\n      title: [^\n]*\n      date: [^\n]*\n)(?:      url: [^\n]*\n)?",
        r"\1      url: https://example.org/fact\n",
    )
    told = re.search(r'<p class="sources">.*?</p>', page_of(client, "", slug), re.DOTALL)
    assert 'href="https://example.org/fact"' in told[0]


def test_nothing_is_folded_on_paper(open_page: OpenPage, site: str):
    page = open_page()
    page.goto(f"{site}/cases/zumpalov-ibbishev")
    fact = page.locator(".dates li").first
    expect(fact).to_be_hidden()
    page.emulate_media(media="print")
    expect(fact).to_be_visible()


def test_folds_open_without_a_script(open_page: OpenPage, site: str):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/cases/zumpalov-ibbishev")
    page.locator("summary").last.click()
    expect(page.locator(".story li").last).to_be_visible()
