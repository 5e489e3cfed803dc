"""The site, put together."""

from pathlib import Path

from flask import Flask

from app.config import Config
from app.content.languages import english_name, language_of
from app.content.text.prose import without_marks
from app.letters.press import stop_stacking
from app.limits import MOST_LINES_OF_WORDS, MOST_WORDS
from app.private import tighten
from app.web import (
    about,
    busy,
    cases,
    current,
    errors,
    health,
    languages,
    offices,
    prose,
    said,
    security,
    versions,
    wording,
    workroom,
    writing,
)

_PACKAGE = Path(__file__).parent


def make_site(config: Config) -> Flask:
    """Return the site with these settings; where letters aren't stacked, none of the process is."""
    if not config.stacking:
        stop_stacking()
    app = security.Site(
        "app",
        root_path=str(_PACKAGE.parent),
        template_folder=str(_PACKAGE / "pages"),
        static_folder=str(versions.STATIC),
        static_url_path="/static",
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    current.init_app(app, config)
    kept = () if config.read_only else (config.instance, *config.files_of_database)
    for each in tighten(*kept) if kept else ():
        app.logger.warning("%s", each)
    security.init_app(app)
    busy.init_app(app)
    languages.init_app(app, (cases.cases, offices.offices, writing.writing, about.about))
    errors.init_app(app)
    workroom.init_app(app, config)
    health.init_app(app)
    _teach_pages(app)
    return app


def _teach_pages(app: Flask) -> None:
    """Give the pages their words: what they may call, and the filters of our texts."""
    app.jinja_env.globals.update(
        page_url=languages.page_url,
        in_every_language=languages.in_every_language,
        canonical_url=languages.canonical_url,
        static_url=versions.static_url,
        only_in=said.only_in,
        most_words=MOST_WORDS,
        most_lines_of_words=MOST_LINES_OF_WORDS,
    )
    app.jinja_env.filters.update(
        long_date=wording.long_date,
        short_date=wording.short_date,
        stamp_date=wording.stamp_date,
        english_name=english_name,
        native_name=lambda code: language_of(code).name,
        plain=wording.plain,
        without_marks=without_marks,
        best_text=said.best_text,
        said=said.said,
        said_again=said.said_again,
        said_plain=said.said_plain,
        worded=said.worded,
        with_links=prose.with_links,
        paragraphs=prose.paragraphs,
    )

    @app.context_processor
    def _of_every_page() -> dict[str, object]:
        return {
            "language": languages.current_language(),
            "is_starter_content": not current.is_confirmed(),
            "verified_on": cases.verified_on(),
            "site_settings": current.settings(),
        }
