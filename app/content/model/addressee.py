"""An office that can be written to."""

import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from app.content.languages import is_language
from app.content.model.dates import Date
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import Localised, Reviewed
from app.content.model.source import Record, Source
from app.content.postal.address import Address, is_country, is_line, is_single_line

OfficeKind = Literal[
    "prosecutor-general",
    "ombudsman",
    "prison-head",
    "penal-committee",
    "national-security-committee",
    "state-secretary",
    "president",
    "foreign-minister",
    "health-minister",
    "religious-affairs-committee",
    "national-human-rights-centre",
    "embassy",
    "eu-body",
    "european-commission",
    "eu-special-representative",
    "diplomatic-mission",
    "un-body",
]
State = Literal["in-use", "closed", "not-in-use", "unverified", "no-address"]


_OFFICES_OF_MANY = (
    "penal-committee",
    "national-security-committee",
    "religious-affairs-committee",
    "embassy",
    "eu-body",
    "diplomatic-mission",
)
"""Kinds whose office is only a “Chairman” or an “Ambassador”."""


def _language(code: str) -> str:
    if not is_language(code):
        raise ValueError(f"no language {code}: write its two small letters, as kk")
    return code


def _country(code: str) -> str:
    if not is_country(code):
        raise ValueError(f"no country {code}: write its two capitals, as DE")
    return code


def _printed(line: str) -> str:
    if not is_line(line):
        raise ValueError(f"not a line of an address: {line!r}")
    return line


class Holder(Record):
    """The person in the office, and when that was last seen in a source."""

    name: Localised
    printed: Annotated[str, AfterValidator(_printed)] = Field(
        min_length=1, description="as it stands in the address, such as “Mr Berik Asylov”"
    )
    verified_on: Date
    source: Source


class HolderChange(Record):
    """The day from which somebody else may be in the office, whoever it was before."""

    date: Date
    why: Localised | None = None
    source: Source

    def overtakes(self, holder: Holder, day: datetime.date) -> bool:
        """Return whether, on that day, a holder who was seen before may be in office no more."""
        return not self.date.is_after(day) and holder.verified_on.first_day < self.date.last_day


class Salutation(Record):
    """How a letter greets: the holder by title, or whoever opens it."""

    titled: Localised
    neutral: Localised


class Closing(Record):
    """How a letter ends, after a titled and after a neutral salutation."""

    titled: Localised
    neutral: Localised


class PostalAddress(Record):
    """A postal address as printed, without holder and country line."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    full: list[str] = Field(min_length=2)
    compact: list[str] = Field(min_length=2, max_length=3)
    cyrillic: list[str] = Field(default_factory=list)
    verified_on: Date
    confidence: Literal["high", "medium", "low"]
    source: Source
    note: Localised | None = None

    @model_validator(mode="after")
    def _is_an_address(self) -> Self:
        for lines in (self.full, self.compact):
            Address(tuple(lines), self.country).check()
        for line in self.cyrillic:
            if not is_single_line(line):
                raise ValueError(f"not a line of an address: {line!r}")
        return self


class PastEntry(Record):
    """What was once known of the office: a holder, an address, or both."""

    date: Date
    holder: Localised | None = None
    address: list[str] = Field(default_factory=list)
    cyrillic: list[str] = Field(default_factory=list)
    phone: str | None = None
    note: Localised | None = None
    source: Source


class Addressee(Record):
    """An office with its titles, holder, address and languages, each with source and date."""

    slug: str
    kind: OfficeKind
    office: Localised
    institution: Localised | None = None
    state: State
    state_since: Date | None = None
    state_reason: Localised | None = None
    successor: str | None = None
    holder: Holder | None = None
    holder_changes_on: HolderChange | None = None
    salutation: Salutation
    closing: Closing
    address: PostalAddress | None = None
    phone: str | None = None
    email: str | None = None
    languages: list[Annotated[str, AfterValidator(_language)]]
    serves: list[Annotated[str, AfterValidator(_country)]] = Field(
        default_factory=list, description="countries that an embassy serves"
    )
    history: list[PastEntry] = Field(default_factory=list)
    reviewed: Reviewed

    @model_validator(mode="after")
    def _explains_its_state(self) -> Self:
        if self.state != "in-use" and self.state_reason is None:
            raise ValueError(f"an addressee that is {self.state} needs a state_reason")
        if self.state == "in-use" and self.address is None:
            raise ValueError("an addressee in use needs an address, or the state no-address")
        return self

    @property
    def label(self) -> Localised:
        """What tells it from the others: the institution where many have such an office."""
        many_have_such = self.kind in _OFFICES_OF_MANY and self.institution is not None
        return self.institution if many_have_such and self.institution else self.office

    @property
    def is_postable(self) -> bool:
        """Whether a letter may be addressed to it."""
        return self.state == "in-use" and self.address is not None

    def names_holder(
        self,
        today: datetime.date,
        limits: AgeLimits = DEFAULT_LIMITS,
        language: str | None = None,
    ) -> bool:
        """Return whether the holder was verified recently enough to be named.

        Not if the office was to be filled anew since. In a letter's `language`, also whether the
        name stands there: a holder left out in one isn't named in its letters.
        """
        return (
            self.holder is not None
            and (language is None or language in self.holder.name)
            and limits.names_holder(self.holder.verified_on, today)
            and not self.is_filled_anew(today)
        )

    def is_filled_anew(self, today: datetime.date) -> bool:
        """Return whether somebody else may be in office than the holder who was last seen."""
        change = self.holder_changes_on
        return bool(change and self.holder and change.overtakes(self.holder, today))

    def last_day_of_name(self, limits: AgeLimits = DEFAULT_LIMITS) -> datetime.date | None:
        """Return the last day on which the holder may be named; None without a holder."""
        if self.holder is None:
            return None
        by_age, change = limits.last_day_of_name(self.holder.verified_on), self.holder_changes_on
        if change and change.overtakes(self.holder, change.date.first_day):
            return min(by_age, change.date.first_day - datetime.timedelta(days=1))
        return by_age

    def may_come_back(self, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS) -> bool:
        """Return whether the address was verified so long ago that a letter may come back."""
        return self.address is not None and limits.is_old_address(self.address.verified_on, today)

    def has_confirmed_address(
        self, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
    ) -> bool:
        """Return whether the address was verified recently enough to need no warning."""
        return self.address is not None and limits.confirms_address(self.address.verified_on, today)
