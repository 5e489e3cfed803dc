"""Shaping a line of text as WeasyPrint does.

A pair of characters that HarfBuzz shapes into two plain glyphs is cached with its kerning, so
that a line of such pairs needs no shaper. Pairs tell nothing of a supporter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypeVar

import uharfbuzz

from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.measure import pairs_in, parts_of
from app.letters.memo import Memo
from app.letters.stacking.scripts import script_runs

UNITS = 1024
"""Of Pango, in a px: it counts positions in whole ones, and so must we."""
_ASCENT, _DESCENT = 1.036, 0.335
PER_EM = 1000
_FEATURES = {"kern": True, "liga": True, "lnum": True}
_MOST_PAIRS = 5_000

V = TypeVar("V")


class NotStackable(Exception):
    """This can't be set exactly as the plain way would: it must go that way."""


class _Single(NamedTuple):
    """A part of a text that has a glyph to itself: its number, and its advance in units."""

    glyph: bytes
    advance: int


class Shaped(NamedTuple):
    """A text as it is shaped, by character; in a ligature the last letter stands for all."""

    shown: list[bytes]
    """The glyph of each, with its kerning before the next one."""
    parts: Sequence[str]
    """What of the text has that glyph."""
    advances: list[int]
    """How far each advances, in Pango's units, with its kerning."""
    script: str
    """The script of all of it, "" if it has none or several."""


def _spread(values: list[V], parts: Sequence[str], nothing: V) -> list[V]:
    """Return the values with nothing before each of several letters: one for each letter."""
    found: list[V] = []
    for value, part in zip(values, parts, strict=True):
        found += [nothing] * (len(part) - 1)
        found.append(value)
    return found


_Pair = tuple[str, str]


class Shaper:
    """A font at a size in one script, of which it caches what is shaped."""

    def __init__(self, font: uharfbuzz.Font, size: float, language: str, script: str) -> None:
        self.font = font
        self.size = size
        self.language = language
        self.script = script
        self._singles = Memo(self._find_single, _MOST_PAIRS)
        self._shown = Memo(self._find_shown, _MOST_PAIRS)
        """The first of two parts as TJ shows it before the other, by pair."""
        self._advances = Memo(self._find_advance, _MOST_PAIRS)
        """How far it then advances, in units."""

    def shaped(self, text: str) -> Shaped:
        """Return a text that isn't empty as it is shaped."""
        parts = parts_of(text)
        shown, advances = self._parts_shown(parts), self._parts_advances(parts)
        if len(parts) < len(text):
            shown, advances = _spread(shown, parts, b""), _spread(advances, parts, 0)
            parts = _spread(list(parts), parts, "")
        return Shaped(shown, parts, advances, self.script)

    def shown(self, text: str) -> bytes:
        """Return the glyphs of a text that isn't empty, kerning between."""
        return b"".join(self._parts_shown(parts_of(text)))

    def advance(self, text: str) -> int:
        """Return how far a text that isn't empty advances, in units."""
        return sum(self._parts_advances(parts_of(text)))

    def glyph(self, part: str) -> bytes:
        """Return the glyph of a part of a text that is the last one."""
        return self._singles[part].glyph

    def _parts_shown(self, parts: Sequence[str]) -> list[bytes]:
        return [*map(self._shown.__getitem__, pairs_in(parts)), self.glyph(parts[-1])]

    def _parts_advances(self, parts: Sequence[str]) -> list[int]:
        last = self._singles[parts[-1]].advance
        return [*map(self._advances.__getitem__, pairs_in(parts)), last]

    def _find_single(self, part: str) -> _Single:
        glyphs, advances = self.by_harfbuzz(part)
        if len(glyphs) != 1 or not glyphs[0]:
            raise NotStackable("a character without a glyph of its own")
        return _Single(b"%04x" % glyphs[0], advances[0])

    def _find_shown(self, pair: _Pair) -> bytes:
        first, advance = self._singles[pair[0]], self._advances[pair]
        logical = round(first.advance * PER_EM / UNITS / self.size)
        kerning = int(logical - advance * PER_EM / UNITS / self.size)
        return b"%s>%d<" % (first.glyph, kerning) if kerning else first.glyph

    def _find_advance(self, pair: _Pair) -> int:
        first, second = self._singles[pair[0]], self._singles[pair[1]]
        glyphs, advances = self.by_harfbuzz("".join(pair))
        if [b"%04x" % glyph for glyph in glyphs] != [first.glyph, second.glyph]:
            raise NotStackable("characters that join")
        if advances[1] != second.advance:
            raise NotStackable("kerning on both sides")
        return advances[0]

    def by_harfbuzz(self, text: str) -> tuple[list[int], list[int]]:
        """Return glyphs and advances; none if the font places a mark."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        if self.script:
            buffer.script = self.script
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        buffer.language = self.language
        uharfbuzz.shape(self.font, buffer, _FEATURES)
        positions = buffer.glyph_positions or ()
        if any(position.x_offset or position.y_offset for position in positions):
            return [], []
        return (
            [info.codepoint for info in buffer.glyph_infos],
            [position.x_advance for position in positions],
        )


class SizedFont:
    """One weight of the letters' font at one size in px, for texts in one language."""

    def __init__(self, semibold: bool, size: float, language: str) -> None:
        units = int(size * UNITS)
        self.semibold = semibold
        self.size = units / UNITS
        self.language = language
        self.font = uharfbuzz.Font(face_of(semibold))
        self.font.scale = (units, units)
        self.ascent = round(_ASCENT * units) / UNITS
        self.descent = round(_DESCENT * units) / UNITS
        self._shapers: dict[str, Shaper] = {}

    def baseline(self, leading: float) -> float:
        """Return how far the baseline stands below the top of a line of this leading, in px."""
        return (leading - self.ascent - self.descent) / 2 + self.ascent

    def shaped(self, text: str) -> Shaped:
        """Return a text as it is shaped; raise NotStackable where characters join otherwise."""
        runs = script_runs(text)
        if len(runs) == 1:
            return self.shaper(runs[0][0]).shaped(text)
        found = Shaped([], "", [], "")
        for script, run in runs:
            shaped = self.shaper(script).shaped(run)
            found.shown.extend(shaped.shown)
            found.advances.extend(shaped.advances)
        return found

    def operands(self, text: str) -> bytes:
        """Return what TJ shows for a line; raise NotStackable as `shaped`."""
        shown = [self.shaper(script).shown(run) for script, run in script_runs(text)]
        return b"[<%s>]" % b"".join(shown) if shown else b""

    def width(self, text: str) -> float:
        """Return how wide a line is in px; raise NotStackable as `shaped`."""
        return sum([self.shaper(script).advance(run) for script, run in script_runs(text)]) / UNITS

    def shaper(self, script: str) -> Shaper:
        """Return what shapes texts of a script."""
        shaper = self._shapers.get(script)
        if shaper is None:
            shaper = self._shapers[script] = Shaper(self.font, self.size, self.language, script)
        return shaper


@cache
def face_of(semibold: bool) -> uharfbuzz.Face:
    """Return the font file of a weight."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(SEMIBOLD if semibold else REGULAR)))


@cache
def sized_font(semibold: bool, size: float, language: str) -> SizedFont:
    """Return the font of a weight at a size in px."""
    return SizedFont(semibold, size, language)
