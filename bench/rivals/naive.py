"""The letter by WeasyPrint as its first page of instructions has it: all parsed anew each time."""

from collections.abc import Sequence
from contextlib import ExitStack

from weasyprint import HTML

from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.layout import css, html
from bench.sheet import Print, Sheet

_FACES = "".join(
    f'@font-face{{font-family:"Source Serif 4";font-weight:{weight};src:url("{path.as_uri()}")}}'
    for path, weight in ((REGULAR, 400), (SEMIBOLD, 600))
)


def printer(_stack: ExitStack) -> Print:
    """Return the naive way to print, which makes one letter a PDF."""
    return _pdf


def _pdf(sheets: Sequence[Sheet]) -> bytes:
    (sheet,) = sheets
    style = f"<style>{_FACES}{css(sheet.stationery, sheet.letter.language)}</style></head>"
    source = html(sheet.letter, sheet.stationery).replace("</head>", style, 1)
    return bytes(HTML(string=source).write_pdf(pdf_variant="pdf/ua-1"))
