"""The site in its languages, chosen by the address: `/` for English, `/ru/…`, `/kk/…`.

English is always offered, the others as the organisers have set.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, request, url_for
from flask_babel import Babel

from app.content.languages import ENGLISH, language_of
from app.content.text.messages import Refusal
from app.content.texts import printed_languages
from app.web import current
from app.web.static_pages import make_pages

_CATALOGUES = Path(__file__).parent / "translations"


@dataclass(frozen=True)
class PageInLanguage:
    """The page at hand as it can be read in one language."""

    language: str
    name: str
    url: str
    is_current: bool


class CatalogueUnusable(Refusal):
    """The pages of a language can't be made."""

    template = (
        "The catalogue %(file)s can't be read: remove it, and call “make setup”, which compiles "
        "it anew."
    )


def init_app(app: Flask, blueprints: Iterable[Blueprint]) -> None:
    """Serve every page of the blueprints once a language; raise CatalogueUnusable."""
    for language in site_languages():
        if language != ENGLISH:
            _refuse_unreadable(_CATALOGUES / language / "LC_MESSAGES" / "messages.mo")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "web/translations"
    Babel(app, default_locale=ENGLISH, locale_selector=current_language)
    make_static_pages()
    blueprints = tuple(blueprints)
    for language in site_languages():
        site = Blueprint(language, __name__)
        site.before_request(_refuse_what_is_not_offered)
        for blueprint in blueprints:
            site.register_blueprint(blueprint)
        app.register_blueprint(site, url_prefix=None if language == ENGLISH else f"/{language}")


def make_static_pages() -> None:
    """Make the pages that need nothing, in every language of the site."""
    make_pages(site_languages(), _CATALOGUES)


def _refuse_unreadable(catalogue: Path) -> None:
    try:
        with catalogue.open("rb") as file:
            GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error):
        raise CatalogueUnusable(file=catalogue) from None


@cache
def site_languages() -> tuple[str, ...]:
    """Return the languages that there can be pages in: printed ones whose catalogue is there."""
    return tuple(
        language
        for language in printed_languages()
        if language == ENGLISH or (_CATALOGUES / language / "LC_MESSAGES" / "messages.mo").is_file()
    )


def offered() -> tuple[str, ...]:
    """Return those of them in which the organisers offer pages and letters."""
    return tuple(each for each in site_languages() if each in current.settings().languages)


def current_language() -> str:
    """Return the language of the request by its path, which an error page has too."""
    language = language_of_path(request.path)
    return language if language in offered() else ENGLISH


def language_of_path(path: str) -> str:
    """Return the language that a path begins with, whether or not the organisers offer it."""
    prefix = path.partition("/")[2].partition("/")[0]
    return prefix if prefix in site_languages() else ENGLISH


def _refuse_what_is_not_offered() -> None:
    if (request.endpoint or "").partition(".")[0] not in offered():
        abort(404)


def page_url(endpoint: str, **values: Any) -> str:
    """Return the address of a page in the language of the request."""
    return url_for(f"{current_language()}.{endpoint}", **values)


def in_every_language() -> list[PageInLanguage]:
    """Return the page at hand in each language; for an error page, the first page."""
    known, _, endpoint = (request.endpoint or "").partition(".")
    is_page = known in site_languages()
    return [
        PageInLanguage(
            language,
            language_of(language).name,
            url_for(
                f"{language}.{endpoint if is_page else 'cases.index'}",
                **(request.view_args or {} if is_page else {}),
            ),
            language == current_language(),
        )
        for language in offered()
    ]


def canonical_url() -> str:
    """Return the one address of the page at hand, without a query; nothing if none is known."""
    is_page = (request.endpoint or "").partition(".")[0] in site_languages()
    site = current.settings().public_url
    return site + request.path if site and is_page else ""
