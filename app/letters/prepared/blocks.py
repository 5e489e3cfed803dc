"""The blocks of our texts, laid out at their first use and kept; and each set for its place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from app.letters.letter import Letter
from app.letters.paragraphs import Block
from app.letters.prepared.drawing import Layer
from app.letters.prepared.fragment import Fragment, fragments
from app.letters.prepared.keeping import Kept
from app.letters.prepared.numbers import FIRST, TEXTS, Page
from app.letters.prepared.objects import Chunk, stream, with_inside
from app.letters.prepared.tags import Tags, ways_back
from app.letters.prepared.typeface import NotPrepared
from app.letters.stationery import STATIONERIES, Stationery

_FRAGMENTS: Kept[Hashable, Fragment] = Kept(2_000)
"""About 8 KB each: 16 MB a process at most."""
_SET: Kept[Hashable, SetBlock] = Kept(4_000)
"""About 4 KB each: 16 MB at most."""
_ONE_AT_A_TIME = Lock()
"""Held while blocks are laid out, so that two letters with a block in common do it once."""


@dataclass(frozen=True)
class SetBlock:
    """A block set for its place in the order of a page."""

    content: bytes
    """The stream that draws it with its top left corner where it is placed."""
    chunk: Chunk
    """This stream and the elements."""
    root: int
    """The number of the element of the block."""
    ways_back: bytes
    """From the texts to their elements, as many as there are numbers."""


def set_block(fragment: Fragment, unit: int, page: Page) -> SetBlock:
    """Return a block set for a unit of a page; for the first page of a file it is kept."""
    if page.unit == FIRST:
        return _SET.get_or_make((fragment.key, unit), lambda: _set(fragment, unit, page))
    return _set(fragment, unit, page)


def _set(fragment: Fragment, unit: int, page: Page) -> SetBlock:
    texts = range(TEXTS * unit, TEXTS * (unit + fragment.units))
    layer = Layer(iter(texts), "")
    element = layer.fragment(fragment, 0, 0)
    first = page.objects(unit)
    tags = Tags(first + 2, page.number)
    root = tags.add(element, page.body)
    content = stream(layer.data)
    return SetBlock(
        content, with_inside(first, [content], tags.made), root, ways_back(tags.owners, texts)
    )


def blocks_of(letter: Letter, stationery: Stationery) -> list[Fragment]:
    """Return the subject and the blocks but for own words, laid out if they aren't kept.

    Raises NotPrepared, and what laying out a letter raises.
    """
    own = letter.own
    if own is None:
        raise NotPrepared("own words inside another paragraph")
    if STATIONERIES.get(stationery.slug) is not stationery:
        raise NotPrepared("a stationery of its own")
    blocks = (*letter.blocks[: own.start], *letter.blocks[own.stop :])
    setting = (letter.language, stationery.slug)
    keys: list[Hashable] = [(setting, letter.subject), *((setting, block) for block in blocks)]
    found = [_FRAGMENTS.get(key) for key in keys]
    kept = [fragment for fragment in found if fragment is not None]
    return kept if len(kept) == len(keys) else _laid_out(letter, stationery, keys, blocks)


def _laid_out(
    letter: Letter, stationery: Stationery, keys: Sequence[Hashable], blocks: Sequence[Block]
) -> list[Fragment]:
    """Return the subject and the blocks under their keys, those that nobody laid out meanwhile."""
    with _ONE_AT_A_TIME:
        found = {key: _FRAGMENTS.get(key) for key in keys}
        texts = dict(zip(keys[1:], blocks, strict=True))
        missing = {key: block for key, block in texts.items() if found[key] is None}
        if missing or found[keys[0]] is None:
            subject, *made = fragments(
                list(missing.values()), letter.language, stationery, letter.subject
            )
            for key, each in ((keys[0], subject), *zip(missing, made, strict=True)):
                found[key] = replace(each, key=key)
                _FRAGMENTS.put(key, replace(each, key=key))
    return [fragment for key in keys if (fragment := found[key]) is not None]
