"""How a sheet is folded and goes into its envelope, drawn from the records of both.

Each step is drawn in mm of the real thing, as SVG paths; the layout makes all of them smaller.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from app.letters.envelope import envelope_of
from app.letters.stationery import Box, Stationery

Folding = Literal["marks", "half", "free"]

_ADDRESS = (0.8, 0.55, 0.7, 0.45)
_TEXT = (0.95, 1.0, 0.9, 0.97, 0.6)
_LINE = 8.0
"""From one line of the drawn text to the next."""
_STAMP = Box(-34, 10, 22, 26)
"""Counted from the right edge of the envelope."""


@dataclass(frozen=True)
class Step:
    """One drawing: a sheet, folded or not, or an envelope."""

    width: float
    height: float
    address: str
    text: str = ""
    folds: str = ""
    back: str = ""
    """The back of the sheet, folded over."""
    parts: str = ""
    """Window and stamp of an envelope."""


def way_of(stationery: Stationery) -> Folding:
    """Return how a sheet of it is folded: at its marks, once in the middle, or as it fits."""
    if not stationery.fold_marks:
        return "free"
    return "half" if envelope_of(stationery).folds == 1 else "marks"


def steps(stationery: Stationery) -> list[Step]:
    """Return the drawings, from the printed sheet to the envelope."""
    return [*_sheets(stationery), _in_envelope(stationery)]


def _sheets(stationery: Stationery) -> Iterator[Step]:
    paper, zone = stationery.paper, stationery.address_zone
    panels = envelope_of(stationery).panels(stationery)
    address = _address(zone)
    first = panels[0]
    last = paper.height - panels[-1]
    folds = f"M0 {first:g}H{paper.width:g}M0 {last:g}H{paper.width:g}"
    whole = Step(paper.width, paper.height, address, _text(stationery, paper.height), folds)
    yield whole
    if len(panels) == 3:
        over = last - panels[-1]
        back = _rectangle(Box(0, over, paper.width, panels[-1]))
        yield replace(whole, height=last, text=_text(stationery, over), folds="", back=back)
    yield replace(whole, height=first, text=_text(stationery, first), folds="")


def _in_envelope(stationery: Stationery) -> Step:
    envelope = envelope_of(stationery)
    stamp = replace(_STAMP, x=envelope.width + _STAMP.x)
    if stationery.window is None:
        zone = replace(envelope.recipient, y=envelope.height * 0.48, height=20)
        address = _address(zone)
        return Step(envelope.width, envelope.height, address, parts=_rectangle(stamp))
    x, y = envelope.corner(stationery)
    window, zone = (
        replace(box, x=x + box.x, y=y + box.y)
        for box in (stationery.window, stationery.address_zone)
    )
    address = _address(zone)
    parts = _rectangle(stamp) + _rectangle(window)
    return Step(envelope.width, envelope.height, address, parts=parts)


def _text(stationery: Stationery, bottom: float) -> str:
    """Return the lines of text that are seen above the edge or fold at `bottom`."""
    end = min(bottom - 2, stationery.body_bottom - 40)
    box = Box(stationery.margin_left, stationery.body_top, stationery.body_width, 0)
    count = max(0, int((end - box.y) / _LINE))
    return _lines(box, (_TEXT * 5)[:count], _LINE)


def _address(zone: Box) -> str:
    return _lines(replace(zone, width=min(zone.width, 75)), _ADDRESS, zone.height / 4.4)


def _lines(box: Box, lengths: tuple[float, ...], distance: float) -> str:
    """Return lines so far from each other, of these parts of the box's width, from its top."""
    return "".join(
        f"M{box.x:g} {box.y + (number + 0.7) * distance:g}h{length * box.width:g}"
        for number, length in enumerate(lengths)
    )


def _rectangle(box: Box) -> str:
    return f"M{box.x:g} {box.y:g}h{box.width:g}v{box.height:g}h{-box.width:g}z"
