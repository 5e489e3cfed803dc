"""Whether two PDFs show the same page: one page, the same text in each zone, the same marks."""

import io
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pikepdf
import pypdfium2

from app.letters.measure import MM_PER_PT
from app.letters.stationery import Box, Stationery

_LEFT_OUT = set("\u00ad\u2010\u2011\u2060\ufffe\x02-")
"""Hyphens of any kind: at the end of a line, readers of PDFs take them for a word's break."""
_MARGIN = 12.0
"""The mm at the sheet's left edge where only marks stand."""


class NotAlike(Exception):
    """A rival's page isn't that of the letter; a time for it would say nothing."""


def check_alike(name: str, ours: bytes, other: bytes, paper: Stationery) -> None:
    """Raise NotAlike unless the other PDF shows the page that ours does, all fonts embedded."""
    if lacking := _fonts_not_embedded(other):
        raise NotAlike(f"{name}: these fonts are not embedded: {lacking}")
    expected, found = _shown(ours, paper), _shown(other, paper)
    for what, value in expected.items():
        if found[what] != value:
            raise NotAlike(f"{name}: {what}: expected {value!r}, found {found[what]!r}")


def is_tagged(data: bytes) -> bool:
    """Return whether the PDF has a structure tree."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return "/StructTreeRoot" in document.Root


def _fonts_not_embedded(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as document:
        fonts: list[Any] = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        if not fonts:
            return ["none at all"]
        kinds = ("/FontFile", "/FontFile2", "/FontFile3")
        return [str(font["/FontName"]) for font in fonts if not any(kind in font for kind in kinds)]


def _shown(data: bytes, paper: Stationery) -> dict[str, object]:
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        characters = list(_characters(page.get_textpage(), page.get_height()))
        return {
            "pages": len(document),
            **{name: _text_in(zone, characters) for name, zone in _zones(paper).items()},
            "marks": _marks(page),
        }
    finally:
        document.close()


def _zones(paper: Stationery) -> dict[str, Box]:
    sheet, top = paper.paper, paper.body_top
    left = paper.margin_left - 1
    return {
        "sender": paper.sender,
        "address": paper.address_field,
        "date": paper.date,
        "numbers": Box(0, top, left, sheet.height - top),
        "text": Box(left, top, sheet.width - left, sheet.height - top),
    }


def _characters(text: Any, height: float) -> Iterator[tuple[float, float, str]]:
    """Yield x and y in mm of the middle of each character that can be seen, and the character."""
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index, loose=True)
        shown = [each for each in unicodedata.normalize("NFKC", character) if each not in _LEFT_OUT]
        if kept := "".join(shown).strip():
            x, y = (left + right) / 2, height - (bottom + top) / 2
            yield x * MM_PER_PT, y * MM_PER_PT, kept


def _text_in(zone: Box, characters: list[tuple[float, float, str]]) -> str:
    """Return what stands in a zone as an eye reads it: by lines, and along each."""
    inside = [
        (y, x, character)
        for x, y, character in characters
        if zone.x <= x <= zone.right and zone.y <= y <= zone.bottom
    ]
    lines: list[list[tuple[float, float, str]]] = []
    for each in sorted(inside):
        if not lines or each[0] - lines[-1][0][0] > 1.5:
            lines.append([])
        lines[-1].append(each)
    ordered = (sorted(line, key=lambda each: each[1]) for line in lines)
    return "".join(character for line in ordered for _, _, character in line)


def _marks(page: Any) -> list[int]:
    """Return the y, in whole mm, of the marks at the sheet's edge."""
    scale = 4 / (1 / MM_PER_PT)  # four pixels a mm
    image = page.render(scale=scale, grayscale=True).to_pil()
    strip = image.crop((0, 0, round(_MARGIN * 4), image.height))
    rows = [
        y
        for y in range(strip.height)
        if min(strip.crop((0, y, strip.width, y + 1)).getdata()) < 200
    ]
    firsts = [
        next(group)[1] for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0])
    ]
    return [round((row + 0.5) / 4) for row in firsts]
