"""Letters to measure, made by the real printer on the fictional content."""

import datetime
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pdfplumber
import pytest
from pdfplumber.page import Page

from app.content.library.library import Library
from app.letters.letter import Letter
from app.letters.order import Order, write
from app.letters.printing import lay_out, pdf
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES, Box

MM = 72 / 25.4
ANNA = Sender.typed("Anna Beispiel", "Musterstraße 12\n12345 Musterstadt", "Musterstadt", "DE")


@dataclass(frozen=True)
class Ink:
    """Something printed, with its edges in mm from the page's top-left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def is_inside(self, box: Box) -> bool:
        """Return whether all of it is in the box."""
        return (
            self.left >= box.x - 0.05
            and self.right <= box.right + 0.05
            and self.top >= box.y - 0.05
            and self.bottom <= box.bottom + 0.05
        )

    def touches(self, box: Box) -> bool:
        """Return whether any of it is in the box."""
        return (
            self.right > box.x
            and self.left < box.right
            and self.bottom > box.y
            and self.top < box.bottom
        )


def ink_of(page: Page) -> list[Ink]:
    """Return every glyph, line and shape on the page; spaces leave no ink."""
    glyphs = [glyph for glyph in page.chars if glyph["text"].strip()]
    shapes = [*page.lines, *page.rects, *page.curves, *page.images]
    return [
        Ink(
            each.get("text", ""),
            each["x0"] / MM,
            each["top"] / MM,
            each["x1"] / MM,
            each["bottom"] / MM,
        )
        for each in (*glyphs, *shapes)
        if not _is_whole_page(each, page)
    ]


def _is_whole_page(shape: dict, page: Page) -> bool:
    return shape["x1"] - shape["x0"] > 0.99 * float(page.width) and not shape.get("text")


@contextmanager
def pages_of(data: bytes) -> Iterator[list[Page]]:
    """Open a PDF and give its pages, the very ones as the last time if that was of the same."""
    yield _opened(data).pages


@lru_cache(maxsize=2)
def _opened(data: bytes) -> pdfplumber.PDF:
    """Read a PDF; its pages know what was read of them."""
    return pdfplumber.open(io.BytesIO(data))


OrderWith = Callable[..., Order]


@pytest.fixture
def order_with(today: datetime.date) -> OrderWith:
    """Return a function that makes an order, a plain one but for what it is given."""

    def make(**changes: object) -> Order:
        if isinstance(changes.get("stationery"), str):
            changes["stationery"] = STATIONERIES[changes["stationery"]]
        plain = {
            "case": "puffchat-nine",
            "addressees": ("nb/prosecutor-general",),
            "language": "en",
            "stationery": STATIONERIES["din-5008-b"],
            "date": today,
            "seed": 1,
            "sender": ANNA,
        }
        return Order(**{**plain, **changes})

    return make


@pytest.fixture
def letters_with(
    library: Library, today: datetime.date, order_with: OrderWith
) -> Callable[..., list[Letter]]:
    """Return a function that writes the letters of a plain order but for what it is given."""
    return lambda **changes: write(library, order_with(**changes), today)


@pytest.fixture
def pdf_with(library: Library, today: datetime.date, order_with: OrderWith) -> Callable[..., bytes]:
    """Return a function that prints a plain order but for what it is given."""

    def make(**changes: object) -> bytes:
        order = order_with(**changes)
        return pdf([lay_out(each, order.stationery) for each in write(library, order, today)])

    return make
