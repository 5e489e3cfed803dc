"""The texts of letters, each laid out once: one store for their heights and for how they are drawn.

A page is a stack: how high a block is and how it is drawn doesn't depend on what stands above and
below. So a block is laid out once for a width of text and a font size, with others that are needed
then, and is known from then on to whoever proves letters, and to whoever stacks them. What can't
be stacked has a height all the same. Own words of a supporter never come here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from app.content.model.localised import Localised
from app.content.texts import printed_languages
from app.letters.letter import Letter
from app.letters.paragraphs import Block
from app.letters.printing import Printed, lay_out
from app.letters.stationery import Stationery
from app.letters.turns import LAYING_OUT

_ENDLESS = 100_000.0
"""The height in mm of a sheet on which everything stands."""
_AT_ONCE = 16
"""Blocks that are laid out together: about two letters, for which nobody else waits too long."""
_DECIMALS = 6
"""Of a height in px: it must not depend on what else was laid out with it."""
_NO_OFFICE = Localised(dict.fromkeys(printed_languages(), "–"))
_TEXTS: LRUCache[Hashable, LaidOut] = LRUCache(4_000)
"""Some 8 KB each where it is known how they are drawn, else far less."""
_READ_OR_WRITTEN = Lock()
"""Held for every use of the cache, which counts what was used last."""


class Ending(NamedTuple):
    """The last lines of a letter: they have a height, and are drawn by other means."""

    closing: str
    signature: str


_NO_ENDING = Ending("–", "–")
Text = Block | str
"""A block, or the subject of a letter."""
Measured = Text | Ending
Read = Callable[[Printed, Sequence[Text]], Sequence[object]]
"""Says how each of the texts is drawn, or why it can't be told; raises Unreadable for all."""


_Key = tuple[Hashable, Measured]


class Unreadable(Exception):
    """It can't be told how the texts of this sheet are drawn; each by itself it may be."""


@dataclass(frozen=True, eq=False)
class LaidOut:
    """A text that was laid out."""

    height: float
    """In px, with the space below it."""
    drawn: object = None
    """What `Read` said of it; None if it wasn't asked."""


def keys_of(texts: Sequence[Measured], language: str, stationery: Stationery) -> list[_Key]:
    """Return under which key each text is known: all on which its lines depend."""
    font = stationery.font_for(language)
    setting = language, stationery.body_width, font.size, font.line
    return [(setting, text) for text in texts]


def known(keys: Sequence[Hashable]) -> list[LaidOut | None]:
    """Return what is known under each of the keys."""
    with _READ_OR_WRITTEN:
        try:
            return [_TEXTS[key] for key in keys]  # the usual case: `get` looks each up twice
        except KeyError:
            return [_TEXTS.get(key) for key in keys]


def cache(laid_out: Mapping[Hashable, LaidOut]) -> None:
    """Let what was laid out be known; what was used longest ago goes if it is too much."""
    with _READ_OR_WRITTEN:
        _TEXTS.update(laid_out)


def laid_out(
    texts: Sequence[Measured], language: str, stationery: Stationery, read: Read | None = None
) -> list[LaidOut]:
    """Return each of the texts laid out, if need be now; raise GlyphMissing or Busy.

    With `read`, it is known how each is drawn, too.
    """
    keys = keys_of(texts, language, stationery)
    found = known(keys)
    enough = [each for each in found if each and (each.drawn or not read)]
    if len(enough) == len(keys):
        return enough
    made = {key: each for key, each in zip(keys, found, strict=True) if each}
    lacking = [key for key in dict.fromkeys(keys) if not _is_enough(made.get(key), read)]
    for some in _together(lacking):
        with LAYING_OUT.one():  # so that two who need the same do it once
            new = [each for each in known(some) if each and _is_enough(each, read)]
            if len(new) < len(some):
                new = _lay_out([text for _, text in some], language, stationery, read)
                cache(dict(zip(some, new, strict=True)))
        made.update(zip(some, new, strict=True))
    return [made[key] for key in keys]


def _is_enough(found: LaidOut | None, read: Read | None) -> bool:
    return found is not None and (read is None or found.drawn is not None)


def _together(
    keys: Sequence[tuple[Hashable, Measured]],
) -> Iterator[list[tuple[Hashable, Measured]]]:
    """Yield the keys of each sheet: a subject, blocks and an ending, in their order."""
    subjects = [key for key in keys if isinstance(key[1], str)]
    endings = [key for key in keys if isinstance(key[1], Ending)]
    blocks = [key for key in keys if not isinstance(key[1], str | Ending)]
    while subjects or blocks or endings:
        yield [*subjects[:1], *blocks[:_AT_ONCE], *endings[:1]]
        del subjects[:1], blocks[:_AT_ONCE], endings[:1]


def _lay_out(
    texts: Sequence[Measured], language: str, stationery: Stationery, read: Read | None
) -> list[LaidOut]:
    """Return a subject, blocks and an ending laid out on one sheet, those that there are."""
    first, last = texts[0], texts[-1]
    subject = first if isinstance(first, str) else "–"
    ending = last if isinstance(last, Ending) else _NO_ENDING
    blocks = [text for text in texts if not isinstance(text, str | Ending)]
    endless = replace(stationery, paper=replace(stationery.paper, height=_ENDLESS))
    printed = lay_out(_letter(language, subject, blocks, ending), endless, is_measured=True)
    try:
        drawn = read(printed, [subject, *blocks]) if read else [None] * (1 + len(blocks))
    except Unreadable as reason:
        if len(texts) > 1:
            return [_lay_out([text], language, stationery, read)[0] for text in texts]
        drawn = [reason] * (1 + len(blocks))
    heights = [round(below - top, _DECIMALS) for top, below in pairwise(printed.tops)]
    made = [LaidOut(*each) for each in zip(heights, [*drawn, None], strict=True)]
    return made[subject is not first : len(made) - (ending is not last)]


def _letter(language: str, subject: str, blocks: Sequence[Block], ending: Ending) -> Letter:
    """Return a letter to nobody, so that nothing but these texts is laid out."""
    return Letter(
        language=language,
        case="",
        addressee="",
        office=_NO_OFFICE,
        subject=subject,
        sender_lines=(),
        return_parts=(),
        address_forms=(("",),),
        place_and_date="",
        blocks=tuple(blocks),
        closing=ending.closing,
        signature=ending.signature,
    )
