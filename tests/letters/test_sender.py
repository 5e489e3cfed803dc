"""What stands of the supporter on the letter, and what is refused."""

import datetime

import pytest
from babel import Locale

from app.content.text.combining import too_many_marks
from app.content.text.messages import Refusal
from app.letters.letter import place_and_date
from app.letters.measure import missing_glyphs, width
from app.letters.order import refusals
from app.letters.placement import place_sender
from app.letters.sender import (
    Sender,
    check_address,
    check_name,
    check_size,
    check_town,
    check_words,
    clean,
    typed_words,
)
from app.letters.sender_errors import (
    ControlCharacter,
    LineTooWide,
    NameTooWide,
    NoGlyph,
    SenderError,
    TooLong,
    TooManyLines,
    TooManyLinesOfWords,
    TooManyMarks,
    TownTooWide,
    WordsTooLong,
)
from app.letters.stationery import STATIONERIES
from app.limits import MOST_LINES_OF_WORDS, MOST_MARKS, MOST_WORDS
from tests.conftest import LANGUAGES, LIBRARY, TODAY

PAPER = STATIONERIES["din-5008-b"]
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("sign_as", "block", "parts", "signature"),
    [
        (
            "full",
            ("Anna Beispiel", "Musterweg 1", "12345 Ulm", "Germany"),
            ("Anna Beispiel", "Musterweg 1", "12345 Ulm"),
            "Anna Beispiel",
        ),
        ("initials", (f"A.{NBSP}B.", "Ulm", "Germany"), (), f"A.{NBSP}B., Ulm"),
        ("blank", (), (), ""),
    ],
)
def test_what_stands_of_the_sender_depends_on_how_they_sign(sign_as, block, parts, signature):
    sender = Sender.typed("Anna Beispiel", "Musterweg 1\n12345 Ulm", "Ulm", "DE", sign_as)
    assert sender.block("Germany") == block
    assert sender.return_parts() == parts
    assert sender.signature == signature


@pytest.mark.parametrize(
    ("given", "block", "parts", "signature"),
    [
        ({}, (), (), ""),
        ({"name": "Anna"}, ("Anna", "Germany"), (), "Anna"),
        ({"address": "Weg 1\nUlm"}, ("Weg 1", "Ulm", "Germany"), ("Weg 1", "Ulm"), ""),
        ({"town": "Ulm"}, (), (), ""),
        ({"name": "Anna", "town": "Ulm"}, ("Anna", "Germany"), (), "Anna"),
        ({"town": "Ulm", "sign_as": "initials"}, (), (), "Ulm"),
        (
            {"name": "Anna", "sign_as": "initials"},
            ("A.", "Germany"),
            (),
            "A.",
        ),
    ],
    ids=[
        "nothing",
        "name alone",
        "address alone",
        "town alone",
        "name and town",
        "initials of no name",
        "initials without town",
    ],
)
def test_nothing_of_the_sender_is_required(given, block, parts, signature):
    sender = Sender.typed(**given)
    assert sender.block("Germany") == block
    assert sender.return_parts() == parts
    assert sender.signature == signature


