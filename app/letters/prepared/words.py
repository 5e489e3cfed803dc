"""The supporter's own words, broken into lines as WeasyPrint breaks them."""

from __future__ import annotations

import re
from itertools import accumulate

from app.letters.layout import has_compound
from app.letters.prepared.typeface import UNITS, NotPrepared, typeface
from app.letters.printing import line_breaks

_SPACES = re.compile("[ \t]+")
_NEARLY = 0.01
"""In px: a line so nearly full is left to the full way."""


def broken(text: str, language: str, size: float, width: float) -> list[list[str]]:
    """Return the lines of each piece between hard breaks; size and width in px.

    Raises NotPrepared where it isn't certain that WeasyPrint would break the same.
    """
    if has_compound(text):
        raise NotPrepared("a compound that must not be broken")
    return [
        _lines(_SPACES.sub(" ", piece).strip(" "), language, size, width)
        for piece in text.split("\n")
    ]


def _lines(text: str, language: str, size: float, width: float) -> list[str]:
    """Return the text's lines: each as long as it can be, its last spaces not counting."""
    advances = typeface(False, size, language).advances(text)
    reached = [0, *accumulate(advances)]
    ends = [*sorted(line_breaks(text, language)), len(text)]
    most, nearly = width * UNITS, _NEARLY * UNITS
    lines: list[str] = []
    start = last = 0
    for end in ends:
        printed = len(text[:end].rstrip(" "))
        used = reached[printed] - reached[start]
        if abs(used - most) < nearly:
            raise NotPrepared("a line that is nearly full")
        if used > most:
            if last == start:
                raise NotPrepared("a word wider than the line")
            lines.append(text[start:last].rstrip(" "))
            start = last
            used = reached[printed] - reached[start]
            if used > most - nearly:
                raise NotPrepared("a word wider than the line")
        last = end
    lines.append(text[start:].rstrip(" "))
    return lines
