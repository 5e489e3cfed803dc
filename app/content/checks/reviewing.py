"""The mark `reviewed`: a native speaker other than the author has read the texts.

A mark speaks of the texts that were read. A text that is new since then takes it away; moving or
taking out texts leaves nothing unread behind.
"""

from collections.abc import Mapping
from typing import Any

from app.content.checks.translatable_texts import texts_by_language
from app.content.model.kinds import language_of_path
from app.content.text.document import Document


def unread_texts(old: Document | None, new: Document, language: str) -> set[str]:
    """Return the texts in a language which the old document doesn't have."""
    known = texts_by_language(old).get(language, set()) if old else set()
    return {text for text in texts_by_language(new).get(language, set()) - known if text.strip()}


def review_marks(document: Document | None) -> dict[str, bool]:
    """Return the marks by language; what isn't a mark counts as none."""
    if document is None:
        return {}
    marks = document.fields.get("reviewed")
    if language_of_path(document.path):
        return dict.fromkeys(texts_by_language(document), marks is True)
    if not isinstance(marks, Mapping):
        return {}
    return {str(language): mark is True for language, mark in marks.items()}


def with_mark(document: Document, language: str, mark: bool) -> dict[str, Any]:
    """Return the document's fields with the mark of one language set so."""
    if language_of_path(document.path):
        return {**document.fields, "reviewed": mark}
    marks = document.fields.get("reviewed")
    known = dict(marks) if isinstance(marks, Mapping) else {}
    return {**document.fields, "reviewed": {**known, language: mark}}


def unmark_changed(old: Document | None, new: Document) -> dict[str, Any]:
    """Return the new document's fields, with no mark in languages of which a text is new."""
    fields = dict(new.fields)
    marked = {language for language, mark in review_marks(new).items() if mark}
    for language in sorted(marked):
        if unread_texts(old, new, language):
            fields = with_mark(Document(new.path, fields, new.body), language, False)
    return fields
