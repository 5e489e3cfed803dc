"""Sessions that were signed out of, so that no copy of their cookie holds any longer.

Of each there is its random id alone, not whose it was, and no longer than its cookie could hold.
"""

import datetime
from contextlib import suppress

from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.database import Model


class EndedSession(Model):
    """A session that was signed out of before it was over."""

    __tablename__ = "ended_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    over_at: Mapped[datetime.datetime]
    """When it would be over anyway, and is forgotten here."""


def note_ended(
    session: Session, id_: str, over_at: datetime.datetime, now: datetime.datetime
) -> None:
    """Note that a session has ended, once; forget those that are over. The caller commits."""
    session.execute(delete(EndedSession).where(EndedSession.over_at <= now))
    with suppress(IntegrityError), session.begin_nested():  # another request may be quicker
        session.add(EndedSession(id=id_, over_at=over_at))


def has_ended(session: Session, id_: str) -> bool:
    """Return whether the session was signed out of."""
    return session.get(EndedSession, id_) is not None
