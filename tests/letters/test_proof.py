"""The proof agrees with what is really printed."""

import dataclasses

import pytest

from app.content.library.library import Library
from app.content.model.letter_template import read_template as read_template
from app.content.text.document import parse
from app.content.text.folder import read_folder
from app.letters import laid_out
from app.letters import proof as proof_module
from app.letters.letter import draw
from app.letters.order import Order, write
from app.letters.placement import place_address
from app.letters.press import press
from app.letters.printing import GlyphMissing, lay_out
from app.letters.proof import OWN_WORDS, proof
from app.letters.stationery import STATIONERIES
from tests.conftest import CONTENT, LIBRARY, TODAY, sample_covering
from tests.letters.conftest import ANNA


@pytest.fixture(scope="module")
def rows():
    return list(proof(LIBRARY, TODAY))


def test_every_letter_fits_one_page_and_its_window(rows):
    assert [(str(row), row.errors) for row in rows if row.errors] == []
    assert len(rows) == sum(
        len(LIBRARY.askable(case, TODAY)) * 3 * len(STATIONERIES) for case in LIBRARY.cases.values()
    )


CASES = [
    (case, language, stationery)
    for case in LIBRARY.cases
    for language in ("en", "ru", "kk")
    for stationery in STATIONERIES
]


@pytest.mark.parametrize(("case", "language", "stationery"), sample_covering(CASES, together=1))
def test_no_wording_leaves_less_room_than_the_proof_says(rows, case, language, stationery):
    addressee = LIBRARY.askable(LIBRARY.case(case), TODAY)[-1].slug
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
        printed = press(letter, record)
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
    case = LIBRARY.case("puffchat-nine").model_copy(update={"addressees": [slug]})
    return dataclasses.replace(
        LIBRARY,
        cases={case.slug: case},
        addressees={**LIBRARY.addressees, slug: changed},
        letter_templates={("appeal", "en"): LIBRARY.letter_template("appeal", "en")},
    )


def test_an_address_that_fits_no_window_is_an_error():
    wide = "The Very Long Name of an Office that No Envelope of this World Could Ever Show in Full"
    library = _with_addressee("nb/ombudsman", full=[wide, "Ostrana"], compact=[wide, "Ostrana"])
    errors = {row.stationery: row.errors for row in proof(library, TODAY)}
    assert "fits no form of the window" in errors["din-5008-b"][0]


def test_a_letter_that_is_too_long_is_an_error(monkeypatch):
    monkeypatch.setattr(proof_module, "OWN_WORDS", 3_000)
    library = _with_addressee("nb/ombudsman")
    errors = [row.errors for row in proof(library, TODAY)]
    assert all("longer than one page" in error[0] for error in errors)


def test_a_letter_with_a_character_that_the_font_lacks_is_an_error():
    library = _with_addressee("nb/ombudsman", full=["国", "Ostrana"], compact=["国", "Ostrana"])
    assert any("U+56FD" in " ".join(row.errors) for row in proof(library, TODAY))


@pytest.mark.parametrize("place", ["subject", "variant"])
def test_a_character_that_the_font_lacks_is_found_wherever_it_stands(place):
    template = LIBRARY.letter_template("appeal", "en")
    case = LIBRARY.case("puffchat-nine").model_copy(update={"addressees": ["nb/ombudsman"]})
    if place == "subject":
        texts = {**case.subject.root, "en": "The subject 漢"}
        case = case.model_copy(update={"subject": case.subject.model_copy(update={"root": texts})})
    else:
        path = template.path
        text = read_folder(CONTENT)[path].replace("I thank you", "漢 I thank you")
        template = read_template("appeal", "en", parse(path, text))
    library = dataclasses.replace(
        LIBRARY, cases={case.slug: case}, letter_templates={("appeal", "en"): template}
    )
    rows = list(proof(library, TODAY))
    assert rows
    assert all("U+6F22" in " ".join(row.errors) for row in rows)
    if place == "subject":
        order = Order(case.slug, ("nb/ombudsman",), "en", STATIONERIES["din-5008-b"], TODAY, seed=1)
        with pytest.raises(GlyphMissing, match="U\\+6F22"):
            lay_out(write(library, order, TODAY)[0], order.stationery)


@pytest.mark.parametrize(
    ("chosen", "holds"),
    [
        ({"templates": [("appeal", "ru")]}, lambda row: row.language == "ru"),
        ({"cases": ["lantern18-five"]}, lambda row: row.case == "lantern18-five"),
        ({"addressees": ["nb/ombudsman"]}, lambda row: row.addressee == "nb/ombudsman"),
        (
            {"templates": [("appeal", "en")], "cases": ["lantern18-five"], "addressees": []},
            lambda row: False,
        ),
    ],
    ids=["letter templates", "cases", "addressees", "all of them"],
)
def test_only_what_is_asked_for_is_proved(rows, chosen, holds):
    assert list(proof(LIBRARY, TODAY, **chosen)) == [row for row in rows if holds(row)]