def test_no_country_stands_in_the_block_where_the_letter_stays_in_the_country():
    assert Sender.typed("Anna", "Weg 1").block("") == ("Anna", "Weg 1")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Anna Beispiel", "A. B."),
        ("анна  примерова", "А. П."),
        ("Әлия Өмірзақова", "Ә. Ө."),
        ("Jean-Luc Saint-Exupéry", "J.-L. S.-E."),
        ("Ana María de la Cruz", "A. M. D. L. C."),
        ("Ludwig 2 Bayern", "L. B."),
        ("Łucja 'Ż' Ó", "Ł. Ó."),
        ("ß. Oß", "SS. O."),
        ("4711", ""),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_every_name(name, initials):
    assert Sender.typed(name).initials == initials.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("  Anna \t Beispiel ", "Anna Beispiel"),
        (f"Anna{NBSP}{NBSP}Beispiel", "Anna Beispiel"),
        ("An\u200bna\ufeff", "Anna"),
        ("\u2060Bei\u00adspiel", "Beispiel"),
        ("Zoe\u0308", "Zoë"),
        ("Иои\u0306", "Иой"),
        ("e\u200b\u0301", "é"),
        ("Anna\u2122\ufe0f", "Anna\u2122"),
    ],
    ids=[
        "spaces",
        "no-break spaces",
        "zero-width space and byte order mark",
        "word joiner and soft hyphen",
        "combining diaeresis",
        "combining breve",
        "zero-width space before a combining mark",
        "emoji style",
    ],
)
def test_what_is_pasted_is_tidied(typed, stands):
    sender = Sender.typed(typed, typed, typed)
    assert (sender.name, sender.address, sender.town) == (stands, (stands,), stands)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n \n\n"], ids=repr)
def test_each_kind_of_line_break_parts_address_lines(line_break):
    assert Sender.typed(address=f"Weg 1{line_break}Ulm").address == ("Weg 1", "Ulm")
    assert "\r" not in clean(f"Weg 1{line_break}Ulm")


def _check(field: str, text: str) -> None:
    """Check a text as the field of this name."""
    if field == "words":
        check_words(typed_words(text))
    elif field == "name":
        check_name(Sender.typed(name=text), PAPER)
    elif field == "address":
        check_address(Sender.typed(address=text), PAPER)
    else:
        check_town(Sender.typed(town=text), f"{text}, 2026", PAPER)


every_field = pytest.mark.parametrize("field", ["words", "name", "address", "town"])


@every_field
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anna 🙂", "🙂 (U+1F642"),
        ("王", "王 (U+738B"),
        ("محمد", "م (U+0645"),
        ("ნინო", "ნ (U+10DC"),
        ("👩\u200d👧", "👩 (U+1F469, woman), 👧 (U+1F467, girl)"),
        ("❤\ufe0f🏽", "🏽 (U+1F3FD"),
    ],
    ids=["emoji", "Chinese", "Arabic", "Georgian", "joined emoji", "emoji with a tone"],
)
def test_characters_that_the_font_lacks_are_named(field, text, told):
    with pytest.raises(NoGlyph) as refused:
        _check(field, text)
    assert refused.value.field == field
    assert told in str(refused.value)


@every_field
@pytest.mark.parametrize(
    "character",
    [
        "\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u200e", "\u202e", "\u2066", "\u2028",
        "\ue000",
    ],
    ids=ascii,
)  # fmt: skip
def test_invisible_control_characters_are_refused(field, character):
    with pytest.raises(SenderError) as refused:
        _check(field, f"An{character}na")
    assert refused.value.field == field
    assert isinstance(refused.value, ControlCharacter)
    assert f"U+{ord(character):04X}" in str(refused.value)


