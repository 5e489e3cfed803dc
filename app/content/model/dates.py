"""Dates as sources give them: a day, a month or only a year."""

import calendar
import datetime
import re
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from app.content.languages import DateForm, language_of

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDate:
    """A day, a month or a year, compared by its last day."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
        self.year, self.month, self.day = year, month, day

    @classmethod
    def parse(cls, value: object) -> "PartialDate":
        """Return the date written as `2018`, `2018-10` or `2018-10-27`; raise ValueError."""
        if isinstance(value, PartialDate):
            return value
        match = _FORM.fullmatch(str(value))
        if not match:
            raise ValueError("a date is written 2018, 2018-10 or 2018-10-27")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, date: datetime.date) -> "PartialDate":
        """Return the full date of a day."""
        return cls(date.year, date.month, date.day)

    @property
    def first_day(self) -> datetime.date:
        """The earliest day that the date may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day that the date may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def is_after(self, today: datetime.date) -> bool:
        """Return whether not even the earliest day meant has come."""
        return self.first_day > today

    def is_older_than(self, months: int, today: datetime.date) -> bool:
        """Return whether more than so many months have passed since the earliest day meant."""
        years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
        day = min(today.day, calendar.monthrange(years, month + 1)[1])
        return self.first_day < datetime.date(years, month + 1, day)

    def first_day_older_than(self, months: int) -> datetime.date:
        """Return the first day on which it is older than so many months; else the last of all."""
        try:
            after = self.first_day + datetime.timedelta(days=1)
            years, month = divmod(after.year * 12 + after.month - 1 + months, 12)
            if after.day <= calendar.monthrange(years, month + 1)[1]:
                return datetime.date(years, month + 1, after.day)
            return datetime.date(years, month + 2, 1)  # never December, which has all days
        except (OverflowError, ValueError):
            return datetime.date.max

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    def __repr__(self) -> str:
        return f"PartialDate({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.last_day, str(self)) < (other.last_day, str(other))


Date = Annotated[
    PartialDate,
    BeforeValidator(PartialDate.parse),
    PlainSerializer(str),
]


@lru_cache(maxsize=4096)
def date_in_words(date: PartialDate | datetime.date, language: str) -> str:
    """Return the date as prose of the language writes it, with no-break spaces inside.

    Months without a day stand in the nominative, which fits brackets and lists in every language.
    """
    if isinstance(date, datetime.date):
        date = PartialDate.of(date)
    form: DateForm = "day" if date.day else "month" if date.month else "year"
    return language_of(language).written(date.first_day, form)
