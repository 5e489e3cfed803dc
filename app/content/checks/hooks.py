"""Sentences on the law that stand on no letter."""

import datetime

from app.content.checks.ages import DocumentWarning
from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.kinds import CASE


def unprinted_hooks(library: Library, today: datetime.date) -> list[DocumentWarning]:
    """Return a warning for each hook of an open case that none of its addressees would get."""
    return [
        DocumentWarning(
            path,
            library.documents[path].line_of(("hooks", index)),
            "this sentence on the law stands on no letter: no addressee of the case that is asked "
            "for something is of its kinds, or another sentence comes before it",
        )
        for case in library.cases.values()
        if case.state == "open"
        and (path := CASE.path(case.slug))
        and (printed := [case.hook_for(each.kind) for each in _asked(library, case, today)])
        for index, hook in enumerate(case.hooks)
        if not any(hook is each for each in printed)
    ]


def _asked(library: Library, case: Case, today: datetime.date) -> list[Addressee]:
    """Return who is asked for something; perhaps as soon as there is an address for it."""
    return [each for each in library.addressees_of(case) if case.open_demands(today, each.kind)]
