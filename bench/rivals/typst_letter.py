"""The letter by Typst: one Compiler kept, its template written for speed, tagged as is its default.

Of the ways to hand the texts over this one is the fastest, by half: a literal beside an import of
the template. As inputs, or with the template in the source, all is evaluated anew. To ask for
PDF/UA-1 as well changes nothing that can be measured.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import typst

from app.letters.fonts import FONT_DIRECTORY
from app.letters.measure import MM_PER_PT
from app.letters.paragraphs import Block, ItemList, Paragraph
from app.letters.sheet import Sheet, Standing
from bench.printers import Print, baseline

FOLDER = Path(__file__).parent
_LITERALS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: str(value).lower(),
    str: lambda value: json.dumps(value, ensure_ascii=False),
    dict: lambda value: (
        "(" + "".join(f"{key}:{_literal(each)}," for key, each in value.items()) + ")"
    ),
    list: lambda value: "(" + "".join(f"{_literal(each)}," for each in value) + ")",
}


def printer(_stack: ExitStack) -> Print:
    """Return the way to print by a warm Typst."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_DIRECTORY)]
    )
    compiler = typst.Compiler(root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True)

    def pdf(sheets: Sequence[Sheet]) -> bytes:
        calls = (f"#letter({_literal(_data(sheet))})" for sheet in sheets)
        source = "\n".join(('#import "letter.typ": letter', *calls))
        made = compiler.compile(input=source.encode(), format="pdf")
        if not isinstance(made, bytes):
            raise TypeError("Typst gives a PDF as bytes")
        return made

    return pdf


def _literal(value: Any) -> str:
    return _LITERALS.get(type(value), repr)(value)


def _data(sheet: Sheet) -> dict[str, Any]:
    letter, paper, font = sheet.letter, sheet.stationery, sheet.font
    above = baseline(font.size, font.line)
    return {
        "language": letter.language,
        "subject": letter.subject,
        "blocks": [_block(block) for block in letter.blocks],
        "closing": letter.closing,
        "signature": letter.signature,
        "standing": [_standing(each) for each in sheet.standing],
        "marks": [{"x": x, "y": y, "length": length} for x, y, length in sheet.marks],
        "size": font.size,
        "line": font.line,
        "above": above,
        "below": font.line - above,
        "left": paper.margin_left,
        "right": paper.margin_right,
        "top": paper.body_top,
        "bottom": paper.margin_bottom,
        "width": paper.paper.width,
        "height": paper.paper.height,
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, ItemList):
        return {"items": [_spans(item) for item in block.items]}
    return {"spans": _spans(block)}


def _spans(paragraph: Paragraph) -> list[dict[str, Any]]:
    return [{"text": span.text, "bold": span.bold} for span in paragraph.spans]


def _standing(group: Standing) -> dict[str, Any]:
    line = group.leading / MM_PER_PT
    above = baseline(group.size, line)
    return {
        "lines": list(group.lines),
        "x": group.x,
        "y": group.y,
        "size": group.size,
        "above": above,
        "below": line - above,
        "bold": group.is_first_bold,
        "underlined": group.is_underlined,
    }
