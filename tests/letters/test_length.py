"""What is too long to be laid out only to see how long it is."""

import dataclasses

import pytest

from app.content.model.letter_template import Filled
from app.letters.length import LetterTooLong, check_length
from app.letters.order import write
from app.letters.paragraphs import letter_blocks
from tests.conftest import LIBRARY, TODAY


@pytest.fixture
def letter_of(order_with):
    """Return a function that makes a letter of a Markdown text."""
    (letter,) = write(LIBRARY, order_with(), TODAY)
    return lambda markdown: dataclasses.replace(letter, blocks=letter_blocks(Filled(markdown)))


@pytest.mark.parametrize(
    ("text", "times", "says"),
    [
        ("word ", 900, "6,000 characters"),
        ("1. a\n", 110, "120 lines and paragraphs"),
        ("a\n\n", 50, "120 lines and paragraphs"),
        ("a\\\n", 110, "120 lines and paragraphs"),
        ("**a** ", 90, "200 pieces of bold text"),
        ("ab-c ", 180, "200 pieces of bold text and words with a hyphen"),
        ("a", 95, "100 characters without a space"),
    ],
    ids=["characters", "items", "paragraphs", "line breaks", "bold words", "hyphens", "one word"],
)
def test_a_letter_is_as_long_as_it_can_be_laid_out_at_once_and_no_longer(
    letter_of, text, times, says
):
    check_length(letter_of(text * times))
    with pytest.raises(LetterTooLong, match=says):
        check_length(letter_of(text * (times * 2)))


def test_no_letter_with_all_own_words_that_may_be_typed_is_too_long(order_with):
    words = ("word " * 600).strip()
    for language in ("en", "ru", "kk"):
        for case in LIBRARY.cases.values():
            slugs = tuple(addressee.slug for addressee in LIBRARY.askable(case, TODAY))
            order = order_with(case=case.slug, addressees=slugs, language=language, words=words)
            for letter in write(LIBRARY, order, TODAY):
                check_length(letter)
