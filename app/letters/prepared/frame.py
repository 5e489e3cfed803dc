"""What every page has beside blocks and own words, as elements of the structure tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from app.letters.prepared.fragment import Element
from app.letters.prepared.numbers import ELEMENT, FIRST, FRAME, TEXTS, Page
from app.letters.prepared.objects import Chunk, references, with_inside
from app.letters.prepared.tags import Tags, ways_back

CLOSING, SIGNATURE, RECIPIENT = 0, 1, 2
"""The first numbers of texts on a page; after the address follows the rest that has its place."""


class Paragraph(NamedTuple):
    """Lines that have their place on the sheet."""

    lines: int
    is_first_bold: bool
    is_address: bool


class Shape(NamedTuple):
    """What the elements of a page depend on: how many lines there are of what."""

    standing: tuple[Paragraph, ...]
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
    ways_back: bytes
    """From the texts to these elements."""


def frame(shape: Shape, page: Page) -> Frame:
    """Return the elements of a page; for the first page of a file they are kept."""
    return _first(shape) if page.slot == FIRST else _frame(shape, page)


@lru_cache(maxsize=200)
def _first(shape: Shape) -> Frame:
    return _frame(shape, Page())


def _frame(shape: Shape, page: Page) -> Frame:
    tags = Tags(page.frame + 1, page.number)
    outside = [tags.add(element, ELEMENT) for element in _outside(shape)]
    signed = (_line(SIGNATURE),) if shape.is_signed else ()
    closing = Element("Div", (Element("P", (_line(CLOSING),)), Element("P", signed)))
    end = [tags.add(element, page.body) for element in (closing, Element("Div", ()))]
    return Frame(
        with_inside(page.frame, [], tags.made),
        references([*outside, page.body]),
        references(end),
        ways_back(tags.owners, range(FRAME * TEXTS)),
    )


def _line(number: int) -> Element:
    return Element("Span", (number,))


def _outside(shape: Shape) -> list[Element]:
    """Return the elements of what has its place on the sheet, in the order of reading."""
    address = next(each for each in shape.standing if each.is_address)
    of_address, others = count(RECIPIENT), count(RECIPIENT + address.lines)
    return [_paragraph(each, of_address if each.is_address else others) for each in shape.standing]


def _paragraph(paragraph: Paragraph, numbers: Iterator[int]) -> Element:
    lines: list[Element] = [_line(next(numbers)) for _ in range(paragraph.lines)]
    if paragraph.is_first_bold:
        lines[0] = Element("NonStruct", (lines[0],))
    return Element("P", tuple(lines))
