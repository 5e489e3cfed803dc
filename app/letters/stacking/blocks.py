"""The texts of letters as they are drawn; and each set for its place in the order of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache, cached

from app.letters.laid_out import Text, Unreadable, keys_of, known, laid_out
from app.letters.letter import Letter
from app.letters.printing import GlyphMissing, Printed
from app.letters.stacking.drawing import Layer
from app.letters.stacking.extraction import fragments_in
from app.letters.stacking.fence import note
from app.letters.stacking.fragment import Fragment
from app.letters.stacking.numbers import FIRST, TEXTS, PageNumbers
from app.letters.stacking.objects import Chunk, stream, with_inside
from app.letters.stacking.shaping import NotStackable
from app.letters.stacking.tags import Tags, parent_entries
from app.letters.stationery import STATIONERIES, Stationery


@dataclass(frozen=True)
class SetBlock:
    """A block set for its place in the order of a page."""

    content: bytes
    """The stream that draws it with its top left corner where it is placed."""
    chunk: Chunk
    """This stream and the elements."""
    root: int
    """The object number of the element of the block."""
    parents: bytes
    """The entries of the ParentTree for its MCIDs, as many as there are numbers."""


def set_block(fragment: Fragment, slot: int, page: PageNumbers) -> SetBlock:
    """Return a block set for a slot of a page; for the first page of a file it is cached."""
    if page.slot == FIRST:
        return _set_on_first_page(fragment, slot)
    return _set(fragment, slot, page)


@cached(LRUCache(4_000), key=lambda fragment, slot: (fragment, slot), lock=Lock())
def _set_on_first_page(fragment: Fragment, slot: int) -> SetBlock:
    """Some 4 KB each."""
    return _set(fragment, slot, PageNumbers())


def _set(fragment: Fragment, slot: int, page: PageNumbers) -> SetBlock:
    mcids = range(TEXTS * slot, TEXTS * (slot + fragment.slots))
    layer = Layer(iter(mcids), "")
    element = layer.fragment(fragment, 0, 0)
    first = page.objects(slot)
    tags = Tags(first + 2, page.number)
    root = tags.add(element, page.body)
    content = stream(layer.data)
    chunk = with_inside(first, [content], tags.made)
    return SetBlock(content, chunk, root, parent_entries(tags.owners, mcids))


def drawn_texts(
    letter: Letter, stationery: Stationery, *, may_lay_out: bool = True
) -> tuple[list[Fragment], list[float]]:
    """Return the subject and the blocks but for own words: how each is drawn, and its height in px.

    They are laid out now if need be and if `may_lay_out`; raises NotStackable.
    """
    texts = our_texts(letter, stationery)
    found = known(keys_of(texts, letter.language, stationery))
    drawn = [each.drawn for each in found if each and isinstance(each.drawn, Fragment)]
    if len(drawn) == len(found):
        return drawn, [each.height for each in found if each]
    if not may_lay_out:
        raise NotStackable("a text that wasn't laid out before")
    return _laid_out_now(texts, letter.language, stationery)


def _laid_out_now(
    texts: Sequence[Text], language: str, stationery: Stationery
) -> tuple[list[Fragment], list[float]]:
    try:
        found = laid_out(texts, language, stationery, read_drawn)
    except GlyphMissing:  # the plain way names all that are missing
        raise NotStackable("a character that the font lacks") from None
    drawn = [each.drawn for each in found if isinstance(each.drawn, Fragment)]
    if len(drawn) < len(found):
        reasons = [str(each.drawn) for each in found if not isinstance(each.drawn, Fragment)]
        raise NotStackable(*reasons)
    return drawn, [each.height for each in found]


def our_texts(letter: Letter, stationery: Stationery) -> tuple[Text, ...]:
    """Return the subject and the blocks but for own words; raise NotStackable."""
    own = letter.own
    if own is None:
        raise NotStackable("own words inside another paragraph")
    if STATIONERIES.get(stationery.slug) is not stationery:
        raise NotStackable("a stationery of its own")
    return (letter.subject, *letter.blocks[: own.start], *letter.blocks[own.stop :])


def read_drawn(printed: Printed, texts: Sequence[Text]) -> list[Fragment | NotStackable]:
    """Return how each of the texts is drawn, or why it can't be told; raise Unreadable."""
    try:
        return fragments_in(printed, texts)
    except NotStackable as reason:
        raise Unreadable(*reason.args) from None
    except Exception as error:
        raise Unreadable(note(error)) from None
