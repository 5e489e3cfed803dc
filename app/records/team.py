"""Who the organisers are: added, given a role, kept out again. One active admin always remains.

Nothing here commits: the entry in the audit list that goes with a change is written in the same
transaction.
"""

import datetime
import secrets

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from app.content.text.combining import too_many_marks
from app.content.text.messages import Refusal
from app.limits import LONGEST_EMAIL
from app.records.database import rows_changed
from app.records.organiser import Organiser, RoleName


class NoEmailAddress(Refusal):
    """What was typed isn't an e-mail address."""

    template = "“%(typed)s” is not an e-mail address."


class AlreadyAdded(Refusal):
    """There is an organiser with this address already."""

    template = "%(email)s is an organiser already."


class NoSuchOrganiser(Refusal):
    """Nobody has this address."""

    template = "No organiser has the address %(email)s."


class LastAdmin(Refusal):
    """Without an active admin nobody could let anybody in again."""

    template = "%(email)s is the only active admin. Make somebody else an admin first."


def normal_email(typed: str) -> str:
    """Return the address in the one spelling that we keep; raise NoEmailAddress.

    It only names the account: no mail is ever sent, so nobody asks whether it can be reached.
    """
    typed = typed.strip()
    if len(typed) > LONGEST_EMAIL or too_many_marks(typed) is not None:
        raise NoEmailAddress(typed=typed[:100])
    try:
        valid = validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        raise NoEmailAddress(typed=typed[:100]) from None
    return valid.normalized.lower()


def everyone(session: Session) -> list[Organiser]:
    """Return all organisers, those who may sign in first."""
    query = select(Organiser).options(selectinload(Organiser.webauthn))
    return list(session.scalars(query.order_by(Organiser.active.desc(), Organiser.email)))


def find(session: Session, email: str) -> Organiser:
    """Return the organiser with this address; raise NoEmailAddress or NoSuchOrganiser."""
    email = normal_email(email)
    found = session.scalar(select(Organiser).where(Organiser.email == email))
    if found is None:
        raise NoSuchOrganiser(email=email)
    return found


def add(session: Session, email: str, role: RoleName, now: datetime.datetime) -> Organiser:
    """Return a new organiser, who has no password yet; raise NoEmailAddress or AlreadyAdded."""
    email = normal_email(email)
    added = Organiser(email=email, role=role, active=True, added_at=now)
    end_sessions(added)
    session.add(added)
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        raise AlreadyAdded(email=email) from None
    return added


def change_role(session: Session, organiser: Organiser, role: RoleName) -> None:
    """Give an organiser another role, and end their sessions; raise LastAdmin."""
    if role != "admin":
        _keep_an_admin(session, organiser)
    organiser.role = role
    end_sessions(organiser)


def deactivate(session: Session, organiser: Organiser) -> None:
    """Keep an organiser out, at once; raise LastAdmin."""
    _keep_an_admin(session, organiser)
    organiser.active = False
    organiser.link_digest = organiser.link_ends_at = None
    end_sessions(organiser)


def reactivate(organiser: Organiser) -> None:
    """Let an organiser in again, with the password and second factor of before."""
    organiser.active = True


def end_sessions(organiser: Organiser) -> None:
    """Sign an organiser out everywhere."""
    organiser.fs_uniquifier = secrets.token_hex(16)


def _keep_an_admin(session: Session, organiser: Organiser) -> None:
    """Raise LastAdmin if no admin but this one may sign in.

    The write that changes nothing makes a second process wait that does the same to another admin.
    """
    if organiser.role != "admin" or not organiser.active:
        return
    admins = update(Organiser).where(Organiser.role == "admin", Organiser.active)
    if rows_changed(session, admins.values(active=True)) == 1:
        raise LastAdmin(email=organiser.email)
