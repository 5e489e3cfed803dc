"""Stacked letters as one tagged PDF."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from app.letters.marks import TAIL, marks, px, turned
from app.letters.prepared.blocks import SetBlock, set_block
from app.letters.prepared.document import Leaf, document, entry
from app.letters.prepared.embedding import FONTS, fonts, repertoire_of
from app.letters.prepared.frame import frame
from app.letters.prepared.keeping import Kept
from app.letters.prepared.numbers import (
    CATALOG,
    DATA,
    ELEMENT,
    FIRST,
    PARENTS,
    TEXTS,
    TREE,
    Page,
    slots_for,
)
from app.letters.prepared.objects import (
    File,
    Unfinished,
    bare_stream,
    box_of,
    chunk,
    references,
)
from app.letters.prepared.stacked import PlacedBlock, Stacked
from app.letters.prepared.tags import Tags, ways_back

_KNOWN: Kept[Hashable, Unfinished] = Kept(500)
"""Files but for what is drawn of the sender: 15 KB each beside the fonts, 8 MB at most."""


def pdf(letters: Sequence[Stacked]) -> bytes:
    """Return one tagged PDF with a page a letter."""
    pages = list(_pages(letters))
    if len(letters) == 1 and not letters[0].own:
        (letter,) = letters
        # The first block is the subject, and which blocks there are says in which language.
        key = (letter.stationery.slug, letter.shape, letter.needs, letter.address.key)
        blocks = tuple([placed.fragment for placed in (*letter.before, *letter.after)])
        file = _KNOWN.get_or_make((key, blocks), lambda: _unfinished(letters, pages))
    else:
        file = _unfinished(letters, pages)
    return file.finished(pages[-1].own, bare_stream(letters[-1].standing), CATALOG, DATA)


def _unfinished(letters: Sequence[Stacked], pages: Sequence[Page]) -> Unfinished:
    """Return the file but for what is drawn of the last sender."""
    needs = 0
    for letter in letters:
        needs |= letter.needs
    file = File()
    file.add(fonts(repertoire_of(needs)))
    leaves, parents = [], []
    for index, (letter, page) in enumerate(zip(letters, pages, strict=True)):
        written = _Sheet(letter, page, index).write(file)
        leaves.append(Leaf(page.number, page.entry, written.kids))
        parents.append(b"%d[%s]" % (index, written.ways_back))
        before = pages[index - 1].entry if index else None
        after = pages[index + 1].entry if index + 1 < len(pages) else None
        file.put(page.entry, entry(letter.letter.subject, page.number, before, after))
        if after:
            file.put(page.own, bare_stream(letter.standing))
    first = letters[0].letter
    file.add(document(first.language, first.subject, leaves))
    file.put(PARENTS, b"<</Nums[%s]>>" % b" ".join(parents))
    return file.but_for_the_last()


def _pages(letters: Sequence[Stacked]) -> Iterator[Page]:
    """Yield the numbers of each letter's page."""
    slot = FIRST
    for letter in letters:
        elements = sum(element.size for element in letter.own)
        texts = sum(len(list(element.numbers())) for element in letter.own)
        page = Page(slot, letter.slot + slots_for(elements, texts))
        slot = page.after
        yield page


@dataclass(frozen=True)
class _Written:
    """What the rest of the file must know of a page."""

    kids: bytes
    ways_back: bytes


class _Sheet:
    """The page of a letter, with its numbers in the file."""

    def __init__(self, letter: Stacked, page: Page, index: int) -> None:
        self.letter = letter
        self.page = page
        self.index = index
        self.contents: list[int] = []
        self.between: list[bytes] = []
        """What is drawn between the blocks, a stream before each and one at the end."""
        self.waiting = [turned(letter.stationery) + marks(letter.stationery)]
        self.left = px(letter.stationery.margin_left)

    def write(self, file: File) -> _Written:
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
        back = [around.ways_back, *(block.ways_back for _, block in (*before, *after))]
        return _Written(around.kids, b" ".join((*back, ways_back(tags.owners, texts))))

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
