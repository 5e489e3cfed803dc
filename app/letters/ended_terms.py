"""What a letter and pages say of terms that have ended, though no release is known of."""

from collections.abc import Sequence
from itertools import groupby

from app.content.model.case import Case
from app.content.model.dates import PartialDate, date_in_words
from app.content.model.person import Person
from app.content.model.sentence import TermEnd
from app.content.texts import printed_text

_BASES = ("reported", "arithmetic")


def ended_terms(case: Case, people: Sequence[Person], language: str) -> str:
    """Return the sentences on the ended terms of these people, "" for none.

    Names and dates stand in the nominative, so that no language has to inflect them. A name that
    isn't there in a printed language stands in English or another.
    """
    said = []
    for basis in _BASES:
        found = [(person, end) for person in people if (end := _end(person)) and end.basis == basis]
        if found:
            key = f"ended.{basis}_{'one' if len(found) == 1 else 'several'}"
            checked = PartialDate(case.as_of.year, case.as_of.month)
            said.append(
                printed_text(
                    key,
                    language,
                    checked=date_in_words(checked, language),
                    terms=_terms(found, language),
                )
            )
    return " ".join(said)


def _end(person: Person) -> TermEnd | None:
    return person.sentence.term_ends if person.sentence else None


def _terms(found: Sequence[tuple[Person, TermEnd]], language: str) -> str:
    """Return names and dates; those of one date stand together."""
    in_order = sorted(found, key=lambda each: each[1].on)
    rows = groupby(in_order, key=lambda each: each[1].on)
    return "; ".join(
        f"{', '.join(person.name.text_in(language).text for person, _ in row)} "
        f"({date_in_words(on, language)})"
        for on, row in rows
    )
