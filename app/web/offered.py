"""Which letters the site offers: to whom, and in which of the languages that it has."""

from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.localised import Localised, first_of
from app.letters.order import Order
from app.letters.printable import complete, cover_lacking, printable_languages
from app.web.current import library, limits, today
from app.web.languages import current_language, offered


def languages_for(case: Case, addressee: Addressee) -> tuple[str, ...]:
    """Return the languages of a letter of the case to an addressee that can be asked."""
    found = printable_languages(library(), case, addressee, Order.template, today(), limits())
    return tuple(language for language in found if language in offered())


def cover_languages(office: Localised, receiver: Addressee) -> tuple[str, ...]:
    """Return the languages of a covering letter to a receiver, with a copy of that to an office."""
    found = complete(cover_lacking(office, receiver, today(), limits()))
    return tuple(language for language in found if language in offered())


def writable(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the addressees to whom a letter of the case is offered: slug → its languages."""
    found = {each.slug: languages_for(case, each) for each in library().askable(case)}
    return {slug: languages for slug, languages in found.items() if languages}


def takes_letters(case: Case) -> bool:
    """Return whether a letter of the case is offered to anybody."""
    return case.takes_letters and bool(writable(case))


def usual_language(languages: tuple[str, ...]) -> str:
    """Return in which of these languages a letter is at first: the page's, English, or the first.

    The page's if there are none.
    """
    return first_of(languages, current_language()) if languages else current_language()