@pytest.mark.parametrize("words", ["a" * MOST_WORDS, "Ж" * MOST_WORDS], ids=["a", "Ж"])
def test_as_many_own_words_as_a_letter_takes_pass(words):
    check_words(words)
    with pytest.raises(
        WordsTooLong, match="3001 characters; a letter takes at most 3000"
    ) as refused:
        check_words(words + "a")
    assert refused.value.field == "words"
    assert MOST_WORDS == 3_000


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_own_words_run_over_no_more_lines_than_a_few_pages_have(gap):
    most = MOST_LINES_OF_WORDS
    check_words(f"a{gap}" * (most // len(gap)))
    with pytest.raises(TooManyLinesOfWords, match="at most 60") as refused:
        check_words(f"a{gap}" * (most // len(gap)) + "a")
    assert refused.value.field == "words"


MARKS = {
    "two classes": "\u0301\u0316",
    "one class": "\u0301",
    "of Katakana, half as wide": "\uff9e\u0316",
    "enclosing": "\u20dd",
    "Thai": "\u0e31\u0e38",
    "outside of the first plane": "\U0001d165\u0301",
}


@every_field
@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("before", ["", "Ж", "x" * 50, "ё" * 29], ids=len)
def test_a_pile_of_marks_is_refused_before_it_is_put_in_order(field, marks, before, monkeypatch):
    monkeypatch.setattr("app.letters.sender.clean", lambda _: pytest.fail("it was looked at"))
    with pytest.raises(TooManyMarks, match="More than 30 accents") as refused:
        _check(field, before + (marks * 31)[:31] + "x")
    assert refused.value.field == field


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_as_many_marks_as_any_language_has_are_looked_at(marks):
    some = (marks * MOST_MARKS)[:MOST_MARKS]
    assert too_many_marks(f"a{some}b{some}c") is None
    assert too_many_marks(f"a{some}b{some}{some[0]}") == MOST_MARKS + 2


@pytest.mark.parametrize(
    ("field", "most", "error"),
    [
        ("name", 200, TooLong),
        ("town", 200, TooLong),
        ("address", 1_000, TooLong),
        ("words", 9_000, WordsTooLong),
    ],
)
def test_what_is_too_long_is_refused_before_anything_is_done_with_it(
    field, most, error, monkeypatch
):
    check_size(field, "a" * most)
    monkeypatch.setattr("app.letters.sender.clean", lambda _: pytest.fail("it was looked at"))
    with pytest.raises(error) as refused:
        _check(field, "a" * (most + 1))
    assert refused.value.field == field
    assert str(most + 1) in str(refused.value)


def test_own_words_typed_with_marks_of_their_own_count_composed():
    words = "e\u0301" * 3_000
    check_words(typed_words(words))
    with pytest.raises(WordsTooLong, match="3001 characters"):
        check_words(typed_words(words[:-2] + "aa"))


def test_own_words_count_in_bytes_before_they_are_looked_at():
    check_size("words", "王" * 3_000)
    check_size("words", "🙂" * 3_000)  # no more than a letter takes: their glyphs are what lacks
    with pytest.raises(WordsTooLong, match="3001 characters"):
        check_size("words", "王" * 3_001)


@pytest.mark.parametrize("number", [0, 1, 6])
def test_up_to_six_address_lines_pass(number):
    check_address(Sender.typed("Anna", "Weg 1\n" * number), PAPER)


def test_seven_address_lines_are_too_many():
    with pytest.raises(TooManyLines, match="7 lines; there is room for 6") as refused:
        check_address(Sender.typed("Anna", "Weg 1\n" * 7), PAPER)
    assert refused.value.field == "address"


def _wide(millimetres: float, size: float, *, semibold: bool = False) -> str:
    """Return a word that is a little wider than so many mm at a size in pt."""
    letters = int(millimetres / width("m", size, semibold=semibold)) + 1
    return "m" * letters


@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_a_name_too_wide_is_refused_with_its_width(stationery):
    room = stationery.sender.width
    name = _wide(room, 8, semibold=True)
    check_name(Sender.typed(name[:-1]), stationery)
    with pytest.raises(NameTooWide, match=rf"\d+ mm wide; there is room for {room:.0f} mm") as no:
        check_name(Sender.typed(name), stationery)
    assert no.value.field == "name"


@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_an_address_line_too_wide_is_refused_with_its_number_and_width(stationery):
    room = stationery.sender.width
    line = _wide(room, 8)
    check_address(Sender.typed("Anna", f"Weg 1\n{line[:-1]}"), stationery)
    with pytest.raises(LineTooWide, match=rf"Line 2 is \d+ mm wide.* for {room:.0f} mm") as no:
        check_address(Sender.typed("Anna", f"Weg 1\n{line}"), stationery)
    assert no.value.field == "address"


def test_the_first_line_of_an_address_without_name_is_measured_in_the_bold_that_it_stands_in():
    line = "l" * int(PAPER.sender.width / width("l", 8))
    assert width(line, 8) < PAPER.sender.width < width(line, 8, semibold=True)
    check_address(Sender.typed("Anna", line), PAPER)
    with pytest.raises(LineTooWide, match="Line 1"):
        check_address(Sender.typed("", line), PAPER)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_a_town_too_wide_for_its_line_with_the_date_is_refused(stationery, language):
    def check(town: str) -> None:
        sender = Sender.typed(town=town)
        check_town(sender, place_and_date(sender, TODAY, language), stationery)

    room = stationery.date.width
    date = width(place_and_date(Sender.typed(town="-"), TODAY, language), 8)
    town = _wide(room - date, 8)[:-1]
    check(town)
    with pytest.raises(TownTooWide, match=rf"\d+ mm wide together.* for {room:.0f} mm") as refused:
        check(town + "mm")
    assert refused.value.field == "town"


@pytest.mark.parametrize("town", ["Musterstadt", "Frankfurt am Main", "Усть-Каменогорск"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_a_usual_town_fits_with_every_month(stationery, language, town):
    sender = Sender.typed(town=town)
    for month in range(1, 13):
        line = place_and_date(sender, datetime.date(2026, month, 28), language)
        check_town(sender, line, stationery)


def test_the_date_of_the_letter_decides_whether_the_town_fits(order_with):
    """Kazakh dates are the longest."""
    room = PAPER.date.width - width(", 22 November 2026", 8)
    sender = Sender.typed(town=_wide(room, 8)[:-1])
    told = {
        language: [(field, type(refusal)) for field, refusal in refusals(LIBRARY, order, TODAY)]
        for language in LANGUAGES
        for order in [order_with(sender=sender, language=language)]
    }
    assert told == {"en": [], "ru": [("town", TownTooWide)], "kk": [("town", TownTooWide)]}


def test_initials_wider_than_the_name_are_refused():
    """Each initial brings a full stop, and the block and the signature hold them all."""
    sender = Sender.typed("i " * 40, sign_as="initials")
    assert width(sender.name, 8, semibold=True) < PAPER.sender.width
    with pytest.raises(NameTooWide):
        check_name(sender, PAPER)


def test_a_long_name_may_sign_with_its_initials():
    name = f"Anna {_wide(PAPER.sender.width, 8)}"
    check_name(Sender.typed(name, sign_as="initials"), PAPER)
    with pytest.raises(NameTooWide):
        check_name(Sender.typed(name), PAPER)


def test_an_initial_that_the_type_lacks_is_refused_though_the_small_letter_is_there():
    assert missing_glyphs("ƒ") == []
    with pytest.raises(NoGlyph, match="Ƒ"):
        check_name(Sender.typed("ƒred", sign_as="initials"), PAPER)


COUNTRIES = sorted(code for code in Locale("en").territories if len(code) == 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_the_name_of_every_country_fits_below_the_sender(stationery, language):
    territories = Locale(language).territories
    for name in (territories[code] for code in COUNTRIES if code in territories):
        assert missing_glyphs(name) == []
        block = Sender.typed("Anna", "Weg 1\n" * 6).block(name)
        placed, y = place_sender(block, stationery)
        assert placed.fits(stationery.sender, semibold_first=True), name
        assert y >= stationery.sender.y
        assert y + placed.height <= stationery.sender.bottom + 0.001


@pytest.mark.parametrize(
    "refused", [LineTooWide, NameTooWide, TownTooWide, TooManyLines, NoGlyph, ControlCharacter]
)
def test_a_refusal_of_what_was_typed_is_a_refusal_with_a_field(refused):
    values = dict.fromkeys(["line", "lines", "most", "width", "room", "characters"], 1)
    assert issubclass(refused, Refusal)
    assert refused("name", **values).field == "name"
