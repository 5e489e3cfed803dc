"""How long a letter may be that is laid out to see how long it is.

A page holds some 3,500 characters, a letter of the shipped content at most 2,000. What is three
times as long is no letter, and laying it out would keep the printer from the letters of others.
"""

from app.content.text.messages import Refusal
from app.letters.letter import Letter
from app.letters.paragraphs import Block, ItemList

LETTER_CHARACTERS = 6_000
LETTER_LINES = 120
"""Paragraphs, items of lists and line breaks."""
LETTER_PIECES = 200
"""Pieces of bold and other text, and words with a hyphen, each of which is laid out by itself."""
LETTER_LONGEST_WORD = 100


class LetterTooLong(Refusal):
    """The letter would take several pages; nobody has laid it out to see how many."""

    template = "The letter is far longer than a page: more than %(most)s %(what)s."


def check_length(letter: Letter) -> None:
    """Raise LetterTooLong unless the letter can be laid out at once."""
    text = letter.text
    for count, most, what in (
        (len(text), LETTER_CHARACTERS, "characters"),
        (text.count("\n"), LETTER_LINES, "lines and paragraphs"),
        (
            _pieces(letter.blocks, text),
            LETTER_PIECES,
            "pieces of bold text and words with a hyphen",
        ),
        (max(map(len, text.split()), default=0), LETTER_LONGEST_WORD, "characters without a space"),
    ):
        if count > most:
            raise LetterTooLong(most=f"{most:,}", what=what)


def _pieces(blocks: tuple[Block, ...], text: str) -> int:
    paragraphs = [
        each
        for block in blocks
        for each in (block.items if isinstance(block, ItemList) else (block,))
    ]
    return sum(len(each.spans) for each in paragraphs) + text.count("-") + text.count("–")
