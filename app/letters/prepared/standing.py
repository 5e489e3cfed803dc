"""What has its place on the sheet, and the closing: the lines of a letter that aren't blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from app.letters.layout import MARK_ABOVE
from app.letters.letter import Letter
from app.letters.marks import px
from app.letters.measure import MM_PER_PT
from app.letters.placement import (
    place_address,
    place_return_line,
    place_sender,
    size_of_date,
)
from app.letters.prepared.drawing import PX_PER_PT, Layer, Lines, px_of_css
from app.letters.prepared.embedding import needs_of
from app.letters.prepared.frame import CLOSING, RECIPIENT, SIGNATURE
from app.letters.prepared.keeping import Kept
from app.letters.prepared.typeface import NotPrepared, Typeface, typeface
from app.letters.stationery import Stationery

_SURELY_FITS = 18
"""So many characters, were each the widest of the type, are narrower than any page."""
LINES_TO_SIGN = 4
"""The signature stands so many lines below the closing."""


class Measure(NamedTuple):
    """Lengths of a letter's text in px."""

    left: float
    top: float
    width: float
    size: float
    line: float


def measure_of(letter: Letter, stationery: Stationery) -> Measure:
    """Return the lengths of a letter on its stationery."""
    type_ = stationery.type_for(letter.language)
    return Measure(
        px(stationery.margin_left),
        px(stationery.body_top),
        px(stationery.body_width),
        type_.size * PX_PER_PT,
        px(type_.line * MM_PER_PT),
    )


@dataclass(frozen=True)
class Recipient:
    """The address in the window as it is drawn."""

    data: bytes
    lines: int
    needs: int
    key: object


_RECIPIENTS: Kept[object, Recipient] = Kept(500)
"""About 1 KB each."""


def draw_closing(
    letter: Letter, y: float, measure: Measure, lines: Lines | None
) -> tuple[bytes, bytes]:
    """Return what draws the closing from `y` on, nothing in a pack, and the signature below."""
    face = typeface(False, measure.size, letter.language)
    shown = _known(letter.closing, face, measure.width)
    if len(letter.signature) > _SURELY_FITS:
        _check_line(letter.signature, face, measure.width)
    closing = Layer(iter([CLOSING]), letter.language)
    if lines is None:
        closing.text(measure.left, y + face.baseline(measure.line), False, face.size, shown)
    numbers = iter([SIGNATURE]) if lines is None else None
    signature = Layer(numbers, letter.language, lines)
    if letter.signature:
        y += LINES_TO_SIGN * measure.line
        signature.line(letter.signature, measure.left, y, measure.size, measure.line)
    return closing.data, signature.data


@lru_cache(maxsize=500)
def _known(text: str, face: Typeface, width: float) -> bytes:
    """Return what TJ shows for a line of our own text; raise NotPrepared if it takes another."""
    _check_line(text, face, width)
    return face.operands(text)


def _check_line(text: str, face: Typeface, width: float) -> None:
    """Raise NotPrepared unless a paragraph takes one line so wide in px, and as it is written."""
    if not text or " ".join(text.split()) != text or face.width(text) > width - 1:
        raise NotPrepared("a closing or signature that isn't one line")


def draw_recipient(letter: Letter, stationery: Stationery) -> Recipient:
    """Return the address as it is drawn; raise AddressDoesNotFit."""
    key = (letter.language, stationery.slug, letter.address_forms)

    def draw() -> Recipient:
        layer = Layer(count(RECIPIENT), letter.language)
        address = place_address(letter.address_forms, stationery, letter.office)
        layer.stacked(address, stationery.address_zone.x, stationery.address_zone.y)
        return Recipient(layer.data, len(address.lines), needs_of("".join(address.lines)), key)

    return _RECIPIENTS.get_or_make(key, draw)


def draw_sender(letter: Letter, stationery: Stationery, layer: Layer) -> bool:
    """Draw the sender's lines and the line above the address; return whether there is one."""
    line, box = place_return_line(letter.return_parts, stationery), stationery.return_line
    has_return_line = bool(line and box)
    above = layer.beside()
    if line and box:
        above.return_line(line, box.x, box.y)
    if letter.sender_lines:
        placed, top = place_sender(letter.sender_lines, stationery)
        layer.stacked(placed, stationery.sender.x, top, bold_first=True)
    layer.parts += above.parts
    return has_return_line


def draw_place_and_mark(
    letter: Letter, stationery: Stationery, layer: Layer, measure: Measure
) -> None:
    """Draw place and date, and the mark of a copy above."""
    place = stationery.date
    x, fitting = px_of_css(place.x), stationery.type_for(letter.language).size
    size = size_of_date(letter.place_and_date, stationery, fitting) * PX_PER_PT
    layer.line(letter.place_and_date, x, px_of_css(place.y), size, measure.line)
    if letter.mark:  # it is drawn before
        mark, y = layer.beside(), px_of_css(place.y - MARK_ABOVE)
        mark.line(letter.mark, x, y, measure.size, measure.line, semibold=True)
        layer.parts = mark.parts + layer.parts
