"""Putting revisions before supporters, all at once; and recording how shipped files changed."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.content.text.folder import FOLDERS
from app.content.text.messages import Refusal
from app.records import served
from app.records.database import storable, take_lock
from app.records.organiser import Organiser
from app.records.revision import (
    LONGEST_NOTE,
    Overtaken,
    Publication,
    Revision,
    ShippedText,
    newest,
    newest_publication,
)


class AlreadyPublished(Exception):
    """Supporters see this revision already: somebody else was quicker."""

    def __init__(self, revision: "Revision") -> None:
        self.revision = revision
        super().__init__(f"{revision.path}, revision {revision.number}, is published already")


class PublishedMeanwhile(Exception):
    """Supporters see another state by now than the one that was looked at."""


class ContentGone(Refusal):
    """So much is missing that it can't be meant: documents would be recorded as removed."""

    template = (
        "%(folder)s is gone or empty, from which this site had %(number)s documents: see whether "
        "LETTERCASE_CONTENT names the right folder. If they were removed on purpose, leave other "
        "documents beside an empty folder of that name."
    )


def publish(
    session: Session,
    chosen: Sequence[Revision],
    *,
    publisher: Organiser | None,
    note: str,
    now: datetime.datetime,
    seen: int | None = None,
) -> Publication:
    """Return the publication that puts these revisions before supporters at once.

    Raises Overtaken or AlreadyPublished, and publishes nothing, if one of them isn't the newest of
    its document or was published meanwhile; PublishedMeanwhile if anything was published since
    publication `seen`, over which these were looked at. One at a time publishes, so that the ids of
    publications grow in the order in which they can be seen. What supporters are served is noted.
    The caller commits; what is refused is rolled back with whatever the transaction held before.
    """
    take_lock(session)
    try:
        for revision in chosen:
            _check_publishable(session, revision)
        if seen is not None and newest_publication(session) != seen:
            raise PublishedMeanwhile
    except (Overtaken, AlreadyPublished, PublishedMeanwhile):
        session.rollback()
        raise
    publication = Publication(
        kind="organiser",
        publisher_id=publisher.id if publisher else None,
        note=storable(note[:LONGEST_NOTE]),
        published_at=now,
        revisions=list(chosen),
    )
    session.add(publication)
    served.note_served(session, (each.path for each in chosen if not each.withdraws))
    served.note_taken_away(session, [each.path for each in chosen if each.withdraws])
    session.flush()
    return publication


def _check_publishable(session: Session, revision: Revision) -> None:
    session.refresh(revision)  # as it is by now: the lock made others finish
    if revision.publication_id is not None:
        raise AlreadyPublished(revision)
    latest = newest(session, revision.path)
    if latest is not None and latest.id != revision.id:
        raise Overtaken(latest)


def record_shipped(
    session: Session,
    shipped: Mapping[str, str],
    now: datetime.datetime,
    folder: Path | None = None,
) -> Publication | None:
    """Return the publication that records how shipped files changed, None if none did.

    Raises ContentGone if none is left at all, or a kind's folder is gone in that of the content.
    """
    known = recorded_shipped_texts(session)
    _refuse_gone(known, shipped, folder)
    texts = {path: storable(text) for path, text in shipped.items()}
    changed: dict[str, str | None] = {
        path: texts.get(path) for path in {*known, *texts} if known.get(path) != texts.get(path)
    }
    if not changed:
        return None
    publication = Publication(
        kind="shipped",
        published_at=now,
        shipped=[ShippedText(path=path, text=changed[path]) for path in sorted(changed)],
    )
    session.add(publication)
    session.flush()
    return publication


def refuse_gone(session: Session, shipped: Mapping[str, str], folder: Path) -> None:
    """Raise ContentGone as `record_shipped` does, and record nothing."""
    _refuse_gone(recorded_shipped_texts(session), shipped, folder)


def _refuse_gone(known: Mapping[str, str], shipped: Mapping[str, str], folder: Path | None) -> None:
    if known and not shipped:
        raise ContentGone(folder=folder or "the content", number=len(known))
    for name in FOLDERS if folder else ():
        lost = [path for path in known if path.startswith(f"{name}/")]
        if lost and folder and not (folder / name).is_dir():
            raise ContentGone(folder=folder / name, number=len(lost))


def recorded_shipped_texts(session: Session, until: int | None = None) -> dict[str, str]:
    """Return path → text of the shipped files as last recorded, or as of a publication's id."""
    recorded = select(ShippedText).order_by(ShippedText.publication_id)
    if until is not None:
        recorded = recorded.where(ShippedText.publication_id <= until)
    texts: dict[str, str] = {}
    for row in session.scalars(recorded):
        if row.text is None:
            texts.pop(row.path, None)
        else:
            texts[row.path] = row.text
    return texts
