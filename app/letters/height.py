"""How high the text of a letter is.

A page is a stack: the height of a letter is the sum of its blocks, whichever stand above and below.
So each block is laid out once for a width of text and a size of type, and its height remembered:
of a letter in which one paragraph was changed, only that one is laid out again.
"""

import dataclasses
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cache
from math import ceil
from threading import Lock

from app.content.model.localised import LANGUAGES, Localised
from app.letters.letter import Letter
from app.letters.paragraphs import Block, Paragraph, Span
from app.letters.printing import lay_out
from app.letters.sheet import CONTINUATION_TOP
from app.letters.stationery import STATIONERIES, Stationery

_ENDLESS = 100_000.0
"""The height in mm of a sheet on which everything stands."""
_AT_ONCE = 16
"""Blocks that are laid out together: about two letters, for which nobody else waits too long."""
_REMEMBERED = 8_192
"""Heights; all letters of the shipped content have some 400."""
_DECIMALS = 4
"""Of a height in mm: it must not depend on what else was laid out with it."""
_NO_OFFICE = Localised(dict.fromkeys(LANGUAGES, "–"))
_END = Paragraph((Span("–"),))

_Outside = tuple[str, str, str]
"""Subject, closing and signature."""


class _Memory:
    """Heights in mm by what was measured; the longest unused are forgotten first."""

    def __init__(self) -> None:
        self._heights: OrderedDict[object, float] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> float | None:
        with self._lock:
            if key in self._heights:
                self._heights.move_to_end(key)
            return self._heights.get(key)

    def keep(self, key: object, height: float) -> None:
        with self._lock:
            self._heights[key] = height
            while len(self._heights) > _REMEMBERED:
                self._heights.popitem(last=False)


_MEMORY = _Memory()


def heights(letters: Sequence[Letter], stationery: Stationery) -> list[float]:
    """Return the mm from the subject to the signature of each letter, on however many pages.

    The letters are in one language. Raises GlyphMissing.
    """
    if not letters:
        return []
    language = letters[0].language
    measure = _Measure(language, same_lines(stationery, language))
    blocks = measure.blocks(block for letter in letters for block in letter.blocks)
    return [
        measure.outside((letter.subject, letter.closing, letter.signature))
        + sum(blocks[block] for block in letter.blocks)
        for letter in letters
    ]


def pages(height: float, stationery: Stationery) -> int:
    """Return how many pages a text of this height in mm takes, at least."""
    over = height - (stationery.body_bottom - stationery.body_top)
    further = stationery.body_bottom - CONTINUATION_TOP
    return 1 + max(0, ceil(over / further))


@cache
def same_lines(stationery: Stationery, language: str) -> Stationery:
    """Return the first stationery on which a text in this language breaks into the same lines."""
    lines = (stationery.body_width, stationery.type_for(language))
    return next(
        each
        for each in STATIONERIES.values()
        if (each.body_width, each.type_for(language)) == lines
    )


class _Measure:
    """Measures text of one language, in one width and type."""

    def __init__(self, language: str, stationery: Stationery) -> None:
        self.language = language
        self.name = stationery.slug
        self.endless = dataclasses.replace(
            stationery, paper=dataclasses.replace(stationery.paper, height=_ENDLESS)
        )

    def blocks(self, blocks: Iterable[Block]) -> dict[Block, float]:
        """Return the height of each block with the space below it."""
        known = {block: _MEMORY.get(self._key(block)) for block in dict.fromkeys(blocks)}
        unknown = [block for block, height in known.items() if height is None]
        for start in range(0, len(unknown), _AT_ONCE):
            known.update(self._lay_out(unknown[start : start + _AT_ONCE]))
        return {block: height for block, height in known.items() if height is not None}

    def _lay_out(self, blocks: Sequence[Block]) -> dict[Block, float]:
        letter = self._letter(("–", "–", "–"), *blocks, _END)
        tops = lay_out(letter, self.endless, is_measured=True).tops_of_blocks
        found = {
            block: round(below - top, _DECIMALS)
            for block, top, below in zip(blocks, tops, tops[1:], strict=False)
        }
        for block, height in found.items():
            _MEMORY.keep(self._key(block), height)
        return found

    def outside(self, texts: _Outside) -> float:
        """Return the height of a subject, a closing and a signature with nothing between them."""
        height = _MEMORY.get(self._key(texts))
        if height is None:
            printed = lay_out(self._letter(texts), self.endless)
            room = self.endless.body_bottom - self.endless.body_top
            height = round(room - printed.millimetres_left, _DECIMALS)
            _MEMORY.keep(self._key(texts), height)
        return height

    def _key(self, measured: Block | _Outside) -> object:
        return self.language, self.name, measured

    def _letter(self, texts: _Outside, *blocks: Block) -> Letter:
        subject, closing, signature = texts
        return Letter(
            language=self.language,
            case="",
            addressee="",
            office=_NO_OFFICE,
            subject=subject,
            sender_lines=(),
            return_parts=(),
            address_forms=(("",),),
            place_and_date="",
            blocks=blocks,
            closing=closing,
            signature=signature,
        )
