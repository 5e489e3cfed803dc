"""Whatever a supporter types stands on paper as typed and in its place, or is refused by name."""

import datetime
import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import Phase, assume, event, given, settings
from hypothesis import strategies as st

from app.content.text.messages import Refusal
from app.letters.letter import Letter, compose, draw
from app.letters.order import Order, write
from app.letters.paragraphs import Paragraph, Span
from app.letters.printing import lay_out, pdf
from app.letters.sender import SIGNATURES, Sender, clean
from app.letters.sender_errors import SenderError
from app.letters.stationery import STATIONERIES, Box, Stationery
from tests.conftest import LANGUAGES, LIBRARY, TODAY
from tests.letters.conftest import ANNA, Ink, ink_of, pages_of
from tests.letters.test_measure import ASCII_LETTERS, CYRILLIC, LATIN

SMALL = "".join(sorted({*ASCII_LETTERS, *"".join([*LATIN.values(), *CYRILLIC.values()])}))
LETTERS = SMALL + "".join(letter for letter in SMALL.upper() if letter not in SMALL)
PUNCTUATION = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~§№€½–—…“”„«»‹›’0123456789"""
SNARES = [
    *("{{ words }}", "{% endraw %}", "{# x #}", "{% choose %}", "**bold**", "__b__", "# x"),
    *("1. x", "- x", "> x", "    x", "[x](y)", "<b>", "</p>", "<!--", "&amp;", "&#65;", "\\"),
    *("\\\n", "***", "  \n", "\n\n", "\n \n", "2019–2020", "```", "| a |", "\N{NO-BREAK SPACE}"),
]  # fmt: skip
CHARACTER = st.sampled_from(LETTERS + PUNCTUATION + "     \n")
OWN_WORDS = st.lists(
    st.one_of(
        st.text(st.sampled_from(LETTERS), min_size=1, max_size=12),
        st.text(CHARACTER, max_size=8),
        st.sampled_from(SNARES),
    ),
    max_size=25,
).map(" ".join)
A_LINE = st.one_of(
    st.text(st.sampled_from(LETTERS + PUNCTUATION + "   "), max_size=35),
    st.text(st.sampled_from(LETTERS), max_size=70),
    st.builds(str.__mul__, st.sampled_from(["m", "Ж", "W ", "i"]), st.integers(0, 90)),
)
LANGUAGE = st.sampled_from(LANGUAGES)
STATIONERY = st.sampled_from(list(STATIONERIES.values()))
A_COUNTRY = st.sampled_from([None, "DE", "AQ", "US", "GB", "GS"])
CASES = list(LIBRARY.cases)
ON_PAPER = (Phase.explicit, Phase.generate)
"""What fails on paper is shown as found: printing hundreds of smaller examples takes minutes."""


OFFICES = ["nb/prosecutor-general", "nb/ombudsman", "nb/president"]


def _mostly(usual: Sequence, others: Sequence) -> st.SearchStrategy:
    """Return a strategy that seldom gives something other than the usual."""
    return st.integers(0, 9).flatmap(lambda n: st.sampled_from(others if n == 9 else usual))


def _order(**changes: object) -> Order:
    plain = {
        "case": "puffchat-nine",
        "addressees": ("nb/prosecutor-general",),
        "language": "en",
        "stationery": STATIONERIES["din-5008-b"],
        "date": TODAY,
        "seed": 1,
        "sender": ANNA,
    }
    return Order(**{**plain, **changes})


def _paragraphs(words: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs that words are: lines trimmed, parted where a line is empty."""
    lines = "\n".join(line.strip() for line in words.split("\n"))
    texts = (text.strip("\n") for text in re.split(r"\n\n+", lines))
    return tuple(Paragraph((Span(text),)) for text in texts if text)


def _squeezed(text: str) -> str:
    # One glyph draws ʼ and ’: which of them is read back depends on what else the letter has.
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).replace("ʼ", "’")


