"""What a supporter asks for, and the letters that come of it."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_languages
from app.letters.copies import check_copy, cover_and_copy
from app.letters.letter import (
    CaseTakesNoLetters,
    Letter,
    NothingToAsk,
    compose,
    demands_for,
    draw,
    place_and_date,
)
from app.letters.recipient import postable_of_case
from app.letters.sender import (
    Sender,
    SenderError,
    check_address,
    check_name,
    check_town,
    check_words,
)
from app.letters.stationery import STATIONERIES, Stationery

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


@dataclass(frozen=True)
class Order:
    """The choices of one supporter; what they typed lives only as long as this object."""

    case: str
    addressees: tuple[str, ...]
    language: str
    stationery: Stationery
    date: datetime.date
    seed: int
    copies: tuple[str, ...] = ()
    """To whom the letter to the first addressee goes as a copy."""
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
    """Return the letters of an order; raise the first of its `refusals`."""
    for _, refusal in refusals(library, order, today):
        raise refusal
    return composed(library, order, today, limits)


def composed(
    library: Library,
    order: Order,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> list[Letter]:
    """Return the letters of an order that was checked, in the sequence in which they are printed.

    They are one an addressee and then, for each copy, its covering letter and the copy.
    """
    case = library.case(order.case)
    addressees = [library.addressee(slug) for slug in dict.fromkeys(order.addressees)]
    template = library.letter_template(order.template, order.language)
    kept = kept_demands(case, order.demands)
    letters = [
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
    first = letters[0], addressees[0].label
    for slug in dict.fromkeys(order.copies):
        receiver = library.addressee(slug)
        named = receiver.names_holder(max(order.date, today), limits)
        letters += cover_and_copy(*first, receiver, order.sender, order.date, named=named)
    return letters


def refusals(library: Library, order: Order, today: datetime.date) -> Iterator[tuple[str, Refusal]]:
    """Yield every refusal of the order with the field that it is about, "" for the whole.

    Raises NoSuchDocument if there is no such case.
    """
    case = library.case(order.case)
    for name, check in (*_checks_of_choices(library, case, order, today), *_checks_of_text(order)):
        try:
            check()
        except Refusal as refusal:
            yield refusal.field if isinstance(refusal, SenderError) else name, refusal


_Check = tuple[str, Callable[[], object]]


def _checks_of_choices(
    library: Library, case: Case, order: Order, today: datetime.date
) -> Iterator[_Check]:
    slugs = tuple(dict.fromkeys(order.addressees))
    yield "", partial(check_case, case)
    yield "addressee", partial(check_any, slugs)
    for slug in slugs:
        yield "addressee", partial(check_addressee, library, case, slug)
    for slug in dict.fromkeys(order.copies):
        yield "copy", partial(check_copy, library, case, slug, order.sender.country)
    yield "language", partial(library.letter_template, order.template, order.language)
    yield "demand", partial(kept_demands, case, order.demands)
    kept = [demand for demand in case.open_demands() if demand.slug in (order.demands or ())]
    if kept:
        for addressee in library.askable(case):
            if addressee.slug in slugs:
                yield "demand", partial(demands_for, case, addressee, kept)
    yield "date", partial(check_date, order.date, today)


def _checks_of_text(order: Order) -> Iterator[_Check]:
    sender, paper = order.sender, order.stationery
    yield "words", partial(check_words, order.words)
    yield "name", partial(check_name, sender, paper)
    yield "address", partial(check_address, sender, paper)
    if order.language in printed_languages():  # any other was refused with the choices
        line = place_and_date(sender, order.date, order.language)
        yield "town", partial(check_town, sender, line, paper)


def check_case(case: Case) -> None:
    """Raise CaseTakesNoLetters unless letters may be written for the case."""
    if not case.takes_letters:
        state = translatable("the family wants none") if case.state == "open" else case.state
        raise CaseTakesNoLetters(case=case.title, state=state)


def check_date(date: datetime.date, today: datetime.date) -> None:
    """Raise DateTooFar for a date that nobody would put on a letter today."""
    if abs(date - today) > FURTHEST_DATE:
        raise DateTooFar()


def check_any(slugs: Sequence[str]) -> None:
    """Raise NoAddressee unless there is one."""
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


def stationery(slug: str) -> Stationery:
    """Return the stationery; raise NoSuchStationery."""
    try:
        return STATIONERIES[slug]
    except KeyError:
        raise NoSuchStationery(slug=slug, known=", ".join(STATIONERIES)) from None


class NoSuchStationery(Refusal):
    """There is no stationery of this slug."""

    template = translatable("There is no stationery “%(slug)s”; there are %(known)s.")
