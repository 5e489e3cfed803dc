"""From layouts to PDF bytes: the only module that imports WeasyPrint.

WeasyPrint is imported on first use: commands that print nothing need not wait for it.
"""

from __future__ import annotations

import atexit
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from app.content.text.messages import Refusal, translatable
from app.letters.finishing import finish
from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.layout import Layout, css, html, template
from app.letters.letter import Letter
from app.letters.marks import TAIL, drawn_marks, turned
from app.letters.measure import missing_glyphs, named
from app.letters.sheet import sheet_of
from app.letters.stationery import Stationery
from app.letters.turns import LAYING_OUT

if TYPE_CHECKING:
    from weasyprint import CSS, Document

_MM_PER_PX = 25.4 / 96
_BETWEEN_WORDS = re.compile(r"\W")


class ForbiddenAddress(ValueError):
    """A page to be printed asks for something that isn't one of the layouts' own files."""


class GlyphMissing(Refusal):
    """A text of the content has a character that the font lacks: it would print as a box."""

    template = translatable("The letter’s font lacks %(characters)s, which stands in our own text.")


@dataclass(frozen=True)
class Rendered:
    """Something laid out on its paper."""

    document: Document

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.document.pages)


@dataclass(frozen=True)
class Printed(Rendered):
    """A letter laid out on its paper."""

    letter: Letter
    stationery: Stationery

    @property
    def millimetres_left(self) -> float:
        """The mm between the end of the text and the end of the last page's text area."""
        for page in self.document.pages:
            if "end" in page.anchors:
                y = page.anchors["end"][1] * _MM_PER_PX
                return float(self.stationery.body_bottom - y)
        raise AssertionError("the layout has an element with the id end")

    @property
    def tops(self) -> list[float]:
        """The px from the sheet's top to the subject, each block, the closing and the end.

        Of a letter that was laid out to be measured, on one page.
        """
        anchors = self.document.pages[0].anchors
        blocks = [f"block-{number}" for number in range(1, len(self.letter.blocks) + 1)]
        return [float(anchors[name][1]) for name in ("subject", *blocks, "closing", "end")]


def _fetch(url: str, *_args: Any, **_options: Any) -> Any:
    """Return our fonts and drawings; raise ForbiddenAddress for any other address."""
    from weasyprint.urls import URLFetcherResponse

    own = {REGULAR.as_uri(): REGULAR, SEMIBOLD.as_uri(): SEMIBOLD}
    if url in own:
        return URLFetcherResponse(url, own[url].read_bytes(), {"Content-Type": "font/ttf"})
    if url.startswith("data:image/svg+xml,"):
        from weasyprint.urls import URLFetcher

        return URLFetcher().fetch(url)
    raise ForbiddenAddress(url)


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(release)  # freed while what frees it is still there
    return FontConfiguration()


def release() -> None:
    """Give back the fonts, and the files that WeasyPrint made of them."""
    _fonts.cache_clear()
    _style.cache_clear()


@cache
def _style(css: str) -> CSS:
    from weasyprint import CSS

    faces = "".join(
        f'@font-face{{font-family:"Source Serif 4";font-weight:{weight};'
        f'src:url("{path.as_uri()}")}}'
        for path, weight in ((REGULAR, 400), (SEMIBOLD, 600))
    )
    return CSS(string=faces + css, font_config=_fonts(), url_fetcher=_fetch)


def warm_up() -> None:
    """Import and read what every letter needs, but no fonts: processes can't share them."""
    import pypdfium2
    import weasyprint

    del pypdfium2, weasyprint
    template("letter")


def lay_out(letter: Letter, stationery: Stationery, *, is_measured: bool = False) -> Printed:
    """Return the letter laid out; raise AddressDoesNotFit or GlyphMissing.

    One that is only measured has its blocks named, which a PDF need not tell.
    """
    source = html(sheet_of(letter, stationery), is_measured=is_measured)
    sheets = render(Layout(source, css(stationery, letter.language), letter.everything))
    return Printed(sheets.document, letter, stationery)


def render(layout: Layout) -> Rendered:
    """Return what the layout says, laid out; raise GlyphMissing, or Busy if others are at it."""
    from weasyprint import HTML

    if missing := missing_glyphs(layout.text):
        raise GlyphMissing(characters=", ".join(map(named, missing)))
    with LAYING_OUT.one():
        document = HTML(string=layout.html, url_fetcher=_fetch).render(
            stylesheets=[_style(layout.css)],
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
        )
    return Rendered(document)


def pdf(printed: Sequence[Rendered]) -> bytes:
    """Return one PDF/UA-1 with each on sheets of its own, fonts embedded."""
    pages = [page for each in printed for page in each.document.pages]
    target, finisher = io.BytesIO(), partial(finish, dict(_marked(printed)))
    with LAYING_OUT.one():
        printed[0].document.copy(pages).write_pdf(
            target,
            pdf_variant="pdf/ua-1",
            pdf_identifier=True,  # made of the content, so that the same order gives the same bytes
            finisher=finisher,
        )
    return target.getvalue()


def _marked(printed: Sequence[Rendered]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each letter's first page, and what draws its marks."""
    number = 0
    for each in printed:
        if isinstance(each, Printed) and (drawn := drawn_marks(each.stationery)):
            yield number, b"".join((b"q\n", turned(each.stationery), drawn, TAIL, TAIL))
        number += each.pages


def inspect(printed: Printed, look: Callable[[Any], None]) -> None:
    """Call `look` with the objects of the letter's PDF, uncompressed, before they are written."""
    with LAYING_OUT.one():
        printed.document.write_pdf(
            io.BytesIO(),
            pdf_variant="pdf/ua-1",
            uncompressed_pdf=True,
            finisher=lambda _document, target: look(target),
        )


def line_breaks(text: str, language: str) -> set[int]:
    """Return before which characters a line may begin, as Pango sees it."""
    from weasyprint.text.line_break import get_log_attrs

    attributes = get_log_attrs(text, language)
    # Between two letters or figures of the scripts that our font has, no line ends.
    around = {index for found in _BETWEEN_WORDS.finditer(text) for index in found.span()}
    return {index for index in around - {0, len(text)} if attributes[index].is_line_break}
