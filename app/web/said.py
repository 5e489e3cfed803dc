"""Texts of documents on pages: in the language of the page, or else in another and marked so.

A page says them with the filters of this module, and `only_in()` at the end of each of its parts.
"""

from flask import g
from flask_babel import gettext
from markupsafe import Markup

from app.content.model.localised import LanguageNames, Localised, Said
from app.web.languages import current_language
from app.web.wording import marked, plain


def read(text: Localised) -> Said:
    """Return the text in the language of the page, else in another; `only_in` will say in which."""
    found = text.text_in(current_language())
    if found.language != current_language():
        _others()[found.language] = None
    return found


def said(text: Localised) -> Markup:
    """Return the text as HTML, with its language if that isn't the page's."""
    return marked(read(text))


def said_plain(text: Localised) -> Markup:
    """Return prose in the same way, without its marks for bold type."""
    return marked(read(text), plain)


def said_again(text: Localised) -> Markup:
    """Return as HTML what was said on the page already, so that it needs no word."""
    return marked(text.text_in(current_language()))


def worded(text: Localised) -> str:
    """Return the text where no HTML can stand, with a word about its language."""
    found = text.text_in(current_language())
    if found.language == current_language():
        return found.text
    return f"{found.text} ({_word([found.language])})"


def only_in() -> Markup:
    """Return the word about what was said in other languages since the last such word, if any."""
    others = list(_others())
    _others().clear()
    return Markup(' <span class="hint">(%s)</span>') % _word(others) if others else Markup()


def _word(languages: list[str]) -> str:
    names = LanguageNames(languages).names(current_language())
    return str(gettext("so far only in %(languages)s", languages=names))


def _others() -> dict[str, None]:
    """Return the languages met since the last word, in order."""
    if "other_languages" not in g:
        g.other_languages = {}
    others: dict[str, None] = g.other_languages
    return others
