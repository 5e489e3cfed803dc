"""What is said when the database of an installation can't be used, and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from app.content.text.messages import Refusal

_DRIVERS = ("sqlite", "postgresql+psycopg")


class NoDatabaseAddress(Refusal):
    """Nobody knows what database is meant. The address isn't quoted: it may hold a password."""

    template = (
        "DATABASE_URL isn't the address of a database that can be used: write "
        "postgresql://user:password@host/name or sqlite:////path/to/file."
    )


class DatabaseUnusable(Refusal):
    """The database can't be reached, read or written, or its tables aren't those of this version.

    The reason is the database's own: whoever raises this sees to it that nothing is quoted.
    """

    template = "The database %(where)s can't be used: %(reason)s. %(advice)s"


class DatabaseNewer(Refusal):
    """The tables are those of a version that isn't known here."""

    template = (
        "The database %(where)s was brought up to date by a newer Lettercase: install that one, "
        "or put back a copy from before."
    )


_ADVICE = (
    (("locked",), "Another process holds it: stop that one, or try again."),
    (
        ("no such table", "no such column", "does not exist"),
        "Starting the site brings it up to date.",
    ),
    (
        ("readonly", "read-only", "permission denied", "unable to open"),
        "Let this user write there, or set LETTERCASE_READ_ONLY=1 to show it only.",
    ),
    (("not a database", "malformed"), "Put back a copy of it."),
)
"""By what the reason says."""
_OTHERWISE = "See whether it runs, and whether DATABASE_URL leads there."


def location(url: str) -> URL:
    """Return the database's address as SQLAlchemy wants it; raise NoDatabaseAddress."""
    try:
        found = make_url(normal_url(url))
    except (ArgumentError, ValueError):
        raise NoDatabaseAddress from None
    in_memory = found.database in (None, "", ":memory:")
    if found.drivername not in _DRIVERS or (found.drivername == "sqlite" and in_memory):
        raise NoDatabaseAddress
    return found


def normal_url(url: str) -> str:
    """Return the database's address as SQLAlchemy wants it, whatever the host's name for it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


@contextmanager
def said_of(url: str) -> Iterator[None]:
    """Raise DatabaseUnusable instead of what the database's libraries raise."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0].rstrip(" .:")
        raise DatabaseUnusable(where=where_is(url), reason=reason, advice=_advice(reason)) from None
    except SQLAlchemyError as error:
        reason = type(error).__name__
        raise DatabaseUnusable(where=where_is(url), reason=reason, advice=_OTHERWISE) from None


def _advice(reason: str) -> str:
    small = reason.lower()
    return next(
        (advice for signs, advice in _ADVICE if any(sign in small for sign in signs)), _OTHERWISE
    )


def where_is(url: str) -> str:
    """Return where the database is, without user and password."""
    found = location(url)
    where = found.database or "?"
    return where if found.drivername == "sqlite" else f"{where} at {found.host or 'this machine'}"
