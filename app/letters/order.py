"""What a supporter asks for, and the letters that come of it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.content.addressee import Addressee
from app.content.case import Case, Demand
from app.content.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.library import Library
from app.content.messages import Refusal, translatable
from app.letters.letter import (
    AddresseeHasSuccessor,
    AddresseeNotPostable,
    CaseTakesNoLetters,
    Letter,
    NothingToAsk,
    compose,
    draw,
)
from app.letters.sender import Sender, check, check_words
from app.letters.stationery import STATIONERIES, Stationery

FURTHEST_DATE = datetime.timedelta(days=366)


class NoAddressee(Refusal):
    """No addressee was chosen."""

    template = translatable("Choose at least one addressee.")


class AddresseeNotOfCase(Refusal):
    """The addressee isn't among those of the case."""

    template = translatable("%(slug)s is not an addressee of this case.")


class DemandNotOfCase(Refusal):
    """There is no such open demand in the case."""

    template = translatable("%(slug)s is not an open demand of this case.")


class DateTooFar(Refusal):
    """The letter's date is more than a year away."""

    template = translatable("The date is more than a year away from today.")


@dataclass(frozen=True)
class Order:
    """The choices of one supporter; what they typed lives only as long as this object."""

    case: str
    addressees: tuple[str, ...]
    language: str
    stationery: Stationery
    date: datetime.date
    seed: int
    template: str = "appeal"
    demands: tuple[str, ...] | None = None
    sender: Sender = field(default_factory=Sender)
    words: str = ""


def write(
    library: Library,
    order: Order,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> list[Letter]:
    """Return the letters of an order, one an addressee; raise a Refusal for the first that can't
    be written."""
    case = library.case(order.case)
    check_case(case, order.language)
    if abs(order.date - today) > FURTHEST_DATE:
        raise DateTooFar()
    check_words(order.words)
    check(order.sender, order.stationery)
    addressees = [check_addressee(library, case, slug) for slug in dict.fromkeys(order.addressees)]
    if not addressees:
        raise NoAddressee()
    template = library.letter_template(order.template, order.language)
    kept = kept_demands(case, order.demands)
    return [
        compose(
            case,
            addressee,
            template,
            order.sender,
            date=order.date,
            today=today,
            choices=draw(template, order.seed),
            words=order.words,
            demands=kept,
            limits=limits,
        )
        for addressee in addressees
    ]


def check_case(case: Case, language: str) -> None:
    """Raise CaseTakesNoLetters unless letters may be written for the case."""
    if not case.takes_letters:
        state = "the family wants none" if case.state == "open" else case.state
        raise CaseTakesNoLetters(case=case.title[language], state=state)


def check_addressee(library: Library, case: Case, slug: str) -> Addressee:
    """Return the addressee; raise a Refusal unless a letter of the case can be posted to it."""
    if slug not in case.addressees:
        raise AddresseeNotOfCase(slug=slug)
    addressee = library.addressee(slug)
    if not addressee.is_postable:
        values = {"office": addressee.office, "reason": addressee.state_reason or ""}
        if addressee.successor:
            successor = library.addressee(addressee.successor).office
            raise AddresseeHasSuccessor(**values, successor=successor)
        raise AddresseeNotPostable(**values)
    if not case.open_demands(addressee.kind):
        raise NothingToAsk(office=addressee.office)
    return addressee


def kept_demands(case: Case, slugs: Sequence[str] | None) -> list[Demand] | None:
    """Return the open demands of these slugs, or None for all; raise DemandNotOfCase."""
    if slugs is None:
        return None
    demands = {demand.slug: demand for demand in case.open_demands()}
    for slug in slugs:
        if slug not in demands:
            raise DemandNotOfCase(slug=slug)
    return [demands[slug] for slug in slugs]


def stationery(slug: str) -> Stationery:
    """Return the stationery; raise NoSuchStationery."""
    try:
        return STATIONERIES[slug]
    except KeyError:
        raise NoSuchStationery(slug=slug, known=", ".join(STATIONERIES)) from None


class NoSuchStationery(Refusal):
    """There is no stationery of this slug."""

    template = translatable("There is no stationery “%(slug)s”; there are %(known)s.")
