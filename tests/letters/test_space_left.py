"""How many more own words a page is said to hold is about what it holds."""

from itertools import product

import pytest

from app.letters.printing import lay_out
from app.letters.space_left import Room, characters_in, room_for_words
from app.letters.stationery import STATIONERIES
from tests.conftest import LIBRARY, TODAY, sample_covering

SENTENCE = {
    "en": "I have followed this case for years, and I ask you to look at it again. ",
    "ru": "Я много лет слежу за этим делом и прошу Вас рассмотреть его ещё раз. ",
    "kk": "Мен бұл істі көп жылдан бері қадағалап келемін, қайта қарауыңызды сұраймын. ",
}


@pytest.fixture
def printed_with(letters_with):
    """Return a function that lays out the letters of an order."""

    def make(**changes):
        stationery = STATIONERIES[changes.get("stationery", "din-5008-b")]
        return [lay_out(letter, stationery) for letter in letters_with(**changes)]

    return make


@pytest.mark.parametrize(
    ("language", "stationery"),
    sample_covering(list(product(SENTENCE, ("din-5008-b", "us-10"))), together=1),
)
def test_the_room_told_is_about_the_room_there_is(printed_with, language, stationery):
    choices = {"language": language, "stationery": stationery}
    more = room_for_words(printed_with(**choices), "").more
    assert more > 300

    def pages(characters: float) -> int:
        words = (SENTENCE[language] * 60)[: int(characters)]
        return printed_with(**choices, words=words)[0].pages

    assert pages(0.9 * more) == 1
    assert pages(1.3 * more) == 2


def test_words_take_room_away(printed_with):
    words = SENTENCE["en"] * 4
    empty = room_for_words(printed_with(), "")
    some = room_for_words(printed_with(words=words), words)
    assert (empty.used, some.used) == (0, len(words))
    assert some.more < empty.more
    assert some.total == pytest.approx(empty.total, rel=0.15)


def test_the_fullest_letter_decides(printed_with):
    case = LIBRARY.case("puffchat-nine")
    slugs = [addressee.slug for addressee in LIBRARY.askable(case, TODAY)]
    alone = [room_for_words(printed_with(addressees=(slug,)), "") for slug in slugs]
    assert len(set(alone)) > 1
    together = room_for_words(printed_with(addressees=tuple(slugs)), "")
    assert together == min(alone, key=lambda room: room.more)


def test_a_second_page_is_told_as_no_room(printed_with):
    words = SENTENCE["en"] * 40
    room = room_for_words(printed_with(words=words), words)
    assert room == Room(len(words), 0, overflows=True)
    assert room.total == len(words)


@pytest.mark.parametrize(
    ("lines", "characters"),
    [(-2, 0), (0, 0), (0.9, 0), (1, 90), (1.9, 90), (4, 370)],
)
def test_only_whole_lines_hold_characters_told_in_tens(lines, characters):
    assert characters_in(lines, line_width=200, average_width=2) == characters


def test_there_is_never_no_room_at_all_to_divide_by():
    assert Room(0, 0, overflows=False).total == 1
