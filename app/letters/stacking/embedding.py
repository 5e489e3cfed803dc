"""The fonts as they stand in a PDF, cut to what letters need."""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from threading import Lock

import uharfbuzz

from app.letters.stacking.objects import Chunk, chunk, stream
from app.letters.stacking.shaping import PER_EM, NotStackable, SizedFont, face_of

_WESTERN = frozenset(
    map(
        chr,
        [
            *range(0x20, 0x7F),
            *range(0xA0, 0x100),
            *range(0x2010, 0x2028),
            *(0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x202F, 0x2030, 0x2032, 0x2033),
            *(0x2039, 0x203A, 0x2060, 0x20AC, 0x2116, 0x215B, 0x215C),
        ],
    )
)
_LATIN = _WESTERN | frozenset(
    map(chr, [*range(0x100, 0x180), *range(0x218, 0x21C), 0x259, 0x2BB, 0x2BC])
)
_CYRILLIC = _WESTERN | frozenset(map(chr, [*range(0x400, 0x530), 0x20B8]))


_SECOND = frozenset("\xad\u2009\u200b\u2010\u2011\u02bb\u02bc\u03bc\u2126\u2206\u2215")
"""Each looks like another character and has its glyph, which can give back but one text."""
LIGATURES = ("ff", "fi", "fj", "fl", "ft", "ffi", "ffj", "ffl", "fft")


@cache
def repertoires() -> tuple[frozenset[str], ...]:
    """Return the sets of characters that a letter's fonts are cut to, the smallest first.

    None has marks by themselves, which the font sets by their context.
    """
    whole = frozenset(map(chr, face_of(False).unicodes)) & frozenset(
        map(chr, face_of(True).unicodes)
    )
    whole -= _SECOND
    whole -= {character for character in whole if unicodedata.category(character).startswith("M")}
    parts = (_WESTERN, _LATIN, _CYRILLIC, _LATIN | _CYRILLIC)
    return (*(part & whole for part in parts), whole)


def needs_of(text: str) -> int:
    """Return what a text needs beside the smallest repertoire, in bits; raise NotStackable.

    What several texts need is the union of these bits.
    """
    western, latin, cyrillic, both, whole = repertoires()
    if western.issuperset(text):
        return 0
    for needs, repertoire in ((1, latin), (2, cyrillic), (3, both), (4, whole)):
        if repertoire.issuperset(text):
            return needs
    raise NotStackable("a character that the font lacks")


def repertoire_of(needs: int) -> int:
    """Return the number of the smallest repertoire with all of `needs`."""
    return min(needs, 4)


FONTS = b"/Font<</F1 1 0 R/F2 6 0 R>>"
"""The fonts are the first objects of every file."""
FIRST_AFTER_FONTS = 11
_ONE_AT_A_TIME = Lock()


def fonts(repertoire: int) -> Chunk:
    """Return both fonts, cut to a repertoire; they are cached, and never cut twice at once."""
    with _ONE_AT_A_TIME:
        return _fonts(repertoire)


@cache
def _fonts(repertoire: int) -> Chunk:
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
    return chunk(1, objects)


@dataclass(frozen=True)
class Embedded:
    """A font cut to a repertoire, as it stands in a PDF."""

    name: str
    file: bytes
    """The font file, deflated."""
    length: int
    widths: bytes
    to_unicode: bytes
    """The text of each glyph, deflated."""


def embedded(semibold: bool, number: int) -> Embedded:
    """Return the font with the repertoire of this number, its glyphs keeping their numbers."""
    face = face_of(semibold)
    characters = repertoires()[number]
    options = uharfbuzz.SubsetInput()
    options.unicode_set.set(set(map(ord, characters)))
    options.glyph_set.update(set(_texts_of_glyphs(semibold, characters)))
    options.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        | uharfbuzz.SubsetFlags.NO_HINTING
    )
    options.drop_table_tag_set.update(_tags(b"GSUB", b"GPOS", b"GDEF", b"STAT", b"name", b"post"))
    data = bytes(uharfbuzz.subset(face, options).blob.data)
    texts = _texts_of_glyphs(semibold, characters)
    font = uharfbuzz.Font(face)
    widths = b"".join(
        b"%d[%d]" % (glyph, round(font.get_glyph_h_advance(glyph) * PER_EM / face.upem))
        for glyph in sorted(texts)
    )
    return Embedded(
        f"LETTRA+SourceSerif4-{'SemiBold' if semibold else 'Regular'}",
        zlib.compress(data, 9),
        len(data),
        widths,
        zlib.compress(_to_unicode(texts), 9),
    )


def _tags(*names: bytes) -> set[int]:
    return {int.from_bytes(name, "big") for name in names}


def _texts_of_glyphs(semibold: bool, characters: frozenset[str]) -> dict[int, str]:
    """Return the text that each glyph stands for."""
    font = uharfbuzz.Font(face_of(semibold))
    texts: dict[int, str] = {}
    for character in sorted(characters):
        glyph = font.get_nominal_glyph(ord(character))
        if glyph:
            texts.setdefault(glyph, character)
    shaper = SizedFont(semibold, 10, "en").shaper("Latn")
    for ligature in LIGATURES:
        glyphs, _ = shaper.by_harfbuzz(ligature)
        if len(glyphs) == 1:
            texts[glyphs[0]] = ligature
    return texts


@cache
def glyphs(semibold: bool, number: int) -> frozenset[int]:
    """Return the glyphs that a font with the repertoire of this number has."""
    return frozenset(_texts_of_glyphs(semibold, repertoires()[number]))


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Return the CMap that gives each glyph its text back."""
    lines = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        b"/CMapName/Adobe-Identity-UCS def /CMapType 2 def",
        b"1 begincodespacerange <0000><ffff> endcodespacerange",
    ]
    entries = [
        f"<{glyph:04x}><{text.encode('utf-16-be').hex()}>".encode()
        for glyph, text in sorted(texts.items())
    ]
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        lines.append(b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)))
    lines.append(b"endcmap CMapName currentdict /CMap defineresource pop end end")
    return b"\n".join(lines)
