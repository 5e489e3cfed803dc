"""What WeasyPrint draws, read from the PDF that it is about to write.

All of this relies on the inside of WeasyPrint and pydyf; README.md says on what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.letters.laid_out import Text
from app.letters.printing import Printed, inspect
from app.letters.stacking.embedding import glyphs, needs_of, repertoire_of
from app.letters.stacking.fragment import BLANK, Element, Fragment, TextRun
from app.letters.stacking.shaping import NotStackable

_TEXT = re.compile(
    rb"/Span\s+<</MCID (\d+)>>\s+BDC\s((?:(?!EMC)[^\[])*?)1 0 0 -1 (\S+) (\S+) Tm"
    rb"\s+/(\w+) (\S+) Tf\s+(\[.*?\]) TJ\s+ET\s+EMC"
)
_BLANK = re.compile(rb"/Span\s+<</MCID (\d+)>>\s+BDC\s+BT\s+ET\s+EMC")
"""A space by itself, as between bold words and a compound: tagged, though nothing is drawn."""
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_NO_KERNING = re.compile(rb">0?<|(?<=>)0(?=\]$)")


def fragments_in(printed: Printed, texts: Sequence[Text]) -> list[Fragment | NotStackable]:
    """Return how each of the texts is drawn on a sheet of them, or why it can't be told.

    `texts` are the subject and the blocks in their order. Raises NotStackable if nothing can be
    told of the whole sheet.
    """
    runs, part = _read(printed)
    elements = [child for child in part.children if isinstance(child, Element)]
    if len(elements) != len(texts) + 2:  # the closing and the end come after them
        raise NotStackable("a block of its own kind")
    left = printed.stationery.margin_left * 96 / 25.4
    return [
        _fragment(element, runs, top, left, text if isinstance(text, str) else text.text)
        for element, top, text in zip(elements, printed.tops, texts, strict=False)
    ]


def _fragment(
    element: Element, runs: dict[int, TextRun], top: float, left: float, text: str
) -> Fragment | NotStackable:
    """Return an element's runs, counted from its top left corner in px."""
    drawn = sorted(element.mcids())
    if not runs.keys() >= set(drawn):
        return NotStackable("a text drawn in its own way")
    try:
        needs = needs_of(text.replace("\n", " "))
    except NotStackable as reason:
        return reason
    moved = tuple(
        replace(runs[mcid], x=runs[mcid].x - left, baseline=runs[mcid].baseline - top)
        for mcid in drawn
    )
    for run in moved:
        if not _glyphs_of(run) <= glyphs(run.semibold, repertoire_of(needs)):
            return NotStackable("a glyph that stands for no character by itself")
    structure = element.renumbered({mcid: index for index, mcid in enumerate(drawn)})
    return Fragment(moved, structure, late=element.type == "L", needs=needs)


def _glyphs_of(run: TextRun) -> set[int]:
    digits = b"".join(_GLYPHS.findall(run.operands))
    return {int(digits[start : start + 4], 16) for start in range(0, len(digits), 4)}


def _read(printed: Printed) -> tuple[dict[int, TextRun], Element]:
    """Return the runs drawn, by their MCID, and the structure of the main part."""
    found: list[tuple[dict[int, TextRun], Element]] = []
    inspect(printed, lambda target: found.append(_read_objects(target.objects)))
    return found[0]


def _read_objects(objects: Sequence[Any]) -> tuple[dict[int, TextRun], Element]:
    page = next(each for each in objects if _type_of(each) == "/Page")
    fonts = _semibold_fonts(objects)
    stream = b"\n".join(
        part.encode() if isinstance(part, str) else getattr(part, "data", part)
        for part in _resolved(page["Contents"], objects).stream
    )
    texts = {
        int(number): TextRun(
            float(x),
            float(y),
            font.decode() in fonts,
            float(size),
            _NO_KERNING.sub(b"", operands),
        )
        for number, _, x, y, font, size, operands in _TEXT.findall(stream)
    }
    texts |= {int(number): BLANK for number in _BLANK.findall(stream)}
    part = next(each for each in objects if isinstance(each, dict) and each.get("S") == "/Part")
    return texts, _element(part, objects)


def _type_of(each: Any) -> Any:
    return each.get("Type") if isinstance(each, dict) else None


def _semibold_fonts(objects: Sequence[Any]) -> set[str]:
    return {
        name
        for each in objects
        if isinstance(each, dict) and each.get("ExtGState")
        for name, font in _resolved(each["Font"], objects).items()
        if b"Semi" in _resolved(font, objects)["BaseFont"]
    }


def _element(element: Any, objects: Sequence[Any]) -> Element:
    return Element(
        str(element["S"]).removeprefix("/"),
        tuple(
            child if isinstance(child, int) else _element(_resolved(child, objects), objects)
            for child in element["K"]
        ),
    )


def _resolved(reference: Any, objects: Sequence[Any]) -> Any:
    return objects[int(reference.split()[0])]
