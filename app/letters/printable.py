"""In which languages a letter can be printed: those in which everything that gets on it exists.

Nothing of it is left out, or printed in another language, because its translation is missing.
"""

import datetime
from collections.abc import Mapping, Sequence

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import LanguageNames, Localised
from app.content.text.messages import Refusal, Terms, translatable
from app.content.texts import printed_languages
from app.letters.contents import CLOSING, OFFICE, SALUTATION, contents_of, greeting_of
from app.letters.letter import demands_for

Lacking = Mapping[str, Sequence[str]]
"""Each language of letters → the names of what a letter lacks in it, none if it can be printed."""


class LetterNotInLanguage(Refusal):
    """The letter lacks something in this language, but there is it in another."""

    template = translatable(
        "No letter to %(office)s can be printed in this language yet: %(language)s. "
        "Not translated: %(lacking)s. It can be printed in: %(languages)s."
    )


class LetterInNoLanguage(LetterNotInLanguage):
    """The letter lacks something in every language."""

    template = translatable(
        "No letter to %(office)s can be printed in any language yet. "
        "Not translated (%(language)s): %(lacking)s."
    )


def printable_languages(
    library: Library,
    case: Case,
    addressee: Addressee,
    template_slug: str,
    day: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    demands: Sequence[Demand] | None = None,
) -> tuple[str, ...]:
    """Return the languages in which a letter of the case to the addressee can be printed, in order.

    A holder who may be named on `day` and in the language is greeted by title. `demands` are those
    that the supporter kept, None for all; it asks for the open ones of them that the addressee can
    grant. Raises NothingToAsk or NoDemandLeft if there is none.
    """
    return complete(
        letter_lacking(library, case, addressee, template_slug, day, limits, demands=demands)
    )


def letter_lacking(
    library: Library,
    case: Case,
    addressee: Addressee,
    template_slug: str,
    day: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    *,
    demands: Sequence[Demand] | None = None,
) -> Lacking:
    """Return what a letter lacks, by language; takes and raises as `printable_languages` does."""
    printed = demands_for(case, addressee, day, demands)
    templates = library.letter_templates

    def lacking(language: str) -> tuple[str, ...]:
        named = addressee.names_holder(day, limits, language)
        contents = contents_of(case, addressee, printed, day, named=named)
        return tuple(contents.lacking(language, templates.get((template_slug, language))))

    return {language: lacking(language) for language in printed_languages()}


def cover_lacking(
    office: Localised,
    receiver: Addressee,
    day: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> Lacking:
    """Return what a covering letter to `receiver` lacks by language; it names the `office`."""

    def lacking(language: str) -> tuple[str, ...]:
        named = receiver.names_holder(day, limits, language)
        salutation, closing = greeting_of(receiver, named=named)
        printed = {OFFICE: office, SALUTATION: salutation, CLOSING: closing}
        return tuple(name for name, text in printed.items() if language not in text)

    return {language: lacking(language) for language in printed_languages()}


def complete(lacking: Lacking) -> tuple[str, ...]:
    """Return the languages in which nothing lacks."""
    return tuple(language for language, names in lacking.items() if not names)


def check_language(office: Localised, lacking: Lacking, language: str) -> None:
    """Raise LetterNotInLanguage if anything lacks in this language; it names the `office`."""
    if not lacking[language]:
        return
    languages = complete(lacking)
    refusal = LetterNotInLanguage if languages else LetterInNoLanguage
    raise refusal(
        office=office,
        language=LanguageNames([language]),
        lacking=Terms(lacking[language]),
        languages=LanguageNames(languages),
    )
