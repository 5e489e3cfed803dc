"""Codes that prove who one is beside the password: of an authenticator app, and on paper."""

import hmac
import re
from typing import Any

from flask import current_app, session
from flask_security import (
    MfRecoveryCodesUtil,
    Totp,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    current_user,
)
from flask_security.proxies import _datastore, _security
from flask_security.tf_plugin import tf_clean_session
from passlib.exc import UsedTokenError
from passlib.totp import TotpMatch
from wtforms import HiddenField, RadioField

from app.records import second_factor
from app.records.database import db
from app.web.current import now

_SETTING_UP = ("setup_from_login", "validating_profile")
"""What Flask-Security calls the two steps of it."""


class AppForm(TwoFactorSetupForm):
    """The wish to set up an authenticator app."""

    setup = HiddenField()  # type: ignore[assignment] # there is nothing to choose


class NoRescueForm(TwoFactorRescueForm):
    """Offers nothing: recovery codes have a link, and no mail is sent."""

    help_setup = RadioField(choices=[])


class AppCodes(Totp):
    """Codes of an authenticator app, of which each is taken once."""

    def __init__(self, secrets: Any, issuer: str) -> None:
        super().__init__(secrets, issuer)
        self._totp.now = staticmethod(lambda: now().timestamp())

    def get_last_counter(self, user: Any) -> int | None:
        """Return the half-minute whose code was taken last."""
        return second_factor.last_counter(user, now())

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        """Take the code; raise UsedTokenError if another request was quicker."""
        if not second_factor.take_code(db.session, user, tmatch.counter, now()):
            raise UsedTokenError


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes to be kept on paper; only digests of them are kept here, so they are shown once."""

    def create_recovery_codes(self, user: Any) -> list[str]:
        """Return new codes; those of before no longer hold."""
        number = current_app.config["SECURITY_MULTI_FACTOR_RECOVERY_CODES_N"]
        codes: list[str] = _security.totp_factory.generate_recovery_codes(number)
        _datastore.mf_set_recovery_codes(user, [_digest(code) for code in codes])
        return codes

    def get_recovery_codes(self, _user: Any) -> list[str]:
        """Return nothing: the codes aren't known any more."""
        return []

    def check_recovery_code(self, user: Any, code: str) -> bool:
        """Return whether the code was left; now it isn't, so that no second request can use it."""
        return second_factor.take_recovery_code(db.session, user, _digest(code))

    def delete_recovery_code(self, _user: Any, _code: str) -> bool:
        """Do nothing: checking it has used the code up."""
        return True


def end_late_setup() -> None:
    """Forget who is half-way in to set up a first app, if the account has a second factor by now.

    The password alone, typed before there was one, must not put another in its place.
    """
    if current_user.is_authenticated or session.get("tf_state") not in _SETTING_UP:
        return
    organiser: Any = _datastore.find_user(fs_uniquifier=session.get("tf_user_id"))
    if organiser is None or organiser.has_second_factor:
        tf_clean_session()  # type: ignore[no-untyped-call] # no types yet


def _digest(code: str) -> str:
    """Return what is kept of a code, however its hyphens and letters were typed."""
    digits = re.sub("[^0-9a-f]", "", code.lower())
    key = current_app.config["SECURITY_TOTP_SECRETS"]["1"]
    return hmac.digest(key.encode(), b"recovery code " + digits.encode(), "sha256").hex()
