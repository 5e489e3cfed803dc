"""How often signing in may fail: a wait after each failure, by account, never by network address.

An attempt counts as failed before it is made, and is taken back if it was right: of attempts made
at once, none slips through.
"""

import datetime
import hmac
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records.clock import is_ahead
from app.records.database import rows_changed
from app.records.organiser import FailedSignIns

FREE = 5
"""So many failures cost no time."""
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=1)
FORGOTTEN_AFTER = datetime.timedelta(days=1)
MOST_ACCOUNTS = 10_000
"""So many are kept: whoever tries ever new addresses fills no disk."""
_FORGOTTEN_AT_ONCE = 1_000


class TooManyFailures(Exception):
    """The next attempt has to wait."""

    def __init__(self, wait: datetime.timedelta) -> None:
        self.wait = wait
        super().__init__(f"wait {wait}")


@dataclass(frozen=True)
class Failures:
    """How often signing in to an account failed, and when last."""

    count: int
    last_at: datetime.datetime

    @property
    def wait(self) -> datetime.timedelta:
        """How long the next attempt waits: not at all, then a minute, then twice as long each."""
        if self.count < FREE:
            return datetime.timedelta()
        doublings = min(self.count - FREE, 10)
        return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


@dataclass(frozen=True)
class Attempt:
    """An attempt that may be made, and counts as failed so far."""

    account: str
    before: Failures | None
    failures: Failures


def account_of(email: str, key: str) -> str:
    """Return what stands for an account in the list, whether there is such an account or not."""
    return hmac.digest(key.encode(), b"sign-in " + email.encode(), "sha256").hex()


def begin_attempt(session: Session, account: str, now: datetime.datetime) -> Attempt:
    """Return an attempt that may be made now; raise TooManyFailures. Commits."""
    for _ in range(FREE + 1):  # another round is needed only after somebody else's failure
        before = _known(session, account)
        if before and (before.last_at + FORGOTTEN_AFTER <= now or is_ahead(before.last_at, now)):
            count = 1
        else:
            count = before.count + 1 if before else 1
            if before and before.last_at + before.wait > now:
                raise TooManyFailures(before.last_at + before.wait - now)
        attempt = Attempt(account, before, Failures(count, now))
        if _note(session, attempt):
            return attempt
    raise TooManyFailures(FIRST_WAIT)


def take_back(session: Session, attempt: Attempt) -> None:
    """Count the attempt no longer: it was right. The caller commits."""
    _replace(session, attempt.account, attempt.failures, attempt.before)


def forget_failures(session: Session, account: str) -> None:
    """Forget the failures of an account. The caller commits."""
    session.execute(delete(FailedSignIns).where(FailedSignIns.account == account))


def _known(session: Session, account: str) -> Failures | None:
    found = session.scalar(
        select(FailedSignIns)
        .where(FailedSignIns.account == account)
        .execution_options(populate_existing=True)
    )
    return Failures(found.count, found.last_at) if found else None


def _note(session: Session, attempt: Attempt) -> bool:
    """Return whether the attempt could be written down over what was known."""
    if attempt.before:
        noted = _replace(session, attempt.account, attempt.before, attempt.failures)
        session.commit()
        return noted
    _forget_old(session, attempt.failures.last_at)
    try:
        session.execute(
            insert(FailedSignIns).values(account=attempt.account, **asdict(attempt.failures))
        )
        session.commit()
    except IntegrityError:
        session.rollback()
        return False
    return True


def _forget_old(session: Session, now: datetime.datetime) -> None:
    """Forget what is long ago; of too many, those with the fewest failures, the oldest first.

    So an account that somebody is after stays known, whatever other addresses they try.
    """
    session.execute(delete(FailedSignIns).where(FailedSignIns.last_at <= now - FORGOTTEN_AFTER))
    if (session.scalar(select(func.count()).select_from(FailedSignIns)) or 0) >= MOST_ACCOUNTS:
        least = (
            select(FailedSignIns.account)
            .order_by(FailedSignIns.count, FailedSignIns.last_at)
            .limit(_FORGOTTEN_AT_ONCE)
        )
        session.execute(
            delete(FailedSignIns).where(FailedSignIns.account.in_(least)),
            execution_options={"synchronize_session": False},
        )


def _replace(session: Session, account: str, old: Failures, new: Failures | None) -> bool:
    """Return whether the old failures still stood there, and the new ones stand now."""
    row = (FailedSignIns.account == account, FailedSignIns.count == old.count)
    if new is None:
        return rows_changed(session, delete(FailedSignIns).where(*row)) == 1
    return rows_changed(session, update(FailedSignIns).where(*row).values(**asdict(new))) == 1
