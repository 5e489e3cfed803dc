"""What supporters see: the newest published revision of each path, over the shipped files.

A draft is a newest revision that no publication covers and that differs from what supporters see.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.content.text.folder import overlaid
from app.records.database import DatabaseFails
from app.records.publication import recorded_shipped_texts
from app.records.revision import Revision

UNREADABLE = "\udcff"
"""Stands for a text that the database can't give: no document may hold it, so it is an error."""


def _newest_published(until: int | None = None) -> Select[tuple[int]]:
    newest = select(
        Revision.path,
        Revision.id,
        func.row_number()
        .over(
            partition_by=Revision.path,
            order_by=(Revision.publication_id.desc(), Revision.number.desc()),
        )
        .label("place"),
    ).where(Revision.publication_id.is_not(None))
    if until is not None:
        newest = newest.where(Revision.publication_id <= until)
    ranked = newest.subquery()
    return select(ranked.c.id).where(ranked.c.place == 1)


def published(session: Session, until: int | None = None) -> dict[str, Revision]:
    """Return the newest published revision of each path, as of a publication's id."""
    found = session.scalars(select(Revision).where(Revision.id.in_(_newest_published(until))))
    return {revision.path: revision for revision in found}


def live_texts(session: Session, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return path → text as supporters see it now: published revisions over shipped files.

    A row that can't be read costs its document alone, whose text is UNREADABLE then.
    """
    rows = select(Revision.path, Revision.text).where(Revision.id.in_(_newest_published()))
    try:
        found = {row.path: row.text for row in session.execute(rows)}
    except DatabaseFails:
        session.rollback()
        found = dict(_one_by_one(session))
    return overlaid(shipped, found)


def _one_by_one(session: Session) -> Iterator[tuple[str, str | None]]:
    """Yield path and text of each row; raise DatabaseFails if not even the paths can be read."""
    numbers = _newest_published().subquery()
    rows = select(Revision.id, Revision.path).where(Revision.id.in_(select(numbers)))
    for number, path in session.execute(rows).all():
        try:
            yield path, session.scalar(select(Revision.text).where(Revision.id == number))
        except DatabaseFails:
            session.rollback()
            yield path, UNREADABLE


def texts_at(session: Session, publication: int) -> dict[str, str]:
    """Return path → text as supporters saw it after a publication; for comparing with today."""
    found = published(session, publication)
    texts = {path: revision.text for path, revision in found.items()}
    return overlaid(recorded_shipped_texts(session, publication), texts)


def drafts(session: Session, live: Mapping[str, str]) -> list[Revision]:
    """Return the newest revision of each path that isn't published and differs from what is.

    One that dropped a draft is none, even if an upgrade changed the shipped file since.
    """
    later = aliased(Revision)
    overtaken = select(later.id).where(later.path == Revision.path, later.number > Revision.number)
    found = session.scalars(
        select(Revision)
        .where(Revision.publication_id.is_(None), Revision.drops.is_(False), ~overtaken.exists())
        .order_by(Revision.path)
    )
    return [revision for revision in found if revision.text != live.get(revision.path)]
