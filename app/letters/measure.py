"""How wide a text is in the letter's font, and which characters that font lacks.

Widths come from HarfBuzz, the shaper that WeasyPrint uses through Pango, so that what is measured
here is what stands on paper.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial

import uharfbuzz

from app.letters.fonts import REGULAR, SEMIBOLD, font_of
from app.letters.memo import Memo

MM_PER_PT = 25.4 / 72


@cache
def _font(semibold: bool) -> uharfbuzz.Font:
    return font_of(SEMIBOLD if semibold else REGULAR)


def width(text: str, size: float, *, semibold: bool = False) -> float:
    """Return the width in mm of a line of text at a size in pt, regular or `semibold`."""
    if not text:
        return 0.0
    units = parts_of(text)
    try:
        advance = sum(map(_BEFORE[semibold].__getitem__, pairs_in(units)))
        advance += _glyph_advance(units[-1], semibold)
    except _Joined:
        advance = sum(_shaped(text, semibold)[1])
    return advance * size * MM_PER_PT


_PARTS = re.compile("ff[ijlt]|f[fijlt]|.", re.DOTALL)


def parts_of(text: str) -> Sequence[str]:
    """Return what the font gives a glyph each: characters, and the ligatures of f."""
    return _PARTS.findall(text) if "f" in text else text


def pairs_in(parts: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Return each part with the next one; they are looked up, and not held."""
    # As long as nobody holds it, it is always the same tuple: pairwise makes a new one each time.
    return zip(parts, parts[1:], strict=False)  # noqa: RUF007 - slower


class _Joined(Exception):
    """Two characters share a glyph, or move each other otherwise than by kerning."""


def _before(pair: tuple[str, str], semibold: bool) -> float:
    """Return how far one glyph advances before another, in em; raise _Joined."""
    glyphs, advances = _shaped("".join(pair), semibold)
    alone = [_shaped(each, semibold) for each in pair]
    if len(glyphs) != 2 or glyphs != [*alone[0][0], *alone[1][0]]:
        raise _Joined
    if advances[1] != alone[1][1][0]:
        raise _Joined
    return advances[0]


_MOST_PAIRS = 10_000
_BEFORE = [Memo(partial(_before, semibold=semibold), _MOST_PAIRS) for semibold in (False, True)]
"""Pairs of glyphs are cached, and tell of nobody; a line would."""


@lru_cache(maxsize=5_000)
def _glyph_advance(part: str, semibold: bool) -> float:
    return sum(_shaped(part, semibold)[1])


def _shaped(text: str, semibold: bool) -> tuple[list[int], list[float]]:
    """Return the glyphs of a text and how far each advances, in em."""
    font = _font(semibold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return (
        [info.codepoint for info in buffer.glyph_infos],
        [each.x_advance / font.face.upem for each in buffer.glyph_positions or ()],
    )


@cache
def _repertoire() -> frozenset[int]:
    return frozenset(_font(False).face.unicodes) & frozenset(_font(True).face.unicodes)


@cache
def _characters() -> frozenset[str]:
    return frozenset(map(chr, _repertoire())) | {"\n", "\r"}


def missing_glyphs(text: str) -> list[str]:
    """Return the characters that the font has no glyph for, each once, in order.

    A letter with a combining mark counts as there if the font has the two composed.
    """
    if _characters().issuperset(text):
        return []
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
