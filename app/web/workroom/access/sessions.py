"""Sessions of organisers: in the workroom alone, and never for long."""

import datetime
import hmac
import secrets

from flask import Flask, Request, Response, current_app, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_security import tf_plugin

from app.records import ended_session
from app.records.clock import is_ahead
from app.records.database import db
from app.records.organiser import Organiser
from app.web.current import now

IDLE = datetime.timedelta(hours=2)
"""A session ends when nothing was done for so long."""
LONGEST = datetime.timedelta(hours=12)
"""A session ends so long after signing in, whatever was done."""
HALF_WAY = datetime.timedelta(minutes=10)
"""After the password, there is so much time for the second factor, whatever is done."""
FRESH = datetime.timedelta(minutes=30)
"""What protects the account is changed only so soon after a password was typed."""


class WorkroomSessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie, for the pages below the cookie's path and for no other."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session; elsewhere an empty one, without a look at any cookie."""
        if self._is_here(app, request):
            return super().open_session(app, request)
        return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie; elsewhere send none, and let no page vary by it."""
        if self._is_here(app, request):
            super().save_session(app, session, response)

    def get_cookie_secure(self, _app: Flask) -> bool:
        """Return whether the cookie may never go over plain HTTP: whenever it came by HTTPS."""
        return request.is_secure

    def _is_here(self, app: Flask, request: Request) -> bool:
        path = request.script_root + request.path
        return f"{path}/".startswith(f"{self.get_cookie_path(app)}/")


def begin_half_way() -> None:
    """Note when a password was right, so that what still waits for a second factor ends soon."""
    session["half_way_since"] = now().timestamp()


def begin(organiser: Organiser) -> None:
    """Let a session begin for an organiser who has just proved who they are."""
    session.permanent = True  # every answer renews the cookie: IDLE counts from the last request
    session["signed_in_at"] = now().timestamp()
    session["session_id"] = secrets.token_hex(16)
    session.pop("half_way_since", None)
    keep_little(organiser)


def keep_little(organiser: Organiser) -> None:
    """Drop what Flask-Login keeps and we don't want; let forms outlast the session."""
    session.pop("_id", None)  # a digest of the network address
    session.pop("_remember", None)  # nobody is remembered beyond the session
    # The same organiser's forms of an earlier session can still be sent after signing in again.
    key = str(current_app.secret_key).encode()
    session["csrf_token"] = hmac.digest(
        key, f"csrf {organiser.fs_uniquifier}".encode(), "sha256"
    ).hex()


def end() -> None:
    """Let no copy of the cookie hold any longer; other sessions of the organiser go on."""
    id_, signed_in_at = session.pop("session_id", None), session.pop("signed_in_at", None)
    if id_ and signed_in_at:
        over_at = datetime.datetime.fromtimestamp(signed_in_at, datetime.UTC) + LONGEST
        ended_session.note_ended(db.session, id_, over_at, now())


def end_if_over() -> None:
    """Forget who is signed in, or half-way in, if it is too long ago or isn't said since when.

    So it is with a copy of the cookie after signing out.
    """
    if "_user_id" in session and (_is_over("signed_in_at", LONGEST) or _has_ended()):
        session.clear()
    if "tf_user_id" in session and _is_over("half_way_since", HALF_WAY):
        tf_plugin.tf_clean_session()  # type: ignore[no-untyped-call] # no types yet


def _has_ended() -> bool:
    id_ = session.get("session_id")
    return id_ is None or ended_session.has_ended(db.session, id_)


def _is_over(since: str, longest: datetime.timedelta) -> bool:
    if (began := session.get(since)) is None:
        return True
    began_at = datetime.datetime.fromtimestamp(began, datetime.UTC)
    return now() - began_at >= longest or is_ahead(began_at, now())