@given(OWN_WORDS, LANGUAGE)
def test_own_words_stand_in_the_letter_exactly_as_typed(words, language):
    words = clean(words)
    (plain,) = write(LIBRARY, _order(language=language), TODAY)
    (letter,) = write(LIBRARY, _order(language=language, words=words), TODAY)
    *before, thanks = plain.blocks
    assert letter.blocks == (*before, *_paragraphs(words), thanks)


@settings(max_examples=8, phases=ON_PAPER)
@given(OWN_WORDS, LANGUAGE, STATIONERY)
def test_own_words_stand_on_paper_exactly_as_typed(words, language, stationery):
    words = clean(words)
    order = _order(language=language, stationery=stationery, words=words)
    with pages_of(_pdf(order)) as pages:
        assume(len(pages) == 1)
        text = _squeezed(pages[0].extract_text())
        ink = [each for each in ink_of(pages[0]) if each.top > stationery.body_top]
    assert _squeezed(words) in text
    edge = stationery.paper.width - stationery.margin_right
    assert [each for each in ink if each.right > edge + 0.1] == []


@given(st.text(max_size=60), st.sampled_from(["words", "name", "address", "town"]))
def test_any_text_at_all_is_either_printed_or_refused_with_its_field(text, field):
    if field == "words":
        order = _order(words=clean(text))
    else:
        order = _order(sender=Sender.typed(**{field: text}))
    letter = _letter_or_refusal(order)
    event(type(letter).__name__)
    if isinstance(letter, SenderError):
        assert letter.field == field
        assert str(letter).encode()
    else:
        sender = order.sender
        assert _squeezed(order.words) in _squeezed(letter.text)
        assert letter.sender_lines[: 1 + len(sender.address)] == sender.block("")
        assert letter.place_and_date.startswith(sender.town)


SENDERS = st.builds(
    Sender.typed,
    name=A_LINE,
    address=st.lists(A_LINE, max_size=7).map("\n".join),
    town=A_LINE,
    country=A_COUNTRY,
    sign_as=st.sampled_from(SIGNATURES),
)


@settings(max_examples=8, phases=ON_PAPER)
@given(SENDERS, STATIONERY, LANGUAGE)
def test_a_sender_stands_in_its_place_or_is_refused(sender, stationery, language):
    order = _order(sender=sender, stationery=stationery, language=language)
    letter = _letter_or_refusal(order)
    event(type(letter).__name__)
    if isinstance(letter, SenderError):
        assert letter.field in ("name", "address", "town")
    else:
        _assert_in_place(letter, stationery)


@settings(max_examples=8, phases=ON_PAPER)
@given(
    st.lists(st.text(st.sampled_from(LETTERS + " "), max_size=22), max_size=8),
    st.sampled_from(SIGNATURES),
    A_COUNTRY,
    STATIONERY,
)
def test_a_usual_sender_stands_in_its_place(lines, sign_as, country, stationery):
    name, town, *address = (*lines, "", "")
    sender = Sender.typed(name, "\n".join(address), town, country, sign_as)
    order = _order(sender=sender, stationery=stationery)
    letter = _letter_or_refusal(order)
    assume(isinstance(letter, Letter))
    _assert_in_place(letter, stationery)


def _letter_or_refusal(order: Order) -> Letter | SenderError:
    try:
        (letter,) = write(LIBRARY, order, TODAY)
    except SenderError as refusal:
        return refusal
    return letter


def _pdf(order: Order) -> bytes:
    return pdf([lay_out(letter, order.stationery) for letter in write(LIBRARY, order, TODAY)])


def _assert_in_place(letter: Letter, stationery: Stationery) -> None:
    """Print the letter and hold everything above its text against the place it has."""
    with pages_of(pdf([lay_out(letter, stationery)])) as pages:
        ink = ink_of(pages[0])
    places: dict[str, list[Ink]] = {"sender": [], "date": [], "return": [], "address": []}
    for each in _above_the_text(ink, stationery):
        places[_place_of(each, stationery)].append(each)
    printed = {
        name: _squeezed("".join(each.text for each in all_)) for name, all_ in places.items()
    }
    assert printed["sender"] == _squeezed("".join(letter.sender_lines))
    assert printed["date"] == _squeezed(letter.place_and_date)
    assert printed["address"] in {_squeezed("".join(form)) for form in letter.address_forms}
    assert set(printed["return"]) <= set(_squeezed("·".join(letter.return_parts)))
    window = stationery.window or stationery.address_zone
    assert [each for each in ink if each.touches(window)] == places["address"]


