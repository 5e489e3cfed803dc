"""Tagged PDFs, written from bytes most of which were made before."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from app.letters.prepared.embedding import embedded
from app.letters.prepared.fragment import Element
from app.letters.stationery import Paper

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
PRODUCER = "Lettercase"
FONTS = b"/Font<</F1 1 0 R/F2 6 0 R>>"
"""The fonts are the first objects of every file."""
FIRST_AFTER_FONTS = 11
VIEWED = b"/DisplayDocTitle true/Duplex/Simplex/PrintScaling/None"
"""Asks the print dialog not to scale and to print on one side: the window depends on it."""


@dataclass(frozen=True)
class Part:
    """Consecutive objects of a PDF, and where each begins in these bytes."""

    data: bytes
    offsets: tuple[int, ...]


def part(objects: Iterable[bytes], first: int, before: bytes = b"") -> Part:
    """Return the objects, numbered from `first`."""
    data = bytearray(before)
    offsets = []
    for number, each in enumerate(objects, first):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    return Part(bytes(data), tuple(offsets))


def stream(data: bytes, entries: bytes = b"", *, deflated: bool = False, level: int = 9) -> bytes:
    """Return a stream object's bytes."""
    body = data if deflated else zlib.compress(data, level)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(body), body)


def bare_stream(data: bytes) -> bytes:
    """Return a stream object's bytes without deflating what is so short."""
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


@cache
def fonts(repertoire: int) -> Part:
    """Return the file's beginning with both fonts, cut to a repertoire: objects 1 to 10."""
    objects: list[bytes] = []
    for semibold in (False, True):
        font, first = embedded(semibold, repertoire), len(objects) + 1
        name = font.name.encode()
        objects += [
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, first + 1, first + 4),
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDToGIDMap/Identity"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/W[%s]>>" % (name, first + 2, font.widths),
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-300 -335 1300 1036]"
            b"/ItalicAngle 0/Ascent 1036/Descent -335/CapHeight 670/StemV %d/FontFile2 %d 0 R>>"
            % (name, 120 if semibold else 80, first + 3),
            stream(font.file, b"/Length1 %d" % font.length, deflated=True),
            stream(font.to_unicode, deflated=True),
        ]
    return part(objects, 1, HEADER)


def text_string(text: str) -> bytes:
    """Return a text of the document's data as PDF writes it."""
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()


@dataclass(frozen=True)
class Page:
    """A page of a file: its paper, what it is called, its content's objects and its structure."""

    paper: Paper
    title: str
    contents: Sequence[int]
    structure: Sequence[Element]


class Objects:
    """The objects of a file, or of its end, numbered as they come."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.made: list[bytes] = []

    def add(self, data: bytes = b"") -> int:
        """Add an object; return its number."""
        self.made.append(data)
        return self.first + len(self.made) - 1

    def put(self, number: int, data: bytes) -> None:
        """Say what is in an object that was added without."""
        self.made[number - self.first] = data


class Numbers(NamedTuple):
    """The numbers of objects that others lead to."""

    catalog: int
    data: int
    document: int
    first_page: int


@dataclass
class Elsewhere:
    """Two objects that are written by themselves, since own words have a part in them."""

    body: int
    """The number of the page's last element, in which the text stands."""
    parents: int
    """The number of the way back from texts to elements."""
    kids: Sequence[int] = ()
    """The numbers of the elements in the body."""
    owners: Sequence[int] = ()
    """The number of the element around each text."""


