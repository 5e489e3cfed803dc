"""The letter by WeasyPrint as its first page of instructions has it: all parsed anew each time."""

from collections.abc import Sequence
from contextlib import ExitStack
from urllib.parse import quote

from weasyprint import HTML

from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.layout import css, html
from app.letters.marks import THICK
from app.letters.sheet import CONTINUATION_TOP, Sheet
from bench.printers import Print

_FACES = "".join(
    f'@font-face{{font-family:"Source Serif 4";font-weight:{weight};src:url("{path.as_uri()}")}}'
    for path, weight in ((REGULAR, 400), (SEMIBOLD, 600))
)


def printer(_stack: ExitStack) -> Print:
    """Return the naive way to print, which makes one letter a PDF."""
    return _pdf


def _pdf(sheets: Sequence[Sheet]) -> bytes:
    (sheet,) = sheets
    rules = css(sheet.stationery, sheet.letter.language)
    style = f"<style>{_FACES}{rules}{_marks(sheet)}</style></head>"
    source = html(sheet).replace("</head>", style, 1)
    return bytes(HTML(string=source).write_pdf(pdf_variant="pdf/ua-1"))


def _marks(sheet: Sheet) -> str:
    """Return the marks as the background of the page, as style sheets have it."""
    if not sheet.marks:
        return ""
    paper, margin = sheet.stationery.paper, sheet.stationery.margin_left
    paths = "".join(f"<path d='M{x} {y}h{length}'/>" for x, y, length in sheet.marks)
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{paper.width}mm' "
        f"height='{paper.height}mm' viewBox='0 0 {paper.width} {paper.height}' "
        f"stroke='black' stroke-width='{THICK}'>{paths}</svg>"
    )
    corner = f"-{margin}mm -{CONTINUATION_TOP}mm"
    return f'@page:first{{background:url("data:image/svg+xml,{quote(svg)}") no-repeat {corner}}}'
