"""Saving two texts as one, once somebody has chosen what is to stand in each conflict."""

from typing import cast

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.content.merging import Choice
from app.content.rewriting import from_browser
from app.records import past
from app.records.database import db
from app.records.revision import Overtaken
from app.web.workroom import drafts
from app.web.workroom.conflicts import conflict_page, conflicts, merged_over, page_of, text_at
from app.web.workroom.reviewing import settled_over, settled_text
from app.web.workroom.room import needs

_CHOICES = ("mine", "theirs", "both")


@conflicts.post("/settle/<document_path:path>")
@needs("editor")
def settle(path: str) -> ResponseReturnValue:
    """Save both texts merged, with the choices made; if overtaken again, show them again."""
    mine, note = from_browser(request.form.get("mine", "")), request.form.get("note", "")
    origin, base = _number("origin"), _number("base")
    newest = past.by_number(db.session, path, base)
    if newest is None:
        abort(404)
    merged = merged_over(path, mine, origin, newest)
    choices = [request.form.get(f"choice-{n}", "") for n in range(len(merged.conflicts))]
    if any(choice not in _CHOICES for choice in choices):
        return page_of(path, mine, note, origin, newest, choices)
    text = merged.text([cast(Choice, choice) for choice in choices])
    if newest.text is not None:
        text, notices = settled_text(path, text)
    else:  # what was reviewed was withdrawn: mine was typed over the text before
        text, notices = settled_over(path, text_at(path, origin), text)
    if text == newest.text:
        flash("Nothing was saved: what you chose is what stands already.")
        return redirect(drafts.edit_url(path), 303)
    try:
        saved = drafts.save(path, text, base=base, note=note)
    except Overtaken as overtaken:
        return conflict_page(path, text, note, base, overtaken.newest)
    flash(f"Saved both as revision {saved.number}. Supporters see it once it is published.")
    for notice in notices:
        flash(notice)
    return redirect(drafts.edit_url(path), 303)


def _number(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
