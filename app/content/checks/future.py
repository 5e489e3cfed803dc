"""Dates of documents that are still to come: nobody can have seen anything then."""

import datetime
from collections.abc import Iterator

from app.content.library.library import Library
from app.content.model.addressee import HolderChange
from app.content.model.dates import PartialDate
from app.content.model.kinds import ADDRESSEE, CASE
from app.content.model.sentence import TermEnd
from app.content.model.source import Record
from app.content.text.document import DocumentError, Location

_MAY_COME = {TermEnd: "on", HolderChange: "date"}
"""What is known before its day."""


def future_dates(library: Library, today: datetime.date) -> list[DocumentError]:
    """Return an error for each date in a case or an addressee that is later than today.

    Not for what is foreseen, such as an election. A month or a year has come on its first day.
    Faulty documents are left to other checks.
    """
    return [
        DocumentError(
            path,
            library.documents[path].line_of(location),
            f"{date} is still to come: write when it was, at the latest today",
            location,
        )
        for path, record in _records(library)
        for location, date in _dates(record, ())
        if date.is_after(today)
    ]


def _records(library: Library) -> Iterator[tuple[str, Record]]:
    for case in library.cases.values():
        yield CASE.path(case.slug), case
    for addressee in library.addressees.values():
        yield ADDRESSEE.path(addressee.slug), addressee


def _dates(value: object, location: Location) -> Iterator[tuple[Location, PartialDate]]:
    if isinstance(value, PartialDate):
        yield location, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if _MAY_COME.get(type(value)) == name:
                continue
            yield from _dates(getattr(value, name), (*location, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _dates(each, (*location, index))
