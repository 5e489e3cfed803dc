"""What documents are called in the workroom."""

from collections.abc import Callable

from app.content.checks.unchecked import text, text_and_language
from app.content.library.library import Library
from app.web import current
from app.web.workroom.documents import drafts
from app.web.workroom.forms.value_names import LANGUAGE_NAMES

FOLDERS = {
    "cases": "Case",
    "addressees": "Addressee",
    "letter_templates": "Letter template",
}
"""What a document of each folder is."""


def folder_of(path: str) -> str:
    """Return the folder of documents that a path begins with."""
    return path.partition("/")[0]


def slug_of(path: str) -> str:
    """Return what stands in the path between the folder and the ending: kz/ombudsman."""
    return path.partition("/")[2].rpartition(".")[0]


def name_of(path: str, library: Library) -> str:
    """Return a document's title, in English if it has one, or its slug if none can be read."""
    slug = slug_of(path)
    if folder_of(path) == "letter_templates":
        slug, _, language = slug.partition("/")
        return f"“{slug}”, {LANGUAGE_NAMES.get(language, language)}"
    if slug in library.addressees and folder_of(path) == "addressees":
        return str(library.addressees[slug].label)
    fields = library.documents[path].fields if path in library.documents else {}
    return text(text_and_language(fields.get("title", fields.get("office")))[0]) or slug


def title_of(path: str, library: Library) -> str:
    """Return the kind of a document and its name: Addressee: Ombudsman."""
    between = " " if folder_of(path) == "letter_templates" else ": "
    return f"{FOLDERS[folder_of(path)]}{between}{name_of(path, library)}"


def titles() -> Callable[[str], str]:
    """Return what gives titles: of drafts as they were saved, and of what is to be withdrawn."""
    working, live = drafts.working_library(), current.library()
    return lambda path: title_of(path, working if path in working.documents else live)
