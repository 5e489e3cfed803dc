"""What is typed to prove who one is: checked by Flask-Security, so often for one account."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import current_app, g, url_for
from flask_login import current_user
from flask_security import (
    ChangePasswordForm,
    Form,
    LoginForm,
    MfRecoveryForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.forms import EmailValidation
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo

from app.limits import LONGEST_EMAIL, LONGEST_PASSWORD
from app.records import throttle
from app.records.audit import note_action
from app.records.database import db
from app.records.organiser import Organiser
from app.records.team import NoEmailAddress, NoSuchOrganiser, find, normal_email
from app.web.current import now
from app.web.workroom.access import sessions
from app.web.workroom.access.guard import organiser
from app.web.workroom.accounts import known_device
from app.web.workroom.forms.size import at_most

_NEEDED = (DataRequired("Type your password."), at_most(LONGEST_PASSWORD))


_WAIT = (
    "Too many wrong attempts. Try again in {}. Where you signed in before, or with a passkey that "
    "stands for password and code, you need not wait for attempts that others make."
)

Whose = Callable[[], Any]
"""Gives an organiser or None; Flask-Security knows them as users."""


def password_field(label: str, autocomplete: str, *validators: Any) -> PasswordField:
    """Return a field for a password that is known, or for a new one."""
    return PasswordField(
        label,
        render_kw={"autocomplete": autocomplete},
        validators=[*_NEEDED, *validators],
    )


class _Limited(Form):
    """A form that proves who somebody is, and is looked at only so often for one account."""

    def limited(
        self, check: Callable[[], bool], email: str | None, *typed: str | None, whose: Whose
    ) -> bool:
        """Return whether the check finds all right; it is made only if none must wait.

        What was right is committed by the caller, or with the sign-in that comes of it.
        `whose` says after a wrong proof which account it was for, if there is such an account.
        """
        if not email or not all(typed):
            return check()
        try:
            g.counted_for = _counted_for(email)
            attempt = throttle.begin_attempt(db.session, g.counted_for, now())
        except throttle.TooManyFailures as error:
            g.wait = error.wait
            wait = wait_in_words(error.wait)
            self.form_errors.append(_WAIT.format(wait))
            return False
        if check():
            throttle.take_back(db.session, attempt)
            return True
        self._note(attempt, whose())
        return False

    def _note(self, attempt: throttle.Attempt, organiser: Organiser | None) -> None:
        failures = attempt.failures
        if failures.wait and organiser:
            about = (
                f"{organiser.email}, for {wait_in_words(failures.wait)}: {failures.count} failures"
            )
            note_action(db.session, "was locked out", about, organiser=organiser, now=now())
            db.session.commit()


class SignInForm(_Limited, LoginForm):
    """E-mail address and password; a “remember me” isn't taken, even if it is sent."""

    remember = None  # type: ignore[assignment] # so WTForms takes a field out
    email = EmailField(
        "E-mail address",
        render_kw={"autocomplete": "username"},
        validators=[
            DataRequired("Type your e-mail address."),
            at_most(LONGEST_EMAIL),
            EmailValidation(verify=False),
        ],
        filters=[lambda typed: typed and typed.strip()],
    )
    password = password_field("Password", "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.next.data = self.next.data or url_for("workroom.today.index")

    def validate(self, **kwargs: Any) -> bool:
        """Return whether the password is right, if it may be tried yet."""
        check = partial(LoginForm.validate, self, **kwargs)
        email, password = self.email.data, self.password.data
        if not self.limited(check, email, password, whose=lambda: self.user):
            return False
        db.session.commit()
        sessions.begin_half_way()
        return True


class ConfirmForm(_Limited, VerifyForm):
    """The password once more, before something that matters."""

    password = password_field("Password", "current-password")

    def validate(self, **kwargs: Any) -> bool:
        """Return whether the password is right, if it may be tried yet."""
        check = partial(VerifyForm.validate, self, **kwargs)
        email = self.user.email
        if not self.limited(check, email, self.password.data, whose=lambda: self.user):
            return False
        throttle.forget_failures(db.session, g.counted_for)
        db.session.commit()
        return True


class NewPasswordForm(_Limited, ChangePasswordForm):
    """Another password, from somebody who knows the one of today."""

    password = password_field("Password of today", "current-password")
    new_password = password_field("New password", "new-password")
    new_password_confirm = password_field(
        "New password again",
        "new-password",
        EqualTo("new_password", message="The two are not the same."),
    )

    def validate(self, **kwargs: Any) -> bool:
        """Return whether that of today is right, if it may be tried yet, and the new one good."""

        def is_right() -> bool:
            return ChangePasswordForm.validate(self, **kwargs) or not self.password.errors

        email = organiser().email
        is_known = self.limited(is_right, email, self.password.data, whose=organiser)
        db.session.commit()
        return is_known and not self.errors


class CodeForm(_Limited, TwoFactorVerifyCodeForm):
    """The six digits that an authenticator app shows."""

    code = StringField(
        "Code of the app",
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 7},
        validators=[
            DataRequired("Type the six digits that the app shows."),
            at_most(LONGEST_PASSWORD),
        ],
    )

    def validate(self, **kwargs: Any) -> bool:
        """Return whether the code is right, if one may be tried yet.

        While an app is being set up, there is nothing to guess: the page shows the secret.
        """
        check, user = partial(TwoFactorVerifyCodeForm.validate, self, **kwargs), self.user
        if user is None or self.tf_totp_secret != user.tf_totp_secret:
            return check()
        return self.limited(check, user.email, self.code.data, whose=lambda: user)


class RecoveryForm(_Limited, MfRecoveryForm):
    """One of the codes on paper."""

    code = StringField(
        "Recovery code",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
        validators=[DataRequired("Type one of your recovery codes."), at_most(LONGEST_PASSWORD)],
    )

    def validate(self, **kwargs: Any) -> bool:
        """Return whether the code is one that is left, if one may be tried yet."""
        check, user = partial(MfRecoveryForm.validate, self, **kwargs), self.user
        return user is not None and self.limited(
            check, user.email, self.code.data, whose=lambda: user
        )


def strangers_to(email: str, but: str = "") -> str:
    """Return under what the failures of an account are counted, but those that are told apart."""
    return throttle.account_of(f"{email} {but}".rstrip(), str(current_app.secret_key))


def _counted_for(typed: str) -> str:
    """Return under what the failures of an account are counted, by whoever makes the attempt.

    Those of who is signed in are counted apart, and so are those made on a device that signed in
    to the account before: whoever knows an address can keep nobody out there.
    """
    try:
        email = normal_email(typed)
        known = find(db.session, email)
    except NoEmailAddress:
        return strangers_to(typed.strip().lower())
    except NoSuchOrganiser:
        return strangers_to(email)
    is_in = current_user.is_authenticated
    return strangers_to(email, but="signed in" if is_in else known_device.number(known))


def wait_in_words(wait: datetime.timedelta) -> str:
    """Return the wait in hours and minutes, rounded up to a minute."""
    hours, minutes = divmod(-(-wait // datetime.timedelta(minutes=1)), 60)
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((hours, "hour"), (minutes, "minute"))
        if number
    ]
    return " ".join(parts) or "1 minute"
