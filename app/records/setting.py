"""The settings that an organiser makes in the browser; every state is kept."""

import datetime

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.content.freshness import AgeLimits
from app.content.localised import LANGUAGES
from app.records.database import Model
from app.records.organiser import Organiser


class PostageNote(BaseModel):
    """What a letter costs from one country to another, as the organisers know it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    """The country posted from, two capitals."""
    destination: str
    text: str


class Settings(BaseModel):
    """What an organiser sets; every setting has a default that works."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisation: str = ""
    contact: str = ""
    imprint: str = ""
    privacy: str = ""
    public_url: str = ""
    languages: tuple[str, ...] = LANGUAGES
    """The languages that the site offers; English is always among them."""
    holder_months: int = Field(default=AgeLimits.holder, ge=1, le=120)
    address_months: int = Field(default=AgeLimits.address, ge=1, le=120)
    case_fact_months: int = Field(default=AgeLimits.case_fact, ge=1, le=120)
    postage: tuple[PostageNote, ...] = ()
    content_confirmed: bool = False

    @property
    def limits(self) -> AgeLimits:
        """How old facts may be."""
        return AgeLimits(self.holder_months, self.address_months, self.case_fact_months)


class SettingsRecord(Model):
    """One state of the settings."""

    __tablename__ = "settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    values: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime.datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id"))
    author: Mapped[Organiser | None] = relationship()


def newest_settings(session: Session) -> int:
    """Return the id of the newest state, 0 if nothing was ever set: one cheap query."""
    return session.scalar(select(func.max(SettingsRecord.id))) or 0


def load(session: Session) -> Settings:
    """Return the settings as they are now."""
    record = session.scalar(select(SettingsRecord).order_by(SettingsRecord.id.desc()).limit(1))
    return Settings.model_validate_json(record.values) if record else Settings()


def save(
    session: Session, settings: Settings, *, author: Organiser | None, now: datetime.datetime
) -> SettingsRecord:
    """Return the new state of the settings. Commits."""
    record = SettingsRecord(
        values=settings.model_dump_json(),
        saved_at=now,
        author_id=author.id if author else None,
    )
    session.add(record)
    session.commit()
    return record
