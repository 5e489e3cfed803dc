"""The page of an office."""

import re

import pytest

from tests.web.conftest import LANGUAGES


def page_of(client, slug: str, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/offices/{slug}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True).replace("\xa0", " ")


def test_who_held_it_in_2018_stands_with_the_address_of_then_and_what_became_of_it(client):
    page = page_of(client, "nb/prosecutor-general")
    entry = re.search(r'<li><time datetime="2018">.*?</li>', page, re.DOTALL)[0]
    assert "K. P. Kozzamzarov" in entry
    assert 'not one to write to: <span lang="en">14 Tyn Whistle, 010000 Ostrana' in entry
    assert "No longer in this post" in entry
    assert "Open Teapot Foundation" in entry


def test_a_closed_prison_has_its_last_address_in_its_history_alone(client, library):
    page = page_of(client, "nb/lo-777-1")
    address, *_ = library.addressee("nb/lo-777-1").history[0].address
    before, history = page.split('<ol class="dates">')
    assert address in history
    assert address not in before
    assert "Write instead to" in before


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_every_office_has_its_page_in_every_language(client, library, prefix):
    language = prefix.strip("/") or "en"
    for slug, office in library.addressees.items():
        assert office.label[language].replace("\xa0", " ") in page_of(client, slug, prefix)


def test_what_it_can_be_asked_leads_to_the_case_and_to_the_form(client, library):
    page = page_of(client, "nb/ombudsman")
    for case in library.cases.values():
        if case.open_demands("ombudsman"):
            assert f'href="/cases/{case.slug}"' in page
            assert f'href="/cases/{case.slug}/letter?addressee=nb/ombudsman"' in page


@pytest.mark.parametrize(
    ("confidence", "said"),
    [("high", "A source names it clearly."), ("low", "From one weak source")],
)
def test_how_sure_the_address_is_is_said(client, edit, confidence, said):
    edit("addressees/nb/ombudsman.yaml", r"\n  confidence: \w+", f"\n  confidence: {confidence}")
    assert said in page_of(client, "nb/ombudsman")


@pytest.mark.parametrize("slug", ["nobody", "nb/nobody", "nb", "nb/../eu/seas"])
def test_an_office_that_there_is_not_is_not_found(client, slug):
    assert client.get(f"/offices/{slug}").status_code == 404
