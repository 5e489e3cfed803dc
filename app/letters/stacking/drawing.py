"""BulkLines and blocks as the operators of a content stream, each text with its MCID."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from app.letters.marks import PX_PER_MM, px
from app.letters.sheet import Standing
from app.letters.stacking.fragment import Element, Fragment
from app.letters.stacking.shaping import SizedFont, sized_font

PX_PER_PT = 96 / 72
RULE = 0.2
"""How thick the rule below the return line is, and how far below it stands, in mm."""


BulkLines = Callable[[SizedFont, str], bytes]
"""What TJ shows for the lines drawn so far, while a bulk PDF is made: in many of its letters the
same town, country or name stands."""


def no_lines() -> BulkLines:
    """Return the lines of a bulk PDF that is about to be made."""
    return lru_cache(maxsize=2_000)(SizedFont.operands)


class Layer:
    """Texts that are drawn one after the other, with the next MCID each; without tags if None."""

    def __init__(
        self, mcids: Iterator[int] | None, language: str, lines: BulkLines | None = None
    ) -> None:
        self.mcids = mcids
        self.language = language
        self.lines = lines
        self.parts: list[bytes] = []

    def text(self, x: float, y: float, semibold: bool, size: float, operands: bytes) -> int:
        """Draw the operands of a text, if it has any; return its MCID.

        `x` and `y`, of the baseline's start, and `size` are in px.
        """
        if self.mcids is None:
            self.parts += (_begin(x, y, semibold, size), operands, b"TJ ET\n") if operands else ()
            return 0
        number = next(self.mcids)
        self.parts.append(b"/Span<</MCID %d>>BDC " % number)
        if operands:
            self.parts += (_begin(x, y, semibold, size), operands, b"TJ ET ")
        self.parts.append(b"EMC\n")
        return number

    def line(
        self, text: str, x: float, y: float, size: float, leading: float, *, semibold: bool = False
    ) -> None:
        """Draw a line with its top at a place. All lengths are in px."""
        face = sized_font(semibold, size, self.language)
        operands = face.operands(text) if self.lines is None else self.lines(face, text)
        self.text(x, y + face.baseline(leading), semibold, face.size, operands)

    def fragment(self, fragment: Fragment, x: float, y: float) -> Element:
        """Draw a block with its top left corner at a place in px; return its structure."""
        numbers = {
            index: self.text(x + run.x, y + run.baseline, run.semibold, run.size, run.operands)
            for index, run in enumerate(fragment.runs)
        }
        return fragment.structure.renumbered(numbers)

    def standing(self, standing: Standing) -> None:
        """Draw lines where they have their place."""
        left, top = standing.x * PX_PER_MM, standing.y * PX_PER_MM
        leading, size = standing.leading * PX_PER_MM, standing.size * PX_PER_PT
        if standing.is_underlined:
            self._underlined(standing.lines, left, top, size, leading)
            return
        for index, text in enumerate(standing.lines):
            bold = standing.is_first_bold and index == 0
            self.line(text, left, top + index * leading, size, leading, semibold=bold)

    def _underlined(
        self, lines: tuple[str, ...], left: float, top: float, size: float, leading: float
    ) -> None:
        """Draw a line and the rule below it."""
        face = sized_font(False, size, self.language)
        (line,) = lines
        wide = face.width(line)
        # A rule of WeasyPrint's is a filled box, cut to its lower edge; drawn otherwise, it would
        # fall on other pixels.
        right, inner, outer = left + wide, top + leading + px(RULE), top + leading + 2 * px(RULE)
        start, end, box = b"%.6f" % left, b"%.6f" % right, b"%.6f %.6f %.6f" % (left, top, wide)
        low, lower = b"%.6f" % inner, b"%.6f" % outer
        rule = b"q %b %b m %b %b l %b %b l %b %b l W* n %b %.6f re %b %.6f re f* Q" % (
            *(end, lower, start, lower, start, low, end, low),
            *(box, inner - top, box, outer - top),
        )
        tagged = (b"/Artifact BMC ", rule, b" EMC\n")
        self.parts += (rule, b"\n") if self.mcids is None else tagged
        baseline = top + face.baseline(leading)
        self.text(left, baseline, False, face.size, face.operands(line))

    @property
    def data(self) -> bytes:
        """All that was drawn."""
        return b"".join(self.parts)


@lru_cache(maxsize=4000)
def _begin(x: float, y: float, semibold: bool, size: float) -> bytes:
    """Return what a text with its baseline at a place begins with."""
    return b"BT 1 0 0 -1 %.6f %.6f Tm/F%d %.6f Tf" % (x, y, 2 if semibold else 1, size)
