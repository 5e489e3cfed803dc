"""Saving what an editor typed, and answering if somebody else was quicker."""

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from app.content.editing.rewriting import from_browser
from app.records import past
from app.records.database import db
from app.records.revision import Overtaken
from app.web.workroom.documents import drafts
from app.web.workroom.documents.conflicts import conflict_page, upgrade_page
from app.web.workroom.forms.whole_number import whole_number
from app.web.workroom.kinds import edit_url


def typed_base() -> int:
    """Return the number of the revision that the form was opened with; 0 if it isn't one."""
    return whole_number(request.form.get("base", "")) or 0


def typed_opened() -> str:
    """Return the digest of what supporters saw when the form was opened; nothing if unknown."""
    return request.form.get("opened", "")


def typed_origin(path: str) -> str:
    """Return what the form was opened with: the number of a revision, or a shipped text's digest.

    Who opens a document of which there is no draft opens what supporters see.
    """
    base = typed_base()
    revision = past.by_number(db.session, path, base)
    is_live = revision.gives_way if revision else base == 0
    return typed_opened() if is_live and typed_opened() else str(base)


def save_or_merge(path: str, text: str, *, then: str | None = None) -> ResponseReturnValue:
    """Save the text as a revision and go on; if overtaken, show both texts merged instead.

    So it does if an upgrade changed meanwhile what supporters see.
    """
    text, note = from_browser(text), request.form.get("note", "")
    try:
        drafts.save(path, text, base=typed_base(), note=note, opened=typed_opened())
    except Overtaken as overtaken:
        return conflict_page(path, text, note, typed_origin(path), overtaken.newest)
    except drafts.UpgradedMeanwhile:
        return upgrade_page(path, text, note, typed_opened())
    return make_response(redirect(then or edit_url(path), 303))
