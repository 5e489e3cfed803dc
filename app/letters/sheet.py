"""A letter on its sheet: where everything stands and in which size, worked out here alone.

Whoever renders a letter (HTML, stacked PDF, Word) draws what stands here where it stands. Lengths
are in mm from the top-left corner of the sheet, font sizes in pt.
"""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached

from app.content.model.localised import Localised
from app.letters.letter import Letter
from app.letters.marks import places_of_marks
from app.letters.measure import MM_PER_PT
from app.letters.placement import (
    Placed,
    place_address,
    place_return_line,
    place_sender,
    size_of_date,
)
from app.letters.stationery import Box, FontSize, Stationery

CONTINUATION_TOP = 25.0
"""Where the text begins on a second page, in mm."""
MARK_ABOVE = 5.5
"""So many mm above the date begins the mark of a copy; there it is clear of every window."""
LINES_BETWEEN = 0.5
"""Below the subject and each block but the closing, in lines of the text."""
LINES_TO_SIGN = 3
"""Left free for the signature by hand, between the closing and the name."""
_DECIMALS = 3
"""Of a mm, as style sheets have it, so that all renderers count with the same."""


class Standing(NamedTuple):
    """Lines below each other that have their place on the sheet."""

    name: str
    """Which part of the letter they are: the class in the style sheet."""
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    """Of the box in which they stand, in mm."""
    size: float
    """The font size in pt."""
    leading: float
    """The distance in mm from one line to the next."""
    is_first_bold: bool = False
    is_underlined: bool = False


class Sheet(NamedTuple):
    """A letter, and the place of all that is printed of it."""

    letter: Letter
    stationery: Stationery
    standing: tuple[Standing, ...]
    """What has its place, in the order of reading: sender, return line, address, mark, date; those
    that have lines."""
    address: Standing
    """Which of these is the address: the same for everybody who writes there."""
    font: FontSize
    """Font size and distance of lines of the text, in pt."""

    @property
    def body(self) -> Box:
        """Where the text stands on the first page, from the subject on."""
        top, paper = self.stationery.body_top, self.stationery
        return Box(paper.margin_left, top, paper.body_width, paper.body_bottom - top)

    @property
    def marks(self) -> list[tuple[float, float, float]]:
        """Fold and hole marks: x, y and length in mm."""
        return places_of_marks(self.stationery)


def sheet_of(letter: Letter, stationery: Stationery) -> Sheet:
    """Return the letter on its sheet; raise AddressDoesNotFit."""
    font = stationery.font_for(letter.language)
    address = _address(letter.address_forms, stationery, letter.office)
    standing = (
        *_sender(letter, stationery),
        address,
        *_mark_and_date(letter, stationery, font),
    )
    return Sheet(letter, stationery, standing, address, font)


@cached(LRUCache(500), key=lambda forms, paper, _: (forms, paper.address_zone), lock=Lock())
def _address(
    forms: tuple[tuple[str, ...], ...], stationery: Stationery, office: Localised
) -> Standing:
    """Return the address in its zone, which many letters have in common."""
    placed = place_address(forms, stationery, office)
    return _standing("recipient", placed, stationery.address_zone)


def _sender(letter: Letter, stationery: Stationery) -> list[Standing]:
    """Return the sender's lines, and the line above the address; those that there are."""
    found = []
    if letter.sender_lines:
        placed, y = place_sender(letter.sender_lines, stationery)
        zone = stationery.sender
        box = Box(zone.x, y, zone.width, zone.bottom - y)
        found.append(_standing("sender", placed, box, is_first_bold=True))
    line, above = place_return_line(letter.return_parts, stationery), stationery.return_line
    if line and above:
        found.append(_standing("return", line, above, is_underlined=True))
    return found


def _mark_and_date(letter: Letter, stationery: Stationery, font: FontSize) -> list[Standing]:
    """Return place and date, and the mark of a copy above them."""
    box, leading = stationery.date, font.line * MM_PER_PT
    x, y, width, height = box.x, box.y, box.width, box.height
    size = size_of_date(letter.place_and_date, stationery, font.size)
    date = Standing("place", (letter.place_and_date,), x, y, width, height, size, leading)
    if not letter.mark:
        return [date]
    above = y - MARK_ABOVE
    return [
        Standing("mark", (letter.mark,), x, above, width, height, font.size, leading, True),
        date,
    ]


def _standing(
    name: str,
    placed: Placed,
    box: Box,
    *,
    is_first_bold: bool = False,
    is_underlined: bool = False,
) -> Standing:
    return Standing(
        name,
        placed.lines,
        round(box.x, _DECIMALS),
        round(box.y, _DECIMALS),
        box.width,
        box.height,
        placed.size,
        round(placed.leading, _DECIMALS),
        is_first_bold,
        is_underlined,
    )