def bound(
    objects: Objects, pages: Sequence[Page], language: str, elsewhere: Elsewhere | None = None
) -> Numbers:
    """Add all of a tagged file but fonts and content; return the numbers of some objects.

    What is `elsewhere` is left out for the one page that there is then, and noted there.
    """
    catalog, tree, outlines, root, document = (objects.add() for _ in range(5))
    parents = elsewhere.parents if elsewhere else objects.add()
    numbers = [objects.add() for _ in pages]
    entries = [objects.add() for _ in pages]
    kids: list[int] = []
    around: list[bytes] = []
    for index, (page, number) in enumerate(zip(pages, numbers, strict=True)):
        objects.put(number, _page(page, index, tree))
        objects.put(entries[index], _entry(page.title, index, entries, number, outlines))
        owners: dict[int, int] = {}
        *before, body = page.structure
        kids += [element(objects, each, document, number, owners) for each in before]
        if elsewhere:
            kids.append(elsewhere.body)
            elsewhere.kids = [
                element(objects, each, elsewhere.body, number, owners)
                for each in body.children
                if isinstance(each, Element)
            ]
            elsewhere.owners = [owners[n] for n in range(len(owners))]
        else:
            kids.append(element(objects, body, document, number, owners))
        around.append(b"%d[%s]" % (index, references(owners[n] for n in range(len(owners)))))
    title = pages[0].title
    metadata = objects.add(stream(_metadata(title), b"/Type/Metadata/Subtype/XML"))
    objects.put(
        catalog,
        b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/Metadata %d 0 R"
        b"/StructTreeRoot %d 0 R/Outlines %d 0 R/ViewerPreferences<<%s>>>>"
        % (tree, language.encode(), metadata, root, outlines, VIEWED),
    )
    objects.put(tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), references(numbers)))
    objects.put(
        outlines,
        b"<</Type/Outlines/Count %d/First %d 0 R/Last %d 0 R>>"
        % (len(pages), entries[0], entries[-1]),
    )
    objects.put(root, b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>" % (document, parents))
    if elsewhere is None:
        objects.put(parents, b"<</Nums[%s]>>" % b" ".join(around))
    objects.put(
        document,
        b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (root, references(kids)),
    )
    return Numbers(catalog, objects.add(data_of_document(title)), document, numbers[0])


def data_of_document(title: str) -> bytes:
    """Return the dictionary with title and producer."""
    return b"<</Title%s/Producer%s>>" % (text_string(title), text_string(PRODUCER))


def references(numbers: Iterable[int]) -> bytes:
    """Return references to objects."""
    return b" ".join([b"%d 0 R" % number for number in numbers])


def box_of(paper: Paper) -> bytes:
    """Return the sheet as a rectangle in pt."""
    return b"[0 0 %.6f %.6f]" % (paper.width * 72 / 25.4, paper.height * 72 / 25.4)


def _page(page: Page, index: int, tree: int) -> bytes:
    box = box_of(page.paper)
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox%s/TrimBox%s/BleedBox%s/Contents[%s]"
        b"/Resources<<%s>>/StructParents %d/Tabs/S>>"
        % (tree, box, box, box, references(page.contents), FONTS, index)
    )


def _entry(title: str, index: int, entries: Sequence[int], page: int, outlines: int) -> bytes:
    """Return the entry of a page in the list of contents."""
    beside = b"/Prev %d 0 R" % entries[index - 1] if index else b""
    if index + 1 < len(entries):
        beside += b"/Next %d 0 R" % entries[index + 1]
    return b"<</Title%s/Parent %d 0 R%s/Dest[%d 0 R/Fit]>>" % (
        text_string(title),
        outlines,
        beside,
        page,
    )


def element(objects: Objects, made: Element, parent: int, page: int, owners: dict[int, int]) -> int:
    """Add an element and what is in it; return its number, and note which is around each text."""
    number = objects.add()
    kids = []
    for child in made.children:
        if isinstance(child, int):
            owners[child] = number
            kids.append(b"%d" % child)
        else:
            kids.append(b"%d 0 R" % element(objects, child, number, page, owners))
    objects.put(number, struct_element(made.type, parent, page, b" ".join(kids)))
    return number


def struct_element(type_: str, parent: int, page: int, kids: bytes) -> bytes:
    """Return an element of the structure tree."""
    return b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K[%s]>>" % (
        type_.encode(),
        parent,
        page,
        kids,
    )


def _metadata(title: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><rdf:Description rdf:about="">'
        f"<pdfuaid:part>1</pdfuaid:part><pdf:Producer>{PRODUCER}</pdf:Producer>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        '</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def written(parts: Sequence[Part], catalog: int, data: int) -> bytes:
    """Return the file of consecutive parts, the first of which are its fonts."""
    table = [b"0000000000 65535 f \n", _entries_of_fonts(parts[0])]
    start = len(parts[0].data)
    for each in parts[1:]:
        table.append(_entries(each, start))
        start += len(each.data)
    size = 1 + sum(len(each.offsets) for each in parts)
    return b"".join(
        (
            *(each.data for each in parts),
            b"xref\n0 %d\n" % size,
            *table,
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (size, catalog, data, start),
        )
    )


def _entries(made: Part, start: int) -> bytes:
    return b"".join([b"%010d 00000 n \n" % (start + offset) for offset in made.offsets])


@cache
def _entries_of_fonts(made: Part) -> bytes:
    return _entries(made, 0)
