"""What has grown old since it was verified, or will soon, document by document."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.library.library import Library
from app.content.model.dates import PartialDate
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.kinds import ADDRESSEE, CASE

SOON = datetime.timedelta(days=30)

What = Literal["holder", "address", "facts"]

_FIELDS: dict[What, tuple[str, ...]] = {
    "holder": ("holder", "verified_on"),
    "address": ("address", "verified_on"),
    "facts": ("last_reported",),
}
_SAYS: dict[What, str] = {
    "holder": "holder last verified {date}: the office alone is addressed",
    "address": "address unconfirmed since {date}",
    "facts": "last reported {date}: letters and page say so",
}


@dataclass(frozen=True)
class DocumentWarning:
    """Something that an organiser should look at; letters are printed all the same."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: warning: {self.message}"


@dataclass(frozen=True)
class AgeingFact:
    """A holder, an address, or the facts of a case, and how long it may count as fresh."""

    path: str
    what: What
    known_on: PartialDate
    """When it was last verified, or reported."""
    stale_on: datetime.date
    """The first day on which it is too old."""

    def is_stale(self, today: datetime.date) -> bool:
        """Return whether it has grown too old."""
        return self.stale_on <= today

    def days_left(self, today: datetime.date) -> int:
        """Return how many days from today it will be too old; 0 or less if it is."""
        return (self.stale_on - today).days


def ageing_facts(library: Library, limits: AgeLimits = DEFAULT_LIMITS) -> list[AgeingFact]:
    """Return everything that letters rely on and that grows old, cases first.

    Only cases that are open and offices that can be posted to: nobody relies on others.
    """
    return [
        AgeingFact(path, what, date, date.first_day_older_than(months))
        for path, what, date, months in (
            *_of_cases(library, limits),
            *_of_addressees(library, limits),
        )
    ]


def went_stale(
    library: Library, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> list[AgeingFact]:
    """Return what is too old, what became so last first."""
    found = [fact for fact in ageing_facts(library, limits) if fact.is_stale(today)]
    return sorted(found, key=lambda fact: fact.stale_on, reverse=True)


def upcoming(
    library: Library,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    within: datetime.timedelta = SOON,
) -> list[AgeingFact]:
    """Return what is fresh today and won't be for long, the most urgent first."""
    found = [
        fact for fact in ageing_facts(library, limits) if today < fact.stale_on <= today + within
    ]
    return sorted(found, key=lambda fact: fact.stale_on)


def old_facts(
    library: Library, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> list[DocumentWarning]:
    """Return a warning for each holder, address and case that wasn't verified lately."""
    return [
        DocumentWarning(
            fact.path,
            library.documents[fact.path].line_of(_FIELDS[fact.what]),
            _SAYS[fact.what].format(date=fact.known_on),
        )
        for fact in ageing_facts(library, limits)
        if fact.is_stale(today)
    ]


_Found = tuple[str, What, PartialDate, int]


def _of_cases(library: Library, limits: AgeLimits) -> Iterator[_Found]:
    for case in library.cases.values():
        if case.state == "open":
            yield CASE.path(case.slug), "facts", case.last_reported, limits.case_fact


def _of_addressees(library: Library, limits: AgeLimits) -> Iterator[_Found]:
    for addressee in library.addressees.values():
        path = ADDRESSEE.path(addressee.slug)
        if not addressee.is_postable:
            continue
        if holder := addressee.holder:
            yield path, "holder", holder.verified_on, limits.holder
        if address := addressee.address:
            yield path, "address", address.verified_on, limits.address
