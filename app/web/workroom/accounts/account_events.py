"""What happens when somebody proved who they are, or changed how: the audit list, the session."""

from typing import Any

from flask import Flask, after_this_request, flash, g, request, session, url_for
from flask_login import user_logged_out
from flask_security import (
    password_changed,
    tf_code_confirmed,
    tf_profile_changed,
    user_authenticated,
    wan_deleted,
    wan_registered,
)

from app.records import second_factor, team, throttle
from app.records.audit import note_action
from app.records.database import db
from app.records.organiser import Organiser
from app.web.current import now
from app.web.workroom.access import sessions
from app.web.workroom.accounts import known_device

_WAYS = {
    "security.two_factor_token_validation": "password and code",
    "security.mf_recovery": "password and recovery code",
    "security.wan_signin_response": "passkey",
}


def init_app(app: Flask) -> None:
    """Listen to Flask-Security."""
    user_authenticated.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    tf_code_confirmed.connect(_code_confirmed, app)
    tf_profile_changed.connect(_app_changed, app)
    password_changed.connect(_password_changed, app)
    wan_registered.connect(_passkey_added, app)
    wan_deleted.connect(_passkey_removed, app)


def _note(action: str, user: Any, about: str = "") -> None:
    organiser: Organiser = getattr(user, "_get_current_object", lambda: user)()
    note_action(db.session, action, about, organiser=organiser, now=now())
    db.session.commit()


def _signed_in(_app: Flask, user: Organiser, authn_via: list[str] | None, **_: Any) -> None:
    if authn_via == ["change"]:  # of the password: that session goes on, under a new identifier
        sessions.keep_little(user)
        known_device.remember(user)
        return
    sessions.begin(user)
    if counted_for := g.get("counted_for"):
        throttle.forget_failures(db.session, counted_for)
    try:
        _note("signed in", user, _WAYS.get(request.endpoint or "", ""))
    except Exception:
        session.clear()  # nobody comes in whom the audit list doesn't know of
        raise
    known_device.remember(user)
    if request.endpoint == "security.mf_recovery":
        left = len(user.mf_recovery_codes or ())
        flash(f"Recovery codes left: {left}. Make new ones before they run out.", "done")


def _signed_out(_app: Flask, user: Any, **_: Any) -> None:
    sessions.end()
    if request.endpoint == "security.logout":  # other ways out have entries of their own
        _note("signed out", user)
    db.session.commit()


def _code_confirmed(_app: Flask, user: Organiser, **_: Any) -> None:
    """After the very first code, the way leads to the recovery codes.

    Whoever else is half-way in by the password, without an app, is out from now on.
    """
    if session.get("tf_state") != "validating_profile":
        return
    team.end_sessions(user)  # the session that begins now has the new identifier
    second_factor.date_app(user, now())
    _note("set up an authenticator app", user)

    @after_this_request
    def _show_recovery_codes(response: Any) -> Any:
        response.location = url_for("workroom.account.recovery_codes")
        return response


def _app_changed(_app: Flask, user: Any, **_: Any) -> None:
    second_factor.date_app(user, now())
    _note("set up an authenticator app", user)


def _password_changed(_app: Flask, user: Any, **_: Any) -> None:
    _note("changed the password", user)


def _passkey_added(_app: Flask, user: Any, name: str, **_: Any) -> None:
    _note("added a passkey", user, name)


def _passkey_removed(_app: Flask, user: Any, name: str, **_: Any) -> None:
    _note("removed a passkey", user, name)
