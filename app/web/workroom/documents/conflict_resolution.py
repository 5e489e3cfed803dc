"""Saving two texts as one, once somebody has chosen what is to stand in each conflict."""

from collections.abc import Sequence
from typing import cast

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.content.compare.merging import Resolution
from app.content.editing.rewriting import from_browser
from app.records import past
from app.records.database import db
from app.records.revision import Overtaken
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.conflicts import (
    Theirs,
    conflict_page,
    merged_over,
    page_of,
    text_at,
    upgrade_page,
)
from app.web.workroom.documents.reviewing import settled_over, settled_text
from app.web.workroom.documents.saving import typed_opened, typed_origin
from app.web.workroom.forms.whole_number import whole_number
from app.web.workroom.kinds import edit_url

conflict_resolution = Blueprint("conflict_resolution", __name__)

_CHOICES = ("mine", "theirs", "both")


@conflict_resolution.post("/settle/<document_path:path>")
@needs("editor")
def settle(path: str) -> ResponseReturnValue:
    """Save both texts merged, with the choices made; if overtaken again, show them again."""
    mine, note = from_browser(request.form.get("mine", "")), request.form.get("note", "")
    origin, theirs = request.form.get("origin", ""), _theirs(path)
    merged = merged_over(path, mine, origin, theirs)
    choices = [request.form.get(f"choice-{n}", "") for n in range(len(merged.conflicts))]
    if any(choice not in _CHOICES for choice in choices):
        return page_of(path, mine, note, origin, theirs, choices)
    text = merged.text([cast(Resolution, choice) for choice in choices])
    if theirs.text is not None:
        text, notices = settled_text(path, text)
    else:  # what was reviewed was withdrawn: mine was typed over the text before
        text, notices = settled_over(path, text_at(path, origin), text)
    if _stands(path, text, theirs):
        flash("Nothing was saved: what you chose is what stands already.")
        return redirect(edit_url(path), 303)
    return _saved(path, text, note, theirs.base, notices)


def _theirs(path: str) -> Theirs:
    """Return what the page showed as theirs; abort with 404 if it isn't a revision of it."""
    base = whole_number(request.form.get("base", "")) or 0
    if "shipped" in request.form:
        return Theirs.shipped(path, base, typed_opened())
    newest = past.by_number(db.session, path, base)
    if newest is None:
        abort(404)
    return Theirs.saved(newest)


def _stands(path: str, text: str, theirs: Theirs) -> bool:
    """Return whether the text is theirs, and theirs is no shipped text below a draft."""
    return text == theirs.text and (
        theirs.revision is not None or text == drafts.working(path).text
    )


def _saved(
    path: str, text: str, note: str, base: int, notices: Sequence[str]
) -> ResponseReturnValue:
    """Save the text and lead to it; if overtaken again, show both again."""
    try:
        saved = drafts.save(
            path, text, base=base, note=note, action="settled a conflict", opened=typed_opened()
        )
    except Overtaken as overtaken:
        return conflict_page(path, text, note, typed_origin(path), overtaken.newest)
    except drafts.UpgradedMeanwhile:
        return upgrade_page(path, text, note, typed_opened())
    flash(f"Saved both as revision {saved.number}. Supporters see it once it is published.")
    for notice in notices:
        flash(notice)
    return redirect(edit_url(path), 303)
