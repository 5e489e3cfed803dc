"""The supporter's own words, broken into lines as WeasyPrint breaks them.

WeasyPrint lays out a short compound and the text on either side of it as boxes of their own, each
shaped by itself, and puts a box that doesn't fit on the next line together with what is glued to
it. Where it would do otherwise than break at the last place that fits, we don't.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from app.letters.layout import parted
from app.letters.stacking.line_breaks import breaks_in
from app.letters.stacking.shaping import UNITS, NotStackable, Shaped, SizedFont, sized_font

_SPACES = re.compile("[ \t]+")
_NEARLY = 2
"""In Pango's units, 1/512 px: a line so nearly full is left to the plain way."""


class LinePiece(NamedTuple):
    """What is drawn of a box on one line: what TJ shows, nothing of a blank; the px before it."""

    operands: bytes
    x: float
    is_compound: bool


BrokenLine = list[LinePiece]


def broken(text: str, language: str, size: float, width: float) -> list[list[BrokenLine]]:
    """Return the lines of each paragraph between hard breaks; size and width in px.

    Raises NotStackable where it isn't certain that WeasyPrint would break the same.
    """
    pieces = (_SPACES.sub(" ", piece).strip(" ") for piece in text.split("\n"))
    return [_Boxes.of(piece, language, size).lines(width) for piece in pieces]


@dataclass(frozen=True)
class _Boxes:
    """A text without hard breaks as a row of boxes."""

    text: str
    face: SizedFont
    shaped: list[Shaped]
    """What each box shows."""
    edges: list[int]
    """Where boxes begin and, at last, end."""
    compounds: list[bool]
    reached: list[int]
    """How far each character stands from the first, and the end from it, in Pango's units."""
    ends: list[int]
    """Where a line may end, and the text does."""
    widths: list[int]
    """How far a text until there reaches, but for its last space."""

    @classmethod
    def of(cls, text: str, language: str, size: float) -> _Boxes:
        """Return the boxes of a text; raise NotStackable as `SizedFont.shaped` does."""
        face = sized_font(False, size, language)
        edges, compounds, advances, ends = [0], [], [0], {len(text)}
        boxes = []
        for part, is_compound in parted(text):
            start = edges[-1]
            if not is_compound:
                ends |= {start + end for end in breaks_in(part, language)}
            if start and breaks_in(text[start - 1 : start + 1], language):
                ends.add(start)
            boxes.append(face.shaped(part))
            advances += boxes[-1].advances
            edges.append(start + len(part))
            compounds.append(is_compound)
        reached, sorted_ends = list(accumulate(advances)), sorted(ends)
        widths = _widths(text, reached, sorted_ends)
        return cls(text, face, boxes, edges, compounds, reached, sorted_ends, widths)

    def lines(self, width: float) -> list[BrokenLine]:
        """Return the lines: each as long as it can be, its last spaces not counting."""
        most = width * UNITS
        found: list[BrokenLine] = []
        start, end = 0, -1
        while end < len(self.text):
            self._shape_anew(start)
            end = self._end_of_line(start, most)
            found.append(self._line(start, end, most))
            start = end
        return found

    def _shape_anew(self, start: int) -> None:
        """Measure from `start` on what is left of a box of several scripts, as WeasyPrint does.

        A figure or an opening bracket that begins a line is of the next letter's script and not of
        the last one's, and a bracket that was opened before has no partner.
        """
        box = bisect_right(self.edges, start, hi=len(self.edges) - 1) - 1
        begin, stop = self.edges[box], self.edges[box + 1]
        if start == begin or self.shaped[box].script:
            return
        rest = self.face.shaped(self.text[start:stop])
        reached = list(accumulate(rest.advances, initial=self.reached[start]))
        if reached == self.reached[start : stop + 1]:
            return
        moved = reached[-1] - self.reached[stop]
        self.reached[start : stop + 1] = reached
        self.reached[stop + 1 :] = [each + moved for each in self.reached[stop + 1 :]]
        self.widths[:] = _widths(self.text, self.reached, self.ends)

    def _end_of_line(self, start: int, most: float) -> int:
        """Return where the line ends that begins at `start`."""
        limit, first = self.reached[start] + most, bisect_right(self.ends, start)
        over = bisect_right(self.widths, limit, first)
        around = self.widths[max(first, over - 1) : over + 1]
        if any(abs(width - limit) < _NEARLY for width in around):
            raise NotStackable("a line that is nearly full")
        if over == len(self.ends):
            return self.ends[-1]
        if over == first:
            raise NotStackable("a word wider than the line")
        last = self.ends[over - 1]
        self._check_glued(last, self.ends[over])
        return self._before_compound(start, last, most)

    def _check_glued(self, last: int, end: int) -> None:
        """Raise NotStackable unless what doesn't fit any more moves to the next line as a whole."""
        glued = [box for box, edge in enumerate(self.edges[:-1]) if last <= edge < end]
        if sum(self.compounds[box] for box in glued) > 1:
            raise NotStackable("compounds that hang together at the line's end")

    def _before_compound(self, start: int, last: int, most: float) -> int:
        """Return where a line ends that has room until `last`.

        If a compound follows, and of the words before it only the last space doesn't fit,
        WeasyPrint prints no more than the first of them; unless they follow a compound themselves.
        """
        over = self.reached[last] - self.reached[start] - most
        if last not in self.edges or self.text[last - 1] != " " or over < -_NEARLY:
            return last
        if over < _NEARLY:
            raise NotStackable("a space that nearly fits before a compound")
        begin = max(start, self.edges[bisect_left(self.edges, last) - 1])
        if self.text[begin] == " ":
            return last
        first = next(end for end in self.ends if end > begin)
        if first < last and self.text[first - 1] != " ":
            raise NotStackable("a hyphen before a compound at the line's end")
        return first

    def _line(self, start: int, end: int, most: float) -> BrokenLine:
        """Return what is drawn of the boxes between two places."""
        found: BrokenLine = []
        for box, (begin, stop) in enumerate(pairwise(self.edges)):
            if stop <= start or begin >= end:
                continue
            first = max(start, begin)
            text = self.text[first : min(end, stop)]
            is_over = self.reached[stop] - self.reached[start] > most and text[0] != " "
            if stop > end or is_over:  # else a box that ends with its line keeps its last space
                text = text.rstrip(" ")
            if text:
                x = (self.reached[first] - self.reached[start]) / UNITS
                shown = self._operands(box, first - begin, text) if text != " " else b""
                found.append(LinePiece(shown, x, self.compounds[box]))
        return found

    def _operands(self, box: int, start: int, text: str) -> bytes:
        """Return what TJ shows for a part of a box."""
        shown, parts, _, script = self.shaped[box]
        if not script or text.lower() == text.upper():  # a part without letters has no script
            return self.face.operands(text)
        last = start + len(text) - 1
        end = self.face.shaper(script).glyph(parts[last])
        return b"[<%s%s>]" % (b"".join(shown[start:last]), end)


def _widths(text: str, reached: list[int], ends: list[int]) -> list[int]:
    """Return how far a text until each end reaches, but for its last space."""
    return [reached[end - 1 if text[end - 1 : end] == " " else end] for end in ends]
