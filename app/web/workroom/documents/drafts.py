"""Documents as organisers work on them: the newest revision of each over what supporters see."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from flask import abort

from app.content.editing.lifting import lifted
from app.content.library.building import build
from app.content.library.library import Library
from app.records import overlay, past, revision, upgrades
from app.records.database import db
from app.records.revision import Revision
from app.web.current import live_texts, now
from app.web.workroom.access.guard import note_along, organiser

Action = Literal[
    "saved",
    "withdrew",
    "restored a revision",
    "dropped a draft",
    "undid a publication",
    "marked as reviewed",
    "verified",
    "settled a conflict",
    "lifted",
    "left languages out",
]
"""What is done with a document by saving a revision, as the audit list says it."""


class UpgradedMeanwhile(Exception):
    """What supporters see of a document changed by an upgrade after it had been opened."""


@dataclass(frozen=True)
class WorkingDocument:
    """A document as it stands in the workroom, beside what supporters see of it."""

    path: str
    saved: str | None
    """The newest saved text, or what supporters see; None if the document is withdrawn."""
    live: str | None
    """What supporters see; None if nothing."""
    newest: Revision | None
    """None for a shipped file that was never edited."""

    @cached_property
    def text(self) -> str | None:
        """What is edited: the saved text, in today's schema."""
        return None if self.saved is None else lifted(self.path, self.saved)

    @property
    def is_lifted(self) -> bool:
        """Whether what is edited has another schema than what was saved."""
        return self.text != self.saved

    @property
    def base(self) -> int:
        """The number that the next revision is saved over."""
        return self.newest.number if self.newest else 0

    @property
    def opened(self) -> str:
        """The digest of what supporters see: it tells later whether an upgrade changed that."""
        return past.digest_of(self.live)

    @property
    def is_draft(self) -> bool:
        """Whether supporters don't see yet what was saved."""
        return self.saved != self.live

    @property
    def is_under_an_upgrade(self) -> bool:
        """Whether it is a draft over a shipped text that an upgrade changed since."""
        if self.newest is None or not self.is_draft:
            return False
        return bool(upgrades.upgraded_since(db.session, [self.newest]))


def working(path: str) -> WorkingDocument:
    """Return the document; abort with 404 if there never was one at this path."""
    newest, live = revision.newest(db.session, path), live_texts().get(path)
    if newest is None and live is None and not past.shipped_texts_of(db.session, path):
        abort(404)
    text = live if newest is None or newest.gives_way else newest.text
    return WorkingDocument(path, saved=text, live=live, newest=newest)


def working_texts() -> dict[str, str]:
    """Return path → text with every draft over what supporters see."""
    live = live_texts()
    texts = dict(live)
    for draft in overlay.drafts(db.session, live):
        if draft.text is None:
            texts.pop(draft.path, None)
        else:
            texts[draft.path] = draft.text
    return dict(sorted(texts.items()))


def working_library(typed: Mapping[str, str] | None = None) -> Library:
    """Return the library of all drafts, with texts being typed over them."""
    return build({**working_texts(), **(typed or {})})


def save(
    path: str,
    text: str | None,
    *,
    base: int,
    note: str,
    action: Action = "saved",
    opened: str = "",
) -> Revision:
    """Return the new revision, saved by the signed-in organiser and noted as an action.

    Raises what `put` raises.
    """
    saved = put(path, text, base=base, note=note, action=action, opened=opened)
    db.session.commit()
    return saved


def put(
    path: str,
    text: str | None,
    *,
    base: int,
    note: str,
    action: Action = "saved",
    opened: str = "",
) -> Revision:
    """Return the new revision, to be committed along with what else is done; raise Overtaken.

    With the digest of what supporters saw when the page was opened, UpgradedMeanwhile is raised if
    that changed since, other than by publishing what was opened.
    """
    if opened and _is_upgraded(path, base, opened):
        raise UpgradedMeanwhile
    saved = revision.save(
        db.session, path, text, base=base, author=organiser(), note=note.strip(), now=now()
    )
    note_along(action, f"{path}, revision {saved.number}")
    return saved


def _is_upgraded(path: str, base: int, opened: str) -> bool:
    newest, live = revision.newest(db.session, path), live_texts().get(path)
    if opened == past.digest_of(live) or base != (newest.number if newest else 0):
        return False
    return newest is None or newest.gives_way or newest.text != live
