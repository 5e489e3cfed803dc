"""Shaping a line of text as WeasyPrint does.

A pair of characters that HarfBuzz shapes into two plain glyphs is remembered with its kerning, so
that a line of such pairs needs no shaper. Pairs tell nothing of a supporter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

import uharfbuzz

from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.measure import parts_of
from app.letters.prepared.scripts import script_runs

UNITS = 1024
"""Of Pango, in a px: it counts positions in whole ones, and so must we."""
_ASCENT, _DESCENT = 1.036, 0.335
PER_EM = 1000
_FEATURES = {"kern": True, "liga": True, "lnum": True}
_MOST_PAIRS = 50_000

V = TypeVar("V")


class NotPrepared(Exception):
    """This can't be set exactly as the full way would: it must go that way."""


class _Single(NamedTuple):
    """A part of a text that has a glyph to itself: its number, and its advance in units."""

    glyph: str
    advance: int


class _Pair(NamedTuple):
    """The first of two such parts as TJ shows it before the other, and how far it advances."""

    shown: str
    advance: int


class Shaped(NamedTuple):
    """A text as it is shaped, by character; in a ligature the last letter stands for all."""

    shown: list[str]
    """The glyph of each, with its kerning before the next one."""
    alone: list[str]
    """The glyph of each as the last one of a line."""
    advances: list[int]
    """How far each advances, in Pango's units, with its kerning."""
    script: str
    """The script of all of it, "" if it has none or several."""


def _spread(values: list[V], parts: Sequence[str], nothing: V) -> None:
    """Put nothing before each value of several letters, so that there is one for each letter."""
    for place in reversed(range(len(parts))):
        if len(parts[place]) > 1:
            values[place:place] = [nothing] * (len(parts[place]) - 1)


class _Shaper:
    """A typeface in one script, of which it remembers what is shaped."""

    def __init__(self, font: uharfbuzz.Font, size: float, language: str, script: str) -> None:
        self.font = font
        self.size = size
        self.language = language
        self.script = script
        self._singles: dict[str, _Single] = {}
        self._pairs: dict[tuple[str, str], _Pair] = {}

    def shaped(self, text: str) -> Shaped:
        """Return a text that isn't empty as it is shaped."""
        parts = parts_of(text)
        shown, advances = self._shown_and_advances(parts)
        alone = [self._singles[part].glyph for part in parts]
        if len(parts) < len(text):
            _spread(shown, parts, "")
            _spread(alone, parts, "")
            _spread(advances, parts, 0)
        return Shaped(shown, alone, advances, self.script)

    def line(self, text: str) -> tuple[str, int]:
        """Return the glyphs of a text that isn't empty, kerning between, and its advance."""
        shown, advances = self._shown_and_advances(parts_of(text))
        return "".join(shown), sum(advances)

    def _shown_and_advances(self, parts: Sequence[str]) -> tuple[list[str], list[int]]:
        last, pairs = self._single(parts[-1]), self._pairs
        try:
            found = list(map(pairs.__getitem__, pairwise(parts)))
        except KeyError:
            found = list(map(self._pair, pairwise(parts)))
        shown, advances = map(list, zip(*found, last, strict=True))
        return shown, advances

    def _single(self, part: str) -> _Single:
        single = self._singles.get(part)
        if single is None:
            glyphs, advances = self.by_harfbuzz(part)
            if len(glyphs) != 1 or not glyphs[0]:
                raise NotPrepared("a character without a glyph of its own")
            single = self._singles[part] = _Single(f"{glyphs[0]:04x}", advances[0])
        return single

    def _pair(self, pair: tuple[str, str]) -> _Pair:
        found = self._pairs.get(pair)
        if found is None:
            if len(self._pairs) > _MOST_PAIRS:
                self._pairs.clear()
            found = self._pairs[pair] = self._shaped_pair(*pair)
        return found

    def _shaped_pair(self, first: str, second: str) -> _Pair:
        alone = (self._single(first), self._single(second))
        glyphs, advances = self.by_harfbuzz(first + second)
        if [f"{glyph:04x}" for glyph in glyphs] != [each.glyph for each in alone]:
            raise NotPrepared("characters that join")
        if advances[1] != alone[1].advance:
            raise NotPrepared("kerning on both sides")
        logical = round(alone[0].advance * PER_EM / UNITS / self.size)
        kerning = int(logical - advances[0] * PER_EM / UNITS / self.size)
        return _Pair(f"{alone[0].glyph}>{kerning}<" if kerning else alone[0].glyph, advances[0])

    def by_harfbuzz(self, text: str) -> tuple[list[int], list[int]]:
        """Return glyphs and advances; none if the type places a mark."""
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


class Typeface:
    """One weight of the letters' type at one size in px, for texts in one language."""

    def __init__(self, semibold: bool, size: float, language: str) -> None:
        units = int(size * UNITS)
        self.semibold = semibold
        self.size = units / UNITS
        self.language = language
        self.font = uharfbuzz.Font(face_of(semibold))
        self.font.scale = (units, units)
        self.ascent = round(_ASCENT * units) / UNITS
        self.descent = round(_DESCENT * units) / UNITS
        self._shapers: dict[str, _Shaper] = {}

    def baseline(self, leading: float) -> float:
        """Return how far in px the baseline stands below the top of a line."""
        return (leading - self.ascent - self.descent) / 2 + self.ascent

    def shaped(self, text: str) -> Shaped:
        """Return a text as it is shaped; raise NotPrepared where characters join otherwise."""
        runs = script_runs(text)
        if len(runs) == 1:
            return self.shaper(runs[0][0]).shaped(text)
        found = Shaped([], [], [], "")
        for script, run in runs:
            shown, alone, advances, _ = self.shaper(script).shaped(run)
            found.shown.extend(shown)
            found.alone.extend(alone)
            found.advances.extend(advances)
        return found

    def line(self, text: str) -> tuple[bytes, float]:
        """Return what TJ shows for a line and its width in px; raise NotPrepared as `shaped`."""
        lines = [self.shaper(script).line(run) for script, run in script_runs(text)]
        shown = "".join([glyphs for glyphs, _ in lines])
        return f"[<{shown}>]".encode() if shown else b"", sum([wide for _, wide in lines]) / UNITS

    def operands(self, text: str) -> bytes:
        """Return what TJ shows for a line; raise NotPrepared as `shaped` does."""
        return self.line(text)[0]

    def shaper(self, script: str) -> _Shaper:
        """Return what shapes texts of a script."""
        shaper = self._shapers.get(script)
        if shaper is None:
            shaper = _Shaper(self.font, self.size, self.language, script)
            self._shapers[script] = shaper
        return shaper


@cache
def face_of(semibold: bool) -> uharfbuzz.Face:
    """Return the font file of a weight."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(SEMIBOLD if semibold else REGULAR)))


@cache
def typeface(semibold: bool, size: float, language: str) -> Typeface:
    """Return the typeface of a weight at a size in px."""
    return Typeface(semibold, size, language)
