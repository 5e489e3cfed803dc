"""The guide for organisers: docs/organisers.md as a page, its pictures with it."""

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_from_directory, url_for
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.web.workroom.room import open_to_all

DOCS = Path(__file__).parent.parent.parent.parent / "docs"
_PICTURES = "pictures/"

guide = Blueprint("guide", __name__, url_prefix="/guide")


@guide.get("/")
@open_to_all
def index() -> str:
    """Show the guide, to those as well who can't sign in yet."""
    file = DOCS / "organisers.md"
    if not file.is_file():
        abort(404)
    return render_template("workroom/guide.html", text=_page(file.read_text("utf-8")))


@guide.get("/pictures/<name>")
@open_to_all
def picture(name: str) -> Response:
    """Return a picture of the guide."""
    if not name.startswith("organisers-"):
        abort(404)
    return send_from_directory(DOCS / "pictures", name)


@cache
def _page(text: str) -> Markup:
    """Return the guide as HTML; its pictures are served by us, its headings can be linked to."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            token.attrSet("id", slug_of(following.content))
        for child in token.children or ():
            _serve_picture(child)
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704 - our own file, and no HTML in it


def _serve_picture(token: Token) -> None:
    source = str(token.attrGet("src") or "")
    if token.type == "image" and source.startswith(_PICTURES):
        name = source.removeprefix(_PICTURES)
        token.attrSet("src", url_for("workroom.guide.picture", name=name))


def slug_of(heading: str) -> str:
    """Return the heading as the part of an address after #, as code hosts make it."""
    kept = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -")
    return kept.replace(" ", "-")
