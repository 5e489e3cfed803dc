"""The mark that a text was reviewed: set by a second person, gone when the text is changed."""

from collections import defaultdict
from typing import Any

from flask import Blueprint, abort, flash, redirect
from flask.typing import ResponseReturnValue

from app.content.checks.reviewing import review_marks, unmark_changed, unread_texts, with_mark
from app.content.checks.translatable_texts import texts_by_language
from app.content.editing.rewriting import rewrite
from app.content.languages import english_name, is_known
from app.content.text.document import Document
from app.records import revision
from app.records.database import db
from app.records.revision import Overtaken
from app.web.current import shipped_texts
from app.web.workroom.access.guard import needs, organiser
from app.web.workroom.documents import drafts
from app.web.workroom.documents.saving import typed_base, typed_opened
from app.web.workroom.documents.typed import readable, text_at_base
from app.web.workroom.kinds import edit_url

reviewing = Blueprint("reviewing", __name__)


def writers(path: str, language: str) -> set[int | None]:
    """Return who wrote texts of a document in a language that nobody reviewed; not shipped ones.

    That is the author of each revision that brought a text in this language since it was marked
    last, and of those right before one that can't be read, since what they brought can't be told.
    With who brings back an older text that nobody reviewed, it is also who wrote that.
    """
    found: set[int | None] = set()
    unreadable: set[int | None] = set()
    wrote: defaultdict[str, set[int | None]] = defaultdict(set)
    known = readable(path, shipped_texts().get(path))
    for saved in reversed(revision.revisions(db.session, path)):
        if saved.text is None:
            continue
        document = readable(path, saved.text)
        if document is None:
            unreadable.add(saved.author_id)
            continue
        for text in unread_texts(known, document, language):
            wrote[text] |= {saved.author_id, *unreadable}
            found |= wrote[text]
        if review_marks(document).get(language):
            found = set()
            for text in texts_by_language(document).get(language, ()):
                wrote.pop(text, None)
        known, unreadable = document, set()
    return found


def may_review(path: str, language: str) -> bool:
    """Return whether somebody else wrote every text in this language that nobody reviewed."""
    return organiser().id not in writers(path, language)


def settled(old: Document | None, new: Document) -> tuple[dict[str, Any], list[str]]:
    """Return the fields with no mark that doesn't hold, and a notice for each that was taken away.

    A mark doesn't hold where a text is new, nor if whoever sets it wrote the newest texts.
    """
    fields, notices, known = unmark_changed(old, new), [], review_marks(old)
    for language, is_marked in review_marks(new).items():
        name = english_name(language)
        settled_document = Document(new.path, fields, new.body)
        if not is_marked:
            continue
        if not review_marks(settled_document)[language]:
            notices.append(f"{name} is no longer marked as reviewed, since its texts were changed.")
        elif not known.get(language) and not may_review(new.path, language):
            fields = with_mark(settled_document, language, False)
            notices.append(_own_text(name))
    return fields, notices


def settled_text(path: str, typed: str) -> tuple[str, list[str]]:
    """Return a document typed as text, settled; as it was typed if it can't be read."""
    return settled_over(path, text_at_base(path), typed)


def settled_over(path: str, old: str | None, typed: str) -> tuple[str, list[str]]:
    """Return a document as text, settled over an old one; as it is if it can't be read."""
    document = readable(path, typed)
    if document is None:
        return typed, []
    fields, notices = settled(readable(path, old), document)
    return (rewrite(path, typed, fields) if notices else typed), notices


def _own_text(name: str) -> str:
    return f"{name} was not marked as reviewed: you wrote its newest texts, so somebody else must."


@reviewing.post("/review/<document_path:path>/<language>")
@needs("editor")
def review(path: str, language: str) -> ResponseReturnValue:
    """Mark the texts of a document in one language as reviewed, unless one wrote them oneself."""
    document = drafts.working(path)
    known = readable(path, document.text)
    if not is_known(language):
        abort(404)
    flash(_marked(document, known, language))
    return redirect(edit_url(path), 303)


def _marked(document: drafts.WorkingDocument, known: Document | None, language: str) -> str:
    """Save the mark, and return what came of it."""
    name = english_name(language)
    if known is None or document.text is None:
        return "Nothing was marked: the document can’t be read. Mend it first."
    if not texts_by_language(known).get(language):
        return f"Nothing was marked: there is no text in {name}."
    if review_marks(known).get(language):
        return f"{name} is marked as reviewed already."
    if not may_review(document.path, language):
        return _own_text(name)
    text = rewrite(document.path, document.text, with_mark(known, language, True))
    try:
        drafts.save(
            document.path,
            text,
            base=typed_base(),
            note=f"{name} reviewed",
            action="marked as reviewed",
            opened=typed_opened(),
        )
    except drafts.UpgradedMeanwhile:
        return "Nothing was marked: an upgrade changed it meanwhile. Read that first."
    except Overtaken:
        return "Nothing was marked: somebody saved it again meanwhile. Read that first."
    return f"{name} is marked as reviewed."
