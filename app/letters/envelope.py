"""Envelopes, and where a folded letter's address stands in them; lengths in mm."""

from dataclasses import dataclass
from itertools import pairwise

from app.letters.stationery import Box, Stationery


@dataclass(frozen=True)
class Envelope:
    """An envelope's size, and whether a sheet goes into it folded once or twice."""

    width: float
    height: float
    folds: int = 2

    def place(self, stationery: Stationery) -> Box | None:
        """Return the field of the address as it lies in the envelope, the folded sheet centred.

        None for stationery whose envelope has no window.
        """
        if stationery.window is None:
            return None
        field = stationery.address_field
        left = (self.width - stationery.paper.width) / 2
        top = (self.height - self._height_folded(stationery)) / 2
        return Box(left + field.x, top + field.y, field.width, field.height)

    def _height_folded(self, stationery: Stationery) -> float:
        if self.folds == 1:
            return stationery.paper.height / 2
        edges = (0.0, *stationery.fold_marks, stationery.paper.height)
        return max(lower - upper for upper, lower in pairwise(edges))


DL = Envelope(220, 110)
C65 = Envelope(229, 114)
C5 = Envelope(229, 162, folds=1)
US_10 = Envelope(241.3, 104.8)

ENVELOPES = {
    "dl-left": DL,
    "dl-right": DL,
    "c65-right": C65,
    "c5-left": C5,
    "us-10": US_10,
    "none": DL,
}
"""By the names that stationeries give them."""


def envelope_of(stationery: Stationery) -> Envelope:
    """Return the envelope that the stationery is usually posted in."""
    return ENVELOPES[stationery.envelope]
