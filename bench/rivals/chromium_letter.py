"""The letter by Chromium: browser and page kept open, fonts and style sheet loaded once."""

import shutil
from base64 import b64encode
from collections.abc import Sequence
from contextlib import ExitStack

from playwright.sync_api import Page, sync_playwright

from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.layout import css, html
from app.letters.sheet import CONTINUATION_TOP, Sheet
from app.letters.stationery import Stationery
from bench.printers import Print

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_FILL = """([language, title, body]) => {
    document.documentElement.lang = language;
    document.title = title;
    document.body.innerHTML = body;
}"""


def browser() -> str | None:
    """Return the path of the browser that is installed, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def printer(stack: ExitStack) -> Print:
    """Return the way to print by a warm browser, which makes one letter a PDF."""
    playwright = stack.enter_context(sync_playwright())
    chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
    stack.callback(chromium.close)
    pages: dict[tuple[str, str], Page] = {}

    def pdf(sheets: Sequence[Sheet]) -> bytes:
        (sheet,) = sheets
        letter, paper = sheet.letter, sheet.stationery
        key = paper.slug, letter.language  # each has its own font size
        if key not in pages:
            pages[key] = chromium.new_page()
            _style(pages[key], paper, letter.language)
        pages[key].evaluate(_FILL, [letter.language, letter.subject, _body(sheet)])
        return bytes(pages[key].pdf(prefer_css_page_size=True, tagged=True))

    return pdf


def _style(page: Page, paper: Stationery, language: str) -> None:
    """Give the page the letter's style and fonts.

    The margins are the body's, since Chromium clips at those of the paper.
    """
    faces = "".join(
        f'@font-face{{font-family:"Source Serif 4";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{b64encode(path.read_bytes()).decode()})}}"
        for path, weight in ((REGULAR, 400), (SEMIBOLD, 600))
    )
    margins = f"{CONTINUATION_TOP}mm {paper.margin_right}mm 0 {paper.margin_left}mm"
    style = faces + css(paper, language) + f"@page{{margin:0}}body{{margin:{margins}}}"
    page.set_content(f"<!DOCTYPE html><style>{style}</style>")
    page.evaluate("Promise.all([...document.fonts].map(face => face.load()))")


def _body(sheet: Sheet) -> str:
    source = html(sheet)
    text = source.partition("<body>")[2].partition("</body>")[0]
    return text + _marks(sheet)


def _marks(sheet: Sheet) -> str:
    paper = sheet.stationery
    return "".join(
        f'<div style="position:absolute;border-top:.2mm solid #000;width:{length}mm;'
        f'left:{x - paper.margin_left}mm;top:{y - CONTINUATION_TOP}mm"></div>'
        for x, y, length in sheet.marks
    )
