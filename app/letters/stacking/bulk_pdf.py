"""Many letters in one small PDF, to be printed at once and kept by nobody.

Each block, address and closing stands in the file once, and every page says where it goes. So a
letter takes some hundred bytes beside its own lines; what stands on several pages can't be tagged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from app.letters.letter import Letter
from app.letters.marks import TAIL, drawn_marks, px, turned
from app.letters.measure import MM_PER_PT
from app.letters.stacking.catalog import VIEWED, data_of_document
from app.letters.stacking.drawing import PX_PER_PT, Layer, no_lines
from app.letters.stacking.embedding import FIRST_AFTER_FONTS, FONTS, fonts, repertoire_of
from app.letters.stacking.fence import fenced
from app.letters.stacking.fragment import Fragment
from app.letters.stacking.objects import (
    HEADER,
    ROW,
    box_of,
    identifier,
    new_digest,
    object_stream,
    references,
    stream,
)
from app.letters.stacking.shaping import NotStackable
from app.letters.stacking.stacked import Stacked, stack
from app.letters.stationery import Stationery

_TAGS = re.compile(rb"/Span<</MCID \d+>>BDC | EMC|/Artifact BMC ")
_AT_ONCE = 100
"""Objects that are deflated together; a reader must inflate all to reach one."""
_PAGES_OF_TREE = 50
"""Pages under one node: a reader finds its way to any page through a small tree."""


_ANYWHERE = b"[-9999 -9999 9999 9999]"


def write_bulk_pdf(letters: Iterable[tuple[Letter, Stationery]], target: BinaryIO) -> list[Letter]:
    """Write one small PDF without tags of as many letters as can be; return those left out.

    If all are, nothing is written. Little more is held in memory than what letters have in common.
    Raises AddressDoesNotFit.
    """
    bulk, left_out = _BulkWriter(target), []
    for letter, stationery in letters:
        try:
            bulk.add(stack(letter, stationery, bulk.lines))
        except NotStackable:
            left_out.append(letter)
    bulk.finish()
    return left_out


class _BulkWriter:
    """A PDF that grows letter by letter; only what letters have in common is held in memory."""

    def __init__(self, target: BinaryIO) -> None:
        self.target = target
        self.count = FIRST_AFTER_FONTS
        self.position = 0
        self.digest = new_digest()
        self.needs = 0
        self.lines = no_lines()
        self.places: dict[int, tuple[int, int, int]] = {}
        """The entries of the cross-reference table, by object number."""
        self.forms: dict[object, int] = {}
        self.waiting: list[tuple[int, bytes]] = []
        self.nodes: list[tuple[int, list[int]]] = []
        self.resources = self._number()
        self.title = self.language = ""

    def _number(self) -> int:
        self.count += 1
        return self.count - 1

    def _write(self, data: bytes) -> None:
        self.target.write(data)
        self.digest.update(data)
        self.position += len(data)

    def _put(self, number: int, data: bytes) -> None:
        """Write an object by itself, as a stream must be."""
        self.places[number] = (1, self.position, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, data))

    def _put_later(self, number: int, data: bytes) -> None:
        """Write an object together with others."""
        self.waiting.append((number, data))
        if len(self.waiting) == _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if not self.waiting:
            return
        holder = self._number()
        for place, (number, _) in enumerate(self.waiting):
            self.places[number] = (2, holder, place)
        self._put(holder, object_stream(self.waiting))
        self.waiting.clear()

    def add(self, letter: Stacked) -> None:
        """Write the page of a letter, which was stacked with the lines of this PDF.

        Raises NotStackable, without having written anything of the letter alone.
        """
        paper = letter.stationery.paper
        self._have_fonts(self.needs | letter.needs)
        if not self.position:
            self._write(HEADER)
            self.title, self.language = letter.letter.subject, letter.letter.language
        drawn = self._drawn(letter)
        content = self._number()
        self._put(content, stream(drawn, level=1))
        if not self.nodes or len(self.nodes[-1][1]) == _PAGES_OF_TREE:
            self.nodes.append((self._number(), []))
        page, (node, pages) = self._number(), self.nodes[-1]
        pages.append(page)
        self._put_later(
            page,
            b"<</Type/Page/Parent %d 0 R/MediaBox%s/Contents %d 0 R/Resources %d 0 R>>"
            % (node, box_of(paper), content, self.resources),
        )

    @fenced
    def _have_fonts(self, needs: int) -> None:
        """Cut the fonts as soon as a letter needs them: at the end it would be too late to fail."""
        fonts(repertoire_of(needs))
        self.needs = needs

    @fenced
    def _drawn(self, letter: Stacked) -> bytes:
        return b"".join(self._content(letter))

    def _content(self, letter: Stacked) -> Iterator[bytes]:
        stationery, written = letter.stationery, letter.letter
        yield turned(stationery)
        yield self._form(("marks", stationery.slug), partial(drawn_marks, stationery))
        left = px(stationery.margin_left)
        yield b"q 1 0 0 1 %.6f 0 cm\n" % left
        for block in (*letter.before, *letter.after):
            fragment = block.fragment
            yield self._form(fragment, partial(_block, fragment), block.top)
        closing = (written.language, stationery.slug, written.closing)
        yield self._form(closing, partial(_closing, written, stationery), letter.closing_top)
        yield b"Q\n"
        yield from (letter.words, letter.signature, letter.before_address)
        yield self._form(letter.address.key, lambda: letter.address.data)
        yield letter.after_address
        yield TAIL

    def _form(self, key: object, draw: Callable[[], bytes], top: float = 0) -> bytes:
        """Return what places something that stands in the file once, so many px further down."""
        number = self.forms.get(key)
        if number is None:
            data = _untagged(draw())
            number = self.forms[key] = self._number()
            entries = b"/Type/XObject/Subtype/Form/BBox%s/Resources<<%s>>" % (_ANYWHERE, FONTS)
            self._put(number, stream(data, entries))
        return b"q 1 0 0 1 0 %.6f cm/N%d Do Q\n" % (top, number) if top else b"/N%d Do\n" % number

    def finish(self) -> None:
        """Write what all letters have in common, and the file's end; nothing without a letter."""
        if not self.nodes:
            return
        forms = b"".join(b"/N%d %d 0 R" % (number, number) for number in self.forms.values())
        self._put_later(self.resources, b"<<%s/XObject<<%s>>>>" % (FONTS, forms))
        catalog, tree, data = self._number(), self._number(), self._number()
        for node, pages in self.nodes:
            self._put_later(
                node,
                b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>"
                % (tree, len(pages), references(pages)),
            )
        count = sum(len(pages) for _, pages in self.nodes)
        nodes = references(node for node, _ in self.nodes)
        self._put_later(tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, nodes))
        self._put_later(
            catalog,
            b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/ViewerPreferences<<%s>>>>"
            % (tree, self.language.encode(), VIEWED),
        )
        self._put_later(data, data_of_document(self.title))
        self._flush()
        self._write_fonts()
        self._write_table(catalog, data)

    def _write_fonts(self) -> None:
        made = fonts(repertoire_of(self.needs))
        for number, offset in enumerate(made.offsets, start=made.first):
            self.places[number] = (1, self.position + offset, 0)
        self._write(made.data)

    def _write_table(self, catalog: int, data: int) -> None:
        table = self._number()
        self.places[table] = (1, self.position, 0)
        self.places[0] = (0, 0, 0xFFFF)
        rows = b"".join(ROW.pack(*self.places[number]) for number in range(self.count))
        entries = b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R%s"
        start, made = self.position, identifier(self.digest)
        self._put(table, stream(rows, entries % (self.count, catalog, data, made)))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)


def _untagged(content: bytes) -> bytes:
    """Return what draws the same without numbers for the structure tree."""
    return _TAGS.sub(b"", content)


def _block(fragment: Fragment) -> bytes:
    layer = Layer(None, "")
    layer.fragment(fragment, 0, 0)
    return layer.data


def _closing(letter: Letter, stationery: Stationery) -> bytes:
    layer, font = Layer(None, letter.language), stationery.font_for(letter.language)
    layer.line(letter.closing, 0, 0, font.size * PX_PER_PT, px(font.line * MM_PER_PT))
    return layer.data
