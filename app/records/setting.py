"""The settings that an organiser makes in the browser; every state is kept."""

import datetime
import re

from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlalchemy import ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.content.freshness import AgeLimits
from app.content.localised import LANGUAGES, Said
from app.records.database import Model, take_lock
from app.records.organiser import Organiser

LEAST_MONTHS, MOST_MONTHS = 1, 120
FALLBACK = "en"
"""The language whose text stands in for one that is missing."""

_SITE = re.compile(
    r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?"
    r"|http://(?:localhost|127\.0\.0\.1)(?::[0-9]{1,5})?"
)

Texts = dict[str, str]
"""A text by language; in languages that are missing, English stands in."""


def said(texts: Texts, language: str) -> Said | None:
    """Return the text in this language, or else in English; None if there is neither."""
    found = (Said(texts[each], each) for each in (language, FALLBACK) if texts.get(each))
    return next(found, None)


def is_site(url: str) -> bool:
    """Return whether this can be the public address of a site: no path, no slash at the end."""
    return _SITE.fullmatch(url) is not None


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PostageNote(_Record):
    """What a letter costs from one country to another, as the organisers know it."""

    origin: str
    """The country posted from, two capitals."""
    destination: str
    texts: Texts


class Settings(_Record):
    """What an organiser sets; every setting has a default that works."""

    organisation: str = ""
    contact: str = ""
    imprint: Texts = Field(default_factory=dict)
    privacy: Texts = Field(default_factory=dict)
    public_url: str = ""
    languages: tuple[str, ...] = LANGUAGES
    """The languages that the site offers; English is always among them."""
    holder_months: int = Field(default=AgeLimits.holder, ge=LEAST_MONTHS, le=MOST_MONTHS)
    address_months: int = Field(default=AgeLimits.address, ge=LEAST_MONTHS, le=MOST_MONTHS)
    case_fact_months: int = Field(default=AgeLimits.case_fact, ge=LEAST_MONTHS, le=MOST_MONTHS)
    postage: tuple[PostageNote, ...] = ()
    content_confirmed: bool = False

    @field_validator("languages")
    @classmethod
    def _has_english(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in LANGUAGES if each in languages or each == FALLBACK)

    @field_validator("public_url")
    @classmethod
    def _is_site(cls, url: str) -> str:
        if url and not is_site(url):
            raise ValueError("must be https:// and the name of the site, without a path")
        return url

    @property
    def limits(self) -> AgeLimits:
        """How old facts may be."""
        return AgeLimits(self.holder_months, self.address_months, self.case_fact_months)

    def postage_from(self, origin: str | None, language: str) -> dict[str, Said]:
        """Return what a letter posted in this country costs, by destination, as far as known."""
        return {
            note.destination: known
            for note in self.postage
            if note.origin == origin and (known := said(note.texts, language))
        }


def changed(old: Settings, new: Settings) -> list[str]:
    """Return the names of the settings in which two states differ, in their order."""
    return [name for name in Settings.model_fields if getattr(old, name) != getattr(new, name)]


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
        """What was set."""
        return Settings.model_validate_json(self.values)


class SettingsOvertaken(Exception):
    """Somebody saved the settings meanwhile."""


def newest_settings(session: Session) -> int:
    """Return the id of the newest state, 0 if nothing was ever set: one cheap query."""
    return session.scalar(select(func.max(SettingsRecord.id))) or 0


def newest_record(session: Session) -> SettingsRecord | None:
    """Return the newest state, with who saved it and when; None if nothing was ever set."""
    return session.scalar(select(SettingsRecord).order_by(SettingsRecord.id.desc()).limit(1))


def load(session: Session) -> Settings:
    """Return the settings as they are now."""
    record = newest_record(session)
    return record.settings if record else Settings()


def state(session: Session, number: int) -> Settings:
    """Return an earlier state by its id; the defaults if there is none."""
    record = session.get(SettingsRecord, number)
    return record.settings if record else Settings()


def save(
    session: Session,
    settings: Settings,
    *,
    author: Organiser | None,
    now: datetime.datetime,
    base: int | None = None,
) -> SettingsRecord:
    """Return the new state of the settings. Commits.

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
    session.commit()
    return record
