"""Combining marks: accents, and whatever else is written on a letter."""

import unicodedata

from app.limits import MOST_MARKS

_FIRST = "\N{COMBINING GRAVE ACCENT}"
_HALF_WIDTH = "\uff9e\uff9f"
"""Letters of Katakana that some normal forms make marks of."""


def too_many_marks(text: str) -> int | None:
    """Return where more combining marks stand in a row than in any language; None if nowhere.

    Ask before anything normalises the text: to put marks in order takes the square of their number.
    """
    step = MOST_MARKS + 1
    if text.isascii() or not any(map(_is_mark, text[::step])):  # of which a row would hold one
        return None
    run = 0
    for index, character in enumerate(text):
        run = run + 1 if _is_mark(character) else 0
        if run == step:
            return index - MOST_MARKS
    return None


def _is_mark(character: str) -> bool:
    return character >= _FIRST and (
        unicodedata.category(character)[0] == "M" or character in _HALF_WIDTH
    )
