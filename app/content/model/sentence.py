"""A sentence that somebody serves, and when its term ends."""

import datetime
from typing import Literal

from app.content.model.dates import Date
from app.content.model.localised import Localised
from app.content.model.source import Record, Source


class TermEnd(Record):
    """When a term ends, as exactly as it is known; it says nothing of where somebody is."""

    on: Date
    basis: Literal["reported", "arithmetic"]
    """By arithmetic it is the full term without any credit, so the latest day that it can be."""

    def may_have_come(self, today: datetime.date) -> bool:
        """Return whether the first day that it can mean is here."""
        return not self.on.is_after(today)

    def has_passed(self, today: datetime.date) -> bool:
        """Return whether the last day that it can mean is over."""
        return self.on.last_day < today


class Sentence(Record):
    """What a court imposed, in words, with its source."""

    text: Localised
    source: Source
    held_since: Date | None = None
    term_ends: TermEnd | None = None
