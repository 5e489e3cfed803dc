"""The letters that supporters usually ask for, to be prepared before anybody does."""

import datetime
from collections.abc import Iterator
from contextlib import suppress
from itertools import product

from app.content.case import Case
from app.content.freshness import AgeLimits
from app.content.library import Library
from app.content.localised import LANGUAGES
from app.content.messages import Refusal
from app.letters.letter import Letter, compose
from app.letters.sender import Sender

_SENDERS = (Sender("Name", ("Street", "Town"), "Town", "DE"), Sender("Name"))
"""With and without an address: what a template says may depend on it."""
_LATER = datetime.timedelta(days=366)
"""When the holders who are named today won't be, unless they are verified again."""
_TEMPLATE = "appeal"


def usual_letters(library: Library, today: datetime.date, limits: AgeLimits) -> Iterator[Letter]:
    """Yield letters of every case to all who can be asked, with all demands, in each language.

    Each variant of the letter template stands in one of them. What can't be written now is left
    out.
    """
    for case in library.cases.values():
        if case.takes_letters:
            yield from _of_case(library, case, today, limits)


def _of_case(
    library: Library, case: Case, today: datetime.date, limits: AgeLimits
) -> Iterator[Letter]:
    for language in LANGUAGES:
        template = library.letter_templates.get((_TEMPLATE, language))
        if template is None:
            continue
        numbers = range(max(template.variants, default=1))
        days = (today, today + _LATER)
        for addressee, sender, number, day in product(
            library.askable(case), _SENDERS, numbers, days
        ):
            choices = tuple(number % count for count in template.variants)
            with suppress(Refusal):
                yield compose(
                    case,
                    addressee,
                    template,
                    sender,
                    date=day,
                    today=day,
                    choices=choices,
                    limits=limits,
                )
