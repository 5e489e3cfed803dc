"""Every saved state of a document: listed, read, compared, restored."""

import re
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.model.kinds import DocumentPath
from app.records import past, revision
from app.records.database import db
from app.records.revision import Overtaken, Revision
from app.web.current import live_texts, shipped_texts
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.changes import Change
from app.web.workroom.documents.conflicts import conflict_page
from app.web.workroom.documents.saving import typed_base
from app.web.workroom.documents.titles import titles
from app.web.workroom.kinds import edit_url, list_url

revisions = Blueprint("revisions", __name__)

_PAGE = 50
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_ID = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Side:
    """One state of a document: a revision, the shipped file, or what supporters see."""

    key: str
    """As it stands in addresses."""
    path: str
    text: str | None
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """What it is called within a sentence."""
        if self.revision:
            return f"revision {self.revision.number}"
        return "the shipped file" if self.key == "shipped" else "what supporters see"


def side(key: str, path: str = "") -> Side:
    """Return what an address names; abort with 404 if there is no such thing.

    `live` and `shipped` need the path of their document.
    """
    if key in ("live", "shipped") and DocumentPath.find(path):
        texts = live_texts() if key == "live" else shipped_texts()
        return Side(key, path, texts.get(path))
    found = revision.by_key(db.session, key) if _KEY.fullmatch(key) else None
    if found is None:
        abort(404)
    return Side(key, found.path, found.text, found)


def asked_before() -> int | None:
    """Return the id before which a list is asked to go on."""
    typed = request.args.get("before", "")
    return int(typed) if _ID.fullmatch(typed) else None


@revisions.get("/revisions/")
@needs("editor")
def index() -> str:
    """List the revisions of all documents, the latest first."""
    found = past.latest(db.session, asked_before(), _PAGE + 1)
    return render_template(
        "workroom/revisions.html",
        found=found[:_PAGE],
        goes_on_before=found[_PAGE - 1].id if len(found) > _PAGE else None,
        title_of=titles(),
    )


@revisions.get("/revisions/<document_path:path>")
@needs("editor")
def of(path: str) -> ResponseReturnValue:
    """List the revisions of a document, any two of which can be compared."""
    if "old" in request.args and "new" in request.args:
        old, new = request.args["old"], request.args["new"]
        return redirect(url_for(".difference", old_key=old, new_key=new, path=path))
    document = drafts.working(path)
    found = revision.revisions(db.session, path)
    return render_template(
        "workroom/revision_list.html",
        document=document,
        found=found,
        live=_live_revision(found),
        shipped=shipped_texts().get(path),
        title=titles()(path),
        edit_url=edit_url(path),
        back=list_url(DocumentPath.parse(path).kind),
    )


def _live_revision(found: list[Revision]) -> Revision | None:
    """Return the revision that supporters see, if it is one."""
    published = [each for each in found if each.publication_id is not None]
    return max(published, key=lambda each: each.publication_id or 0, default=None)


@revisions.get("/revision/<key>")
@needs("editor")
def show(key: str) -> str:
    """Show one state of a document."""
    shown = side(key, request.args.get("path", ""))
    return render_template(
        "workroom/revision.html",
        shown=shown,
        document=drafts.working(shown.path),
        title=titles()(shown.path),
        edit_url=edit_url(shown.path),
    )


@revisions.get("/difference/<old_key>/<new_key>")
@needs("editor")
def difference(old_key: str, new_key: str) -> str:
    """Show what differs between two states of a document, word by word."""
    sides = [side(key, request.args.get("path", "")) for key in (old_key, new_key)]
    old, new = sides
    if old.path != new.path:
        abort(404)
    return render_template(
        "workroom/difference.html",
        old=old,
        new=new,
        change=Change(old.path, old.text, new.text),
        document=drafts.working(old.path),
        title=titles()(old.path),
        edit_url=edit_url(old.path),
    )


@revisions.post("/restore/<key>")
@needs("editor")
def restore(key: str) -> ResponseReturnValue:
    """Save the text of an older state as the newest revision."""
    old = side(key, request.args.get("path", ""))
    document = drafts.working(old.path)
    if old.text == document.saved:
        flash(f"Nothing was restored: the document stands as in {old.name} already.")
        return redirect(url_for(".of", path=old.path), 303)
    note, base = f"Restored {old.name}", typed_base()
    try:
        saved = drafts.save(old.path, old.text, base=base, note=note, action="restored a revision")
    except Overtaken as overtaken:
        if old.text is not None:
            return conflict_page(old.path, old.text, note, str(base), overtaken.newest)
        flash("Nothing was restored: somebody saved it again meanwhile.")
        return redirect(url_for(".of", path=old.path), 303)
    if saved.text == document.live:
        flash(f"Restored as revision {saved.number}, which is what supporters see already.")
        return redirect(url_for(".of", path=old.path), 303)
    flash(f"Restored as revision {saved.number}. Supporters see it once it is published.")
    return redirect(url_for("workroom.publishing.index", path=old.path), 303)
