"""The settings that an organiser makes in the browser; every state is kept."""

import datetime
from contextlib import suppress

from sqlalchemy import Connection, ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.records.database import Model, take_lock
from app.records.organiser import Organiser
from app.records.settings import Settings, read_settings

_MOST_TRIED = 20
"""So many states at most are read to find one that can be."""


class SettingsRecord(Model):
    """One state of the settings."""

    __tablename__ = "settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    values: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime.datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id"))
    author: Mapped[Organiser | None] = relationship()

    @property
    def settings(self) -> Settings:
        """What was set; raise ValueError if it can't be read."""
        return read_settings(self.values)


class SettingsOvertaken(Exception):
    """Somebody saved the settings meanwhile."""


def newest_settings(session: Session | Connection) -> int:
    """Return the id of the newest state, 0 if nothing was ever set: one cheap query."""
    return session.scalar(select(func.max(SettingsRecord.id))) or 0


def newest_record(session: Session) -> SettingsRecord | None:
    """Return the newest state, with who saved it and when; None if nothing was ever set."""
    return session.scalar(select(SettingsRecord).order_by(SettingsRecord.id.desc()).limit(1))


def load(session: Session) -> Settings:
    """Return the settings as they are now: the newest state that can be read."""
    newest = select(SettingsRecord.values).order_by(SettingsRecord.id.desc()).limit(_MOST_TRIED)
    for values in session.scalars(newest):
        with suppress(ValueError):
            return read_settings(values)
    return Settings()


def state(session: Session, number: int) -> Settings:
    """Return an earlier state by its id; the defaults if there is none."""
    record = session.get(SettingsRecord, number)
    with suppress(ValueError):
        return record.settings if record else Settings()
    return Settings()


def save(
    session: Session,
    settings: Settings,
    *,
    author: Organiser | None,
    now: datetime.datetime,
    base: int | None = None,
) -> SettingsRecord:
    """Return the new state of the settings. The caller commits.

    Raises SettingsOvertaken if the state `base` isn't the newest any more; without a base, the
    settings are saved over whatever there is.
    """
    take_lock(session)
    if base is not None and newest_settings(session) != base:
        session.rollback()
        raise SettingsOvertaken
    record = SettingsRecord(
        values=settings.model_dump_json(),
        saved_at=now,
        author_id=author.id if author else None,
    )
    session.add(record)
    session.flush()
    return record
