"""How old a fact may be before letters and pages treat it otherwise."""

import datetime
from dataclasses import dataclass

from app.content.model.dates import PartialDate


@dataclass(frozen=True)
class AgeLimits:
    """Ages in months after which a verification no longer holds."""

    holder: int = 12
    address: int = 36
    case_fact: int = 12
    case_check: int = 12
    """After the day up to which a case was checked; then pages say that nobody has since."""
    case_end: int = 24
    """After that day, too; then no letter is written."""
    old_address: int = 72
    """After the verification of an address; then pages say that a letter may come back."""
    law: int = 36
    """After a sentence on the law was held against it."""
    wording: int = 36
    """After a letter template was read over."""

    def names_holder(self, verified_on: PartialDate, today: datetime.date) -> bool:
        """Return whether a holder verified then may still be named."""
        return _holds(verified_on, self.holder, today)

    def last_day_of_name(self, verified_on: PartialDate) -> datetime.date:
        """Return the last day on which a holder verified then may be named."""
        return verified_on.first_day_older_than(self.holder) - datetime.timedelta(days=1)

    def confirms_address(self, verified_on: PartialDate, today: datetime.date) -> bool:
        """Return whether an address verified then counts as confirmed."""
        return _holds(verified_on, self.address, today)

    def is_old_address(self, verified_on: PartialDate, today: datetime.date) -> bool:
        """Return whether a letter to an address verified then may come back."""
        return verified_on.is_older_than(self.months_of_old_address, today)

    @property
    def months_of_old_address(self) -> int:
        """After how many months an address is old: never while it counts as confirmed."""
        return max(self.address, self.old_address)

    def is_recent(self, fact: PartialDate, today: datetime.date) -> bool:
        """Return whether a fact of a case needs no “as last reported in …”."""
        return _holds(fact, self.case_fact, today)


def _holds(known_on: PartialDate, months: int, today: datetime.date) -> bool:
    """Return whether it was known lately; nobody knows yet what is dated in the future."""
    return not known_on.is_after(today) and not known_on.is_older_than(months, today)


DEFAULT_LIMITS = AgeLimits()
