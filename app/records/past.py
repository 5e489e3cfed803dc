"""What was saved and published before, for looking back: lists, the newest first."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.records.database import storable
from app.records.overlay import texts_at
from app.records.revision import Publication, Revision, ShippedText

Changes = dict[str, tuple[str | None, str | None]]
"""Path → the text before and after; None where there was no such document."""


def by_number(session: Session, path: str, number: int) -> Revision | None:
    """Return the revision of this number of a document."""
    return session.scalar(select(Revision).where(Revision.path == path, Revision.number == number))


def digest_of(text: str | None) -> str:
    """Return what tells a text of a document from every other, in a word; no text has one, too."""
    return "none" if text is None else sha256(storable(text).encode()).hexdigest()


def shipped_texts_of(session: Session, path: str) -> list[ShippedText]:
    """Return a shipped file as it came with the installation and each upgrade, the newest first."""
    query = select(ShippedText).where(ShippedText.path == path)
    query = query.options(joinedload(ShippedText.publication))
    return list(session.scalars(query.order_by(ShippedText.publication_id.desc())))


def shipped_with(session: Session, path: str, digest: str) -> str | None:
    """Return the text with this digest that a file was once shipped with; None if there is none."""
    found = (each.text for each in shipped_texts_of(session, path))
    return next((text for text in found if digest_of(text) == digest), None)


def newest_by_path(session: Session) -> dict[str, Revision]:
    """Return the newest revision of every document that was ever edited."""
    newest = (
        select(Revision.path, func.max(Revision.number).label("number"))
        .group_by(Revision.path)
        .subquery()
    )
    found = session.scalars(
        select(Revision)
        .join(newest, (Revision.path == newest.c.path) & (Revision.number == newest.c.number))
        .options(joinedload(Revision.author))
    )
    return {revision.path: revision for revision in found}


def latest(session: Session, before: int | None = None, most: int = 50) -> list[Revision]:
    """Return the latest revisions of all documents, or those before a revision's id."""
    query = select(Revision).order_by(Revision.id.desc()).limit(most)
    if before is not None:
        query = query.where(Revision.id < before)
    return list(session.scalars(query.options(joinedload(Revision.author))))


def publications(
    session: Session, before: int | None = None, most: int = 20
) -> Sequence[Publication]:
    """Return the latest publications with the paths that each covers, or those before an id."""
    query = select(Publication).order_by(Publication.id.desc()).limit(most)
    if before is not None:
        query = query.where(Publication.id < before)
    return session.scalars(
        query.options(
            joinedload(Publication.publisher),
            selectinload(Publication.revisions).load_only(Revision.path, Revision.number),
            selectinload(Publication.shipped).load_only(ShippedText.path),
        )
    ).all()


def paths_of(publication: Publication) -> list[str]:
    """Return the paths of the documents that a publication covers, in order."""
    edited = {revision.path for revision in publication.revisions}
    return sorted(edited | {shipped.path for shipped in publication.shipped})


def changes_of(session: Session, publication: Publication) -> Changes:
    """Return what a publication changed for supporters; what it left as it was isn't there.

    An upgrade leaves as it was what had been edited here.
    """
    before, after = texts_at(session, publication.id - 1), texts_at(session, publication.id)
    return {
        path: (before.get(path), after.get(path))
        for path in paths_of(publication)
        if before.get(path) != after.get(path)
    }
