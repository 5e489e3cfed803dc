"""How high the text of a letter is: the sum of its parts, each of which is laid out once."""

from collections.abc import Sequence
from functools import cache
from math import ceil

from app.letters.laid_out import Ending, Measured, laid_out
from app.letters.letter import Letter
from app.letters.marks import PX_PER_MM
from app.letters.sheet import CONTINUATION_TOP
from app.letters.stationery import STATIONERIES, Stationery


def heights(letters: Sequence[Letter], stationery: Stationery) -> list[float]:
    """Return the mm from the subject to the signature of each letter, on however many pages.

    The letters are in one language, and nobody's own: what is laid out for them is cached.
    Raises GlyphMissing.
    """
    if not letters:
        return []
    texts = [_texts_of(letter) for letter in letters]
    all_texts = list(dict.fromkeys(text for of_letter in texts for text in of_letter))
    made = laid_out(all_texts, letters[0].language, stationery)
    high = {text: each.height for text, each in zip(all_texts, made, strict=True)}
    return [sum(high[text] for text in of_letter) / PX_PER_MM for of_letter in texts]


def _texts_of(letter: Letter) -> list[Measured]:
    return [letter.subject, *letter.blocks, Ending(letter.closing, letter.signature)]


def pages(height: float, stationery: Stationery) -> int:
    """Return how many pages a text of this height in mm takes, at least."""
    over = height - (stationery.body_bottom - stationery.body_top)
    further = stationery.body_bottom - CONTINUATION_TOP
    return 1 + max(0, ceil(over / further))


@cache
def same_lines(stationery: Stationery, language: str) -> Stationery:
    """Return the first stationery on which a text in this language breaks into the same lines."""
    lines = (stationery.body_width, stationery.font_for(language))
    return next(
        each
        for each in STATIONERIES.values()
        if (each.body_width, each.font_for(language)) == lines
    )
