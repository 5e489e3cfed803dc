"""The site in its languages, chosen by the address: `/`, `/ru/…`, `/kk/…`.

English is always offered, the others as the organisers have set.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, abort, request, url_for
from flask_babel import Babel

from app.content.model.localised import LANGUAGES
from app.web import current

NATIVE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
DEFAULT = "en"


@dataclass(frozen=True)
class PageInLanguage:
    """The page at hand as it can be read in one language."""

    language: str
    name: str
    url: str
    is_current: bool


def init_app(app: Flask, rooms: Iterable[Blueprint]) -> None:
    """Serve every page of the rooms once a language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "web/translations"
    Babel(app, default_locale=DEFAULT, locale_selector=current_language)
    rooms = tuple(rooms)
    for language in LANGUAGES:
        house = Blueprint(language, __name__)
        house.before_request(_refuse_what_is_not_offered)
        for room in rooms:
            house.register_blueprint(room)
        app.register_blueprint(house, url_prefix=None if language == DEFAULT else f"/{language}")


def offered() -> tuple[str, ...]:
    """Return the languages in which there are pages and letters."""
    return current.settings().languages


def current_language() -> str:
    """Return the language of the request by its path, which an error page has too."""
    prefix = request.path.split("/")[1]
    return prefix if prefix in LANGUAGES and prefix in offered() else DEFAULT


def _refuse_what_is_not_offered() -> None:
    if (request.endpoint or "").partition(".")[0] not in offered():
        abort(404)


def page_url(endpoint: str, **values: Any) -> str:
    """Return the address of a page in the language of the request."""
    return url_for(f"{current_language()}.{endpoint}", **values)


def in_every_language() -> list[PageInLanguage]:
    """Return the page at hand in each language; for an error page, the first page."""
    known, _, endpoint = (request.endpoint or "").partition(".")
    is_page = known in LANGUAGES
    return [
        PageInLanguage(
            language,
            NATIVE_NAMES[language],
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
    is_page = (request.endpoint or "").partition(".")[0] in LANGUAGES
    site = current.settings().public_url
    return site + request.path if site and is_page else ""
