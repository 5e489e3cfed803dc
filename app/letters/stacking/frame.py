"""What every page has beside blocks and own words, as elements of the structure tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from app.letters.stacking.fragment import Element
from app.letters.stacking.numbers import ELEMENT, FIRST, FRAME, TEXTS, PageNumbers
from app.letters.stacking.objects import Chunk, references, with_inside
from app.letters.stacking.tags import Tags, parent_entries

CLOSING, SIGNATURE, RECIPIENT = 0, 1, 2
"""The first MCIDs of a page; after the address follows the rest that has its place."""


StandingLines = tuple[int, bool, bool]
"""How many lines, whether the first is bold, and whether they are the address."""


class PageShape(NamedTuple):
    """What the elements of a page depend on: how many lines there are of what."""

    standing: tuple[StandingLines, ...]
    """In the order of reading."""
    is_signed: bool


@dataclass(frozen=True)
class Frame:
    """The elements of a page but for its body."""

    chunk: Chunk
    kids: bytes
    """References to the elements of the page, in the order of reading; the body is the last."""
    end: bytes
    """References to the last elements in the body."""
    parents: bytes
    """The entries of the ParentTree for these elements."""


def frame(shape: PageShape, page: PageNumbers) -> Frame:
    """Return the elements of a page; for the first page of a file they are cached."""
    return _first(shape) if page.slot == FIRST else _frame(shape, page)


@lru_cache(maxsize=200)
def _first(shape: PageShape) -> Frame:
    return _frame(shape, PageNumbers())


def _frame(shape: PageShape, page: PageNumbers) -> Frame:
    tags = Tags(page.frame + 1, page.number)
    outside = [tags.add(element, ELEMENT) for element in _outside(shape)]
    signed = (_line(SIGNATURE),) if shape.is_signed else ()
    closing = Element("Div", (Element("P", (_line(CLOSING),)), Element("P", signed)))
    end = [tags.add(element, page.body) for element in (closing, Element("Div", ()))]
    return Frame(
        with_inside(page.frame, [], tags.made),
        references([*outside, page.body]),
        references(end),
        parent_entries(tags.owners, range(FRAME * TEXTS)),
    )


def _line(number: int) -> Element:
    return Element("Span", (number,))


def _outside(shape: PageShape) -> list[Element]:
    """Return the elements of what has its place on the sheet, in the order of reading."""
    of_address = count(RECIPIENT)
    lines_of_address = sum(lines for lines, _, is_address in shape.standing if is_address)
    others = count(RECIPIENT + lines_of_address)
    return [
        _paragraph(lines, is_first_bold, of_address if is_address else others)
        for lines, is_first_bold, is_address in shape.standing
    ]


def _paragraph(count_of_lines: int, is_first_bold: bool, mcids: Iterator[int]) -> Element:
    lines: list[Element] = [_line(next(mcids)) for _ in range(count_of_lines)]
    if is_first_bold:
        lines[0] = Element("NonStruct", (lines[0],))
    return Element("P", tuple(lines))
