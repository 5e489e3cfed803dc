"""Two organisers who saved over the same state: both texts put together, nothing lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from app.content.document import MOST_CHARACTERS
from app.content.merging import Agreed, Conflict, Merged, merge
from app.records import past
from app.records.database import db
from app.records.revision import Revision
from app.web.current import shipped_texts
from app.web.workroom import drafts
from app.web.workroom.changes import Change
from app.web.workroom.titles import titles

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


def conflict_page(
    path: str, mine: str, note: str, base: int, newest: Revision
) -> ResponseReturnValue:
    """Return the page (409) with what was typed over revision `base`, merged into the newest."""
    return page_of(path, mine, note, base, newest)


def page_of(
    path: str,
    mine: str,
    note: str,
    origin: int,
    newest: Revision,
    choices: Sequence[str] | None = None,
) -> ResponseReturnValue:
    """Return the page of the conflicts; with choices, of which one at least is missing (422)."""
    merged = merged_over(path, mine, origin, newest)
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
        newest=newest,
        opened=opened,
        is_undecided=choices is not None,
        change=Change(path, newest.text, text),
        theirs_since=Change(path, text_at(path, origin), newest.text),
        edit_url=drafts.edit_url(path),
    )
    return make_response(page, 409 if choices is None else 422)


def merged_over(path: str, mine: str, origin: int, newest: Revision) -> Merged:
    """Return both merged; texts that are too long for that are one conflict, a withdrawal none."""
    if newest.text is None:
        return Merged((Agreed(mine),))
    base = text_at(path, origin) or ""
    if max(map(len, (base, newest.text, mine))) > MOST_CHARACTERS:
        return Merged((Conflict(base, newest.text, mine),))
    return merge(base, newest.text, mine)


def text_at(path: str, number: int) -> str | None:
    """Return the text of a revision; number 0 is the shipped file."""
    if number == 0:
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
