"""One-time links: whoever holds one sets the password of its account."""

import datetime
import hashlib
import secrets

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.records.clock import DRIFT
from app.records.database import rows_changed
from app.records.organiser import Organiser
from app.records.team import end_sessions

HOLDS = datetime.timedelta(days=3)
LOCAL_SITE = "http://127.0.0.1:8000"
"""Where `lettercase serve` serves, for links of a site without a public address."""
_BYTES = 32


def open_link(organiser: Organiser, now: datetime.datetime) -> str:
    """Return the secret of a new link, which isn't kept; an earlier link no longer holds."""
    secret = secrets.token_urlsafe(_BYTES)
    organiser.link_digest = _digest(secret)
    organiser.link_ends_at = now + HOLDS
    return secret


def address(site: str, secret: str) -> str:
    """Return the link as an organiser gets it."""
    return f"{(site or LOCAL_SITE).rstrip('/')}/organisers/welcome/{secret}"


def invited(session: Session, secret: str, now: datetime.datetime) -> Organiser | None:
    """Return whose link this is, while it holds.

    One that a clock which ran ahead made would hold for as long as that was ahead: it never does.
    """
    return session.scalar(
        select(Organiser).where(
            Organiser.link_digest == _digest(secret),
            Organiser.link_ends_at > now,
            Organiser.link_ends_at <= now + HOLDS + DRIFT,
            Organiser.active,
        )
    )


def use(session: Session, secret: str, password: str, now: datetime.datetime) -> Organiser | None:
    """Use the link up and set the password, given as its digest; return whose it was, if it held.

    Every session of the account ends. The caller commits.
    """
    organiser = invited(session, secret, now)
    if organiser is None:
        return None
    link = update(Organiser).where(Organiser.link_digest == _digest(secret))
    if rows_changed(session, link.values(link_digest=None, link_ends_at=None)) != 1:
        return None  # another request was quicker with the same link
    session.refresh(organiser)
    organiser.password = password
    end_sessions(organiser)
    return organiser


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
