"""A letter as a stack of prepared blocks with the sender's lines in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from app.letters.layout import MARK_ABOVE
from app.letters.letter import Letter
from app.letters.measure import MM_PER_PT
from app.letters.placement import (
    place_address,
    place_return_line,
    place_sender,
    size_of_date,
)
from app.letters.prepared.blocks import blocks_of
from app.letters.prepared.drawing import PX_PER_MM, PX_PER_PT, Layer, px, px_of_css
from app.letters.prepared.embedding import needs_of
from app.letters.prepared.fragment import Element, Fragment
from app.letters.prepared.frame import CLOSING, RECIPIENT, SIGNATURE, Shape
from app.letters.prepared.keeping import Kept
from app.letters.prepared.numbers import FRAME, OBJECTS, TEXTS
from app.letters.prepared.typeface import NotPrepared, typeface
from app.letters.prepared.words import Piece, broken
from app.letters.stationery import Stationery, Type

LINES_TO_SIGN = 4
"""The signature stands so many lines below the closing."""
_NEAR = 0.3
"""In mm: what ends so near the page's end is left to the full way."""
_MOST_LINES = 24
"""Of sender and address: the frame of a page has numbers for no more."""
_MIDDOT = "·"


class Placed(NamedTuple):
    """A block on the page: its top in px, and its first unit of numbers."""

    fragment: Fragment
    top: float
    unit: int


@dataclass(frozen=True)
class Recipient:
    """The address in the window as it is drawn."""

    data: bytes
    lines: int
    needs: int
    key: object


_RECIPIENTS: Kept[object, Recipient] = Kept(500)
"""About 1 KB each."""


class Stacked(NamedTuple):
    """A letter of one page, ready to be written."""

    letter: Letter
    stationery: Stationery
    millimetres_left: float
    """Between the end of the text and the end of the page's text area."""
    before: tuple[Placed, ...]
    after: tuple[Placed, ...]
    """The blocks before and after own words."""
    words: bytes
    own: tuple[Element, ...]
    """What draws the own words, and their structure."""
    unit: int
    """The first unit that own words may use for their numbers."""
    closing_top: float
    """The top of the closing's line in px."""
    closing: bytes
    signature: bytes
    sender: bytes
    recipient: Recipient
    place: bytes
    """What draws each of these."""
    shape: Shape
    needs: int
    """What the fonts must have, for `repertoire_of`."""

    @property
    def standing(self) -> bytes:
        """What draws all but the blocks and own words."""
        return b"".join(
            (self.closing, self.signature, self.sender, self.recipient.data, self.place)
        )

    @property
    def pages(self) -> int:
        """How many pages it takes: what takes more is no such stack."""
        return 1


class _Measure(NamedTuple):
    """Lengths of a letter's text in px."""

    left: float
    top: float
    width: float
    size: float
    line: float


def stack(letter: Letter, stationery: Stationery) -> Stacked:
    """Return the letter, ready to be written; raise NotPrepared if it must go the full way.

    Raises what laying out a letter raises, too.
    """
    blocks = blocks_of(letter, stationery)
    measure = _measure(stationery, stationery.type_for(letter.language))
    own = letter.own or range(0)
    before, y, unit = _placed(blocks[: own.start + 1], measure.top, FRAME, measure.line)
    start, after_unit = y, unit + sum(block.units for block in blocks[own.start + 1 :])
    words = Layer(count(TEXTS * after_unit), letter.language)
    elements, y = _own_words(letter, words, start, measure)
    after, y, unit = _placed(blocks[own.start + 1 :], y, unit, measure.line)
    left = stationery.body_bottom - (y + (LINES_TO_SIGN + 1) * measure.line) / PX_PER_MM
    if left < _NEAR:
        raise NotPrepared("a second page")
    recipient = _recipient(letter, stationery)
    if len(blocks) >= OBJECTS or recipient.lines + len(letter.sender_lines) > _MOST_LINES:
        raise NotPrepared("more lines or blocks than usual")
    numbers = count(RECIPIENT + recipient.lines)
    place, sender = Layer(numbers, letter.language), Layer(numbers, letter.language)
    _place_and_mark(letter, stationery, place, measure)
    has_return_line = _sender(letter, stationery, sender)
    closing, signature = _closing(letter, y, measure)
    needs = recipient.needs | needs_of("".join(_texts(letter)))
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
        unit=unit,
        closing_top=y,
        closing=closing,
        signature=signature,
        sender=sender.data,
        recipient=recipient,
        place=place.data,
        shape=Shape(
            recipient.lines,
            len(letter.sender_lines),
            has_return_line,
            bool(letter.mark),
            bool(letter.signature),
        ),
        needs=needs,
    )


