"""What a case asks of whom, as its page tells it: each open demand stands once."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.source import Source
from app.web.current import library, today

_GONE = ("closed", "not-in-use")
"""What can grant nothing any more."""


@dataclass(frozen=True)
class Asked:
    """An open demand at its place on the page."""

    number: int
    demand: Demand
    others: list[Addressee]
    """The addressees of the case that can grant it, but for the one with which it stands."""


@dataclass(frozen=True)
class Office:
    """An addressee of a case that can be written to and can grant something."""

    addressee: Addressee
    asked: list[Asked]
    """What stands with it: what no office before it can grant."""
    shared: list[Asked]
    """What it can grant too, and stands with an office before it."""


@dataclass(frozen=True)
class Page:
    """Whom a case can be written about, and what waits."""

    offices: list[Office]
    waiting: list[Asked]
    """What only offices can grant that can't be written to now."""
    unpostable: list[Addressee]
    copies: list[Addressee]
    """The addressees that can be posted to and can grant nothing."""

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the open demands, by slug."""
        places = [office.asked for office in self.offices]
        return {each.demand.slug: each.number for each in chain(*places, self.waiting)}


def asked_of(case: Case) -> Page:
    """Return the case's open demands with the offices that can grant them, in its order."""
    addressees, known, offices = library().addressees_of(case), dict[str, Asked](), []
    for addressee in library().askable(case, today()):
        demands = case.open_demands(today(), addressee.kind)
        shared = [known[demand.slug] for demand in demands if demand.slug in known]
        offices.append(Office(addressee, _new(demands, known, addressees, addressee), shared))
    return Page(
        offices,
        waiting=_new(case.open_demands(today()), known, addressees),
        unpostable=[each for each in addressees if not each.is_postable],
        copies=[
            each
            for each in addressees
            if each.is_postable and not case.open_demands(today(), each.kind)
        ],
    )


def _new(
    demands: Iterable[Demand],
    known: dict[str, Asked],
    addressees: Iterable[Addressee],
    place: Addressee | None = None,
) -> list[Asked]:
    """Return those of the demands that stand nowhere yet, and number them on."""
    found = []
    for demand in demands:
        if demand.slug not in known:
            others = [
                each
                for each in addressees
                if each.kind in demand.grantable_by and each.state not in _GONE and each != place
            ]
            known[demand.slug] = Asked(len(known) + 1, demand, others)
            found.append(known[demand.slug])
    return found


def sources_of(case: Case) -> list[Source]:
    """Return what the case is known from, each publication once, where it can be followed."""
    found: dict[str, Source] = {}
    dated = [fact.source for fact in case.facts] + [past.source for past in case.history]
    people = [person.source for person in case.people]
    sentences = [person.sentence.source for person in case.people if person.sentence]
    for source in (*dated, *people, *sentences):
        if source.url:
            found.setdefault(source.url, source)
    return list(found.values())
