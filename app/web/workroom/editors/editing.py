"""Editing a case or an addressee in its form: shown, rearranged, saved.

Nothing typed gets lost on the way: what can't become a document at all comes back as it was typed,
everything else can be saved as a draft, with what must be mended said by the field.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.content.editing.rewriting import fresh, rewrite
from app.content.text.document import Document, DocumentError, Fields
from app.limits import MOST_PARTS
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.mending import Mend, errors_of, marked
from app.web.workroom.documents.reviewing import settled
from app.web.workroom.documents.typed import (
    fault_of_note,
    readable,
    save_typed,
    text_at_base,
    withdrawn_page,
)
from app.web.workroom.editors.form_page import WHOLE, Editor, page, what_to_mend
from app.web.workroom.forms.document_forms import DocumentForm, Parts, lost, numbers
from app.web.workroom.forms.repeating import rearrange


def edit_document(editor: Editor, path: str) -> ResponseReturnValue:
    """Return the page of a document's form, or the answer to what was typed into it."""
    document = drafts.working(path)
    if request.method == "POST":
        return _answer(editor, document)  # if withdrawn meanwhile, to be brought back or not
    if document.text is None:
        return withdrawn_page(document)
    library = drafts.working_library({path: document.text})
    known = library.documents.get(path)
    if known is None:
        error = errors_of(path, library)[0]
        return _as_text(path, f"Line {error.line}: {error.message}")
    if _are_too_many(_lists(editor), partial(_parts_of, known.fields)):
        return _as_text(path, f"It has more than {MOST_PARTS} parts in its lists")
    form = editor.form(data=known.fields)
    if name := lost(known.fields, form.written()):
        return _as_text(path, f"“{name}” holds something that the form has no place for")
    return page(editor, document, form, library, what_to_mend(editor, document, form, library))


def _as_text(path: str, reason: str) -> ResponseReturnValue:
    flash(f"The form can’t show this document. {reason}. Mend it here, in the text.")
    return redirect(url_for("workroom.text_editor.edit", path=path), 303)


def _answer(editor: Editor, document: WorkingDocument) -> ResponseReturnValue:
    """Return the answer to what was typed: the form with a part moved, or the draft saved."""
    if _are_too_many(_lists(editor), lambda name: numbers(name, request.form)):
        abort(422)
    form = editor.form(request.form)
    if "do" in request.form:
        return _rearranged(editor, document, form)
    if WHOLE not in request.form:
        return _refused(editor, document, form, [("", "The form arrived incomplete")])
    if fault := fault_of_note():
        return _refused(editor, document, form, [("#note", fault)])
    try:
        text, notices = _typed_text(editor, document.path, form)
    except DocumentError as error:
        return _refused(editor, document, form, marked(form, [error], ""))
    return save_typed(document, text, notices)


def _lists(editor: Editor) -> list[str]:
    fields = editor.form().document_fields().items()
    return [name for name, field in fields if isinstance(field, Parts)]


def _parts_of(fields: Fields, name: str) -> list[object]:
    found = fields.get(name)
    return found if isinstance(found, list) else []


def _are_too_many(lists: Iterable[str], parts_of: Callable[[str], Collection[object]]) -> bool:
    """Return whether the lists have more parts together than a form shows."""
    return sum(len(parts_of(name)) for name in lists) > MOST_PARTS


def _typed_text(editor: Editor, path: str, form: DocumentForm) -> tuple[str, list[str]]:
    """Return the text of the form, with a notice of what else has changed; raise DocumentError."""
    old = readable(path, text_at_base(path))
    fields, notices = editor.changed(old.fields if old else {}, form.written())
    fields, unmarked = settled(old, Document(path, fields))
    text = rewrite(path, old.yaml, fields) if old else fresh(path, fields)
    return text, [*notices, *unmarked]


def _rearranged(
    editor: Editor, document: WorkingDocument, form: DocumentForm
) -> ResponseReturnValue:
    """Return the page with a part added, moved or removed; nothing is saved."""
    rearranged = rearrange(form, request.form, request.form["do"])
    if rearranged is None:
        return _refused(editor, document, form, [("", "There is no such part in the form")])
    form = editor.form(rearranged.typed)
    try:
        text = fresh(document.path, form.written())
    except DocumentError as error:
        return _refused(editor, document, form, marked(form, [error], ""))
    library = drafts.working_library({document.path: text})
    mends = what_to_mend(editor, document, form, library)
    return page(editor, document, form, library, mends, place=rearranged.id)


def _refused(
    editor: Editor, document: WorkingDocument, form: DocumentForm, mends: list[Mend]
) -> ResponseReturnValue:
    """Return the page with all that was typed, and why it can't be saved."""
    return page(editor, document, form, drafts.working_library(), mends, status=422)
