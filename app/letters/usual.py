"""The letters that supporters usually ask for, to be prepared before anybody does."""

import datetime
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations, product

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import AgeLimits
from app.content.model.letter_template import LetterTemplate
from app.content.text.messages import Refusal
from app.content.texts import printed_languages
from app.letters.letter import Letter, compose
from app.letters.sender import Sender

_SENDERS = (Sender("Name", ("Street", "Town"), "Town", "DE"), Sender("Name"))
"""With and without an address: what a template says may depend on it."""
_LATER = datetime.timedelta(days=366)
"""When the holders who are named today won't be, unless they are verified again."""
_TEMPLATE = "appeal"


_MOST_LEFT_OUT = 4
"""Of so many demands a supporter may keep any; of more there are too many choices to prepare."""


def usual_letters(library: Library, today: datetime.date, limits: AgeLimits) -> Iterator[Letter]:
    """Yield letters of every case to all who can be asked, in each language.

    Each variant of the letter template stands in one of them, and each choice of demands. What
    can't be written now is left out.
    """
    for case in library.cases.values():
        if case.takes_letters and not case.is_outdated(today, limits):
            for language, addressee in product(printed_languages(), library.askable(case, today)):
                template = library.letter_templates.get((_TEMPLATE, language))
                if template:
                    yield from _letters(case, addressee, template, today, limits)


def _letters(
    case: Case,
    addressee: Addressee,
    template: LetterTemplate,
    today: datetime.date,
    limits: AgeLimits,
) -> Iterator[Letter]:
    numbers = range(max(template.variants, default=1))
    choices = [tuple(number % count for count in template.variants) for number in numbers]
    worded = product(_SENDERS, choices, (today, today + _LATER), (None,))
    asked = product(_SENDERS[:1], choices[:1], (today,), _kept(case, addressee, today))
    for sender, drawn, day, demands in (*worded, *asked):
        with suppress(Refusal):
            yield compose(
                case,
                addressee,
                template,
                sender,
                date=day,
                today=day,
                choices=drawn,
                demands=demands,
                limits=limits,
            )


def _kept(case: Case, addressee: Addressee, today: datetime.date) -> Iterator[tuple[Demand, ...]]:
    """Yield the demands that a supporter may keep of those that the addressee can grant."""
    demands = case.open_demands(today, addressee.kind)
    if len(demands) <= _MOST_LEFT_OUT:
        for number in range(1, len(demands)):
            yield from combinations(demands, number)
