"""Stacked letters as PDF: one by itself, as fast as can be, or several in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.letters.prepared.embedding import repertoire_of
from app.letters.prepared.stacked import Stacked
from app.letters.prepared.writer import (
    FIRST_AFTER_FONTS,
    Elsewhere,
    Objects,
    Page,
    Part,
    bare_stream,
    bound,
    element,
    fonts,
    part,
    references,
    struct_element,
    written,
)


def pdf(letters: Sequence[Stacked]) -> bytes:
    """Return one tagged PDF with a page a letter."""
    return _one(letters[0]) if len(letters) == 1 else _several(letters)


@dataclass(frozen=True)
class Frame:
    """Everything that describes a page, but for what own words have a part in."""

    part: Part
    catalog: int
    data: int
    page: int
    document: int
    kids: tuple[bytes, bytes]
    """References to the elements before and after the own words."""
    owners: bytes
    """References to the element around each text but those of the own words."""


def _one(letter: Stacked) -> bytes:
    """Return the PDF of one letter; the frame is kept for the next."""
    constant, variables = letter.constant, letter.variables
    body = FIRST_AFTER_FONTS + len(variables)
    frame = constant.frames.get(letter.shape)
    if frame is None:
        frame = constant.frames[letter.shape] = _frame(letter, body)
    own, owners = Objects(frame.data + 1), dict[int, int]()
    elements = [element(own, each, body, frame.page, owners) for each in letter.own]
    kids = b" ".join((frame.kids[0], references(elements), frame.kids[1]))
    last = references(owners[number] for number in sorted(owners))
    made = (
        *map(bare_stream, variables),
        struct_element("Part", frame.document, frame.page, kids),
        b"<</Nums[0[%s %s]]>>" % (frame.owners, last),
    )
    parts = [fonts(letter.repertoire), part(made, FIRST_AFTER_FONTS), frame.part]
    if own.made:
        parts.append(part(own.made, own.first))
    return written(parts, frame.catalog, frame.data)


def _frame(letter: Stacked, body: int) -> Frame:
    """Return the constant content and everything that describes the page."""
    elsewhere, objects = Elsewhere(body, body + 1), Objects(body + 2)
    streams = [objects.add(each) for each in letter.constant.streams]
    page = _page(replace(letter, own=()), _by_turns(streams, FIRST_AFTER_FONTS))
    numbers = bound(objects, [page], letter.letter.language, elsewhere)
    before = len(letter.constant.before)
    return Frame(
        part(objects.made, objects.first),
        numbers.catalog,
        numbers.data,
        numbers.first_page,
        numbers.document,
        (references(elsewhere.kids[:before]), references(elsewhere.kids[before:])),
        references(elsewhere.owners),
    )


def _several(letters: Sequence[Stacked]) -> bytes:
    objects, pages = Objects(FIRST_AFTER_FONTS), []
    constants: dict[int, list[int]] = {}
    for letter in letters:
        shared = constants.get(id(letter.constant))
        if shared is None:
            shared = [objects.add(each) for each in letter.constant.streams]
            constants[id(letter.constant)] = shared
        own = [objects.add(bare_stream(each)) for each in letter.variables]
        pages.append(_page(letter, _by_turns(shared, own[0])))
    numbers = bound(objects, pages, letters[0].letter.language)
    characters = frozenset[str]().union(*(letter.characters for letter in letters))
    parts = (fonts(repertoire_of(characters)), part(objects.made, FIRST_AFTER_FONTS))
    return written(parts, numbers.catalog, numbers.data)


def _by_turns(constants: Sequence[int], first: int) -> list[int]:
    """Return the numbers of the page's content: a constant stream and a variable one by turns."""
    return [number for each, own in enumerate(constants) for number in (own, first + each)]


def _page(letter: Stacked, contents: Sequence[int]) -> Page:
    return Page(letter.stationery.paper, letter.letter.subject, contents, letter.structure)
