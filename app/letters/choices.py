"""The checks of what a supporter chooses: the case, to whom, what to ask for, which day."""

import datetime
from collections.abc import Sequence

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_languages
from app.letters.letter import (
    CaseTakesNoLetters,
    CaseUnchecked,
    check_askable,
    people_in_way,
)
from app.letters.recipient import postable_of_case

FURTHEST_DATE = datetime.timedelta(days=366)


class NoAddressee(Refusal):
    """No addressee was chosen."""

    template = translatable("Choose at least one addressee.")


class DemandNotOfCase(Refusal):
    """There is no such open demand in the case."""

    template = translatable("%(slug)s is not an open demand of this case.")


class DemandWithheld(Refusal):
    """The demand makes no sense any more, as a term may have ended."""

    template = translatable(
        "This is no longer asked for, as these terms may have ended: %(people)s. Leave it out: "
        "%(demand)s"
    )


class NoDemandKept(Refusal):
    """The supporter left out every demand."""

    template = translatable("Keep at least one demand.")


class DateTooFar(Refusal):
    """The letter's date is more than a year away."""

    template = translatable("The date is more than a year away from today.")


def check_case(case: Case, day: datetime.date, limits: AgeLimits = DEFAULT_LIMITS) -> None:
    """Raise CaseTakesNoLetters or CaseUnchecked unless letters may be written that day."""
    if not case.takes_letters:
        state = translatable("the family wants none") if case.state == "open" else case.state
        raise CaseTakesNoLetters(case=case.title, state=state)
    if case.is_outdated(day, limits):
        raise CaseUnchecked(case=case.title, date=case.as_of)


def is_written(library: Library, template_slug: str, language: str) -> bool:
    """Return whether letters are in this language, and this letter template is there in any."""
    return language in printed_languages() and any(
        slug == template_slug for slug, _ in library.letter_templates
    )


def check_date(date: datetime.date, today: datetime.date) -> None:
    """Raise DateTooFar for a date that nobody would put on a letter today."""
    if abs(date - today) > FURTHEST_DATE:
        raise DateTooFar()


def check_any(slugs: Sequence[str]) -> None:
    """Raise NoAddressee unless there is a slug."""
    if not slugs:
        raise NoAddressee()


def check_addressee(library: Library, case: Case, slug: str, day: datetime.date) -> Addressee:
    """Return the addressee; raise a Refusal unless a letter of the case can be posted to it."""
    addressee = postable_of_case(library, case, slug)
    check_askable(case, addressee, day)
    return addressee


def kept_demands(
    case: Case, slugs: Sequence[str] | None, day: datetime.date
) -> list[Demand] | None:
    """Return the open demands of these slugs on that day, or None for all.

    Raises NoDemandKept, DemandWithheld and DemandNotOfCase.
    """
    if slugs is None:
        return None
    if not slugs:
        raise NoDemandKept()
    demands = {demand.slug: demand for demand in case.open_demands(day)}
    withheld = {demand.slug: demand for demand in case.withheld_demands(day)}
    for slug in slugs:
        if slug in withheld:
            people = people_in_way(case, [withheld[slug]], day)
            raise DemandWithheld(demand=withheld[slug].text, people=people)
        if slug not in demands:
            raise DemandNotOfCase(slug=slug)
    return [demands[slug] for slug in slugs]
