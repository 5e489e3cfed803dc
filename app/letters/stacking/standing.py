"""What has its place on the sheet, and the closing: the lines of a letter that aren't blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached

from app.letters.letter import Letter
from app.letters.marks import px
from app.letters.measure import MM_PER_PT
from app.letters.sheet import LINES_TO_SIGN, Sheet, Standing
from app.letters.stacking.drawing import PX_PER_PT, BulkLines, Layer
from app.letters.stacking.embedding import needs_of
from app.letters.stacking.frame import CLOSING, RECIPIENT, SIGNATURE
from app.letters.stacking.shaping import NotStackable, SizedFont, sized_font

_SURELY_FITS = 18
"""So many characters, were each the widest of the font, are narrower than any page."""


class Measure(NamedTuple):
    """Lengths of a letter's text in px."""

    left: float
    top: float
    width: float
    size: float
    line: float


def measure_of(sheet: Sheet) -> Measure:
    """Return the lengths of a letter on its sheet."""
    body, font = sheet.body, sheet.font
    return Measure(
        px(body.x),
        px(body.y),
        px(body.width),
        font.size * PX_PER_PT,
        px(font.line * MM_PER_PT),
    )


def draw_closing(
    letter: Letter, y: float, measure: Measure, lines: BulkLines | None
) -> tuple[bytes, bytes]:
    """Return what draws the closing from `y` px on, nothing with `lines`, and the signature."""
    face = sized_font(False, measure.size, letter.language)
    shown = _known(letter.closing, face, measure.width)
    if len(letter.signature) > _SURELY_FITS:
        _check_line(letter.signature, face, measure.width)
    closing = Layer(iter([CLOSING]), letter.language)
    if lines is None:
        closing.text(measure.left, y + face.baseline(measure.line), False, face.size, shown)
    mcids = iter([SIGNATURE]) if lines is None else None
    signature = Layer(mcids, letter.language, lines)
    if letter.signature:
        y += (1 + LINES_TO_SIGN) * measure.line
        signature.line(letter.signature, measure.left, y, measure.size, measure.line)
    return closing.data, signature.data


@lru_cache(maxsize=500)
def _known(text: str, face: SizedFont, width: float) -> bytes:
    """Return what TJ shows for a line of our own text; raise NotStackable if it takes another."""
    _check_line(text, face, width)
    return face.operands(text)


def _check_line(text: str, face: SizedFont, width: float) -> None:
    """Raise NotStackable unless a paragraph takes one line so wide in px, and as it is written."""
    if not text or " ".join(text.split()) != text or face.width(text) > width - 1:
        raise NotStackable("a closing or signature that isn't one line")


@dataclass(frozen=True)
class DrawnAddress:
    """The address in the window as it is drawn, the same for everybody who writes there."""

    data: bytes
    needs: int
    """What the fonts must have for it."""
    key: object


@cached(LRUCache(500), lock=Lock())
def draw_address(address: Standing, language: str) -> DrawnAddress:
    """Return the address as it is drawn."""
    layer = Layer(count(RECIPIENT), language)
    layer.standing(address)
    needs = needs_of("".join(address.lines))
    return DrawnAddress(layer.data, needs, (address, language))


def draw_around(sheet: Sheet, lines: BulkLines | None) -> tuple[bytes, bytes]:
    """Return what draws all that has its place, before the address and after it."""
    language = sheet.letter.language
    mcids = count(RECIPIENT + len(sheet.address.lines)) if lines is None else None
    before, after = Layer(mcids, language, lines), Layer(mcids, language, lines)
    layer = before
    for each in sheet.standing:
        if each is sheet.address:
            layer = after
        else:
            layer.standing(each)
    return before.data, after.data
