"""What must be mended in a document before it can be published, said by the field."""

from collections.abc import Iterable

from app.content.library.library import Library
from app.content.text.document import DocumentError
from app.web.workroom.forms.document_forms import DocumentForm, trail_in_words

Mend = tuple[str, str]
"""The address of what must be mended, or nothing, and what to do."""


def errors_of(path: str, library: Library) -> list[DocumentError]:
    """Return what is wrong with a document."""
    return [error for error in library.errors if error.path == path]


def marked(form: DocumentForm, errors: Iterable[DocumentError], text_url: str) -> list[Mend]:
    """Put each error by its field; return all of them, each with the address of its field.

    What has no field leads to the document as text, at `text_url`, if that was saved.
    """
    mends = []
    for error in errors:
        trail = form.trail(error.location)
        if trail:
            trail[-1].faults.append(error.fault)
            mends.append((f"#{trail[-1].id}", f"{trail_in_words(trail)}: {error.fault}"))
        else:
            line = f"Line {error.line}: " if text_url else ""
            mends.append((text_url, line + error.message))
    return mends
