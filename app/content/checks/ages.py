"""What has grown old since it was verified, or will soon, document by document."""

import datetime
from dataclasses import dataclass

from app.content.checks.ageing import AgeingFact, What, ageing_facts
from app.content.library.library import Library
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits

SOON = datetime.timedelta(days=30)

_GRAVER: dict[What, What] = {"old address": "address", "end": "check"}
"""What follows something as it grows older still, and takes its place."""


@dataclass(frozen=True)
class DocumentWarning:
    """Something that an organiser should look at; letters are printed all the same."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: warning: {self.message}"


def went_stale(
    library: Library, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> list[AgeingFact]:
    """Return what is too old, what became so last first."""
    return sorted(_stale(library, today, limits), key=lambda fact: fact.stale_on, reverse=True)


def upcoming(
    library: Library,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    within: datetime.timedelta = SOON,
) -> list[AgeingFact]:
    """Return what is fresh today and won't be for long, the most urgent first."""
    found = [
        fact for fact in ageing_facts(library, limits) if today < fact.stale_on <= today + within
    ]
    return sorted(found, key=lambda fact: fact.stale_on)


def old_facts(
    library: Library, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> list[DocumentWarning]:
    """Return a warning for everything that letters rely on and that has grown too old."""
    return [
        DocumentWarning(
            fact.path, library.documents[fact.path].line_of(fact.location), fact.message
        )
        for fact in _stale(library, today, limits)
    ]


def _stale(library: Library, today: datetime.date, limits: AgeLimits) -> list[AgeingFact]:
    """Return what is too old; of what grew older still, only that."""
    stale = [fact for fact in ageing_facts(library, limits) if fact.is_stale(today)]
    milder = {(fact.path, _GRAVER.get(fact.what)) for fact in stale}
    return [fact for fact in stale if (fact.path, fact.what) not in milder]
