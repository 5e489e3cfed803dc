"""What is the same in every letter to one addressee in one wording: prepared once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Lock
from typing import Any

from app.letters.letter import Letter
from app.letters.measure import MM_PER_PT
from app.letters.paragraphs import Block
from app.letters.placement import place_address
from app.letters.prepared.drawing import PX_PER_PT, Layer, marks, px, turned
from app.letters.prepared.fragment import Element, Fragment, fragments
from app.letters.prepared.keeping import Kept
from app.letters.prepared.typeface import NotPrepared
from app.letters.prepared.writer import stream
from app.letters.stationery import STATIONERIES, Stationery

LINES_TO_SIGN = 4
"""The signature stands so many lines below the closing."""


@dataclass(frozen=True)
class Constant:
    """All of a letter but the sender's lines and own words; lengths in px from the sheet's top."""

    streams: tuple[bytes, ...]
    """Deflated content: marks, subject and blocks before the own words; those after them and the
    closing; the address; and what is drawn last, before and, if there is any, after own words."""
    count: int
    """How many numbers of texts are taken."""
    middle: float
    """Where own words begin."""
    signature: float
    """The top of the signature's line, without own words."""
    end: float
    """The end of the text, without own words."""
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    closing: Element
    recipient: Element
    characters: frozenset[str]
    placed: tuple[tuple[Fragment, float, bool], ...]
    """The blocks and their tops, without own words, and whether they stand after those."""
    closing_top: float
    """The top of the closing's line, without own words."""
    frames: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What describes the page, by what it depends on beside this; `sheets` keeps it here."""


_CONSTANTS: Kept[tuple[object, ...], Constant | NotPrepared] = Kept(300)
"""About 55 KB each, with what describes the page: 16 MB a process at most."""
_FRAGMENTS: Kept[tuple[object, ...], Fragment] = Kept(2_000)
"""About 8 KB each: 16 MB at most."""
_ONE_AT_A_TIME = Lock()
"""Held while blocks are laid out, so that two letters with a block in common do it once."""


def constant_of(letter: Letter, stationery: Stationery) -> Constant:
    """Return what is constant in a letter, prepared at its first use.

    Raises NotPrepared, which is remembered as well, and what laying out a letter raises.
    """
    own = letter.own
    if own is None:
        raise NotPrepared("own words inside another paragraph")
    if STATIONERIES.get(stationery.slug) is not stationery:
        raise NotPrepared("a stationery of its own")
    blocks = (letter.blocks[: own.start], letter.blocks[own.stop :])
    key = (
        letter.language,
        stationery.slug,
        letter.subject,
        *blocks,
        letter.closing,
        letter.address_forms,
    )
    found = _CONSTANTS.get_or_make(key, lambda: _made(letter, stationery, *blocks))
    if isinstance(found, NotPrepared):
        raise found
    return found


def _made(
    letter: Letter, stationery: Stationery, before: Sequence[Block], after: Sequence[Block]
) -> Constant | NotPrepared:
    try:
        found = _fragments(letter, stationery, (*before, *after))
        return _stacked(letter, stationery, found[: len(before) + 1], found[len(before) + 1 :])
    except NotPrepared as reason:
        return reason


def _stacked(
    letter: Letter, stationery: Stationery, before: Sequence[Fragment], after: Sequence[Fragment]
) -> Constant:
    """Return the constant part of a letter: its subject is the first of the blocks before."""
    type_ = stationery.type_for(letter.language)
    line, x, y = px(type_.line * MM_PER_PT), px(stationery.margin_left), px(stationery.body_top)
    numbers = count()
    flow, late = (
        [Layer(numbers, letter.language), Layer(numbers, letter.language)] for _ in range(2)
    )
    elements: tuple[list[Element], list[Element]] = ([], [])
    placed: list[tuple[Fragment, float, bool]] = []
    middle = y
    for side, blocks in enumerate((before, after)):
        for fragment in blocks:
            layer = late[side] if fragment.late else flow[side]
            elements[side].append(layer.fragment(fragment, x, y))
            placed.append((fragment, y, side == 1))
            y += fragment.height + line / 2
        middle = middle if side else y
    closing = flow[1].line(letter.closing, x, y, type_.size * PX_PER_PT, line)
    recipient = Layer(numbers, letter.language)
    element = draw_recipient(letter, stationery, recipient)
    parts = [
        turned(stationery) + marks(stationery) + flow[0].data,
        flow[1].data,
        recipient.data,
        late[0].data,
    ]
    if late[1].parts:
        parts.append(late[1].data)
    return Constant(
        streams=tuple(stream(each, level=1) for each in parts),
        count=next(numbers),
        middle=middle,
        signature=y + LINES_TO_SIGN * line,
        end=y + (LINES_TO_SIGN + 1) * line,
        before=tuple(elements[0]),
        after=tuple(elements[1]),
        closing=Element("P", (closing,)),
        recipient=element,
        characters=frozenset().union(
            letter.closing,
            *place_address(letter.address_forms, stationery, letter.office).lines,
            *(fragment.characters for fragment in (*before, *after)),
        ),
        placed=tuple(placed),
        closing_top=y,
    )


def draw_recipient(letter: Letter, stationery: Stationery, layer: Layer) -> Element:
    """Draw the address; return its structure. Raises AddressDoesNotFit."""
    address = place_address(letter.address_forms, stationery, letter.office)
    return layer.stacked(address, stationery.address_zone.x, stationery.address_zone.y)


def _fragments(letter: Letter, stationery: Stationery, blocks: Sequence[Block]) -> list[Fragment]:
    """Return the subject and the blocks, each laid out if it isn't kept."""
    setting = (letter.language, stationery.body_width, stationery.type_for(letter.language))
    subject = (setting, "subject", letter.subject)
    keys: list[tuple[object, ...]] = [subject, *((setting, "block", block) for block in blocks)]
    with _ONE_AT_A_TIME:
        found = {key: _FRAGMENTS.get(key) for key in keys}
        missing = [
            block for block in dict.fromkeys(blocks) if found[setting, "block", block] is None
        ]
        if missing or found[subject] is None:
            made = fragments(missing, letter.language, stationery, letter.subject)
            made = [
                replace(each, key=key)
                for each, key in zip(
                    made, (subject, *((setting, "block", block) for block in missing)), strict=True
                )
            ]
            found[subject] = made[0]
            found |= {
                (setting, "block", block): fragment
                for block, fragment in zip(missing, made[1:], strict=True)
            }
            for key, fragment in found.items():
                if fragment is not None:
                    _FRAGMENTS.put(key, fragment)
    return [fragment for key in keys if (fragment := found[key]) is not None]
