"""What letters rely on and grows old: a holder, an address, a case, a term, a law, a wording."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.dates import PartialDate
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.kinds import ADDRESSEE, CASE, LETTER_TEMPLATE
from app.content.text.document import Location

What = Literal[
    "holder",
    "address",
    "old address",
    "facts",
    "check",
    "end",
    "term",
    "demand",
    "law",
    "wording",
]

_SAYS: dict[What, str] = {
    "holder": "holder last verified {date}: the office alone is addressed",
    "address": "address unconfirmed since {date}",
    "old address": "address unconfirmed since {date}: supporters read that a letter may come back",
    "facts": "last reported {date}: letters and page say so",
    "check": "not checked since {date}: page, form and guide say so",
    "end": "not checked since {date}: no letter is written until somebody verifies it",
    "term": "the term of {about} ended {date}: letters and page say so; find out where they are",
    "demand": "“{about}” is withheld since {date}, when a term may have ended: "
    "write it anew for the others, or say that it is overtaken",
    "law": "sentence on the law last checked {date}: hold it against the law as it is in force",
    "wording": "wording last read over {date}: read it again",
}
_FILLED_ANEW = "holder last verified {date}, before the office was to be filled anew ({change}): \
the office alone is addressed"


@dataclass(frozen=True)
class AgeingFact:
    """Something that letters rely on, and how long it may count as fresh."""

    path: str
    what: What
    known_on: PartialDate
    """When it was last verified, reported or checked; of a term, when it ends."""
    stale_on: datetime.date
    """The first day on which it is too old."""
    location: Location = field(default=(), compare=False)
    about: str = ""
    """Whose term, or which demand."""
    change: PartialDate | None = None
    """Since when somebody else may be in the office, if that is why a holder isn't named."""

    @property
    def message(self) -> str:
        """What has come of it, in words for whoever runs the check."""
        says = _FILLED_ANEW if self.change else _SAYS[self.what]
        return says.format(date=self.known_on, about=self.about, change=self.change)

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
        *(fact for case in library.cases.values() for fact in _of_case(case, limits)),
        *(fact for each in library.addressees.values() for fact in _of_addressee(each, limits)),
        *_of_templates(library, limits),
    ]


def _fact(
    path: str, what: What, location: Location, known_on: PartialDate, months: int
) -> AgeingFact:
    return AgeingFact(path, what, known_on, known_on.first_day_older_than(months), location)


def _of_case(case: Case, limits: AgeLimits) -> Iterator[AgeingFact]:
    if case.state != "open":
        return
    path = CASE.path(case.slug)
    yield _fact(path, "facts", ("last_reported",), case.last_reported, limits.case_fact)
    yield _fact(path, "check", ("as_of",), case.as_of, limits.case_check)
    yield _fact(path, "end", ("as_of",), case.as_of, limits.case_end)
    for index, person in enumerate(case.people):
        if person.status == "in-prison" and (term := person.served_term()):
            ended = term.on.last_day + datetime.timedelta(days=1)
            location = ("people", index, "sentence", "term_ends", "on")
            yield AgeingFact(path, "term", term.on, ended, location, str(person.name))
    for index, demand in enumerate(case.demands):
        if demand.is_open and (day := case.withheld_from(demand)):
            at = ("demands", index, "before_term_ends")
            yield AgeingFact(path, "demand", PartialDate.of(day), day, at, demand.slug)
    for index, hook in enumerate(case.hooks):
        if hook.checked_on:
            yield _fact(path, "law", ("hooks", index, "checked_on"), hook.checked_on, limits.law)


def _of_addressee(addressee: Addressee, limits: AgeLimits) -> Iterator[AgeingFact]:
    if not addressee.is_postable:
        return
    path = ADDRESSEE.path(addressee.slug)
    if (holder := addressee.holder) and (last := addressee.last_day_of_name(limits)):
        by_age, change = limits.last_day_of_name(holder.verified_on), addressee.holder_changes_on
        yield AgeingFact(
            path,
            "holder",
            holder.verified_on,
            last + datetime.timedelta(days=1),
            ("holder", "verified_on"),
            change=change.date if change and last < by_age else None,
        )
    if address := addressee.address:
        location = ("address", "verified_on")
        yield _fact(path, "address", location, address.verified_on, limits.address)
        yield _fact(
            path, "old address", location, address.verified_on, limits.months_of_old_address
        )


def _of_templates(library: Library, limits: AgeLimits) -> Iterator[AgeingFact]:
    for slug, language in library.letter_templates:
        path = LETTER_TEMPLATE.path(slug, language)
        checked = library.documents[path].fields.get("checked_on")
        if checked is not None:
            known_on = PartialDate.parse(checked)
            yield _fact(path, "wording", ("checked_on",), known_on, limits.wording)
