"""Stacked letters as one tagged PDF."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache, cached

from app.letters.marks import TAIL, drawn_marks, px, turned
from app.letters.stacking.blocks import SetBlock, set_block
from app.letters.stacking.catalog import Leaf, describe_file, outline_item
from app.letters.stacking.embedding import FONTS, fonts, repertoire_of
from app.letters.stacking.fence import fenced
from app.letters.stacking.frame import frame
from app.letters.stacking.numbers import (
    CATALOG,
    DATA,
    ELEMENT,
    FIRST,
    PARENTS,
    TEXTS,
    TREE,
    PageNumbers,
    slots_for,
)
from app.letters.stacking.objects import (
    PdfFile,
    Unfinished,
    bare_stream,
    box_of,
    chunk,
    references,
)
from app.letters.stacking.stacked import PlacedBlock, Stacked
from app.letters.stacking.tags import Tags, parent_entries


@fenced
def write_pdf(letters: Sequence[Stacked]) -> bytes:
    """Return one tagged PDF with a page a letter; raise NotStackable if it can't be written."""
    pages = list(_pages(letters))
    is_ours = len(letters) == 1 and not letters[0].own
    file = _known(letters, pages) if is_ours else _unfinished(letters, pages)
    return file.finished(pages[-1].own, bare_stream(letters[-1].standing), CATALOG, DATA)


def _parts(letters: Sequence[Stacked], _pages: Sequence[PageNumbers]) -> Hashable:
    """Return all on which the file of one letter without own words depends, but for the sender."""
    (letter,) = letters
    # The first block is the subject, and which blocks there are says in which language.
    blocks = tuple([placed.fragment for placed in (*letter.before, *letter.after)])
    return letter.stationery.slug, letter.shape, letter.needs, letter.address.key, blocks


@cached(LRUCache(500), key=_parts, lock=Lock())
def _known(letters: Sequence[Stacked], pages: Sequence[PageNumbers]) -> Unfinished:
    """Return the file of one letter, 15 KB beside the fonts, for all who send the same."""
    return _unfinished(letters, pages)


def _unfinished(letters: Sequence[Stacked], pages: Sequence[PageNumbers]) -> Unfinished:
    """Return the file but for what is drawn of the last sender."""
    needs = 0
    for letter in letters:
        needs |= letter.needs
    file = PdfFile()
    file.add(fonts(repertoire_of(needs)))
    leaves, parents = [], []
    for index, (letter, page) in enumerate(zip(letters, pages, strict=True)):
        written = _PageWriter(letter, page, index).write(file)
        leaves.append(Leaf(page.number, page.outline, written.kids))
        parents.append(b"%d[%s]" % (index, written.parents))
        before = pages[index - 1].outline if index else None
        after = pages[index + 1].outline if index + 1 < len(pages) else None
        file.put(page.outline, outline_item(letter.letter.subject, page.number, before, after))
        if after:
            file.put(page.own, bare_stream(letter.standing))
    first = letters[0].letter
    file.add(describe_file(first.language, first.subject, leaves))
    file.put(PARENTS, b"<</Nums[%s]>>" % b" ".join(parents))
    return file.but_for_the_last()


def _pages(letters: Sequence[Stacked]) -> Iterator[PageNumbers]:
    """Yield the numbers of each letter's page."""
    slot = FIRST
    for letter in letters:
        elements = sum(element.size for element in letter.own)
        texts = sum(len(list(element.mcids())) for element in letter.own)
        page = PageNumbers(slot, letter.slot + slots_for(elements, texts))
        slot = page.after
        yield page


@dataclass(frozen=True)
class _Written:
    """What the rest of the file must know of a page."""

    kids: bytes
    parents: bytes


class _PageWriter:
    """The page of a letter, with its numbers in the file."""

    def __init__(self, letter: Stacked, page: PageNumbers, index: int) -> None:
        self.letter = letter
        self.page = page
        self.index = index
        self.contents: list[int] = []
        self.between: list[bytes] = []
        """What is drawn between the blocks, a stream before each and one at the end."""
        self.waiting = [turned(letter.stationery) + drawn_marks(letter.stationery)]
        self.left = px(letter.stationery.margin_left)

    def write(self, file: PdfFile) -> _Written:
        """Write everything that belongs to the page."""
        letter, page = self.letter, self.page
        around = frame(letter.shape, page)
        before = [(each, set_block(each.fragment, each.slot, page)) for each in letter.before]
        after = [(each, set_block(each.fragment, each.slot, page)) for each in letter.after]
        self._draw(before, after)
        tags = Tags(page.objects(letter.slot), page.number)
        own = [tags.add(element, page.body) for element in letter.own]
        file.add(around.chunk)
        file.add(chunk(page.streams, map(bare_stream, self.between)))
        for _, block in (*before, *after):
            file.add(block.chunk)
        if own:
            file.add(chunk(tags.first, tags.made))
        file.put(page.number, self._page())
        roots = [block.root for _, block in before] + own + [block.root for _, block in after]
        kids = b"%s %s" % (references(roots), around.end)
        file.put(page.body, tags.element("Part", ELEMENT, kids))
        texts = range(TEXTS * letter.slot, max(tags.owners, default=-1) + 1)
        back = [around.parents, *(block.parents for _, block in (*before, *after))]
        return _Written(around.kids, b" ".join((*back, parent_entries(tags.owners, texts))))

    def _draw(
        self, before: list[tuple[PlacedBlock, SetBlock]], after: list[tuple[PlacedBlock, SetBlock]]
    ) -> None:
        """Draw all in the order of WeasyPrint: what is positioned comes after the flow."""
        letter = self.letter
        for each in before:
            self._draw_block(*each, late=False)
        self.waiting.append(letter.words)
        for each in after:
            self._draw_block(*each, late=False)
        self._end_stream()
        self.contents.append(self.page.own)
        for each in (*before, *after):
            self._draw_block(*each, late=True)
        self.waiting.append(TAIL)
        self._end_stream()

    def _draw_block(self, placed: PlacedBlock, block: SetBlock, *, late: bool) -> None:
        if placed.fragment.late is not late:
            return
        self.waiting.append(b"q 1 0 0 1 %.6f %.6f cm\n" % (self.left, placed.top))
        self._end_stream()
        self.contents.append(block.chunk.first + 1)
        self.waiting.append(b"Q\n")

    def _end_stream(self) -> None:
        self.contents.append(self.page.streams + len(self.between))
        self.between.append(b"".join(self.waiting))
        self.waiting.clear()

    def _page(self) -> bytes:
        box = box_of(self.letter.stationery.paper)
        return (
            b"<</Type/Page/Parent %d 0 R/MediaBox%s/TrimBox%s/BleedBox%s/Contents[%s]"
            b"/Resources<<%s>>/StructParents %d/Tabs/S>>"
            % (TREE, box, box, box, references(self.contents), FONTS, self.index)
        )
