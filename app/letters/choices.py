"""The checks of what a supporter chooses: the case, to whom, what to ask for, which day."""

import datetime
from collections.abc import Sequence

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_languages
from app.letters.letter import CaseTakesNoLetters, NothingToAsk
from app.letters.recipient import postable_of_case

FURTHEST_DATE = datetime.timedelta(days=366)


class NoAddressee(Refusal):
    """No addressee was chosen."""

    template = translatable("Choose at least one addressee.")


class DemandNotOfCase(Refusal):
    """There is no such open demand in the case."""

    template = translatable("%(slug)s is not an open demand of this case.")


class NoDemandKept(Refusal):
    """The supporter left out every demand."""

    template = translatable("Keep at least one demand.")


class DateTooFar(Refusal):
    """The letter's date is more than a year away."""

    template = translatable("The date is more than a year away from today.")


def check_case(case: Case) -> None:
    """Raise CaseTakesNoLetters unless letters may be written for the case."""
    if not case.takes_letters:
        state = translatable("the family wants none") if case.state == "open" else case.state
        raise CaseTakesNoLetters(case=case.title, state=state)


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


def check_addressee(library: Library, case: Case, slug: str) -> Addressee:
    """Return the addressee; raise a Refusal unless a letter of the case can be posted to it."""
    addressee = postable_of_case(library, case, slug)
    if not case.open_demands(addressee.kind):
        raise NothingToAsk(office=addressee.label)
    return addressee


def kept_demands(case: Case, slugs: Sequence[str] | None) -> list[Demand] | None:
    """Return the open demands of these slugs, or None for all.

    Raises NoDemandKept and DemandNotOfCase.
    """
    if slugs is None:
        return None
    if not slugs:
        raise NoDemandKept()
    demands = {demand.slug: demand for demand in case.open_demands()}
    for slug in slugs:
        if slug not in demands:
            raise DemandNotOfCase(slug=slug)
    return [demands[slug] for slug in slugs]
