"""A block of a letter as WeasyPrint draws it, to be drawn anywhere on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.letters.stacking.numbers import slots_for


@dataclass(frozen=True)
class TextRun:
    """A piece of a line in one weight: where it stands in its block, in px, and what TJ shows.

    A blank shows nothing and stands nowhere.
    """

    x: float
    baseline: float
    semibold: bool
    size: float
    operands: bytes


BLANK = TextRun(0, 0, semibold=False, size=0, operands=b"")


class Element(NamedTuple):
    """An element of the structure tree: its type, and in it elements or MCIDs of runs."""

    type: str
    children: tuple[Element | int, ...]

    @property
    def size(self) -> int:
        """How many elements it is, with those in it."""
        return 1 + sum(child.size for child in self.children if isinstance(child, Element))

    def mcids(self) -> Iterator[int]:
        """Yield the MCIDs of the runs in it, in the order of reading."""
        for child in self.children:
            if isinstance(child, int):
                yield child
            else:
                yield from child.mcids()

    def renumbered(self, mcids: dict[int, int]) -> Element:
        """Return it with its runs under other MCIDs, old → new in `mcids`."""
        return Element(
            self.type,
            tuple(
                mcids[child] if isinstance(child, int) else child.renumbered(mcids)
                for child in self.children
            ),
        )


@dataclass(frozen=True, eq=False)
class Fragment:
    """A block: its structure, and its runs in the order of drawing.

    It is known by what it is, not by what is in it: to compare that would take too long.

    What is positioned, the items of a list, is drawn after the flow of the whole page: `late`.
    """

    runs: tuple[TextRun, ...]
    structure: Element
    late: bool
    needs: int
    """What the fonts must have for it, for `repertoire_of`."""

    @cached_property
    def slots(self) -> int:
        """How many slots of numbers it takes; two objects are not elements."""
        return slots_for(self.structure.size + 2, len(self.runs))
