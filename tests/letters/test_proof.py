"""The proof agrees with what is really printed."""

import dataclasses

import pytest

from app.content.document import parse
from app.content.letter_template import read as read_template
from app.content.library import Library, read_folder
from app.letters import proof as proof_module
from app.letters.letter import draw
from app.letters.order import Order, write
from app.letters.printing import GlyphMissing, lay_out
from app.letters.proof import OWN_WORDS, proof
from app.letters.stationery import STATIONERIES
from tests.conftest import LIBRARY, ROOT, TODAY, sample
from tests.letters.conftest import ANNA


@pytest.fixture(scope="module")
def rows():
    return list(proof(LIBRARY, TODAY))


def test_every_shipped_letter_fits_one_page_and_its_window(rows):
    assert [(str(row), row.errors) for row in rows if row.errors] == []
    assert len(rows) == sum(
        len(LIBRARY.askable(case)) * 3 * len(STATIONERIES) for case in LIBRARY.cases.values()
    )


CASES = [
    (case, language, stationery)
    for case in LIBRARY.cases
    for language in ("en", "ru", "kk")
    for stationery in STATIONERIES
]


@pytest.mark.parametrize(("case", "language", "stationery"), sample(CASES, every=8))
def test_no_wording_leaves_less_room_than_the_proof_says(rows, case, language, stationery):
    addressee = LIBRARY.askable(LIBRARY.case(case))[-1].slug
    (row,) = (
        row
        for row in rows
        if (row.case, row.addressee, row.language, row.stationery)
        == (case, addressee, language, stationery)
    )
    words = " ".join(LIBRARY.case(case).account[language])[:OWN_WORDS]
    record = STATIONERIES[stationery]
    left = []
    for seed in range(8):
        order = Order(case, (addressee,), language, record, TODAY, seed, sender=ANNA, words=words)
        (letter,) = write(LIBRARY, order, TODAY)
        printed = lay_out(letter, record)
        assert printed.pages == 1
        left.append(printed.millimetres_left)
    assert min(left) >= row.millimetres_left - 0.1


def test_seeds_reach_every_variant():
    template = LIBRARY.letter_template("appeal", "en")
    drawn = {draw(template, seed) for seed in range(400)}
    assert len(drawn) == 3 * 3 * 3


def _with_addressee(slug: str, **changes: object) -> Library:
    addressee = LIBRARY.addressee(slug)
    changed = addressee.model_copy(
        update={"address": addressee.address.model_copy(update=changes), "holder": None}
    )
    case = LIBRARY.case("whatsapp-nine").model_copy(update={"addressees": [slug]})
    return dataclasses.replace(
        LIBRARY,
        cases={case.slug: case},
        addressees={**LIBRARY.addressees, slug: changed},
        letter_templates={("appeal", "en"): LIBRARY.letter_template("appeal", "en")},
    )


def test_an_address_that_fits_no_window_is_an_error():
    wide = "The Very Long Name of an Office that No Envelope of this World Could Ever Show in Full"
    library = _with_addressee("kz/ombudsman", full=[wide, "Astana"], compact=[wide, "Astana"])
    errors = {row.stationery: row.errors for row in proof(library, TODAY)}
    assert "fits no form of the window" in errors["din-5008-b"][0]


def test_a_letter_that_is_too_long_is_an_error(monkeypatch):
    monkeypatch.setattr(proof_module, "OWN_WORDS", 3_000)
    library = _with_addressee("kz/ombudsman")
    errors = [row.errors for row in proof(library, TODAY)]
    assert all("longer than one page" in error[0] for error in errors)


def test_a_letter_with_a_sign_that_the_type_lacks_is_an_error():
    library = _with_addressee("kz/ombudsman", full=["国", "Astana"], compact=["国", "Astana"])
    assert any("U+56FD" in " ".join(row.errors) for row in proof(library, TODAY))


@pytest.mark.parametrize("place", ["subject", "variant"])
def test_a_sign_that_the_type_lacks_is_found_wherever_it_stands(place):
    template = LIBRARY.letter_template("appeal", "en")
    case = LIBRARY.case("whatsapp-nine").model_copy(update={"addressees": ["kz/ombudsman"]})
    if place == "subject":
        texts = {**case.subject.root, "en": "The subject 漢"}
        case = case.model_copy(update={"subject": case.subject.model_copy(update={"root": texts})})
    else:
        path = template.path
        text = read_folder(ROOT)[path].replace("I thank you", "漢 I thank you")
        template = read_template("appeal", "en", parse(path, text))
    library = dataclasses.replace(
        LIBRARY, cases={case.slug: case}, letter_templates={("appeal", "en"): template}
    )
    rows = list(proof(library, TODAY))
    assert rows
    assert all("U+6F22" in " ".join(row.errors) for row in rows)
    if place == "subject":
        order = Order(case.slug, ("kz/ombudsman",), "en", STATIONERIES["din-5008-b"], TODAY, seed=1)
        with pytest.raises(GlyphMissing, match="U\\+6F22"):
            lay_out(write(library, order, TODAY)[0], order.stationery)
