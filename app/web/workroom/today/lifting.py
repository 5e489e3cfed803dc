"""Documents of an older schema: supporters see them lifted, and they wait to be published so."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.content.library.library import Library
from app.content.model.kinds import DocumentPath
from app.records.revision import Overtaken
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts

lifting = Blueprint("lifting", __name__)

LIFTED = "Lifted to the new form"


def of_older_schema(library: Library) -> list[str]:
    """Return the paths of the documents whose texts have an older schema than today's, in order."""
    return sorted(
        path
        for path, document in library.documents.items()
        if document.schema < DocumentPath.parse(path).kind.schema
    )


@lifting.post("/lift/")
@needs("editor")
def lift() -> ResponseReturnValue:
    """Save documents in today's schema, as drafts that are looked at and published."""
    waiting = of_older_schema(drafts.working_library())
    asked = [path for path in request.form.getlist("document") if path in waiting]
    saved = [path for path in asked if _is_saved(path)]
    if not saved:
        flash("Nothing was lifted: somebody did it already, or its text must be mended first.")
        return redirect(url_for("workroom.today.index"), 303)
    flash("Drafts of the new form are saved. Supporters see the same as before once they are out.")
    return redirect(url_for("workroom.publishing.index", path=saved), 303)


def _is_saved(path: str) -> bool:
    """Save a document lifted; return whether that could be done."""
    document = drafts.working(path)
    if not document.is_lifted:
        return False
    try:
        drafts.save(path, document.text, base=document.base, note=LIFTED, action="lifted")
    except Overtaken:
        return False
    return True
