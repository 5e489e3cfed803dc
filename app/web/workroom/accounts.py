"""Signing in: password and second factor, by Flask-Security."""

import datetime

from flask import Flask
from flask_security import FSQLALiteUserDatastore, Security

from app.config import Config
from app.records.database import db
from app.records.organiser import Organiser, Passkey
from app.web.workroom.room import PREFIX

IDLE = datetime.timedelta(hours=2)
"""A session ends when nothing was done for so long."""
LONGEST = datetime.timedelta(hours=12)
"""A session ends so long after signing in, whatever was done."""


def init_app(app: Flask, config: Config) -> None:
    """Let organisers sign in; the session's cookie is sent to the workroom alone."""
    keys = config.keys.kept_in(config.instance)
    app.config.update(
        SECRET_KEY=keys.session,
        SESSION_COOKIE_NAME="organiser",
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=IDLE,
        SECURITY_URL_PREFIX=PREFIX,
        SECURITY_PASSWORD_SALT=keys.password,
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_CSRF=True,
        SECURITY_POST_LOGIN_VIEW="workroom.today.index",
        SECURITY_POST_LOGOUT_VIEW=f"{PREFIX}/sign-in",
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_REQUIRED=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_TWO_FACTOR_RESCUE_EMAIL=False,
        SECURITY_TOTP_SECRETS={"1": keys.second_factor},
        SECURITY_TOTP_ISSUER="Lettercase",
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
    )
    Security(app, FSQLALiteUserDatastore(db, Organiser, None, Passkey))
