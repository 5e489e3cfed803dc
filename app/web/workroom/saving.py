"""Saving what an editor typed, and answering if somebody else was quicker."""

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from app.content.rewriting import from_browser
from app.records.revision import Overtaken
from app.web.workroom import drafts
from app.web.workroom.conflicts import conflict_page


def typed_base() -> int:
    """Return the number of the revision that the form was opened with; 0 if it isn't one."""
    typed = request.form.get("base", "0")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def save_or_merge(path: str, text: str, *, then: str | None = None) -> ResponseReturnValue:
    """Save the text as a revision and go on; if overtaken, show both texts merged instead."""
    text, note, base = from_browser(text), request.form.get("note", ""), typed_base()
    try:
        drafts.save(path, text, base=base, note=note)
    except Overtaken as overtaken:
        return conflict_page(path, text, note, base, overtaken.newest)
    return make_response(redirect(then or drafts.edit_url(path), 303))
