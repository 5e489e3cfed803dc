"""What was published, by whom and when; and undoing a publication."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.content.compare.merging import merge
from app.records import past
from app.records.database import db
from app.records.revision import Overtaken, Publication
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.changes import Change
from app.web.workroom.documents.reviewing import settled_over
from app.web.workroom.documents.revisions import asked_before
from app.web.workroom.documents.titles import titles

publications = Blueprint("publications", __name__)

_PAGE = 20
_MOST = 2**31


@publications.get("/publications/")
@needs("editor")
def index() -> str:
    """List what was published, the latest first; upgrades of shipped files as well."""
    found = past.publications(db.session, asked_before(), _PAGE + 1)
    return render_template(
        "workroom/publications.html",
        found=found[:_PAGE],
        goes_on_before=found[_PAGE - 1].id if len(found) > _PAGE else None,
        paths_of=past.paths_of,
        title_of=titles(),
    )


@publications.get("/publications/<int:number>")
@needs("editor")
def publication(number: int) -> str:
    """Show what one publication changed for supporters, word by word."""
    found = _found(number)
    changes = past.changes_of(db.session, found)
    return render_template(
        "workroom/publication.html",
        publication=found,
        changes=[Change(path, *texts) for path, texts in changes.items()],
        unchanged=[path for path in past.paths_of(found) if path not in changes],
        is_first=_is_first(found),
        title_of=titles(),
    )


@publications.post("/publications/<int:number>/undo")
@needs("editor")
def undo(number: int) -> ResponseReturnValue:
    """Save drafts that take back what a publication changed, and keep what was changed since."""
    found = _found(number)
    if _is_first(found):
        flash("Nothing was undone: before this, there was nothing.")
        return redirect(url_for(".publication", number=number), 303)
    changes = past.changes_of(db.session, found)
    undone = [path for path in changes if _take_back(path, *changes[path], number)]
    if not undone:
        return redirect(url_for(".publication", number=number), 303)
    flash("Drafts of how it was before are saved. Look at them and publish.")
    return redirect(url_for("workroom.publishing.index", path=undone), 303)


def _found(number: int) -> Publication:
    found = db.session.get(Publication, number) if number < _MOST else None
    if found is None:
        abort(404)
    return found


def _is_first(found: Publication) -> bool:
    """Return whether it is the installation, before which there was nothing."""
    return found.kind == "shipped" and not past.publications(db.session, found.id, 1)


def _take_back(path: str, before: str | None, after: str | None, number: int) -> bool:
    """Save a document without what a publication changed; return whether there is a draft now."""
    document = drafts.working(path)
    try:
        text, notices = _without(document.saved, before, after), list[str]()
        if text is not None and text != before:  # nobody has read the two put together
            text, notices = settled_over(path, document.text, text)
        if text != document.saved:
            for notice in notices:
                flash(notice)
            note = f"Publication {number} undone"
            drafts.save(path, text, base=document.base, note=note, action="undid a publication")
            return text != document.live
    except _Entangled:
        flash(f"{path} was changed in the same places since: choose a revision of it to restore.")
        return False
    except Overtaken:
        flash(f"{path} was saved by somebody else at this very moment: try again.")
        return False
    if not document.is_draft:
        flash(f"{path} stands as it was before already.")
    return document.is_draft


class _Entangled(Exception):
    """What was changed can't be told from what was changed since."""


def _without(now: str | None, before: str | None, after: str | None) -> str | None:
    """Return the text as it stands now, with a change of it taken back; raise _Entangled."""
    if now == after:
        return before
    if now is None or before is None or after is None:
        raise _Entangled
    merged = merge(after, now, before)
    if merged.has_conflicts:
        raise _Entangled
    return merged.text()
