"""A document as text, for those who prefer it to the form: both write the same."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.editing.rewriting import from_browser
from app.content.model.kinds import LETTER_TEMPLATE
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.mending import errors_of
from app.web.workroom.documents.reviewing import settled_text
from app.web.workroom.documents.titles import name_of
from app.web.workroom.documents.typed import (
    fault_of_note,
    fault_of_text,
    save_typed,
    typed_note,
    withdrawn_page,
)
from app.web.workroom.forms.marked_line import marked_line
from app.web.workroom.kinds import edit_url

text_editor = Blueprint("text_editor", __name__)


@text_editor.route("/text/<document_path:path>", methods=["GET", "POST"])
@needs("editor")
def edit(path: str) -> ResponseReturnValue:
    """Show a document as text, or save what was typed: with errors, too, as a draft."""
    if LETTER_TEMPLATE.has(path):
        return redirect(url_for("workroom.letter_templates.edit", path=path), 303)
    document = drafts.working(path)
    if request.method == "GET":
        return withdrawn_page(document) if document.text is None else _page(document, document.text)
    typed = from_browser(request.form.get("text", ""))
    if fault := fault_of_text() or fault_of_note():
        return _page(document, typed, fault)
    text, notices = settled_text(path, typed)
    return save_typed(document, text, notices, then=url_for("workroom.text_editor.edit", path=path))


def _page(document: WorkingDocument, text: str, fault: str = "") -> ResponseReturnValue:
    """Return the page; with a fault, it says that nothing was saved (422)."""
    library = drafts.working_library({document.path: text})
    errors = errors_of(document.path, library)
    page = render_template(
        "workroom/text_editor.html",
        document=document,
        name=name_of(document.path, library),
        text=text,
        lines=[(error, marked_line(text, error)) for error in errors],
        fault=fault,
        note=typed_note(),
        form_url=edit_url(document.path),
    )
    return make_response(page, 422 if fault else 200)
