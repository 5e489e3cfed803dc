"""What the shipped documents give on paper, whatever they say: all of it can be printed."""

from itertools import permutations, product
from math import prod

import pytest

from app.content.checks.variants import templates_of, unlike_variants
from app.content.checks.wordings import Wordings, repetitions
from app.content.languages import language_of
from app.content.library.building import build
from app.content.text.folder import read_folder
from app.letters.aligned import aligned
from app.letters.envelope import ENVELOPES, envelopes
from app.letters.label_sheet import LABEL_SHEETS, labels
from app.letters.letter import compose
from app.letters.placement import place_address
from app.letters.proof import proof
from app.letters.recipient import recipient_of
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES
from tests.conftest import LANGUAGES, ROOT, TODAY

LIBRARY = build(read_folder(ROOT))
POSTABLE = [each for each in LIBRARY.addressees.values() if each.is_postable]
SENDER = Sender("Name", ("Street", "Town"), "Town", "DE")
COUNTRIES = ["DE", "FR", "GB", "TR", "KZ", None]
"""From where letters are posted: country lines of one language, of another, and none."""


def test_every_letter_fits_one_page_and_its_window():
    rows = list(proof(LIBRARY, TODAY))
    assert {row.case for row in rows} == set(LIBRARY.cases)
    assert [(str(row), row.errors) for row in rows if row.errors] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_address_fits_each_window_envelope_and_label(country):
    recipients = [recipient_of(each, country, TODAY) for each in POSTABLE]
    for stationery in STATIONERIES.values():
        for recipient in recipients:
            placed = place_address(recipient.forms, stationery, str(recipient.office))
            assert placed.fits(stationery.address_zone)
    printed = [envelopes(recipients, envelope) for envelope in ENVELOPES.values()]
    printed += [labels([(each, 1) for each in recipients], one) for one in LABEL_SHEETS.values()]
    for layout in printed:
        assert all(recipient.forms[-1][-1] in layout.text for recipient in recipients)


@pytest.mark.parametrize("case", LIBRARY.cases)
@pytest.mark.parametrize(("language", "readers"), list(permutations(LANGUAGES, 2)))
def test_every_letter_aligns_with_its_translation(order_with, case, language, readers):
    slugs = tuple(each.slug for each in LIBRARY.askable(LIBRARY.case(case), TODAY))
    order = order_with(case=case, addressees=slugs, language=language)
    found = aligned(LIBRARY, order, readers, TODAY)
    assert len(found) == len(slugs)
    assert all(pair.is_exact for each in found for pair in each.pairs)
    assert not any(pair.is_worded_apart for each in found for pair in each.pairs)


def test_every_language_has_the_same_variants_and_none_connects_twice_alike():
    assert [*unlike_variants(LIBRARY), *repetitions(LIBRARY, TODAY)] == []
    for template in templates_of(LIBRARY):
        assert template.variants[0] == 5
        assert language_of(template.language).connectives
        assert Wordings(template, 2).count == prod(template.variants)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_any_wording_says_a_word_of_connection_twice(language):
    templates = [it for it in LIBRARY.letter_templates.values() if it.language == language]
    for template, case in product(templates, LIBRARY.cases.values()):
        for addressee in LIBRARY.askable(case, TODAY):
            for choices in product(*map(range, template.variants)):
                letter = compose(
                    case,
                    addressee,
                    template,
                    SENDER,
                    date=TODAY,
                    today=TODAY,
                    choices=choices,
                )
                for words, word in language_of(language).connectives.items():
                    assert len(word.findall(letter.text)) <= 1, (words, letter.text)
