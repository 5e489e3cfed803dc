"""A letter as a stack of prepared blocks with the sender's lines in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from app.letters.layout import MARK_ABOVE
from app.letters.letter import Letter
from app.letters.measure import MM_PER_PT
from app.letters.placement import place_return_line, place_sender, size_of_date
from app.letters.prepared.constant import Constant, constant_of
from app.letters.prepared.drawing import PX_PER_MM, PX_PER_PT, TAIL, Layer, px, px_of_css
from app.letters.prepared.embedding import repertoire_of
from app.letters.prepared.fragment import Element
from app.letters.prepared.typeface import NotPrepared
from app.letters.prepared.words import Piece, broken
from app.letters.stationery import Stationery

_NEAR = 0.3
"""In mm: what ends so near the page's end is left to the full way."""
_MIDDOT = "·"


@dataclass(frozen=True)
class Stacked:
    """A letter of one page, ready to be written."""

    letter: Letter
    stationery: Stationery
    constant: Constant
    millimetres_left: float
    """Between the end of the text and the end of the page's text area."""
    words: Layer
    signature: Layer
    sender: Layer
    place: Layer
    own: tuple[Element, ...]
    lines: tuple[tuple[Element, ...], tuple[Element, ...], Element]
    """The structure of what stands before the address, of what follows it, and of the signature."""
    shift: float
    """By how many px own words move what stands after them."""
    characters: frozenset[str]
    """Every character on the page, and perhaps some more."""
    repertoire: int
    """The number of the smallest repertoire with all of them."""

    @property
    def pages(self) -> int:
        """How many pages it takes: what takes more is no such stack."""
        return 1

    @property
    def shape(self) -> tuple[object, ...]:
        """What its structure depends on beside the constant part, if there are no own words."""
        letter = self.letter
        return (
            len(letter.sender_lines),
            len(self.lines[0]),
            bool(letter.signature),
            bool(letter.mark),
        )

    @property
    def variables(self) -> list[bytes]:
        """The content of the page between the constant streams, and after the last."""
        begin, end = (b"q 1 0 0 1 0 %.6f cm\n" % self.shift, b"Q\n") if self.shift else (b"", b"")
        found = [
            self.words.data + begin,
            end + self.signature.data + self.sender.data,
            self.place.data,
        ]
        return [*found, begin, end + TAIL] if len(self.constant.streams) > 4 else [*found, TAIL]

    @property
    def structure(self) -> tuple[Element, ...]:
        """The elements of the page, in the order of reading."""
        before, place, signature = self.lines
        constant = self.constant
        end = Element("Div", (constant.closing, signature))
        body = (*constant.before, *self.own, *constant.after, end, Element("Div", ()))
        return (*before, constant.recipient, *place, Element("Part", body))


def stack(letter: Letter, stationery: Stationery) -> Stacked:
    """Return the letter, ready to be written; raise NotPrepared if it must go the full way.

    Raises what laying out a letter raises, too.
    """
    constant = constant_of(letter, stationery)
    # The own words have the last numbers, so that all others are the same without them.
    numbers = count(constant.count)
    signature = Layer(iter([next(numbers)] if letter.signature else []), letter.language)
    words, sender, place = (Layer(numbers, letter.language) for _ in range(3))
    lines = (_sender(letter, stationery, sender), _mark_and_place(letter, stationery, place))
    type_ = stationery.type_for(letter.language)
    line, left, size = (
        px(type_.line * MM_PER_PT),
        px(stationery.margin_left),
        type_.size * PX_PER_PT,
    )
    own, shift = _own_words(letter, stationery, constant.middle, words)
    end = (constant.end + shift) / PX_PER_MM
    if end > stationery.body_bottom - _NEAR:
        raise NotPrepared("a second page")
    signed: tuple[Element, ...] = ()
    if letter.signature:
        signed = (signature.line(letter.signature, left, constant.signature + shift, size, line),)
    characters = constant.characters.union(*_texts(letter)) - {"\n"}
    return Stacked(
        letter=letter,
        stationery=stationery,
        constant=constant,
        millimetres_left=stationery.body_bottom - end,
        words=words,
        signature=signature,
        sender=sender,
        place=place,
        own=own,
        lines=(*lines, Element("P", signed)),
        shift=shift,
        characters=characters,
        repertoire=repertoire_of(characters),
    )


def _texts(letter: Letter) -> Iterator[str]:
    """Yield what is printed beside the constant part."""
    own = letter.own or range(0)
    yield from (letter.place_and_date, letter.signature, letter.mark, _MIDDOT)
    yield from (*letter.sender_lines, *letter.return_parts)
    yield from (block.text for block in letter.blocks[own.start : own.stop])


def _own_words(
    letter: Letter, stationery: Stationery, top: float, layer: Layer
) -> tuple[tuple[Element, ...], float]:
    """Draw the own words from `top` on; return their structure and height with the space below."""
    own = letter.own or range(0)
    if not own:
        return (), 0.0
    type_ = stationery.type_for(letter.language)
    line, left, size = (
        px(type_.line * MM_PER_PT),
        px(stationery.margin_left),
        type_.size * PX_PER_PT,
    )
    y, elements = top, []
    for block in letter.blocks[own.start : own.stop]:
        pieces = broken(block.text, letter.language, size, px(stationery.body_width))
        children: list[Element] = []
        for index, piece in enumerate(pieces):
            if index:
                children.append(Element("NonStruct", (Element("NonStruct", ()),)))
            for drawn in piece:
                children += (_drawn(part, layer, left, y, size, line) for part in drawn)
                y += line
        elements.append(Element("P", tuple(children)))
        y += line / 2
    return tuple(elements), y - top


def _drawn(
    piece: Piece, layer: Layer, left: float, y: float, size: float, leading: float
) -> Element:
    """Draw a piece of a line that begins at a place; return its structure. Lengths are in px."""
    span = layer.line(piece.text, left + piece.x, y, size, leading)
    return Element("Span", (span,)) if piece.is_compound else span


def _sender(letter: Letter, stationery: Stationery, layer: Layer) -> tuple[Element, ...]:
    """Draw the sender's lines and the line above the address; return their structure."""
    found = []
    if letter.sender_lines:
        placed, top = place_sender(letter.sender_lines, stationery)
        found.append(layer.stacked(placed, stationery.sender.x, top, bold_first=True))
    line, box = place_return_line(letter.return_parts, stationery), stationery.return_line
    if line and box:
        found.append(layer.return_line(line, box.x, box.y))
    return tuple(found)


def _mark_and_place(letter: Letter, stationery: Stationery, layer: Layer) -> tuple[Element, ...]:
    """Draw the mark of a copy, place and date; return the structure of these."""
    type_, place = stationery.type_for(letter.language), stationery.date
    line, x = px(type_.line * MM_PER_PT), px_of_css(place.x)
    found = []
    if letter.mark:
        size, y = type_.size * PX_PER_PT, px_of_css(place.y - MARK_ABOVE)
        found.append(layer.line(letter.mark, x, y, size, line, semibold=True))
    fitting = size_of_date(letter.place_and_date, stationery, type_.size) * PX_PER_PT
    found.append(layer.line(letter.place_and_date, x, px_of_css(place.y), fitting, line))
    return tuple(Element("P", (each,)) for each in found)
