"""The calibration page: does the printer keep size and place, and does the envelope fit?

Lengths are in mm from the sheet's top-left corner.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal

from app.content.text.typography import set_spaces
from app.content.texts import printed_table, printed_text
from app.letters.layout import Layout, fill, style
from app.letters.stationery import Box, Paper, Stationery

RULER = 10.0
"""The rulers' distance from the edges of the sheet; their marks point outwards."""
LINE = 100
"""The length of the line by which the printer's scale is seen."""
_LONG, _MIDDLE, _SHORT = 3.0, 1.9, 1.1
"""Lengths of a ruler's marks at 10, 5 and 1 mm."""
_FIRST_NUMBER = 20
"""Nearer to the corner the numbers of two rulers would meet."""


@dataclass(frozen=True)
class Number:
    """A number of a ruler, and the place of its foot."""

    value: int
    x: float
    y: float
    anchor: str


def calibration(stationery: Stationery, language: str) -> Layout:
    """Return the page with rulers, a line of 100 mm, and the stationery's window at its place."""
    texts = {
        name: set_spaces(each, language) if name.endswith("_text") else each
        for name, each in printed_table("calibration", language).items()
    }
    paper = stationery.paper
    width, height = (format_decimal(each, locale=language) for each in (paper.width, paper.height))
    size = {"paper": paper.name, "width": width, "height": height}
    named = {
        "name": printed_text(f"stationery.{stationery.slug}", language),
        "paper_size": printed_text("paper.size", language, **size),
        "not_posted": printed_text("paper.not_posted", language),
    }
    html = fill(
        "calibration",
        language=language,
        text=texts,
        **named,
        paper=paper,
        marks=f"{ruler_marks(paper)} {_fold_marks(stationery)}",
        numbers=list(ruler_numbers(paper)),
        has_window=stationery.window is not None,
        frame=frame_of(stationery),
        line=LINE,
    )
    return Layout(html, style("calibration", paper), "\n".join((*texts.values(), *named.values())))


def frame_of(stationery: Stationery) -> Box:
    """Return the window or, on paper for envelopes without one, where the address stands."""
    return stationery.window or stationery.address_zone


def ruler_marks(paper: Paper) -> str:
    """Return the four rulers as an SVG path: a line each, and a mark at every mm from the edge."""
    right, bottom = paper.width - RULER, paper.height - RULER
    path = [f"M{RULER} {RULER}H{right}V{bottom}H{RULER}Z"]
    for x in range(int(RULER), int(right) + 1):
        path += [f"M{x} {RULER}v{-_length(x)}", f"M{x} {bottom}v{_length(x)}"]
    for y in range(int(RULER), int(bottom) + 1):
        path += [f"M{RULER} {y}h{-_length(y)}", f"M{right} {y}h{_length(y)}"]
    return "".join(path)


def _length(millimetre: int) -> float:
    if millimetre % 10 == 0:
        return _LONG
    return _SHORT if millimetre % 5 else _MIDDLE


def ruler_numbers(paper: Paper) -> Iterator[Number]:
    """Yield the numbers of all four rulers: the mm from the left or the upper edge."""
    for x in range(_FIRST_NUMBER, int(paper.width - RULER) - 5, 10):
        yield Number(x, x, RULER + 3, "middle")
        yield Number(x, x, paper.height - RULER - 1.3, "middle")
    for y in range(_FIRST_NUMBER, int(paper.height - RULER) - 5, 10):
        yield Number(y, RULER + 1.2, y + 0.85, "start")
        yield Number(y, paper.width - RULER - 1.2, y + 0.85, "end")


def _fold_marks(stationery: Stationery) -> str:
    """Return marks at both sides, inside the rulers, at which the sheet is folded."""
    left, right = 17.0, stationery.paper.width - 17
    return "".join(f"M{left} {y}h5M{right} {y}h-5" for y in stationery.fold_marks)
