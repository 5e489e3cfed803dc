"""Someone whose case it is: where they were last reported, and what they serve."""

import datetime
from typing import Literal

from pydantic import Field

from app.content.model.dates import Date
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import Localised
from app.content.model.sentence import Sentence, TermEnd
from app.content.model.source import Record, Source

Status = Literal["in-prison", "restricted-freedom", "released", "died", "not-known"]


class Person(Record):
    """Someone whose case it is."""

    slug: str
    name: Localised
    feminine: bool = False
    status: Status
    status_on: Date
    source: Source
    sentence: Sentence | None = None
    why_ended: Localised | None = Field(
        default=None,
        description="why a case that ended is over for somebody who was last reported in prison",
    )

    def has_recent_status(self, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS) -> bool:
        """Return whether the status was reported lately; who died stays so."""
        return self.status == "died" or limits.is_recent(self.status_on, today)

    def may_be_past_term(self, day: datetime.date) -> bool:
        """Return whether the term of somebody who serves one, as last reported, may have ended."""
        term = self.served_term()
        return term is not None and term.may_have_come(day)

    def is_past_term(self, day: datetime.date) -> bool:
        """Return whether the term has ended of somebody who was last reported in prison."""
        term = self.served_term()
        return self.status == "in-prison" and term is not None and term.has_passed(day)

    def served_term(self) -> TermEnd | None:
        """Return the end of the term that they serve, as last reported, if it is known."""
        if self.sentence and self.status in ("in-prison", "restricted-freedom"):
            return self.sentence.term_ends
        return None
