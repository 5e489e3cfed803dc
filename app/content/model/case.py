"""What happened to whom, and what can be asked of whom."""

import datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.model.addressee import OfficeKind
from app.content.model.dates import Date
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import Localised, LocalisedParagraphs, Reviewed
from app.content.model.person import Person
from app.content.model.source import Record, Source

CaseState = Literal["draft", "open", "paused", "closed", "won"]
DemandState = Literal["open", "met", "overtaken"]
ENDED = ("won", "closed")
"""The states of a case in which nothing is asked any more."""


class Fact(Record):
    """Something that happened, with its date and source."""

    date: Date
    text: Localised
    source: Source


class LegalHook(Record):
    """One sentence on the law that the demands rest on; a letter prints one.

    It is the first that names the kind of its addressee, or else the first that names none.
    """

    text: Localised
    for_kinds: list[OfficeKind] = Field(default_factory=list)
    checked_on: Date | None = Field(
        default=None, description="when it was last held against the law as it is in force"
    )


class Demand(Record):
    """One thing asked for; printed only while it is open."""

    slug: str
    text: Localised
    grantable_by: list[OfficeKind] = Field(min_length=1)
    state: DemandState
    state_on: Date
    why: Localised | None = None
    of: list[str] = Field(
        default_factory=list, description="slugs of those whom it is about; empty for everybody"
    )
    before_term_ends: bool = Field(
        default=False, description="it makes no sense once the term of one of them may have ended"
    )

    @model_validator(mode="after")
    def _explains_its_end(self) -> Self:
        if self.state != "open" and self.why is None:
            raise ValueError(f"a demand that is {self.state} needs a reason (why)")
        return self

    @property
    def is_open(self) -> bool:
        """Whether it may still be asked for."""
        return self.state == "open"


class PastDemand(Record):
    """A demand of former years and what became of it; never printed."""

    date: Date
    text: Localised
    state: DemandState
    state_on: Date
    why: Localised
    continues_as: str | None = None
    source: Source


class Wish(Record):
    """Whether the family or the lawyers want letters, as far as known."""

    wanted: Literal["yes", "no", "not-known"]
    said_by: Localised | None = None
    date: Date | None = None

    @model_validator(mode="after")
    def _names_who_said_so(self) -> Self:
        if self.wanted != "not-known" and (self.said_by is None or self.date is None):
            raise ValueError("a known wish needs said_by and date")
        return self


class Case(Record):
    """A case with its people, facts, demands and the addressees that can act."""

    slug: str
    title: Localised
    subject: Localised
    place: Localised
    since: Date
    state: CaseState
    as_of: Date
    last_reported: Date
    report: Source | None = Field(default=None, description="what `last_reported` is known from")
    wish: Wish
    outcome: Localised | None = Field(
        default=None, description="what became of a case that is won or closed"
    )
    goal: int | None = Field(default=None, gt=0)
    people: list[Person] = Field(min_length=1)
    account: LocalisedParagraphs
    summary: LocalisedParagraphs
    hooks: list[LegalHook] = Field(min_length=1)
    facts: list[Fact]
    demands: list[Demand] = Field(min_length=1)
    addressees: list[str] = Field(min_length=1)
    history: list[PastDemand] = Field(default_factory=list)
    reviewed: Reviewed

    @model_validator(mode="after")
    def _has_a_hook_for_everybody(self) -> Self:
        if all(hook.for_kinds for hook in self.hooks):
            raise ValueError("one sentence on the law must hold for every kind of addressee")
        return self

    @property
    def has_ended(self) -> bool:
        """Whether nothing is asked any more: it is won, or closed."""
        return self.state in ENDED

    @property
    def takes_letters(self) -> bool:
        """Whether letters may be written: open, and the family does not object."""
        return self.state == "open" and self.wish.wanted != "no"

    def hook_for(self, kind: OfficeKind) -> LegalHook:
        """Return the sentence on the law in letters to this kind of addressee."""
        fitting = [hook for hook in self.hooks if kind in hook.for_kinds]
        return (fitting or [hook for hook in self.hooks if not hook.for_kinds])[0]

    def is_unchecked(self, day: datetime.date, limits: AgeLimits = DEFAULT_LIMITS) -> bool:
        """Return whether nobody has checked the case for so long that pages say so."""
        return self.as_of.is_older_than(limits.case_check, day)

    def is_outdated(self, day: datetime.date, limits: AgeLimits = DEFAULT_LIMITS) -> bool:
        """Return whether nobody has checked the case for so long that no letter is written."""
        return self.as_of.is_older_than(limits.case_end, day)

    def past_term(self, day: datetime.date) -> list[Person]:
        """Return those whose term has ended, though they were last reported in prison."""
        return [person for person in self.people if person.is_past_term(day)]

    def open_demands(self, day: datetime.date, kind: OfficeKind | None = None) -> list[Demand]:
        """Return what is asked for on that day, in order; with a kind, what it can grant.

        What is withheld, as the term of somebody may have ended, isn't among it.
        """
        return [demand for demand in self._open(kind) if not self.keeps_from_asking(demand, day)]

    def withheld_demands(self, day: datetime.date, kind: OfficeKind | None = None) -> list[Demand]:
        """Return the open demands that are withheld on that day; with a kind, what it can grant."""
        return [demand for demand in self._open(kind) if self.keeps_from_asking(demand, day)]

    def keeps_from_asking(self, demand: Demand, day: datetime.date) -> list[Person]:
        """Return those because of whom a demand makes no sense on that day: of an ended term.

        It names people by hand, and so one of them is enough for it to be withheld as a whole.
        """
        return [
            person
            for person in (self.people_of(demand) if demand.before_term_ends else ())
            if person.may_be_past_term(day)
        ]

    def withheld_from(self, demand: Demand) -> datetime.date | None:
        """Return the first day on which a demand is withheld; None if it never is."""
        terms = [person.served_term() for person in self.people_of(demand)]
        days = [term.on.first_day for term in terms if term and demand.before_term_ends]
        return min(days, default=None)

    def people_of(self, demand: Demand) -> list[Person]:
        """Return those whom a demand is about."""
        return [person for person in self.people if not demand.of or person.slug in demand.of]

    def _open(self, kind: OfficeKind | None) -> list[Demand]:
        return [
            demand
            for demand in self.demands
            if demand.is_open and (kind is None or kind in demand.grantable_by)
        ]
