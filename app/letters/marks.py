"""Fold and hole marks, as PDF draws them.

They are no part of a letter's layout: a page's background would be drawn the same, but takes longer
to lay out.
"""

from __future__ import annotations

from app.letters.stationery import UNPRINTABLE, Stationery

PX_PER_MM = 96 / 25.4
_FOLD, _HOLE = 4.0, 2.6
"""Lengths of the marks in mm."""
THICK = 0.2
"""How thick they are, in mm."""
TAIL = b"Q\n"
"""What every page ends with."""


def px(millimetres: float) -> float:
    """Return a length of mm in px."""
    return millimetres * PX_PER_MM


def turned(stationery: Stationery) -> bytes:
    """Return what every page begins with: places are counted in px from the top left corner."""
    upside_down = b"1 0 0 -1 0 %.6f cm\n" % (stationery.paper.height * 72 / 25.4)
    return upside_down + b"q\n.75 0 0 .75 0 0 cm\n"


def places_of_marks(stationery: Stationery) -> list[tuple[float, float, float]]:
    """Return x, y and length in mm of each fold and hole mark, from the top."""
    wanted = [(UNPRINTABLE, y, _FOLD) for y in stationery.fold_marks]
    if stationery.hole_mark:
        wanted.append((UNPRINTABLE, stationery.hole_mark, _HOLE))
    return sorted(wanted)


def drawn_marks(stationery: Stationery) -> bytes:
    """Return what draws the fold and hole marks on a page so turned, nothing if there are none."""
    paths = b"".join(
        b"%.6f %.6f m %.6f %.6f l S\n" % (px(x), px(y), px(x + length), px(y))
        for x, y, length in places_of_marks(stationery)
    )
    return b"/Artifact BMC q %.6f w\n%sQ EMC\n" % (px(THICK), paths) if paths else b""
