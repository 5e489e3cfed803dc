"""What the last proof of every letter found, for every process to show without proving anew."""

import datetime

from sqlalchemy import String, Text, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.database import Model

_KEPT = datetime.timedelta(days=7)


class FinishedProof(Model):
    """The result of a proof, as text, by the state of the content that was proved."""

    __tablename__ = "finished_proof"

    state: Mapped[str] = mapped_column(String(64), primary_key=True)
    proved_at: Mapped[datetime.datetime]
    result: Mapped[str] = mapped_column(Text)


def of_state(session: Session, state: str) -> FinishedProof | None:
    """Return the proof of this state, if somebody has made it."""
    return session.get(FinishedProof, state)


def store(session: Session, state: str, result: str, now: datetime.datetime) -> FinishedProof:
    """Return the proof, kept for a week; one of the same state gives way. Commits."""
    session.execute(delete(FinishedProof).where(FinishedProof.proved_at < now - _KEPT))
    kept = session.merge(FinishedProof(state=state, proved_at=now, result=result))
    session.commit()
    return kept
