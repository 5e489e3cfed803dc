"""What upgrades of shipped files mean for what was saved here before."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.overlay import published
from app.records.revision import Publication, Revision, ShippedText


def changed_under_an_edit(session: Session) -> dict[str, Publication]:
    """Return, by path, the upgrade that changed a shipped file after it had been edited here."""
    live = published(session)
    found: dict[str, Publication] = {}
    for row in session.scalars(select(ShippedText).order_by(ShippedText.publication_id)):
        revision = live.get(row.path)
        if revision and (revision.publication_id or 0) < row.publication_id:
            found[row.path] = row.publication
    return found


def upgraded_since(session: Session, saved: Sequence[Revision]) -> dict[str, Publication]:
    """Return, by path, the upgrade that changed what supporters see after a revision was saved.

    Where something was published here, supporters go on seeing that.
    """
    over = {revision.path: revision.over_publication for revision in saved}
    if not over:
        return {}
    rows = session.scalars(
        select(ShippedText)
        .where(ShippedText.path.in_(over), ShippedText.publication_id > min(over.values()))
        .order_by(ShippedText.publication_id)
    ).all()
    edited = published(session) if rows else {}
    return {
        row.path: row.publication
        for row in rows
        if row.publication_id > over[row.path] and row.path not in edited
    }
