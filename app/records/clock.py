"""What is kept by a clock that may have run ahead, or been put back, since.

One rule for all of it: a moment that lies in the future by more than some minutes doesn't count.
Nothing that was noted by a clock of 2028 keeps an organiser out in 2026, or lets anybody in.
"""

import datetime

DRIFT = datetime.timedelta(minutes=5)
"""By so much the clocks of two machines that share a database may differ."""


def is_ahead(moment: datetime.datetime, now: datetime.datetime) -> bool:
    """Return whether a moment that ought to be past lies so far ahead that it doesn't count."""
    return moment > now + DRIFT
