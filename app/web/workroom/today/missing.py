"""Documents that supporters were served and whose texts are gone: brought back, or left out."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.records import served
from app.records.database import db
from app.web import current
from app.web.workroom.access.guard import needs, note_done

missing = Blueprint("missing", __name__)


@missing.post("/leave-out/")
@needs("publisher")
def leave_out() -> ResponseReturnValue:
    """Take it as known that a document is gone, so that nobody is told of it any more."""
    path = request.form.get("document", "")
    gone = [each.path for each in served.missing(db.session, current.library()) if not each.faults]
    if path not in gone:
        flash("Nothing was done: it isn’t missing, or its text is there and must be mended.")
        return redirect(url_for("workroom.today.index"), 303)
    served.note_taken_away(db.session, [path])
    note_done("left out", path)
    flash("It is left out. Nobody is told of it any more.")
    return redirect(url_for("workroom.today.index"), 303)
