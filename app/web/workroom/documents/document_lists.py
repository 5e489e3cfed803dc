"""The lists of documents, and what can be done with each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, render_template

from app.content.library.library import Library
from app.content.model.kinds import ADDRESSEE, CASE, LETTER_TEMPLATE, DocumentPath, Kind
from app.records import past
from app.records.database import db
from app.records.revision import Revision
from app.web.current import library as live_library
from app.web.current import live_texts, shipped_texts
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.titles import name_of
from app.web.workroom.kinds import PAGES, edit_url

documents = Blueprint("documents", __name__)


@dataclass(frozen=True)
class ListedDocument:
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
        """What tells it from the others of its kind."""
        named = DocumentPath.parse(self.path)
        return f"{named.slug}/{named.language}" if named.language else named.slug

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is gone, or was never published and dropped."""
        return not self.is_live and not self.is_draft

    @property
    def waits_to_go(self) -> bool:
        """Whether its withdrawal is a draft."""
        return self.is_draft and self.newest is not None and self.newest.withdraws


@documents.get("/cases/")
@needs("editor")
def cases() -> str:
    """List the cases."""
    return _list(CASE)


@documents.get("/addressees/")
@needs("editor")
def addressees() -> str:
    """List the addressees."""
    return _list(ADDRESSEE)


@documents.get("/letter-templates/")
@needs("editor")
def templates() -> str:
    """List the letter templates."""
    return _list(LETTER_TEMPLATE)


def _list(kind: Kind) -> str:
    library = drafts.working_library()
    found = rows(kind, library)
    return render_template(
        "workroom/documents.html",
        heading=PAGES[kind].heading,
        word=PAGES[kind].word,
        waiting=[row for row in found if row.is_draft],
        settled=[row for row in found if row.is_live and not row.is_draft],
        withdrawn=[row for row in found if row.is_withdrawn],
        edit_url=edit_url,
    )


def rows(kind: Kind, library: Library) -> list[ListedDocument]:
    """Return every document of a kind that is or ever was, in the order of names."""
    newest, live = past.newest_by_path(db.session), live_texts()
    errors = Counter(error.path for error in library.errors)
    paths = set(filter(kind.has, {*newest, *live}))
    row = partial(_row, newest=newest, live=live, errors=errors, library=library)
    return sorted(map(row, paths), key=lambda row: (row.name.casefold(), row.path))


def _row(
    path: str,
    *,
    newest: Mapping[str, Revision],
    live: Mapping[str, str],
    errors: Mapping[str, int],
    library: Library,
) -> ListedDocument:
    saved, seen = newest.get(path), live.get(path)
    state = library.documents[path].fields.get("state") if path in library.documents else None
    return ListedDocument(
        path,
        name_of(path, library if path in library.documents else live_library()),
        state if isinstance(state, str) else "",
        saved,
        is_live=seen is not None,
        is_draft=saved is not None and not saved.gives_way and saved.text != seen,
        is_shipped=seen is not None and seen == shipped_texts().get(path),
        errors=errors.get(path, 0),
    )
