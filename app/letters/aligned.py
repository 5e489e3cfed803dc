"""A letter beside the same letter in the reader's language, to be read before it is signed.

Both come of one order: the same variants, demands and addressee. Only the language differs. Where
the languages of a letter template don't have the same variants, or one of them names no holder, a
part isn't the translation of the other, and that is said.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, groupby, starmap, zip_longest
from typing import Literal

from app.content.library.library import Library
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import first_of
from app.letters.letter import Letter
from app.letters.order import Order, composed, languages_of
from app.letters.paragraphs import ItemList, Paragraph, Span
from app.letters.worded_apart import texts_apart

PartKind = Literal["subject", "paragraph", "item", "own", "closing"]


@dataclass(frozen=True)
class AlignedPart:
    """A paragraph of a letter, or a point of a list with its number."""

    kind: PartKind
    paragraph: Paragraph
    number: int = 0


@dataclass(frozen=True)
class PartPair:
    """A part as it is posted and as the reader reads it; None where the other has no such part."""

    theirs: AlignedPart | None
    mine: AlignedPart | None
    is_worded_apart: bool = False
    """Whether the one isn't a translation of the other."""

    @property
    def is_exact(self) -> bool:
        """Whether both letters have this part."""
        return self.theirs is not None and self.mine is not None

    @property
    def is_own(self) -> bool:
        """Whether these are the supporter's own words: the same on both sides, not translated."""
        return self.is_exact and self.theirs is not None and self.theirs.kind == "own"


@dataclass(frozen=True)
class Aligned:
    """A letter of an order, part by part beside its translation."""

    letter: Letter
    language: str
    """The reader's, or the one that is read instead."""
    pairs: tuple[PartPair, ...]

    @property
    def text(self) -> str:
        """All of it; for what holds of every character."""
        parts = (part for pair in self.pairs for part in (pair.theirs, pair.mine) if part)
        return "\n".join(part.paragraph.text for part in parts)


def aligned(
    library: Library,
    order: Order,
    language: str,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> list[Aligned]:
    """Return each letter of a checked order beside itself in the reader's language.

    Where that lacks anything, they stand beside themselves in the language of `read_in`; nothing if
    that is the order's. What is only printed again as a copy is left out.
    """
    language = read_in(library, order, language, today, limits)
    if language == order.language:
        return []
    theirs = composed(library, order, today, limits)
    mine = composed(library, replace(order, language=language), today, limits)
    apart = texts_apart(library, order, language, today, limits)
    return [
        Aligned(letter, language, _marked(aligned_pairs(letter, translation), apart))
        for letter, translation in zip(theirs, mine, strict=True)
        if not letter.mark
    ]


def _marked(pairs: Iterable[PartPair], apart: Collection[str]) -> tuple[PartPair, ...]:
    """Return the pairs, those marked of which a side is among the texts that are worded apart."""
    return tuple(
        replace(
            pair,
            is_worded_apart=any(
                part is not None and part.paragraph.text in apart
                for part in (pair.theirs, pair.mine)
            ),
        )
        for pair in pairs
    )


def read_in(
    library: Library,
    order: Order,
    language: str,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> str:
    """Return in which language the letters of a checked order are read: the reader's, if it can be.

    Otherwise it is English or the first in which nothing lacks, maybe that of the letters: a letter
    put together from two languages couldn't be held against the one that is posted.
    """
    if language == order.language:
        return language
    return first_of(languages_of(library, order, today, limits), language)


def aligned_pairs(theirs: Letter, mine: Letter) -> tuple[PartPair, ...]:
    """Return both letters part by part.

    Shipped templates have the same parts in every language. Where others differ, each row of parts
    of one kind is paired from its beginning, and what is left over stands alone.
    """
    others, ours = _rows(theirs), _rows(mine)
    kinds, our_kinds = ([row[0].kind for row in rows] for rows in (others, ours))
    matcher = SequenceMatcher(None, kinds, our_kinds)
    pairs: list[PartPair] = []
    for tag, start, end, our_start, our_end in matcher.get_opcodes():
        here, there = others[start:end], ours[our_start:our_end]
        if tag == "equal":
            pairs += starmap(PartPair, chain.from_iterable(map(zip_longest, here, there)))
        else:
            pairs += (PartPair(part, None) for part in chain(*here))
            pairs += (PartPair(None, part) for part in chain(*there))
    return tuple(pairs)


def _rows(letter: Letter) -> list[list[AlignedPart]]:
    """Return the parts, those of one kind that follow each other in a list of their own."""
    return [list(row) for _, row in groupby(_parts(letter), key=lambda part: part.kind)]


def _parts(letter: Letter) -> Iterator[AlignedPart]:
    yield AlignedPart("subject", Paragraph((Span(letter.subject, bold=True),)))
    own = letter.own or range(0)
    for index, block in enumerate(letter.blocks):
        if isinstance(block, ItemList):
            for number, item in enumerate(block.items, start=1):
                yield AlignedPart("item", item, number)
        else:
            yield AlignedPart("own" if index in own else "paragraph", block)
    yield AlignedPart("closing", Paragraph((Span(letter.closing),)))
