"""The lists of documents, and what can be done with each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, render_template, url_for

from app.content.library.library import Library
from app.records import past
from app.records.database import db
from app.records.revision import Revision
from app.web.current import library as live_library
from app.web.current import live_texts, shipped_texts
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import edit_url
from app.web.workroom.documents.titles import folder_of, name_of, slug_of

documents = Blueprint("documents", __name__)

_LISTS = {
    "cases": ("Cases", "case"),
    "addressees": ("Addressees", "addressee"),
    "letter_templates": ("Letter templates", "letter-template"),
}
"""By folder: the heading, and the kind as the address of a new one says it."""

_LIST_ENDPOINTS = {
    "cases": "workroom.documents.cases",
    "addressees": "workroom.documents.addressees",
    "letter_templates": "workroom.documents.templates",
}


@dataclass(frozen=True)
class Row:
    """A document in its list."""

    path: str
    name: str
    state: str
    """Its own field `state`: open, in-use …; empty for letter templates and what can't be read."""
    newest: Revision | None
    is_live: bool
    is_draft: bool
    is_shipped: bool
    """Whether supporters see the text that was installed."""
    errors: int
    """Of the newest text, before a proof of its letters."""

    @property
    def slug(self) -> str:
        """What tells it from the others of its folder."""
        return slug_of(self.path)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is gone, or was never published and dropped."""
        return not self.is_live and not self.is_draft

    @property
    def waits_to_go(self) -> bool:
        """Whether its withdrawal is a draft."""
        return self.is_draft and self.newest is not None and self.newest.withdraws


def list_url(path: str) -> str:
    """Return the address of the list in which a document stands."""
    return url_for(_LIST_ENDPOINTS[folder_of(path)])


@documents.get("/cases/")
@needs("editor")
def cases() -> str:
    """List the cases."""
    return _list("cases")


@documents.get("/addressees/")
@needs("editor")
def addressees() -> str:
    """List the addressees."""
    return _list("addressees")


@documents.get("/letter-templates/")
@needs("editor")
def templates() -> str:
    """List the letter templates."""
    return _list("letter_templates")


def _list(folder: str) -> str:
    library = drafts.working_library()
    found = rows(folder, library)
    heading, kind = _LISTS[folder]
    return render_template(
        "workroom/documents.html",
        heading=heading,
        kind=kind,
        waiting=[row for row in found if row.is_draft],
        settled=[row for row in found if row.is_live and not row.is_draft],
        withdrawn=[row for row in found if row.is_withdrawn],
        edit_url=edit_url,
    )


def rows(folder: str, library: Library) -> list[Row]:
    """Return every document of a folder that is or ever was, in the order of names."""
    newest, live = past.newest_by_path(db.session), live_texts()
    errors = Counter(error.path for error in library.errors)
    paths = {path for path in {*newest, *live} if folder_of(path) == folder}
    row = partial(_row, newest=newest, live=live, errors=errors, library=library)
    return sorted(map(row, paths), key=lambda row: (row.name.casefold(), row.path))


def _row(
    path: str,
    *,
    newest: Mapping[str, Revision],
    live: Mapping[str, str],
    errors: Mapping[str, int],
    library: Library,
) -> Row:
    saved, seen = newest.get(path), live.get(path)
    state = library.documents[path].fields.get("state") if path in library.documents else None
    return Row(
        path,
        name_of(path, library if path in library.documents else live_library()),
        state if isinstance(state, str) else "",
        saved,
        is_live=seen is not None,
        is_draft=saved is not None and not saved.gives_way and saved.text != seen,
        is_shipped=seen is not None and seen == shipped_texts().get(path),
        errors=errors.get(path, 0),
    )
