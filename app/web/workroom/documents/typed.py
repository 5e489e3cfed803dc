"""What was typed over a document: the text it was typed over, and saving it with a word on that."""

from collections.abc import Iterable

from flask import flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.content.editing.lifting import lifted
from app.content.editing.rewriting import from_browser
from app.content.library.reading import read_document
from app.content.text.document import NO_TEXT, Document, too_much
from app.records import past
from app.records.database import db
from app.web.current import live_texts, shipped_texts
from app.web.workroom.access.keeping import typed_texts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.saving import save_or_merge, typed_base, typed_opened
from app.web.workroom.kinds import edit_url

MOST_NOTE = 1_000
"""Characters of a note on what was changed."""


def text_at_base(path: str) -> str | None:
    """Return the text that the page was opened with, in today's schema; None if there was none."""
    text = _saved_at_base(path)
    return None if text is None else lifted(path, text)


def _saved_at_base(path: str) -> str | None:
    revision, opened = past.by_number(db.session, path, typed_base()), typed_opened()
    if revision and not revision.gives_way:
        return revision.text
    text = live_texts().get(path) if revision else shipped_texts().get(path)
    if opened and opened != past.digest_of(text):
        return past.shipped_with(db.session, path, opened)
    return text


def readable(path: str, text: str | None) -> Document | None:
    """Return the document of a text, None if there is none that can be read; not to be changed.

    It has today's schema, whatever the text has.
    """
    return read_document(path, lifted(path, text)).document if text is not None else None


def typed_note() -> str:
    """Return what was typed about the change, to be shown again."""
    return request.form.get("note", "")


def fault_of_text() -> str | None:
    """Return why the document typed as text can't be saved even as a draft, None if it can."""
    if "text" not in request.form:
        return "The form arrived incomplete"
    text = from_browser(request.form["text"])
    if fault := too_much(text):
        return f"The text is {fault}"
    if found := NO_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return f"Line {line} holds U+{ord(found[0]):04X}, which is no character of a text"
    return None


def fault_of_note() -> str | None:
    """Return why the note can't be saved, None if it can."""
    if len(typed_note()) > MOST_NOTE:
        return f"The note is longer than {MOST_NOTE:,} characters"
    if found := NO_TEXT.search(typed_note()):
        return f"The note holds U+{ord(found[0]):04X}, which is no character of a text"
    return None


def save_typed(
    document: WorkingDocument, text: str, notices: Iterable[str] = (), *, then: str = ""
) -> ResponseReturnValue:
    """Save the text as a revision and say so; if overtaken, show both texts merged instead."""
    then, text = then or edit_url(document.path), from_browser(text)
    is_same = typed_base() == document.base and text in (document.text, text_at_base(document.path))
    if is_same and not document.is_lifted and not document.is_under_an_upgrade:
        said, response = "Nothing was changed, so nothing was saved.", redirect(then, 303)
    else:
        said = f"Saved as revision {document.base + 1}. Supporters see it once it is published."
        response = make_response(save_or_merge(document.path, text, then=then))
    if response.status_code == 303:
        for notice in (said, *notices):
            flash(notice)
    return response


def withdrawn_page(document: WorkingDocument) -> ResponseReturnValue:
    """Return the page in place of a withdrawn document's editor, with what was typed."""
    page = render_template("workroom/withdrawn.html", document=document, typed=typed_texts())
    return make_response(page, 200 if request.method == "GET" else 422)
