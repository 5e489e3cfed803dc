"""A letter as a stack of prepared blocks with the sender's lines in their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from app.letters.letter import Letter
from app.letters.marks import PX_PER_MM
from app.letters.sheet import LINES_BETWEEN, LINES_TO_SIGN, Sheet, sheet_of
from app.letters.stacking.blocks import drawn_texts
from app.letters.stacking.drawing import BulkLines, Layer
from app.letters.stacking.embedding import needs_of
from app.letters.stacking.fence import fenced
from app.letters.stacking.fragment import Element, Fragment
from app.letters.stacking.frame import PageShape
from app.letters.stacking.numbers import FRAME, OBJECTS, TEXTS
from app.letters.stacking.shaping import NotStackable, sized_font
from app.letters.stacking.standing import (
    DrawnAddress,
    Measure,
    draw_address,
    draw_around,
    draw_closing,
    measure_of,
)
from app.letters.stacking.words import LinePiece, broken
from app.letters.stationery import Stationery

_NEAR = 0.3
"""In mm: what ends so near the page's end is left to the plain way."""
_MOST_LINES = 24
"""Of sender and address: the frame of a page has numbers for no more."""
_MIDDOT = "·"
_CATALAN = re.compile("[lL]·[lL]")
"""What the font sets by more than pairs of characters."""


class PlacedBlock(NamedTuple):
    """A block on the page: its top in px, and its first slot of numbers."""

    fragment: Fragment
    top: float
    slot: int


class Stacked(NamedTuple):
    """A letter of one page, ready to be written."""

    letter: Letter
    stationery: Stationery
    millimetres_left: float
    """Between the end of the text and the end of the page's text area."""
    before: tuple[PlacedBlock, ...]
    after: tuple[PlacedBlock, ...]
    """The blocks before and after own words."""
    words: bytes
    own: tuple[Element, ...]
    """What draws the own words, and their structure."""
    slot: int
    """The first slot that own words may use for their numbers."""
    closing_top: float
    """The top of the closing's line in px."""
    closing: bytes
    signature: bytes
    before_address: bytes
    address: DrawnAddress
    after_address: bytes
    """What draws all that has its place, in the order of reading."""
    shape: PageShape
    needs: int
    """What the fonts must have, for `repertoire_of`."""

    @property
    def standing(self) -> bytes:
        """What draws all but the blocks and own words."""
        address = (self.before_address, self.address.data, self.after_address)
        return b"".join((self.closing, self.signature, *address))

    @property
    def pages(self) -> int:
        """How many pages it takes: what takes more is no such stack."""
        return 1


@fenced
def stack(
    letter: Letter,
    stationery: Stationery,
    lines: BulkLines | None = None,
    *,
    may_lay_out: bool = True,
) -> Stacked:
    """Return the letter, ready to be written; raise NotStackable if it must go the plain way.

    With the lines of a bulk PDF, what the sender wrote is drawn without tags, for it. Unless it
    `may_lay_out`, it must have been known before how every text is drawn. Raises AddressDoesNotFit.
    """
    sheet = sheet_of(letter, stationery)
    blocks, high = drawn_texts(letter, stationery, may_lay_out=may_lay_out)
    measure = measure_of(sheet)
    own = letter.own or range(0)
    first = own.start + 1
    before, y, slot = _placed(blocks[:first], high, measure.top, FRAME)
    start, after_unit = y, slot + sum([block.slots for block in blocks[first:]])
    words = Layer(count(TEXTS * after_unit) if lines is None else None, letter.language)
    elements, y = _own_words(letter, words, start, measure)
    after, y, slot = _placed(blocks[first:], high[first:], y, slot)
    left = stationery.body_bottom - (y + (LINES_TO_SIGN + 2) * measure.line) / PX_PER_MM
    if left < _NEAR:
        raise NotStackable("a second page")
    if len(blocks) + 2 > OBJECTS or sum([len(each.lines) for each in sheet.standing]) > _MOST_LINES:
        raise NotStackable("more lines or blocks than usual")
    address = draw_address(sheet.address, letter.language)
    before_address, after_address = draw_around(sheet, lines)
    closing, signature = draw_closing(letter, y, measure, lines)
    needs = address.needs | _needs_of_ours(letter.closing, letter.mark) | _needs_of_theirs(letter)
    for block in blocks:
        needs |= block.needs
    return Stacked(
        letter=letter,
        stationery=stationery,
        millimetres_left=left,
        before=before,
        after=after,
        words=words.data,
        own=elements,
        slot=slot,
        closing_top=y,
        closing=closing,
        signature=signature,
        before_address=before_address,
        address=address,
        after_address=after_address,
        shape=_shape_of(sheet),
        needs=needs,
    )


def _shape_of(sheet: Sheet) -> PageShape:
    address = sheet.address
    standing = [(len(each.lines), each.is_first_bold, each is address) for each in sheet.standing]
    return PageShape(tuple(standing), bool(sheet.letter.signature))


def _placed(
    blocks: Sequence[Fragment], heights: Sequence[float], y: float, slot: int
) -> tuple[tuple[PlacedBlock, ...], float, int]:
    """Return the blocks below each other, and where and with which slot the next one begins."""
    found = []
    for block, height in zip(blocks, heights, strict=False):
        found.append(PlacedBlock(block, y, slot))
        y += height
        slot += block.slots
    return tuple(found), y, slot


@lru_cache(maxsize=500)
def _needs_of_ours(closing: str, mark: str) -> int:
    """Return what the fonts must have for our own lines; raise NotStackable."""
    return needs_of(f"{closing}{mark}{_MIDDOT}")


def _needs_of_theirs(letter: Letter) -> int:
    """Return what the fonts must have for what a supporter typed; raise NotStackable."""
    own = letter.own or range(0)
    words = [block.text.replace("\n", " ") for block in letter.blocks[own.start : own.stop]]
    lines = (letter.place_and_date, letter.signature, *letter.sender_lines, *letter.return_parts)
    text = "\n".join((*lines, *words))
    if _MIDDOT in text and _CATALAN.search(text):
        raise NotStackable("characters that are set by their context")
    return needs_of(text.replace("\n", ""))


def _own_words(
    letter: Letter, layer: Layer, y: float, measure: Measure
) -> tuple[tuple[Element, ...], float]:
    """Draw the own words from `y` on; return their structure and where the next block begins."""
    own = letter.own or range(0)
    elements = []
    for block in letter.blocks[own.start : own.stop]:
        children: list[Element] = []
        for index, piece in enumerate(
            broken(block.text, letter.language, measure.size, measure.width)
        ):
            if index:
                children.append(Element("NonStruct", (Element("NonStruct", ()),)))
            for drawn in piece:
                children += (_drawn(part, layer, y, measure) for part in drawn)
                y += measure.line
        elements.append(Element("P", tuple(children)))
        y += LINES_BETWEEN * measure.line
    return tuple(elements), y


def _drawn(piece: LinePiece, layer: Layer, y: float, measure: Measure) -> Element:
    """Draw a piece of a line; return its structure."""
    face = sized_font(False, measure.size, layer.language)
    baseline = y + face.baseline(measure.line)
    number = layer.text(measure.left + piece.x, baseline, False, face.size, piece.operands)
    span = Element("Span", (number,))
    return Element("Span", (span,)) if piece.is_compound else span
