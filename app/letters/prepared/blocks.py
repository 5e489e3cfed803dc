"""The blocks of our texts, laid out at their first use and kept; and each set for its place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from app.letters.letter import Letter
from app.letters.paragraphs import Block
from app.letters.prepared import store
from app.letters.prepared.drawing import Layer
from app.letters.prepared.fragment import Fragment, fragments
from app.letters.prepared.keeping import Kept
from app.letters.prepared.numbers import FIRST, TEXTS, Page
from app.letters.prepared.objects import Chunk, stream, with_inside
from app.letters.prepared.tags import Tags, ways_back
from app.letters.prepared.typeface import NotPrepared
from app.letters.printing import GlyphMissing
from app.letters.stationery import STATIONERIES, Stationery

_FRAGMENTS: Kept[Hashable, Fragment | NotPrepared] = Kept(2_000)
"""About 8 KB each: 16 MB a process at most."""
_SET: Kept[Hashable, SetBlock] = Kept(4_000)
"""About 4 KB each: 16 MB at most."""
_AT_ONCE = 40
"""Blocks that are laid out on one sheet."""
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


def set_block(fragment: Fragment, slot: int, page: Page) -> SetBlock:
    """Return a block set for a slot of a page; for the first page of a file it is kept."""
    if page.slot == FIRST:
        return _SET.get_or_make((fragment.key, slot), lambda: _set(fragment, slot, page))
    return _set(fragment, slot, page)


def _set(fragment: Fragment, slot: int, page: Page) -> SetBlock:
    texts = range(TEXTS * slot, TEXTS * (slot + fragment.slots))
    layer = Layer(iter(texts), "")
    element = layer.fragment(fragment, 0, 0)
    first = page.objects(slot)
    tags = Tags(first + 2, page.number)
    root = tags.add(element, page.body)
    content = stream(layer.data)
    return SetBlock(
        content, with_inside(first, [content], tags.made), root, ways_back(tags.owners, texts)
    )


Text = Block | str
"""A block, or the subject."""


def blocks_of(letter: Letter, stationery: Stationery) -> list[Fragment]:
    """Return the subject and the blocks but for own words, laid out if they aren't kept.

    Raises NotPrepared, and what laying out a letter raises.
    """
    texts = _texts(letter, stationery)
    found = [_FRAGMENTS.get(key) for key, _ in texts]
    if None in found:
        with _ONE_AT_A_TIME:
            made = _lay_out(dict(texts), letter.language, stationery)
        found = [made[key] for key, _ in texts]
    blocks = [each for each in found if isinstance(each, Fragment)]
    if len(blocks) < len(texts):
        reasons = [str(each) for each in found if isinstance(each, NotPrepared)]
        raise NotPrepared(*reasons)
    return blocks


def are_kept(letter: Letter, stationery: Stationery) -> bool:
    """Return whether a letter can be stacked without laying anything out."""
    try:
        texts = _texts(letter, stationery)
    except NotPrepared:
        return False
    return all(isinstance(_FRAGMENTS.get(key), Fragment) for key, _ in texts)


def recall(letters: Iterable[Letter], stationery: Stationery, file: Path) -> bool:
    """Take from the file what these letters need; return whether nothing must be laid out."""
    keys: set[Hashable] = set()
    for letter in letters:
        with suppress(NotPrepared):
            keys.update(key for key, _ in _texts(letter, stationery))
    lacking = {key for key in keys if _FRAGMENTS.get(key) is None}
    found = store.kept(file, lacking)
    for key, fragment in found.items():
        _FRAGMENTS.put(key, fragment)
    return found.keys() == lacking


def prepare(letters: Iterable[Letter], stationery: Stationery, file: Path) -> int:
    """Lay out what these letters need and the file lacks; return how many blocks it then holds."""
    needed: dict[str, dict[Hashable, Text]] = {}
    for letter in letters:
        with suppress(NotPrepared):
            needed.setdefault(letter.language, {}).update(_texts(letter, stationery))
    found = store.kept(file, {key for texts in needed.values() for key in texts})
    with _ONE_AT_A_TIME:
        for language, texts in needed.items():
            lacking = {key: text for key, text in texts.items() if key not in found}
            found |= _lay_out(lacking, language, stationery)
    store.keep(file, found)
    return len(found)


def _shown(letter: Letter, stationery: Stationery) -> tuple[Text, ...]:
    """Return the subject and the blocks but for own words; raise NotPrepared."""
    own = letter.own
    if own is None:
        raise NotPrepared("own words inside another paragraph")
    if STATIONERIES.get(stationery.slug) is not stationery:
        raise NotPrepared("a stationery of its own")
    return (letter.subject, *letter.blocks[: own.start], *letter.blocks[own.stop :])


def _texts(letter: Letter, stationery: Stationery) -> list[tuple[Hashable, Text]]:
    """Return the same, each with its key."""
    type_ = stationery.type_for(letter.language)
    setting = (letter.language, stationery.body_width, type_.size, type_.line)
    return [((setting, text), text) for text in _shown(letter, stationery)]


def _lay_out(
    texts: Mapping[Hashable, Text], language: str, stationery: Stationery
) -> dict[Hashable, Fragment | NotPrepared]:
    """Return and keep the texts laid out, some at once; those that somebody laid out meanwhile."""
    found = {key: _FRAGMENTS.get(key) for key in texts}
    lacking = {key: text for key, text in texts.items() if found[key] is None}
    subjects = [key for key, text in lacking.items() if isinstance(text, str)]
    blocks = [key for key in lacking if key not in subjects]
    while subjects or blocks:
        some, blocks = blocks[:_AT_ONCE], blocks[_AT_ONCE:]
        subject = subjects.pop() if subjects else None
        for key, made in _made(lacking, subject, some, language, stationery):
            found[key] = made
            _FRAGMENTS.put(key, made)
    return {key: made for key, made in found.items() if made is not None}


def _made(
    texts: Mapping[Hashable, Text],
    subject: Hashable,
    blocks: Sequence[Hashable],
    language: str,
    stationery: Stationery,
) -> Iterator[tuple[Hashable, Fragment | NotPrepared]]:
    """Yield a subject, if there is one, and blocks laid out; of what can't be, the reason."""
    keys = [subject, *blocks] if subject else [*blocks]
    chosen = [block for key in blocks if not isinstance(block := texts[key], str)]
    title = str(texts[subject]) if subject else "–"
    try:
        made = fragments(chosen, language, stationery, title)
    except (NotPrepared, GlyphMissing) as error:
        if len(keys) == 1:
            yield keys[0], NotPrepared(str(error))
        elif subject:
            yield from _made(texts, subject, (), language, stationery)
            yield from _made(texts, None, blocks, language, stationery)
        else:
            for key in blocks:
                yield from _made(texts, None, [key], language, stationery)
        return
    for key, fragment in zip(keys, made if subject else made[1:], strict=True):
        yield key, replace(fragment, key=key)
