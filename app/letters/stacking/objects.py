"""A PDF put together from bytes, most of which were made before, and its cross-reference table.

What has object numbers that are fixed once can be cached with its entries of the table: those of
objects in an object stream don't say where in the file they stand.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from app.letters.stationery import Paper

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
ROW = struct.Struct(">BIH")
_APART, _INSIDE = 1, 2
"""The types of entries: of an object by itself, and of one in an object stream."""


@dataclass(frozen=True)
class Chunk:
    """Consecutive bytes of a file with consecutive objects, numbered from `first` on."""

    first: int
    data: bytes
    offsets: tuple[int, ...]
    """Where in the data those stand that stand by themselves: the first ones."""
    inside: bytes = b""
    """The entries of the cross-reference table for the others, which are in an object stream."""

    @cached_property
    def digest(self) -> bytes:
        """What stands for the data in the identifier of a file: the same fonts are read once."""
        return new_digest(self.data).digest()


class PdfFile:
    """A PDF that grows chunk by chunk."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [HEADER]
        self._position = len(HEADER)
        self._rows: dict[int, bytes] = {0: ROW.pack(0, 0, 0xFFFF)}
        self._digest = new_digest(HEADER)

    def add(self, chunk: Chunk) -> None:
        """Write a chunk."""
        start, pack = self._position, ROW.pack
        rows = [pack(_APART, start + offset, 0) for offset in chunk.offsets]
        self._rows[chunk.first] = b"".join((*rows, chunk.inside))
        self._parts.append(chunk.data)
        self._digest.update(chunk.digest)
        self._position = start + len(chunk.data)

    def put(self, number: int, body: bytes) -> None:
        """Write an object by itself, under this object number."""
        self._rows[number] = ROW.pack(_APART, self._position, 0)
        data = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._parts.append(data)
        self._digest.update(data)
        self._position += len(data)

    def but_for_the_last(self) -> Unfinished:
        """Return the file as it is, to be finished with an object whose number is the highest."""
        numbers = sorted(self._rows)
        rows = [self._rows[number] for number in numbers]
        index = [b"%d %d" % (n, len(row) // ROW.size) for n, row in zip(numbers, rows, strict=True)]
        first, *others = self._parts[1:]
        parts = (HEADER, first, b"".join(others))
        digest = self._digest.digest()
        return Unfinished(parts, self._position, b" ".join(index), b"".join(rows), digest)


@dataclass(frozen=True)
class Unfinished:
    """A file that lacks its last object and the cross-reference table."""

    parts: tuple[bytes, ...]
    """Its bytes; the first chunk by itself, since many files begin with the same fonts."""
    position: int
    index: bytes
    rows: bytes
    digest: bytes

    def finished(self, number: int, body: bytes, catalog: int, data: int) -> bytes:
        """Return the file with its last object; the next one is the cross-reference stream."""
        last = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        position, start = self.position, self.position + len(last)
        rows = b"".join((self.rows, ROW.pack(_APART, position, 0), ROW.pack(_APART, start, 0)))
        table = (
            b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Size %d/Index[%s %d 2]/Root %d 0 R/Info %d 0 R"
            b"%s/Length %d>>stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (
                *(number + 1, number + 2, self.index, number, catalog, data),
                *(identifier(new_digest(self.digest + last)), len(rows), rows, start),
            )
        )
        return b"".join((*self.parts, last, table))


def new_digest(data: bytes = b"") -> blake2b:
    """Return what the identifier of a file is made of; what is written is added to it."""
    return blake2b(data, digest_size=16)


def identifier(digest: blake2b) -> bytes:
    """Return the trailer's entry by which a file is known: both halves are made of its content.

    It tells nothing that the file doesn't: to guess at what was typed by it, one needs all else.
    """
    made = digest.hexdigest().encode()
    return b"/ID[<%s><%s>]" % (made, made)


def chunk(first: int, bodies: Iterable[bytes]) -> Chunk:
    """Return objects that each stand by themselves, numbered from `first`."""
    data, offsets = bytearray(), []
    for number, body in enumerate(bodies, first):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return Chunk(first, bytes(data), tuple(offsets))


def with_inside(first: int, apart: Sequence[bytes], inside: Sequence[bytes]) -> Chunk:
    """Return an object stream of `inside`, after it the objects `apart`; numbered the other way."""
    after = first + 1 + len(apart)
    holder = object_stream(list(enumerate(inside, after)))
    outer = chunk(first, (holder, *apart))
    rows = (ROW.pack(_INSIDE, first, place) for place in range(len(inside)))
    return Chunk(first, outer.data, outer.offsets, b"".join(rows))


def object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Return an object stream of these objects, each with its number."""
    offsets, data = [], bytearray()
    for number, body in objects:
        offsets.append(b"%d %d" % (number, len(data)))
        data += body + b"\n"
    index = b" ".join(offsets) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(index))
    return stream(index + bytes(data), entries)


def stream(data: bytes, entries: bytes = b"", *, deflated: bool = False, level: int = 6) -> bytes:
    """Return a stream object's bytes; `entries` stand in its dictionary beside filter and length.

    `data` is compressed at this level of zlib unless it is `deflated` already.
    """
    body = data if deflated else zlib.compress(data, level)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(body), body)


def bare_stream(data: bytes) -> bytes:
    """Return a stream object's bytes without deflating what is so short."""
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def text_string(text: str) -> bytes:
    """Return a text of the document's data as PDF writes it."""
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()


def references(numbers: Iterable[int]) -> bytes:
    """Return references to objects."""
    return b" ".join([b"%d 0 R" % number for number in numbers])


def box_of(paper: Paper) -> bytes:
    """Return the sheet as a rectangle in pt."""
    return b"[0 0 %.6f %.6f]" % (paper.width * 72 / 25.4, paper.height * 72 / 25.4)
