"""What supporters see: the newest published revision of each path, over the shipped files.

A draft is a newest revision that no publication covers and that differs from what supporters see.
"""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.content.text.folder import overlaid
from app.records.publication import recorded_shipped_texts
from app.records.revision import Revision


def published(session: Session, until: int | None = None) -> dict[str, Revision]:
    """Return the newest published revision of each path, as of a publication's id."""
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
    found = session.scalars(
        select(Revision).join(ranked, Revision.id == ranked.c.id).where(ranked.c.place == 1)
    )
    return {revision.path: revision for revision in found}


def _over(shipped: Mapping[str, str], published: Mapping[str, Revision]) -> dict[str, str]:
    """Return path → text as supporters see it: published revisions over shipped files."""
    return overlaid(shipped, {path: revision.text for path, revision in published.items()})


def live_texts(session: Session, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return path → text as supporters see it now."""
    return _over(shipped, published(session))


def texts_at(session: Session, publication: int) -> dict[str, str]:
    """Return path → text as supporters saw it after a publication; for comparing with today."""
    return _over(recorded_shipped_texts(session, publication), published(session, publication))


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
