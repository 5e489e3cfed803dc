"""What proves an organiser beside the password: codes of an app, recovery codes, passkeys."""

import datetime

from sqlalchemy import func, or_, update
from sqlalchemy.orm import Session

from app.records.clock import DRIFT
from app.records.database import rows_changed
from app.records.organiser import Organiser
from app.records.team import end_sessions

HALF_MINUTE = 30
"""Seconds for which a code of the app stands."""


def last_counter(organiser: Organiser, now: datetime.datetime) -> int | None:
    """Return the half-minute whose code was taken last; None if none was that counts."""
    counter = organiser.totp_counter
    return None if counter is not None and counter > _newest_counter(now) else counter


def take_code(session: Session, organiser: Organiser, counter: int, now: datetime.datetime) -> bool:
    """Return whether the code of this half-minute was not taken before; now it is.

    The caller commits, with the sign-in that it is for.
    """
    known = func.coalesce(Organiser.totp_counter, 0)
    unused = (
        Organiser.id == organiser.id,
        or_(known < counter, known > _newest_counter(now)),
    )
    taken = rows_changed(session, update(Organiser).where(*unused).values(totp_counter=counter))
    return taken == 1


def _newest_counter(now: datetime.datetime) -> int:
    """Return the last half-minute that a clock which is right can have noted."""
    return int((now + DRIFT).timestamp()) // HALF_MINUTE


def take_recovery_code(session: Session, organiser: Organiser, digest: str) -> bool:
    """Return whether this is the digest of a recovery code that was left; now it isn't.

    Of two requests with the same code, one alone finds the list as it was. The caller commits.
    """
    left = list(organiser.mf_recovery_codes or [])
    if digest not in left:
        return False
    rest = [each for each in left if each != digest]
    as_before = (Organiser.id == organiser.id, Organiser.mf_recovery_codes == left)
    taken = rows_changed(
        session, update(Organiser).where(*as_before).values(mf_recovery_codes=rest)
    )
    session.expire(organiser, ["mf_recovery_codes"])
    return taken == 1


def date_app(organiser: Organiser, now: datetime.datetime) -> None:
    """Remember when the authenticator app was set up."""
    organiser.totp_since = now


def reset(organiser: Organiser) -> None:
    """Remove whatever proves who somebody is, so that only a new link lets them in.

    The password goes too: whoever knew it could set up a second factor of their own.
    """
    organiser.password = None
    organiser.tf_primary_method = organiser.tf_totp_secret = None
    organiser.totp_since = organiser.totp_counter = None
    organiser.mf_recovery_codes = None
    organiser.webauthn.clear()
    end_sessions(organiser)
