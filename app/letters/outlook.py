"""What letters the content gives on a day: how many, whom they name, what is left out or refused.

All of it follows from the documents and the date: nobody has to touch anything for it to change.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.library.library import Library
from app.content.model.case import Case
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.kinds import CASE
from app.content.text.messages import Refusal
from app.letters.choices import check_case
from app.letters.letter import check_askable
from app.letters.order import Order
from app.letters.printable import printable_languages


@dataclass(frozen=True)
class Outlook:
    """The letters of one case on one day."""

    letters: int
    """One for each addressee and language."""
    named: tuple[str, ...]
    """The addressees whose holder is named."""
    withheld: tuple[str, ...]
    """The demands that are withheld, as a term may have ended."""
    past_term: tuple[str, ...]
    """The people of whom letters say that their term has ended."""
    is_unchecked: bool
    """Whether page, form and guide say that nobody has checked it lately."""
    may_come_back: tuple[str, ...]
    """The addressees from which a letter may come back, as supporters read."""
    refusal: str = ""
    """Why there is no letter at all."""


def outlook(
    library: Library, case: Case, day: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> Outlook:
    """Return what letters of the case there are on a day."""
    refusal = ""
    try:
        check_case(case, day, limits)
    except Refusal as found:
        refusal = str(found)
    asked = [] if refusal else library.askable(case, day)
    return Outlook(
        sum(
            len(printable_languages(library, case, each, Order.template, day, limits))
            for each in asked
        ),
        tuple(each.slug for each in asked if each.names_holder(day, limits)),
        tuple(demand.slug for demand in case.withheld_demands(day)),
        tuple(person.slug for person in case.past_term(day)),
        case.is_unchecked(day, limits),
        tuple(each.slug for each in asked if each.may_come_back(day, limits)),
        refusal,
    )


def refused(
    library: Library, day: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> Iterator[tuple[str, Refusal]]:
    """Yield path and refusal of what no letter can be written of on a day, by its age alone.

    Of a case that is open, and of an office that could be asked for something, were a term not
    over.
    """
    for case in library.cases.values():
        if not case.takes_letters:
            continue
        path = CASE.path(case.slug)
        try:
            check_case(case, day, limits)
        except Refusal as refusal:
            yield path, refusal
            continue
        for addressee in library.addressees_of(case):
            if addressee.is_postable and case.withheld_demands(day, addressee.kind):
                try:
                    check_askable(case, addressee, day)
                except Refusal as refusal:
                    yield path, refusal