def test_a_row_says_in_which_form_the_address_is_printed(rows):
    said = {(row.addressee, row.stationery): row.address for row in rows}
    assert said["nb/prosecutor-general", "din-5008-b"] == "full with holder, 6 lines, 9 pt"
    for row in rows:
        paper = STATIONERIES[row.stationery]
        order = Order(row.case, (row.addressee,), row.language, paper, TODAY, 1, sender=ANNA)
        (letter,) = write(LIBRARY, order, TODAY)
        placed = place_address(letter.address_forms, paper, letter.office)
        assert row.address.endswith(f"{len(placed.lines)} lines, {placed.size:g} pt")


def _with_template(changes: dict[str, str], **others: object) -> Library:
    """Return the library with one case, one addressee and a changed English letter template."""
    template = LIBRARY.letter_template("appeal", "en")
    text = read_folder(CONTENT)[template.path]
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    changed = read_template("appeal", "en", parse(template.path, text))
    library = _with_addressee("nb/ombudsman", **others)
    return dataclasses.replace(library, letter_templates={("appeal", "en"): changed})


LONG = "This sentence stands here again and again, so that the letter gets long. "


@pytest.mark.parametrize(
    ("added", "expected"), [(LONG * 3, 1), (LONG * 30, 2), ("A line.\\\n" * 90, 3)]
)
def test_the_pages_of_a_row_are_those_that_are_printed(added, expected):
    changes = {"{{ hook }}": added, "{% choose %}": "{# ", "{% endchoose %}": " #}"}
    library = _with_template(changes)
    case = library.case("puffchat-nine")
    words = " ".join(case.account["en"])[:OWN_WORDS]
    for row in proof(library, TODAY):
        if row.stationery not in ("din-5008-b", "us-10"):
            continue
        paper = STATIONERIES[row.stationery]
        order = Order(case.slug, (row.addressee,), "en", paper, TODAY, 1, sender=ANNA, words=words)
        (letter,) = write(library, order, TODAY)
        assert row.pages == lay_out(letter, paper).pages == expected
        assert (row.pages > 1) == (row.millimetres_left < 0)


@pytest.mark.parametrize(
    ("condition", "is_longer"),
    [
        ("{% if has_address %}", True),
        ("{% if not has_address %}", True),
        ("{% if not words %}", True),
        ("{% if words and not words %}", False),
    ],
)
def test_what_is_said_only_to_some_supporters_takes_room_too(condition, is_longer):
    added = f"{{{{ hook }}}} {condition}{LONG * 8}{{% endif %}}"
    (before, *_), (after, *_) = (
        list(proof(library, TODAY))
        for library in (_with_template({}), _with_template({"{{ hook }}": added}))
    )
    assert (after.millimetres_left < before.millimetres_left) == is_longer


def test_a_character_that_only_some_supporters_would_see_is_found():
    library = _with_template({"{{ hook }}": "{{ hook }}{% if not has_address %}漢{% endif %}"})
    assert all("U+6F22" in " ".join(row.errors) for row in proof(library, TODAY))


@pytest.mark.parametrize(
    ("added", "says"),
    [
        pytest.param(
            "{{ words }} " * 60, "gives more than 20,000 characters", id="more than is filled"
        ),
        pytest.param("word " * 3_000, "far longer than a page", id="too much prose"),
        pytest.param("1. a\n" * 500, "more than 120 lines", id="too many items"),
        pytest.param("a\\\n" * 500, "more than 120 lines", id="too many lines"),
        pytest.param("**a** b " * 500, "pieces of bold text", id="too many bold words"),
        pytest.param("ab-cd " * 600, "words with a hyphen", id="too many hyphens"),
        pytest.param("." * 150, "characters without a space", id="a line without spaces"),
        pytest.param(
            "{% choose %}a{% or %}" + "word " * 3_000 + "{% endchoose %}",
            "far longer than a page",
            id="too much in one wording",
        ),
        pytest.param(
            "{% for x in demands %}" + "word " * 3_000 + "{% endfor %}", "20,000", id="a loop"
        ),
    ],
)
def test_a_letter_of_endless_length_is_refused_in_every_row_and_not_laid_out(
    monkeypatch, added, says
):
    library = _with_template({"{{ hook }}": "{{ hook }}\n\n" + added})
    monkeypatch.setattr(laid_out, "lay_out", _lay_out_short_ones)
    rows = list(proof(library, TODAY))
    assert len(rows) == len(STATIONERIES)
    for row in rows:
        assert says in row.errors[0]
        assert not row.is_laid_out


def _lay_out_short_ones(letter, *args, **options):
    assert len(letter.text) < 6_000
    return lay_out(letter, *args, **options)


@pytest.mark.parametrize("part", ["salutation", "closing"])
def test_what_will_be_printed_once_the_holder_is_no_longer_fresh_is_proved_already(part):
    addressee = LIBRARY.addressee("nb/prosecutor-general")
    wording = getattr(addressee, part)
    neutral = wording.neutral.model_copy(update={"root": {**wording.neutral.root, "en": "漢"}})
    changed = addressee.model_copy(update={part: wording.model_copy(update={"neutral": neutral})})
    library = dataclasses.replace(
        LIBRARY, addressees={**LIBRARY.addressees, addressee.slug: changed}
    )
    rows = list(proof(library, TODAY, addressees=[addressee.slug], templates=[("appeal", "en")]))
    assert addressee.names_holder(TODAY)
    assert rows
    assert all("U+6F22" in " ".join(row.errors) for row in rows)