def _measure(stationery: Stationery, type_: Type) -> _Measure:
    return _Measure(
        px(stationery.margin_left),
        px(stationery.body_top),
        px(stationery.body_width),
        type_.size * PX_PER_PT,
        px(type_.line * MM_PER_PT),
    )


def _placed(
    blocks: list[Fragment], y: float, unit: int, line: float
) -> tuple[tuple[Placed, ...], float, int]:
    """Return the blocks below each other, and where and with which unit the next one begins."""
    found = []
    for block in blocks:
        found.append(Placed(block, y, unit))
        y += block.height + line / 2
        unit += block.units
    return tuple(found), y, unit


def _texts(letter: Letter) -> Iterator[str]:
    """Yield what is printed beside the blocks and the address."""
    own = letter.own or range(0)
    yield from (letter.closing, letter.place_and_date, letter.signature, letter.mark, _MIDDOT)
    yield from (*letter.sender_lines, *letter.return_parts)
    yield from (block.text.replace("\n", " ") for block in letter.blocks[own.start : own.stop])


def _own_words(
    letter: Letter, layer: Layer, y: float, measure: _Measure
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
        y += measure.line / 2
    return tuple(elements), y


def _drawn(piece: Piece, layer: Layer, y: float, measure: _Measure) -> Element:
    """Draw a piece of a line; return its structure."""
    face = typeface(False, measure.size, layer.language)
    baseline = y + face.baseline(measure.line)
    number = layer.text(measure.left + piece.x, baseline, False, face.size, piece.operands)
    span = Element("Span", (number,))
    return Element("Span", (span,)) if piece.is_compound else span


def _closing(letter: Letter, y: float, measure: _Measure) -> tuple[bytes, bytes]:
    """Return what draws the closing from `y` on, and the signature below."""
    closing = Layer(iter([CLOSING]), letter.language)
    face = typeface(False, measure.size, letter.language)
    shown = _known(letter.closing, measure.size, letter.language)
    closing.text(measure.left, y + face.baseline(measure.line), False, face.size, shown)
    signature = Layer(iter([SIGNATURE]), letter.language)
    if letter.signature:
        y += LINES_TO_SIGN * measure.line
        signature.line(letter.signature, measure.left, y, measure.size, measure.line)
    return closing.data, signature.data


@lru_cache(maxsize=500)
def _known(text: str, size: float, language: str) -> bytes:
    """Return what TJ shows for a line of our own text."""
    return typeface(False, size, language).operands(text)


def _recipient(letter: Letter, stationery: Stationery) -> Recipient:
    """Return the address as it is drawn; raise AddressDoesNotFit."""
    key = (letter.language, stationery.slug, letter.address_forms)

    def draw() -> Recipient:
        layer = Layer(count(RECIPIENT), letter.language)
        address = place_address(letter.address_forms, stationery, letter.office)
        layer.stacked(address, stationery.address_zone.x, stationery.address_zone.y)
        return Recipient(layer.data, len(address.lines), needs_of("".join(address.lines)), key)

    return _RECIPIENTS.get_or_make(key, draw)


def _sender(letter: Letter, stationery: Stationery, layer: Layer) -> bool:
    """Draw the sender's lines and the line above the address; return whether there is one."""
    line, box = place_return_line(letter.return_parts, stationery), stationery.return_line
    has_return_line = bool(line and box)
    lines = Layer(layer.numbers, layer.language)
    if line and box:
        lines.return_line(line, box.x, box.y)
    if letter.sender_lines:
        placed, top = place_sender(letter.sender_lines, stationery)
        layer.stacked(placed, stationery.sender.x, top, bold_first=True)
    layer.parts += lines.parts
    return has_return_line


def _place_and_mark(
    letter: Letter, stationery: Stationery, layer: Layer, measure: _Measure
) -> None:
    """Draw place and date, and the mark of a copy above."""
    place = stationery.date
    x, fitting = px_of_css(place.x), stationery.type_for(letter.language).size
    size = size_of_date(letter.place_and_date, stationery, fitting) * PX_PER_PT
    layer.line(letter.place_and_date, x, px_of_css(place.y), size, measure.line)
    if letter.mark:
        y = px_of_css(place.y - MARK_ABOVE)
        layer.line(letter.mark, x, y, measure.size, measure.line, semibold=True)
        layer.parts.reverse()  # it is drawn before
