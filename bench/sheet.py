"""A letter with the place and type of everything on its page, as the rivals are given it.

That is worked out before any clock runs: our own ways to print do it within their time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.letters.letter import Letter
from app.letters.marks import places_of_marks
from app.letters.measure import MM_PER_PT
from app.letters.placement import (
    place_address,
    place_return_line,
    place_sender,
    size_of_date,
)
from app.letters.stationery import Stationery, Type

ASCENT, DESCENT = 1.036, 0.335
"""Of Source Serif 4, in em: what a browser centres in the height of a line."""


@dataclass(frozen=True)
class Standing:
    """Lines that have their place on the sheet: x and y in mm, type size in pt, leading in mm."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    leading: float
    is_first_bold: bool = False
    is_underlined: bool = False


@dataclass(frozen=True)
class Sheet:
    """A letter and where it stands."""

    letter: Letter
    stationery: Stationery
    standing: tuple[Standing, ...]
    """Sender, return line, address, date; those that have lines."""

    @property
    def marks(self) -> list[tuple[float, float, float]]:
        """Fold and hole marks: x, y and length in mm."""
        return places_of_marks(self.stationery)

    @property
    def type(self) -> Type:
        """The type of the letter's text."""
        return self.stationery.type_for(self.letter.language)


def baseline(size: float, line: float) -> float:
    """Return how far the baseline is below the top of a line, all in the same unit."""
    return (line - (ASCENT + DESCENT) * size) / 2 + ASCENT * size


def place(letter: Letter, stationery: Stationery) -> Sheet:
    """Return the letter on its sheet; raise AddressDoesNotFit."""
    zone, type_ = stationery.address_zone, stationery.type_for(letter.language)
    address = place_address(letter.address_forms, stationery, letter.office)
    sender, sender_y = place_sender(letter.sender_lines, stationery)
    date_size = size_of_date(letter.place_and_date, stationery, type_.size)
    standing = [
        Standing(sender.lines, stationery.sender.x, sender_y, sender.size, sender.leading, True),
        Standing(address.lines, zone.x, zone.y, address.size, address.leading),
        Standing(
            (letter.place_and_date,),
            stationery.date.x,
            stationery.date.y,
            date_size,
            type_.line * MM_PER_PT,
        ),
    ]
    line = place_return_line(letter.return_parts, stationery)
    box = stationery.return_line
    if line and box:
        standing.insert(
            1, Standing(line.lines, box.x, box.y, line.size, line.leading, is_underlined=True)
        )
    return Sheet(letter, stationery, tuple(each for each in standing if each.lines))


Print = Callable[[Sequence[Sheet]], bytes]
"""A way to print: letters in, one PDF out."""
