"""Which letters the site offers: to whom, and in which of the languages that it has."""

from collections.abc import Collection, Iterable

from flask_babel import gettext

from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.localised import Localised, first_of
from app.letters.letter import people_in_way
from app.letters.order import Order
from app.letters.printable import complete, cover_lacking, printable_languages
from app.web.current import library, limits, settings, today
from app.web.languages import current_language, offered
from app.web.wording import long_date


def languages_for(
    case: Case, addressee: Addressee, kept: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return the languages of a letter of the case to an addressee that can be asked.

    `kept` are the slugs of the demands that the supporter keeps, all if none of them is for it.
    """
    demands = [
        each for each in case.open_demands(today(), addressee.kind) if each.slug in (kept or ())
    ]
    found = printable_languages(
        library(), case, addressee, Order.template, today(), limits(), demands or None
    )
    return _offered_of(found)


def cover_languages(office: Localised, receiver: Addressee) -> tuple[str, ...]:
    """Return the languages of a covering letter to a receiver, with a copy of that to an office."""
    found = complete(cover_lacking(office, receiver, today(), limits()))
    return _offered_of(found)


def _offered_of(languages: Iterable[str]) -> tuple[str, ...]:
    on_site = offered()
    return tuple(language for language in languages if language in on_site)


def writable(case: Case, kept: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Return the addressees to whom a letter of the case is offered: slug → its languages.

    `kept` as for `languages_for`.
    """
    found = {
        each.slug: languages_for(case, each, kept) for each in library().askable(case, today())
    }
    return {slug: languages for slug, languages in found.items() if languages}


def unchecked(case: Case) -> str:
    """Return since when nobody has checked the case, in words; "" while it counts as checked."""
    if case.state != "open" or not case.is_unchecked(today(), limits()):
        return ""
    since = long_date(case.as_of)
    return str(gettext("Nobody has checked this case since %(date)s.", date=since))


def why_no_letter(case: Case) -> str:
    """Return why no letter of the case is offered, in the language of the page; "" if one is."""
    if not case.takes_letters:
        return str(gettext("No letters are written for this case now."))
    if case.is_outdated(today(), limits()):
        return _why_outdated(case)
    askable = library().askable(case, today())
    if not askable and (withheld := case.withheld_demands(today())):
        names = people_in_way(case, withheld, today())
        people = ", ".join(each.text_in(current_language()).text for each in names)
        return str(
            gettext(
                "No letter is written now: what was asked for makes no sense any more, as these "
                "terms may have ended: %(people)s.",
                people=people,
            )
        )
    if not askable:
        return str(gettext("No office that can act on this case can be written to now."))
    if not any(languages_for(case, each) for each in askable):
        return str(
            gettext(
                "No letter can be printed for this case yet: not everything in it is translated."
            )
        )
    return ""


def _why_outdated(case: Case) -> str:
    """Return since when nobody has checked the case, and what a reader can do about it."""
    why = gettext(
        "Nobody has checked this case since %(date)s, so no letter about it is offered until "
        "somebody does.",
        date=long_date(case.as_of),
    )
    if contact := settings().contact:
        what = gettext("If you know anything newer, tell %(contact)s.", contact=contact)
    else:
        what = gettext("If you know anything newer, tell those who run this site.")
    return f"{why} {what}"


def usual_language(languages: tuple[str, ...]) -> str:
    """Return in which of these languages a letter is at first: the page's, English, or the first.

    The page's if there are none.
    """
    return first_of(languages, current_language()) if languages else current_language()
