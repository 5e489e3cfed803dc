"""What an organiser sets, as it is known without a database."""

import json
import re

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from app.content.languages import ENGLISH, in_order
from app.content.model.freshness import AgeLimits
from app.content.model.localised import Said
from app.content.texts import printed_languages

LEAST_MONTHS, MOST_MONTHS = 1, 120

_SITE = re.compile(
    r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?"
    r"|http://(?:localhost|127\.0\.0\.1)(?::[0-9]{1,5})?"
)

SettingTexts = dict[str, str]
"""A text by language; in languages that are missing, English stands in."""


def text_of_setting(texts: SettingTexts, language: str) -> Said | None:
    """Return the text in this language, or else in English; None if there is neither."""
    found = (Said(texts[each], each) for each in (language, ENGLISH) if texts.get(each))
    return next(found, None)


def is_site(url: str) -> bool:
    """Return whether this can be the public address of a site: no path, no slash at the end."""
    return _SITE.fullmatch(url) is not None


class _Record(BaseModel):
    """What a newer program has set beside is kept, and does nothing here."""

    model_config = ConfigDict(extra="allow", frozen=True)


class PostageNote(_Record):
    """What a letter costs from one country to another, as the organisers know it."""

    origin: str
    """The country posted from, two capitals."""
    destination: str
    texts: SettingTexts


class Settings(_Record):
    """What an organiser sets; every setting has a default that works."""

    organisation: str = ""
    contact: str = ""
    imprint: SettingTexts = Field(default_factory=dict)
    privacy: SettingTexts = Field(default_factory=dict)
    public_url: str = ""
    languages: tuple[str, ...] = Field(default_factory=printed_languages)
    """The languages that the site offers as far as it can; English is always among them."""
    holder_months: int = Field(default=AgeLimits.holder, ge=LEAST_MONTHS, le=MOST_MONTHS)
    address_months: int = Field(default=AgeLimits.address, ge=LEAST_MONTHS, le=MOST_MONTHS)
    case_fact_months: int = Field(default=AgeLimits.case_fact, ge=LEAST_MONTHS, le=MOST_MONTHS)
    case_end_months: int = Field(default=AgeLimits.case_end, ge=LEAST_MONTHS, le=MOST_MONTHS)
    postage: tuple[PostageNote, ...] = ()
    content_confirmed: bool = False

    @field_validator("languages")
    @classmethod
    def _has_english(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        return in_order({*languages, ENGLISH})

    @field_validator("public_url")
    @classmethod
    def _is_site(cls, url: str) -> str:
        if url and not is_site(url):
            raise ValueError("must be https:// and the name of the site, without a path")
        return url

    @property
    def limits(self) -> AgeLimits:
        """How old facts may be."""
        return AgeLimits(
            holder=self.holder_months,
            address=self.address_months,
            case_fact=self.case_fact_months,
            case_end=self.case_end_months,
        )

    def postage_from(self, origin: str | None, language: str) -> dict[str, Said]:
        """Return what a letter posted in this country costs, by destination, as far as known."""
        return {
            note.destination: known
            for note in self.postage
            if note.origin == origin and (known := text_of_setting(note.texts, language))
        }


def read_settings(text: str) -> Settings:
    """Return the settings that a text in JSON says; one that has no meaning here has its default.

    Raises ValueError if it is no settings at all.
    """
    try:
        return Settings.model_validate_json(text)
    except ValidationError as error:
        meaningless = {each["loc"][0] for each in error.errors() if each["loc"]}
    if not meaningless:
        raise ValueError("no settings")
    said = json.loads(text)
    return Settings.model_validate({name: said[name] for name in said if name not in meaningless})


def changed(old: Settings, new: Settings) -> list[str]:
    """Return the names of the settings in which two states differ, in their order."""
    return [name for name in Settings.model_fields if getattr(old, name) != getattr(new, name)]
