"""The audit list: who did what, and when.

An action and its entry are one transaction: whatever changes a record leaves committing to whoever
adds the entry, so that neither is there without the other, whatever fails or is killed between.
"""

import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.records.database import Model
from app.records.organiser import Organiser


class AuditEntry(Model):
    """One action of an organiser, or of the command line."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime.datetime]
    organiser_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id"))
    organiser: Mapped[Organiser | None] = relationship()
    action: Mapped[str] = mapped_column(String(64))
    about: Mapped[str] = mapped_column(Text, default="")


def note_action(
    session: Session,
    action: str,
    about: str = "",
    *,
    organiser: Organiser | None,
    now: datetime.datetime,
) -> None:
    """Add an action to the audit list. The caller commits, and with it the action itself."""
    session.add(
        AuditEntry(
            at=now, organiser_id=organiser.id if organiser else None, action=action, about=about
        )
    )
    session.flush()


def entries(session: Session, before: int | None = None, most: int = 100) -> list[AuditEntry]:
    """Return the newest entries, or those before an entry's id."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(most)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return list(session.scalars(query))
