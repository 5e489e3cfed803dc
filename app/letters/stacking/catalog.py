"""What describes a whole file: its pages, its title, its outline, how to print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from app.letters.stacking.numbers import (
    DOCUMENT,
    ELEMENT,
    METADATA,
    OUTLINES,
    PARENTS,
    ROOT,
    TREE,
)
from app.letters.stacking.objects import Chunk, references, stream, text_string, with_inside

PRODUCER = "Lettercase"
VIEWED = b"/DisplayDocTitle true/Duplex/Simplex/PrintScaling/None"
"""Asks the print dialog not to scale and to print on one side: the window depends on it."""


@dataclass(frozen=True)
class Leaf:
    """A page in its file: its object number, that of its outline item, and references to its
    elements."""

    number: int
    outline: int
    kids: bytes


def describe_file(language: str, title: str, leaves: Sequence[Leaf]) -> Chunk:
    """Return what describes the file with these pages."""
    return _one(language, title, leaves[0]) if len(leaves) == 1 else _all(language, title, leaves)


@lru_cache(maxsize=500)
def _one(language: str, title: str, leaf: Leaf) -> Chunk:
    """Return the same for one page, which tells of the case and its addressee alone."""
    return _all(language, title, [leaf])


def _all(language: str, title: str, leaves: Sequence[Leaf]) -> Chunk:
    metadata = stream(_metadata(title), b"/Type/Metadata/Subtype/XML")
    kids = b" ".join(leaf.kids for leaf in leaves)
    inside = [
        b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (ROOT, kids),
        b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/Metadata %d 0 R"
        b"/StructTreeRoot %d 0 R/Outlines %d 0 R/ViewerPreferences<<%s>>>>"
        % (TREE, language.encode(), METADATA, ROOT, OUTLINES, VIEWED),
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(leaves), references(leaf.number for leaf in leaves)),
        b"<</Type/Outlines/Count %d/First %d 0 R/Last %d 0 R>>"
        % (len(leaves), leaves[0].outline, leaves[-1].outline),
        b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>" % (ELEMENT, PARENTS),
        data_of_document(title),
    ]
    return with_inside(DOCUMENT, [metadata], inside)


def data_of_document(title: str) -> bytes:
    """Return the dictionary with title and producer."""
    return b"<</Title%s/Producer%s>>" % (text_string(title), text_string(PRODUCER))


def outline_item(title: str, number: int, before: int | None, after: int | None) -> bytes:
    """Return the outline item of the page with this object number, between its neighbours."""
    beside = b"/Prev %d 0 R" % before if before else b""
    if after:
        beside += b"/Next %d 0 R" % after
    return b"<</Title%s/Parent %d 0 R%s/Dest[%d 0 R/Fit]>>" % (
        text_string(title),
        OUTLINES,
        beside,
        number,
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