def _above_the_text(ink: list[Ink], stationery: Stationery) -> list[Ink]:
    """Return what is printed above the text but for the marks at the paper's left edge."""
    return [
        each
        for each in ink
        if each.bottom < stationery.body_top and (each.text or each.left > stationery.margin_left)
    ]


def _place_of(ink: Ink, stationery: Stationery) -> str:
    """Return the one place that all of it stands in."""
    boxes: dict[str, Box | None] = {
        "sender": _with_room_below(stationery.sender),
        "date": _with_room_below(stationery.date),
        "return": stationery.return_line,
        "address": stationery.address_zone,
    }
    found = [name for name, box in boxes.items() if box and ink.is_inside(box)]
    assert len(found) == 1, f"{ink} stands in {found or 'no place'}"
    return found[0]


def _with_room_below(box: Box) -> Box:
    """Return a zone with the part of a glyph's box that hangs below its line and holds no ink."""
    return Box(box.x, box.y, box.width, box.height + 0.4)


@given(
    case=_mostly(CASES, ["nobody"]),
    addressees=st.lists(_mostly(OFFICES, [*LIBRARY.addressees, "", "nb/x"]), max_size=3),
    language=_mostly(LANGUAGES, ["de", "xx", ""]),
    stationery=STATIONERY,
    days=st.integers(-380, 380),
    seed=st.integers(),
    demands=_mostly([None], [(), ("quash",), ("quash", "release"), ("records",), ("x",)]),
    sender=st.one_of(st.just(ANNA), st.just(Sender()), SENDERS),
    words=st.one_of(OWN_WORDS, st.text(max_size=20)),
)
def test_an_order_is_written_or_refused_and_never_fails(days, addressees, demands, **choices):
    order = Order(
        addressees=tuple(addressees),
        date=TODAY + datetime.timedelta(days=days),
        demands=demands,
        **choices,
    )
    try:
        letters = write(LIBRARY, order, TODAY)
    except Refusal as refusal:
        event(type(refusal).__name__)
    else:
        event("written")
        assert [letter.addressee for letter in letters] == list(dict.fromkeys(addressees))


@given(
    case=st.sampled_from(list(LIBRARY.cases.values())),
    addressee=st.sampled_from(list(LIBRARY.addressees.values())),
    language=LANGUAGE,
    seed=st.integers(),
    date=st.dates(datetime.date(1000, 1, 1)),
    sender=st.builds(Sender.typed, st.text(), st.text(), st.text(), A_COUNTRY),
    words=st.text(),
)
def test_composing_never_raises_anything_but_a_refusal(case, addressee, language, seed, **given_):
    template = LIBRARY.letter_template("appeal", language)
    choices = draw(template, seed)
    try:
        letter = compose(case, addressee, template, today=TODAY, choices=choices, **given_)
    except Refusal:
        assert not LIBRARY.can_be_asked(case, addressee, TODAY)
    else:
        assert LIBRARY.can_be_asked(case, addressee, TODAY)
        assert letter.subject


@pytest.mark.parametrize("snare", SNARES, ids=repr)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_means_something_elsewhere_means_nothing_in_own_words(language, snare):
    for words in (snare, f"{snare}{snare}", f"a\n{snare}\nb", f"a {snare}"):
        (letter,) = write(LIBRARY, _order(language=language, words=words), TODAY)
        (plain,) = write(LIBRARY, _order(language=language), TODAY)
        count = len(_paragraphs(words))
        assert letter.blocks[len(plain.blocks) - 1 : -1] == _paragraphs(words)
        assert len(letter.blocks) == len(plain.blocks) + count
