"""How wide a text is in the letter's type, and which characters that type lacks.

Widths come from HarfBuzz, the shaper that WeasyPrint uses through Pango, so that what is measured
here is what stands on paper.
"""

import unicodedata
from functools import cache

import uharfbuzz

from app.letters.fonts import REGULAR, SEMIBOLD

MM_PER_PT = 25.4 / 72


@cache
def _font(semibold: bool) -> uharfbuzz.Font:
    path = SEMIBOLD if semibold else REGULAR
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))


def width(text: str, size: float, *, semibold: bool = False) -> float:
    """Return the width in mm of a line of text at a size in pt."""
    font = _font(semibold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions or ())
    return float(advance / font.face.upem * size * MM_PER_PT)


@cache
def _repertoire() -> frozenset[int]:
    return frozenset(_font(False).face.unicodes) & frozenset(_font(True).face.unicodes)


def missing_glyphs(text: str) -> list[str]:
    """Return the characters that the type has no glyph for, each once, in order.

    A letter with a combining mark counts as there if the type has the two composed.
    """
    composed = unicodedata.normalize("NFC", text)
    lacking = [
        character
        for character in composed
        if character not in "\n\r" and ord(character) not in _repertoire()
    ]
    return list(dict.fromkeys(lacking))


def named(character: str) -> str:
    """Return the character with its code and Unicode name, for a message."""
    name = unicodedata.name(character, "").lower()
    shown = "" if unicodedata.category(character)[0] in "CMZ" else f"{character} "
    return f"{shown}(U+{ord(character):04X}{f', {name}' if name else ''})"
