"""Blocks of our texts as WeasyPrint breaks and draws them: laid out once, then stacked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from app.content.model.localised import Localised
from app.content.texts import printed_languages
from app.letters.letter import Letter
from app.letters.paragraphs import Block
from app.letters.prepared.embedding import glyphs, needs_of, repertoire_of
from app.letters.prepared.numbers import slots_for
from app.letters.prepared.typeface import NotPrepared
from app.letters.printing import Printed, inspect, lay_out
from app.letters.stationery import Stationery

_ENDLESS = 4_000.0
_TEXT = re.compile(
    rb"/Span\s+<</MCID (\d+)>>\s+BDC\s((?:(?!EMC)[^\[])*?)1 0 0 -1 (\S+) (\S+) Tm"
    rb"\s+/(\w+) (\S+) Tf\s+(\[.*?\]) TJ\s+ET\s+EMC"
)
_BLANK = re.compile(rb"/Span\s+<</MCID (\d+)>>\s+BDC\s+BT\s+ET\s+EMC")
"""A space by itself, as between bold words and a compound: tagged, though nothing is drawn."""
_NOBODY = Localised(dict.fromkeys(printed_languages(), "–"))
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_NO_KERNING = re.compile(rb">0?<|(?<=>)0(?=\]$)")


@dataclass(frozen=True)
class Run:
    """A piece of a line in one weight: where it stands in its block, in px, and what TJ shows.

    A blank shows nothing and stands nowhere.
    """

    x: float
    baseline: float
    semibold: bool
    size: float
    operands: bytes


BLANK = Run(0, 0, semibold=False, size=0, operands=b"")


class Element(NamedTuple):
    """An element of the structure tree: its type, and in it elements or numbers of runs."""

    type: str
    children: tuple[Element | int, ...]

    @property
    def size(self) -> int:
        """How many elements it is, with those in it."""
        return 1 + sum(child.size for child in self.children if isinstance(child, Element))

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of the runs in it, in the order of reading."""
        for child in self.children:
            if isinstance(child, int):
                yield child
            else:
                yield from child.numbers()

    def renumbered(self, numbers: dict[int, int]) -> Element:
        """Return it with its runs under other numbers."""
        return Element(
            self.type,
            tuple(
                numbers[child] if isinstance(child, int) else child.renumbered(numbers)
                for child in self.children
            ),
        )


@dataclass(frozen=True, eq=False)
class Fragment:
    """A block: its height in px, its structure, and its runs in the order of drawing.

    It is known by what it is, not by what is in it: to compare that would take too long.

    What is positioned, the items of a list, is drawn after the flow of the whole page: `late`.
    """

    height: float
    runs: tuple[Run, ...]
    structure: Element
    late: bool
    needs: int
    """What the fonts must have for it."""
    key: Hashable = None
    """Under which it is kept."""

    @cached_property
    def slots(self) -> int:
        """How many slots of numbers it takes; two objects are not elements."""
        return slots_for(self.structure.size + 2, len(self.runs))


def fragments(
    blocks: Sequence[Block], language: str, stationery: Stationery, subject: str
) -> list[Fragment]:
    """Return the subject and the blocks laid out; raise NotPrepared for what isn't understood."""
    letter = _letter_of(blocks, language, subject)
    endless = dataclasses.replace(
        stationery, paper=dataclasses.replace(stationery.paper, height=_ENDLESS)
    )
    printed = lay_out(letter, endless)
    texts, part = _read(printed)
    boxes = _boxes(printed)[:-2]
    elements = [child for child in part.children if isinstance(child, Element)]
    if len(elements) != len(blocks) + 3 or len(boxes) != len(blocks) + 1:
        raise NotPrepared("a block of its own kind")
    left = stationery.margin_left * 96 / 25.4
    shown = [subject, *(block.text for block in blocks)]
    return [
        _fragment(element, texts, y, height, left, needs_of(each.replace("\n", " ")))
        for element, (y, height), each in zip(elements, boxes, shown, strict=False)
    ]


def _letter_of(blocks: Sequence[Block], language: str, subject: str) -> Letter:
    """Return a letter of these blocks to nobody, so that nothing but they is laid out."""
    return Letter(
        language=language,
        case="",
        addressee="",
        office=_NOBODY,
        subject=subject,
        sender_lines=(),
        return_parts=(),
        address_forms=(("",),),
        place_and_date="",
        blocks=tuple(blocks),
        closing="",
        signature="",
    )


def _fragment(
    element: Element,
    texts: dict[int, Run],
    y: float,
    height: float,
    left: float,
    needs: int,
) -> Fragment:
    drawn = sorted(element.numbers())
    if not texts.keys() >= set(drawn):
        raise NotPrepared("a text drawn in its own way")
    runs = tuple(
        dataclasses.replace(
            texts[number], x=texts[number].x - left, baseline=texts[number].baseline - y
        )
        for number in drawn
    )
    for run in runs:
        if not _glyphs_of(run) <= glyphs(run.semibold, repertoire_of(needs)):
            raise NotPrepared("a glyph that stands for no character by itself")
    structure = element.renumbered({number: index for index, number in enumerate(drawn)})
    return Fragment(height, runs, structure, late=element.type == "L", needs=needs)


def _glyphs_of(run: Run) -> set[int]:
    digits = b"".join(_GLYPHS.findall(run.operands))
    return {int(digits[start : start + 4], 16) for start in range(0, len(digits), 4)}


def _boxes(printed: Printed) -> list[tuple[float, float]]:
    """Return y and height in px of each block of the main part."""
    if printed.pages != 1:
        raise NotPrepared("more than an endless page")
    page = printed.document.pages[0]
    html = page._page_box.children[0]
    body = html.children[0]
    main = body.children[-1]
    return [(float(box.position_y), float(box.height)) for box in main.children]


def _read(printed: Printed) -> tuple[dict[int, Run], Element]:
    """Return the texts drawn, by their number, and the structure of the main part."""
    found: list[tuple[dict[int, Run], Element]] = []
    inspect(printed, lambda target: found.append(_read_objects(target.objects)))
    return found[0]


def _read_objects(objects: Sequence[Any]) -> tuple[dict[int, Run], Element]:
    page = next(each for each in objects if _type_of(each) == "/Page")
    fonts = _semibold_fonts(objects)
    stream = b"\n".join(
        part.encode() if isinstance(part, str) else getattr(part, "data", part)
        for part in _resolved(page["Contents"], objects).stream
    )
    texts = {
        int(number): Run(
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
