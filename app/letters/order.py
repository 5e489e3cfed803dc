"""What a supporter asks for, and the letters that come of it."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.letter_template import LetterTemplate
from app.content.model.localised import Localised
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_languages
from app.letters.choices import (
    check_addressee,
    check_any,
    check_case,
    check_date,
    is_written,
    kept_demands,
)
from app.letters.copies import check_copy, cover_and_copy
from app.letters.letter import Letter, compose, demands_for, draw, place_and_date
from app.letters.printable import Lacking, check_language, complete, cover_lacking, letter_lacking
from app.letters.sender import Sender, check_address, check_name, check_town, check_words
from app.letters.sender_errors import SenderError
from app.letters.stationery import STATIONERIES, Stationery


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
    for _, refusal in refusals(library, order, today, limits):
        raise refusal
    return composed(library, order, today, limits)


Drawing = Callable[[LetterTemplate, int], tuple[int, ...]]
"""From a letter template and a seed to which variant of each block is drawn."""


def composed(
    library: Library,
    order: Order,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    drawing: Drawing = draw,
) -> list[Letter]:
    """Return the letters of an order that was checked, in the sequence in which they are printed.

    They are one an addressee and then, for each copy, its covering letter and the copy.
    """
    case = library.case(order.case)
    addressees = [library.addressee(slug) for slug in dict.fromkeys(order.addressees)]
    template = library.letter_template(order.template, order.language)
    kept = kept_demands(case, order.demands, max(order.date, today))
    letters = [
        compose(
            case,
            addressee,
            template,
            order.sender,
            date=order.date,
            today=today,
            choices=drawing(template, order.seed),
            words=order.words,
            demands=kept,
            limits=limits,
        )
        for addressee in addressees
    ]
    first = letters[0], addressees[0].label
    for slug in dict.fromkeys(order.copies):
        receiver = library.addressee(slug)
        named = receiver.names_holder(max(order.date, today), limits, order.language)
        letters += cover_and_copy(*first, receiver, order.sender, order.date, named=named)
    return letters


def refusals(
    library: Library,
    order: Order,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> Iterator[tuple[str, Refusal]]:
    """Yield every refusal of the order with the field that it is about, "" for the whole.

    Raises NoSuchDocument if there is no such case.
    """
    case = library.case(order.case)
    for name, check in (
        *_checks_of_choices(library, case, order, today, limits),
        *_checks_of_language(library, case, order, today, limits),
        *_checks_of_text(order),
    ):
        try:
            check()
        except Refusal as refusal:
            yield refusal.field if isinstance(refusal, SenderError) else name, refusal


_Check = tuple[str, Callable[[], object]]


def _checks_of_choices(
    library: Library, case: Case, order: Order, today: datetime.date, limits: AgeLimits
) -> Iterator[_Check]:
    slugs, day = tuple(dict.fromkeys(order.addressees)), max(order.date, today)
    yield "", partial(check_case, case, today, limits)
    yield "addressee", partial(check_any, slugs)
    for slug in slugs:
        yield "addressee", partial(check_addressee, library, case, slug, day)
    for slug in dict.fromkeys(order.copies):
        yield "copy", partial(check_copy, library, case, slug, order.sender.country, day)
    yield "demand", partial(kept_demands, case, order.demands, day)
    for addressee in _asked(library, case, order, day):
        yield "demand", partial(demands_for, case, addressee, day, _kept(case, order, day))
    yield "date", partial(check_date, order.date, today)


def _checks_of_language(
    library: Library, case: Case, order: Order, today: datetime.date, limits: AgeLimits
) -> Iterator[_Check]:
    """Yield the check that there are such letters, and of each that it lacks nothing."""
    if not is_written(library, order.template, order.language):
        yield "language", partial(library.letter_template, order.template, order.language)
        return
    for name, office, lacking in lacking_of(library, case, order, today, limits):
        yield name, partial(check_language, office, lacking, order.language)


def languages_of(
    library: Library, order: Order, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> tuple[str, ...]:
    """Return the languages in which every letter of an order can be printed, were it in them."""
    case = library.case(order.case)
    found = [complete(each) for _, _, each in lacking_of(library, case, order, today, limits)]
    return tuple(
        each for each in printed_languages() if all(each in languages for languages in found)
    )


def lacking_of(
    library: Library, case: Case, order: Order, today: datetime.date, limits: AgeLimits
) -> Iterator[tuple[str, Localised, Lacking]]:
    """Yield what each letter and covering letter of an order lacks, by language.

    With it come the field that it is about and the office. Left out is what is refused otherwise.
    """
    day = max(order.date, today)
    asked = _asked(library, case, order, day)
    for addressee in asked:
        with suppress(Refusal):
            yield (
                "language",
                addressee.label,
                letter_lacking(
                    library,
                    case,
                    addressee,
                    order.template,
                    day,
                    limits,
                    demands=_kept(case, order, day),
                ),
            )
    for slug in dict.fromkeys(order.copies):
        receiver = library.addressees.get(slug)
        if receiver and asked:
            office = asked[0].label
            yield "copy", receiver.label, cover_lacking(office, receiver, day, limits)


def _asked(library: Library, case: Case, order: Order, day: datetime.date) -> list[Addressee]:
    """Return those addressees of an order that can be asked, in its sequence."""
    askable = {addressee.slug: addressee for addressee in library.askable(case, day)}
    return [askable[slug] for slug in dict.fromkeys(order.addressees) if slug in askable]


def _kept(case: Case, order: Order, day: datetime.date) -> list[Demand] | None:
    """Return the open demands that an order keeps; None, for all, if it names none of them."""
    kept = [demand for demand in case.open_demands(day) if demand.slug in (order.demands or ())]
    return kept or None


def _checks_of_text(order: Order) -> Iterator[_Check]:
    sender, paper = order.sender, order.stationery
    yield "words", partial(check_words, order.words)
    yield "name", partial(check_name, sender, paper)
    yield "address", partial(check_address, sender, paper)
    if order.language in printed_languages():  # any other was refused with the choices
        line = place_and_date(sender, order.date, order.language)
        yield "town", partial(check_town, sender, line, paper)


def stationery(slug: str) -> Stationery:
    """Return the stationery; raise NoSuchStationery."""
    try:
        return STATIONERIES[slug]
    except KeyError:
        raise NoSuchStationery(slug=slug, known=", ".join(STATIONERIES)) from None


class NoSuchStationery(Refusal):
    """There is no stationery of this slug."""

    template = translatable("There is no stationery “%(slug)s”; there are %(known)s.")
