"""Which lines stand in a zone, and in what font size: the largest that fits, never clipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.content.text.messages import Refusal, translatable
from app.letters.measure import MM_PER_PT, width
from app.letters.recipient import Recipient
from app.letters.stationery import Box, Stationery

ADDRESS_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
POSTAL_SIZES = (12.0, 11.5, 11.0, 10.5, *ADDRESS_SIZES)
"""On envelopes and labels, which have more room than a window."""
LEAST_OF_BOTH = 9.0
"""The Cyrillic address stands below the other only where neither must be smaller, in pt."""
SENDER_SIZES = (*ADDRESS_SIZES, 7.0)
"""The last is for the longest names of countries, which nobody can shorten."""
RETURN_SIZES = (7.5, 7.0, 6.5, 6.0)
LEADING = 1.22
SENDER_DROP = 7.0
"""A short sender block begins so many mm below the top of its zone, a long one higher."""
_BETWEEN = " · "


class AddressDoesNotFit(Refusal):
    """Neither the full nor the compact address stands in the window: a fault of the content."""

    template = translatable(
        "The address of %(office)s fits no form of the window of “%(stationery)s” "
        "(%(width)s × %(height)s mm)."
    )


class Placed(NamedTuple):
    """Lines at a font size in pt, with the mm of their leading and total height."""

    lines: tuple[str, ...]
    size: float

    @property
    def leading(self) -> float:
        """The distance in mm from one line to the next."""
        return self.size * LEADING * MM_PER_PT

    @property
    def height(self) -> float:
        """The height of all lines in mm."""
        return len(self.lines) * self.leading

    def fits(self, box: Box, *, semibold_first: bool = False) -> bool:
        """Return whether all lines stand inside the box, the first one semibold if said."""
        wide = widest(self.lines, semibold_first=semibold_first)
        return wide * self.size <= box.width and self.height <= box.height


def widest(lines: Sequence[str], *, semibold_first: bool = False) -> float:
    """Return the width in mm at 1 pt of the widest line, 0 if there is none."""
    if not lines:
        return 0.0
    first, *others = lines
    return max(width(first, 1, semibold=semibold_first), *[width(line, 1) for line in others], 0.0)


def place_address(
    forms: Sequence[tuple[str, ...]], stationery: Stationery, office: object
) -> Placed:
    """Return the first form of the address that fits, as large as it does.

    Raises AddressDoesNotFit, so that an address is never clipped and never leaves the window.
    """
    zone = stationery.address_zone
    for lines in forms:
        for size in ADDRESS_SIZES:
            placed = Placed(lines, size)
            if placed.fits(zone):
                return placed
    raise AddressDoesNotFit(
        office=office,
        stationery=stationery.slug,
        width=zone.width,
        height=zone.height,
    )


@dataclass(frozen=True)
class PlacedRecipient:
    """The address in Roman letters and, where there is room, in Cyrillic below, in one size."""

    latin: Placed
    cyrillic: Placed | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, in order."""
        return self.latin.lines + (self.cyrillic.lines if self.cyrillic else ())

    @property
    def gap(self) -> float:
        """The mm between the two: half a line."""
        return self.latin.leading / 2

    @property
    def height(self) -> float:
        """The height of all lines in mm."""
        return self.latin.height + (self.gap + self.cyrillic.height if self.cyrillic else 0)

    def fits(self, box: Box) -> bool:
        """Return whether all lines stand inside the box."""
        parts = [self.latin, *([self.cyrillic] if self.cyrillic else [])]
        return self.height <= box.height and all(part.fits(box) for part in parts)


def place_recipient(recipient: Recipient, box: Box) -> PlacedRecipient | None:
    """Return the first form of the address that fits, as large as it does; None if none does.

    With the Cyrillic address below, if it is known and neither gets smaller than LEAST_OF_BOTH.
    """
    placed = (PlacedRecipient(Placed(f, s)) for f in recipient.forms for s in POSTAL_SIZES)
    alone = next((each for each in placed if each.fits(box)), None)
    if alone is None or not recipient.cyrillic:
        return alone
    both = (
        PlacedRecipient(Placed(alone.latin.lines, size), Placed(recipient.cyrillic, size))
        for size in POSTAL_SIZES
        if size >= LEAST_OF_BOTH
    )
    return next((each for each in both if each.fits(box)), alone)


def place_sender(lines: tuple[str, ...], stationery: Stationery) -> tuple[Placed, float]:
    """Return the sender's lines as large as they fit, and the y in mm where they begin.

    What is too wide even at the smallest size was refused before (`sender.check_address`).
    """
    box = stationery.sender
    placed = largest_sender(lines, box, SENDER_SIZES)
    return placed, min(box.y + SENDER_DROP, box.bottom - placed.height)


def largest_sender(lines: tuple[str, ...], box: Box, sizes: Sequence[float]) -> Placed:
    """Return the sender's lines in the first of the sizes in which they fit, or in the last."""
    wide = widest(lines, semibold_first=True)
    placed = (Placed(lines, size) for size in sizes if wide * size <= box.width)
    fitting = (each for each in placed if each.height <= box.height)
    return next(fitting, Placed(lines, sizes[-1]))


def size_of_date(line: str, stationery: Stationery, size: float) -> float:
    """Return the font size in pt for the `line` of town and date: the text's `size`, or smaller.

    What is too wide even at the smallest size was refused before (`sender.check_town`).
    """
    sizes = (size, *(smaller for smaller in SENDER_SIZES if smaller < size))
    wide = width(line, 1)
    fitting = (each for each in sizes if wide * each <= stationery.date.width)
    return next(fitting, SENDER_SIZES[-1])


def place_return_line(parts: tuple[str, ...], stationery: Stationery) -> Placed | None:
    """Return the line above the address, or None where there is none.

    What doesn't fit on one line leaves out middle parts, never a piece of one: the whole address
    stands in the sender block.
    """
    box = stationery.return_line
    if box is None or not parts:
        return None
    for shorter in (parts, (*parts[:2], parts[-1]), (parts[0], parts[-1]), parts[-1:]):
        text = _BETWEEN.join(dict.fromkeys(shorter))
        wide = width(text, 1)
        for size in RETURN_SIZES:
            if wide * size <= box.width:
                return Placed((text,), size)
    return None
