"""What went stale or will soon, as the start page says it: what, since when, and what follows."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.content.checks.ageing import AgeingFact, What
from app.content.checks.verification import CHECK, FACTS
from app.content.library.library import Library
from app.content.model.dates import PartialDate
from app.content.model.kinds import ADDRESSEE, CASE, DocumentPath
from app.web.wording import short_date
from app.web.workroom.documents.parts_to_verify import part_in_words
from app.web.workroom.documents.titles import name_of
from app.web.workroom.today.summing_up import in_days

_CALLED: dict[What, str] = {
    "holder": "holder",
    "address": "address",
    "old address": "address",
    "facts": "case facts",
    "check": "check",
    "end": "check",
    "term": "end of a term",
    "demand": "demand",
    "law": "law",
    "wording": "wording",
}
_VERIFIED: dict[What, str] = {
    "holder": "holder",
    "address": "address",
    "old address": "address",
    "facts": FACTS,
    "check": CHECK,
    "end": CHECK,
}
"""What a click on “verified today” renews."""

_AFTER: dict[What, str] = {
    "old address": "Address confirmed {known}. Supporters read that a letter may come back.",
    "check": "Nobody has checked the case since {known}. Page, form and guide say so.",
    "end": "Nobody has checked the case since {known}. No letter about it is written.",
    "term": "The term of {about} ended {known}. Letters and page say so; find out where they are.",
    "demand": "“{about}” is withheld: a term may have ended. Write it anew for the others, or say "
    "that it is overtaken.",
    "law": "The sentence on the law was last checked {known}.",
    "wording": "The wording was last read over {known}.",
}


@dataclass(frozen=True)
class Item:
    """One fact, said."""

    id: str
    called: str
    verified: str
    """What of the document can be verified because of it; "" if it has to be changed."""
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
    def opens(self) -> str:
        """What the link to it is called."""
        if CASE.has(self.path):
            return "Open the case"
        return "New holder or address" if ADDRESSEE.has(self.path) else "Open the letter template"

    @property
    def heading(self) -> str:
        """What it is about: Ombudsman: holder and address."""
        return f"{self.name}: {' and '.join(self._called)}"

    @property
    def _called(self) -> list[str]:
        return list(dict.fromkeys(item.called for item in self.items))


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
    what = _VERIFIED.get(fact.what, "")
    seen = part_in_words(library.documents[fact.path].fields, what) if what else ""
    return Item(id_, _CALLED[fact.what], what, sentence, stamp, is_stale, seen)


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
    if fact.what != "holder":
        return _other_sentence(fact, since=since, is_stale=is_stale)
    holder = library.addressees[DocumentPath.parse(fact.path).slug].holder
    name = str(holder.name) if holder else ""
    if fact.change:
        return (
            f"{name}, seen {known}, before the office was to be filled anew "
            f"({short_date(fact.change)}). From {since} letters go to the office alone."
        )
    if is_stale:
        return f"{name}, seen {known}. Letters go to the office alone."
    return f"{name}, seen {known}. From {since} letters go to the office alone."


def _other_sentence(fact: AgeingFact, *, since: str, is_stale: bool) -> str:
    known = short_date(fact.known_on)
    says = _AFTER[fact.what].format(known=known, about=fact.about)
    return says if is_stale else f"From {since}: {says}"


def _day(date: datetime.date) -> str:
    return short_date(PartialDate.of(date))
