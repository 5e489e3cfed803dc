"""The letter by ReportLab: platypus paragraphs on a canvas, fonts read once.

Its open edition writes no tags, and by default neither kerns nor joins ligatures: it does less.
"""

import io
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.measure import MM_PER_PT
from app.letters.paragraphs import ItemList
from app.letters.paragraphs import Paragraph as Text
from app.letters.sheet import Sheet, Standing
from bench.printers import ASCENT, Print, baseline

_BODY, _BOLD = "Letter", "Letter-Bold"
_SUBJECT_WIDTH = 140.0


def printer(_stack: ExitStack) -> Print:
    """Return the way to print by a warm ReportLab."""
    for name, path in ((_BODY, REGULAR), (_BOLD, SEMIBOLD)):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    for is_bold, name in enumerate((_BODY, _BOLD)):
        addMapping(_BODY, is_bold, 0, name)
    return _pdf


def _pdf(sheets: Sequence[Sheet]) -> bytes:
    target = io.BytesIO()
    paper = sheets[0].stationery.paper
    canvas = Canvas(target, pagesize=(paper.width * mm, paper.height * mm), pageCompression=1)
    canvas.setTitle(sheets[0].letter.subject)
    for sheet in sheets:
        _Page(canvas, sheet).draw()
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@cache
def _style(size: float, line: float) -> ParagraphStyle:
    return ParagraphStyle("text", fontName=_BODY, fontSize=size, leading=line)


class _Page:
    """A page that is filled from the top; lengths in pt, y counted down from the sheet's top."""

    def __init__(self, canvas: Any, sheet: Sheet) -> None:
        self.canvas, self.sheet = canvas, sheet
        self.paper = sheet.stationery
        self.height = self.paper.paper.height * mm
        self.left = self.paper.margin_left * mm
        self.y = self.paper.body_top * mm

    def draw(self) -> None:
        """Draw marks, what has its place, and the text."""
        for mark in self.sheet.marks:
            self.rule(*mark)
        for group in self.sheet.standing:
            self.stand(group)
        self.text()

    def rule(self, x: float, y: float, length: float) -> None:
        """Draw a horizontal rule; all in mm."""
        self.canvas.setLineWidth(0.2 * mm)
        y_up = self.height - y * mm
        self.canvas.line(x * mm, y_up, (x + length) * mm, y_up)

    def stand(self, group: Standing) -> None:
        """Draw lines where they have their place."""
        line = group.leading / MM_PER_PT
        y = self.height - group.y * mm - baseline(group.size, line)
        for number, text in enumerate(group.lines):
            self.canvas.setFont(_BOLD if group.is_first_bold and not number else _BODY, group.size)
            self.canvas.drawString(group.x * mm, y - number * line, text)
        if group.is_underlined:
            wide = pdfmetrics.stringWidth(group.lines[0], _BODY, group.size) / mm
            self.rule(group.x, group.y + group.leading + 0.3, wide)

    def text(self) -> None:
        """Draw subject, paragraphs, numbered demands, closing and signature."""
        letter, line = self.sheet.letter, self.sheet.font.line
        self.paragraph(f"<b>{escape(letter.subject)}</b>", line / 2, _SUBJECT_WIDTH)
        for block in letter.blocks:
            if isinstance(block, ItemList):
                for number, item in enumerate(block.items, start=1):
                    is_last = number == len(block.items)
                    self.item(number, item, line / 2 if is_last else line / 4)
            else:
                self.paragraph(_marked(block), line / 2)
        self.paragraph(escape(letter.closing), 3 * line)
        self.paragraph(escape(letter.signature), 0)

    def item(self, number: int, text: Text, space: float) -> None:
        """Draw a demand with its number in the margin."""
        size, line = self.sheet.font.size, self.sheet.font.line
        self.canvas.setFont(_BODY, size)
        y = self.height - self.y - baseline(size, line)
        self.canvas.drawRightString(self.left - 2 * mm, y, f"{number}.")
        self.paragraph(_marked(text), space)

    def paragraph(self, marked: str, space: float, width: float | None = None) -> None:
        """Draw a paragraph of so many mm and leave a space in pt below it."""
        size, line = self.sheet.font.size, self.sheet.font.line
        paragraph = Paragraph(marked, _style(size, line))
        _, height = paragraph.wrap((width or self.paper.body_width) * mm, self.height)
        lead = baseline(size, line) - ASCENT * size
        paragraph.drawOn(self.canvas, self.left, self.height - self.y - height - lead)
        self.y += height + space


def _marked(paragraph: Text) -> str:
    runs = ((escape(span.text).replace("\n", "<br/>"), span.bold) for span in paragraph.spans)
    return "".join(f"<b>{text}</b>" if bold else text for text, bold in runs)
