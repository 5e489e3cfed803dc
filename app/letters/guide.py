"""The guide: pages for the supporter's desk, in their language, that are never posted.

Nothing of it stands on a letter, and it comes after all of them in a PDF, so that letters are
printed as if there were none.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from markupsafe import Markup

from app.content.languages import language_of
from app.content.library.library import Library
from app.content.model.dates import date_in_words
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import Said
from app.content.texts import printed_text
from app.letters.aligned import read_in
from app.letters.folding import steps, way_of
from app.letters.guide_letters import (
    AIR_MAIL,
    GuidedLetter,
    Voice,
    guided_letters,
    unchecked_cases,
)
from app.letters.layout import Layout, fill, style
from app.letters.order import Order
from app.letters.stationery import Paper

FRAME, BAR = 10.0, 10.5
"""The frame's distance from the edges of the sheet, and the height of the black bar in it."""
SIDE, HEADINGS = 10.0, 35.0
"""From the frame to the text, and the width of the headings in the margin."""
CARD = 8.5
"""What the frame of an address takes of the width."""

_NOTHING_KNOWN: Mapping[str, Said] = MappingProxyType({})


def guide(
    library: Library,
    orders: Sequence[Order],
    language: str,
    today: datetime.date,
    *,
    postage: Mapping[str, Said] = _NOTHING_KNOWN,
    contact: str = "",
    limits: AgeLimits = DEFAULT_LIMITS,
) -> Layout:
    """Return the guide to the letters of checked orders, in the reader's language.

    The orders have one sender and one stationery. `postage` is what a letter costs, in words of
    any language, by the country that it goes to, as posted from the sender's; `contact` is where
    a reply or a returned letter is reported. Where nothing is known, the guide says to ask for the
    postage, or leaves the contact out. A letter in another language stands in it beside its
    translation.
    """
    say, (order, *_) = Voice(language), orders
    paper = order.stationery.paper
    width = paper.width - 2 * (FRAME + SIDE) - HEADINGS - CARD
    letters = guided_letters(library, orders, say, today, width, postage, limits)
    read = [read_in(library, each, language, today, limits) for each in orders]
    html = fill(
        "guide",
        say=say,
        language=language,
        letters=letters,
        air=AIR_MAIL,
        checklist=list(_checklist(orders, read, language)),
        mark=_mark_of_copies(orders),
        way=way_of(order.stationery),
        steps=steps(order.stationery),
        envelope=printed_text(f"stationery.{order.stationery.slug}", language),
        has_window=order.stationery.window is not None,
        can_be_answered=bool(order.sender.return_parts()),
        contact=contact,
        last_reported=_last_reported(library, orders, say),
        unchecked=unchecked_cases(library, orders, say, today, limits),
        names=_names(letters),
    )
    return Layout(html, _style(paper, say), say.everything)


def _checklist(orders: Sequence[Order], read: Sequence[str], language: str) -> Iterator[str]:
    """Yield the names of the steps; each order is `read` in a language, maybe beside its own."""
    order = orders[0]
    languages = [(each.language, in_) for each, in_ in zip(orders, read, strict=True)]
    yield "print"
    if any(own != in_ for own, in_ in languages):
        yield "read_beside"
    if any(own == in_ != language for own, in_ in languages):
        yield "read_untranslated"
    if all(own == language for own, _ in languages):
        yield "read"
    yield f"sign_{order.sender.sign_as}"
    yield f"fold_{way_of(order.stationery)}"
    yield "slide" if order.stationery.window else "write"
    if any(each.copies for each in orders):
        yield "copy"
    yield "post"


def _mark_of_copies(orders: Sequence[Order]) -> str:
    """Return the word “Copy” in the language of each letter that is printed again."""
    marks = (printed_text("copy.mark", each.language) for each in orders if each.copies)
    return " / ".join(dict.fromkeys(marks))


def _last_reported(library: Library, orders: Sequence[Order], say: Voice) -> str:
    """Return when the case, or each case of several, was last reported."""
    cases = [library.case(slug) for slug in dict.fromkeys(each.case for each in orders)]
    dates = [date_in_words(case.last_reported, say.language) for case in cases]
    if len(cases) == 1:
        return say("guide.afterwards.last_reported", date=dates[0])
    titles = [say.document(case.title) for case in cases]
    kind = Markup if any(isinstance(title, Markup) for title in titles) else str
    each = kind("; ").join(kind("%s: %s") % pair for pair in zip(titles, dates, strict=True))
    return say("guide.afterwards.cases_last_reported", cases=each)


def _names(letters: list[GuidedLetter]) -> dict[str, str]:
    """Return the name of each language in the language itself."""
    beside = [each.beside for each in letters if each.beside]
    languages = {language for each in beside for language in (each.letter.language, each.language)}
    return {each: language_of(each).full_name for each in languages}


def _style(paper: Paper, say: Voice) -> str:
    """Return the style sheet, with frame and bar as every page's background."""
    top, left = FRAME + BAR + 5, FRAME + SIDE
    width, height = paper.width - 2 * FRAME, paper.height - 2 * FRAME
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' "
        f"width='{paper.width}mm' height='{paper.height}mm' "
        f"viewBox='0 0 {paper.width} {paper.height}'>"
        f"<path d='M{FRAME} {FRAME}h{width}v{BAR}h{-width}z'/>"
        f"<path fill='none' stroke='black' stroke-width='.5' "
        f"d='M{FRAME} {FRAME}h{width}v{height}h{-width}z'/></svg>"
    )
    return style("guide", paper) + (
        f":root{{--headings:{HEADINGS}mm}}"
        f"@page{{margin:{top}mm {left}mm {FRAME + 4}mm;"
        f'background:url("data:image/svg+xml,{quote(svg)}") -{left}mm -{top}mm no-repeat;'
        f'@top-left{{content:"{say("paper.not_posted")}"}}'
        f'@top-right{{content:"{say("guide.name")} " counter(page) "/" counter(pages)}}}}'
    )
