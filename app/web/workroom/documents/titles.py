"""What documents are called in the workroom."""

from collections.abc import Callable

from app.content.changes.unchecked import text, text_and_language
from app.content.languages import english_name
from app.content.library.library import Library
from app.content.model.kinds import ADDRESSEE, DocumentPath
from app.web import current
from app.web.workroom.documents import drafts


def name_of(path: str, library: Library) -> str:
    """Return a document's title in English, or its slug where there is none to be read.

    A file whose name is no document's is called by its path.
    """
    named = DocumentPath.find(path)
    if named is None:
        return path
    if named.language:
        return f"“{named.slug}”, {english_name(named.language)}"
    if named.kind is ADDRESSEE and named.slug in library.addressees:
        return str(library.addressees[named.slug].label)
    fields = library.documents[path].fields if path in library.documents else {}
    return text(text_and_language(fields.get(named.kind.title_field))[0]) or named.slug


def title_of(path: str, library: Library) -> str:
    """Return the kind of a document and its name: Addressee: Ombudsman."""
    named = DocumentPath.find(path)
    if named is None:
        return path
    between = " " if named.language else ": "
    return f"{named.kind.name.capitalize()}{between}{name_of(path, library)}"


def titles() -> Callable[[str], str]:
    """Return what gives titles: of drafts as they were saved, and of what is to be withdrawn."""
    working, live = drafts.working_library(), current.library()
    return lambda path: title_of(path, working if path in working.documents else live)
