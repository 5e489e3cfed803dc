"""What went stale or will soon, as the start page says it: what, since when, and what follows."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.content.checks.ages import AgeingFact
from app.content.library.library import Library
from app.content.model.dates import PartialDate
from app.content.model.kinds import CASE, DocumentPath
from app.web.wording import short_date
from app.web.workroom.documents.parts_to_verify import part_in_words
from app.web.workroom.documents.titles import name_of
from app.web.workroom.today.summing_up import in_days

_CALLED = {"holder": "holder", "address": "address", "facts": "case facts"}


@dataclass(frozen=True)
class Item:
    """One fact, said."""

    id: str
    what: str
    sentence: str
    stamp: str
    is_stale: bool
    shown: str
    """The holder, the address or the last report: it must be this that is verified."""


@dataclass(frozen=True)
class Entry:
    """A document with all of its facts that are or soon will be too old."""

    path: str
    name: str
    items: list[Item]

    @property
    def is_case(self) -> bool:
        """Whether it is a case, and not an addressee."""
        return CASE.has(self.path)

    @property
    def heading(self) -> str:
        """What it is about: Ombudsman: holder and address."""
        return f"{self.name}: {' and '.join(_CALLED[item.what] for item in self.items)}"


def entries_of(facts: Sequence[AgeingFact], library: Library, today: datetime.date) -> list[Entry]:
    """Return the facts by document, in the order in which the documents come up."""
    found: dict[str, list[Item]] = defaultdict(list)
    for number, fact in enumerate(facts):
        found[fact.path].append(_item(f"fact-{number}", fact, library, today))
    return [Entry(path, name_of(path, library), items) for path, items in found.items()]


def _item(id_: str, fact: AgeingFact, library: Library, today: datetime.date) -> Item:
    since, is_stale = _day(fact.stale_on), fact.is_stale(today)
    stamp = f"since {since}" if is_stale else f"stale {in_days(fact.days_left(today))}"
    sentence = _sentence(fact, library, since=since, is_stale=is_stale)
    seen = part_in_words(library.documents[fact.path].fields, fact.what)
    return Item(id_, fact.what, sentence, stamp, is_stale, seen)


def _sentence(fact: AgeingFact, library: Library, *, since: str, is_stale: bool) -> str:
    known = short_date(fact.known_on)
    if fact.what == "facts":
        if is_stale:
            return f"Supporters read “last reported {known}”, marked as old."
        return f"Last reported {known}. From {since} that is marked as old."
    if fact.what == "address":
        if is_stale:
            return f"Address confirmed {known}. It is used, and marked as unconfirmed."
        return f"Address confirmed {known}. From {since} it is marked as unconfirmed."
    holder = library.addressees[DocumentPath.parse(fact.path).slug].holder
    name = str(holder.name) if holder else ""
    if is_stale:
        return f"{name}, seen {known}. Letters go to the office alone."
    return f"{name}, seen {known}. From {since} letters go to the office alone."


def _day(date: datetime.date) -> str:
    return short_date(PartialDate.of(date))
