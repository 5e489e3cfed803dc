"""The guides in docs/ as pages of the site, their pictures with them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Response, abort, send_from_directory
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.content.languages import ENGLISH

DOCS = Path(__file__).parent.parent.parent / "docs"
_PICTURES = "pictures/"


def guide_language(whom: str, language: str) -> str:
    """Return the language in which a reader of this one finds the guide: this, or else English."""
    return language if _file_of(whom, language).is_file() else ENGLISH


def _file_of(whom: str, language: str) -> Path:
    return DOCS / (f"{whom}.md" if language == ENGLISH else f"{whom}.{language}.md")


def guide_for(whom: str, picture_url: Callable[[str], str], language: str = ENGLISH) -> Markup:
    """Return the guide of this name as HTML; answer 404 where there is no such file."""
    file = _file_of(whom, language)
    if not file.is_file():
        abort(404)
    return _html(file.read_text("utf-8"), picture_url)


def picture_for(whom: str, name: str) -> Response:
    """Return a picture of the guide; answer 404 for any other file."""
    if not name.startswith(f"{whom}-"):
        abort(404)
    return send_from_directory(DOCS / "pictures", name)


@cache
def _html(text: str, picture_url: Callable[[str], str]) -> Markup:
    """Return the guide as HTML; its pictures are served by us, its headings can be linked to."""
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    tokens = markdown.parse(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            token.attrSet("id", slug_of(following.content))
        for child in token.children or ():
            _serve_picture(child, picture_url)
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704 - our own file, and no HTML in it


def _serve_picture(token: Token, picture_url: Callable[[str], str]) -> None:
    source = str(token.attrGet("src") or "")
    if token.type == "image" and source.startswith(_PICTURES):
        token.attrSet("src", picture_url(source.removeprefix(_PICTURES)))


def slug_of(heading: str) -> str:
    """Return the heading as the part of an address after #, as code hosts make it."""
    kept = "".join(each for each in heading.lower() if each.isalnum() or each in " -")
    return kept.replace(" ", "-")
