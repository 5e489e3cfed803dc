"""How many more of the supporter's own words a page holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.letters.measure import MM_PER_PT, width
from app.letters.press import OnPaper

_FILLED = 0.93
"""The part of a ragged line that its words fill, on average."""


@dataclass(frozen=True)
class Room:
    """Characters of own words: those used, and about how many more the first page takes."""

    used: int
    more: int
    overflows: bool
    """Whether a letter goes on to a second page."""

    @property
    def total(self) -> int:
        """About how many characters fit on the page altogether; at least 1."""
        return max(1, self.used + self.more)


def room_for_words(printed: Sequence[OnPaper], words: str) -> Room:
    """Return the room in the fullest of the letters; there must be one."""
    fullest = max(printed, key=lambda each: (each.pages, -each.millimetres_left))
    if fullest.pages > 1:
        return Room(len(words), 0, overflows=True)
    letter, stationery = fullest.letter, fullest.stationery
    font = stationery.font_for(letter.language)
    lines = fullest.millimetres_left / (font.line * MM_PER_PT)
    if not words:
        lines -= 0.5  # a paragraph of their own stands half a line from the last one
    average = width(letter.text.replace("\n", " "), font.size) / len(letter.text)
    return Room(len(words), characters_in(lines, stationery.body_width, average), overflows=False)


def characters_in(lines: float, line_width: float, average_width: float) -> int:
    """Return about how many characters whole lines hold, in tens.

    `line_width` and the `average_width` of a character are in mm.
    """
    characters = max(0, int(lines)) * int(line_width * _FILLED / average_width)
    return characters // 10 * 10
