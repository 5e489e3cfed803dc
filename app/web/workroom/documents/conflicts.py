"""What was saved over, or shipped anew, while somebody typed: both texts together, nothing lost."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from app.content.compare.merging import Agreed, Conflict, Merged, merge
from app.content.editing.lifting import lifted
from app.content.text.document import too_much
from app.records import past
from app.records.database import db
from app.records.revision import Revision
from app.web.current import shipped_texts
from app.web.workroom.documents import drafts
from app.web.workroom.documents.changes import Change
from app.web.workroom.documents.titles import titles
from app.web.workroom.forms.whole_number import whole_number
from app.web.workroom.kinds import edit_url

conflicts = Blueprint("conflicts", __name__)


@dataclass(frozen=True)
class Open:
    """A conflict that waits for a choice."""

    number: int
    line: int
    """Where it begins in their text."""
    conflict: Conflict
    chosen: str

    @property
    def change(self) -> Change:
        """What mine has instead of theirs."""
        return Change("", self.conflict.theirs, self.conflict.mine)


@dataclass(frozen=True)
class Theirs:
    """What stands by now in place of the text that somebody had opened."""

    text: str | None
    """None if it is gone."""
    base: int
    """The number of the revision over which both are to be saved."""
    revision: Revision | None = None
    """None for a shipped text that came with an upgrade."""
    upgraded_at: datetime.datetime | None = None

    @classmethod
    def saved(cls, revision: Revision) -> Self:
        """Return what another organiser saved."""
        return cls(_lifted(revision.path, revision.text), revision.number, revision)

    @classmethod
    def shipped(cls, path: str, base: int, digest: str) -> Self:
        """Return the text with this digest that an upgrade brought."""
        found = past.shipped_texts_of(db.session, path)
        each = next((each for each in found if past.digest_of(each.text) == digest), None)
        if each is None:
            return cls(None, base)
        return cls(_lifted(path, each.text), base, upgraded_at=each.publication.published_at)


def conflict_page(
    path: str, mine: str, note: str, origin: str, newest: Revision
) -> ResponseReturnValue:
    """Return the page (409) with what was typed over its origin, merged into the newest."""
    return page_of(path, mine, note, origin, Theirs.saved(newest))


def upgrade_page(path: str, mine: str, note: str, origin: str) -> ResponseReturnValue:
    """Return the page (409) with what was typed over its origin, merged into an upgrade's text."""
    document = drafts.working(path)
    theirs = Theirs.shipped(path, document.base, document.opened)
    return page_of(path, mine, note, origin, theirs)


def page_of(
    path: str,
    mine: str,
    note: str,
    origin: str,
    theirs: Theirs,
    choices: Sequence[str] | None = None,
) -> ResponseReturnValue:
    """Return the page of the conflicts; with choices, of which one at least is missing (422)."""
    merged = merged_over(path, mine, origin, theirs)
    opened = _opened(merged, choices or [""] * len(merged.conflicts))
    # What they and I agree on is shown with their side of each conflict.
    text = merged.text(["theirs"] * len(opened))
    page = render_template(
        "workroom/conflict.html",
        path=path,
        title=titles()(path),
        mine=mine,
        note=note,
        origin=origin,
        origin_name=f"revision {origin}" if whole_number(origin) else "the shipped text",
        document=drafts.working(path),
        theirs=theirs,
        opened=opened,
        is_undecided=choices is not None,
        change=Change(path, theirs.text, text),
        theirs_since=Change(path, text_at(path, origin), theirs.text),
        edit_url=edit_url(path),
    )
    return make_response(page, 409 if choices is None else 422)


def merged_over(path: str, mine: str, origin: str, theirs: Theirs) -> Merged:
    """Return both merged; texts that are too long for that are one conflict, a withdrawal none."""
    if theirs.text is None:
        return Merged((Agreed(mine),))
    base = text_at(path, origin) or ""
    if any(map(too_much, (base, theirs.text, mine))):
        return Merged((Conflict(base, theirs.text, mine),))
    return merge(base, theirs.text, mine)


def text_at(path: str, origin: str) -> str | None:
    """Return the text of a revision by its number, of a shipped one by its digest.

    Number 0 is the shipped file of today. What somebody edited had today's schema, and so has this.
    """
    return _lifted(path, _saved_at(path, origin))


def _lifted(path: str, text: str | None) -> str | None:
    return None if text is None else lifted(path, text)


def _saved_at(path: str, origin: str) -> str | None:
    number = whole_number(origin)
    if number is None and origin:
        return past.shipped_with(db.session, path, origin)
    if not number:
        return shipped_texts().get(path)
    found = past.by_number(db.session, path, number)
    return found.text if found else None


def _opened(merged: Merged, choices: Iterable[str]) -> list[Open]:
    opened: list[Open] = []
    chosen, line = iter(choices), 1
    for part in merged.parts:
        if isinstance(part, Conflict):
            opened.append(Open(len(opened), line, part, next(chosen)))
        line += (part.theirs if isinstance(part, Conflict) else part.text).count("\n")
    return opened
