"""Texts of documents on pages: in the language of the page, or else in another and marked so.

A page says them with the filters of this module, and `only_in()` at the end of each of its parts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import g
from flask_babel import gettext
from markupsafe import Markup, escape

from app.content.model.localised import LanguageNames, Localised, Said
from app.web.languages import current_language
from app.web.wording import in_language, plain


@dataclass(frozen=True)
class _Page:
    """The page at hand."""

    language: str
    others: dict[str, None] = field(default_factory=dict)
    """Languages of what was said since the last word about them, in order."""

    def read(self, text: Localised) -> Said:
        found = text.text_in(self.language)
        if found.language != self.language:
            self.others[found.language] = None
        return found

    def marked(self, found: Said, html: Callable[[str], Markup]) -> Markup:
        text = html(found.text)
        return text if found.language == self.language else in_language(found.language, text)


def _page() -> _Page:
    page: _Page | None = g.get("said")
    if page is None:
        page = g.said = _Page(current_language())
    return page


def best_text(text: Localised) -> Said:
    """Return the text in the language of the page, else in another; `only_in` will say in which."""
    return _page().read(text)


def said(text: Localised) -> Markup:
    """Return the text as HTML, with its language if that isn't the page's."""
    page = _page()
    return page.marked(page.read(text), escape)


def said_plain(text: Localised) -> Markup:
    """Return prose in the same way, without its marks for bold."""
    page = _page()
    return page.marked(page.read(text), plain)


def said_again(text: Localised) -> Markup:
    """Return as HTML what was said on the page already, so that it needs no word."""
    page = _page()
    return page.marked(text.text_in(page.language), escape)


def worded(text: Localised) -> str:
    """Return the text where no HTML can stand, with a word about its language."""
    found = text.text_in(_page().language)
    if found.language == _page().language:
        return found.text
    return f"{found.text} ({_word([found.language])})"


def only_in() -> Markup:
    """Return the word about what was said in other languages since the last such word, if any."""
    others = _page().others
    if not others:
        return Markup()
    word = _word(list(others))
    others.clear()
    return Markup(' <span class="hint">(%s)</span>') % word


def _word(languages: list[str]) -> str:
    names = LanguageNames(languages).names(_page().language)
    return str(gettext("so far only in %(languages)s", languages=names))
