"""Passkeys, where the site has a name: without one, no browser would make them."""

from ipaddress import ip_address
from typing import Any

from flask import request, session
from flask_security import (
    UserMixin,
    WebAuthnRegisterForm,
    WebAuthnRegisterResponseForm,
    WebAuthnSigninForm,
    WebAuthnSigninResponseForm,
    WebauthnUtil,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.validators import DataRequired

from app.web.current import settings

_UNREADABLE = "The answer of the browser could not be read. Try again."


def origin() -> str:
    """Return where passkeys hold: at the site's public address, or on this machine; else nothing.

    The browser's own word for its address isn't enough, since whoever asks may send any.
    """
    host = request.host.partition(":")[0]
    if settings().public_url == f"https://{request.host}" and not _is_number(host):
        return settings().public_url
    return f"{request.scheme}://{request.host}" if host == "localhost" else ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class Passkeys(WebauthnUtil):
    """What we ask of a passkey: alone it must know its owner, by a finger or a PIN."""

    def origin(self) -> str:
        """Return the address that a passkey must have been asked by."""
        return origin()

    def authenticator_selection(
        self, _user: UserMixin, usage: str
    ) -> AuthenticatorSelectionCriteria:
        """Return what a new passkey must be able to do."""
        if usage == "first":
            return AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            )
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.DISCOURAGED,
        )

    def user_verification(
        self, _user: UserMixin | None, usage: list[str]
    ) -> UserVerificationRequirement:
        """Return whether a passkey must know its owner this time."""
        if "secondary" in usage:
            return UserVerificationRequirement.DISCOURAGED
        return UserVerificationRequirement.REQUIRED


class NewPasskeyForm(WebAuthnRegisterForm):
    """What a new passkey is called, and what it is for."""

    name = StringField("Name", validators=[DataRequired("Give the passkey a name.")])
    usage = RadioField(
        "What it is for",
        choices=[SelectChoice("secondary"), SelectChoice("first")],
        default="secondary",
    )


class NewPasskeyAnswerForm(WebAuthnRegisterResponseForm):
    """What the browser gives for a new passkey."""

    def validate(self, **kwargs: Any) -> bool:
        """Return whether it is one; whatever else was sent is refused, never a failure."""
        try:
            is_valid = super().validate(**kwargs)
        except Exception:  # the libraries below raise whatever the bytes lead them to
            return _refuse(self)
        self.extensions = ""  # as sent they could be anything, and nobody needs them
        return is_valid


class PasskeyForm(WebAuthnSigninForm):
    """The wish to sign in with a passkey; nobody is remembered, nor asked for an address."""

    remember = HiddenField(filters=[lambda _: ""])  # type: ignore[assignment]
    identity = HiddenField(filters=[lambda _: ""])


class PasskeyAnswerForm(WebAuthnSigninResponseForm):
    """What the browser gives for a passkey."""

    remember = HiddenField(filters=[lambda _: ""])

    def validate(self, **kwargs: Any) -> bool:
        """Return whether the passkey is right, and of the very account whose password was typed."""
        try:
            is_valid = super().validate(**kwargs)
        except Exception:  # the libraries below raise whatever the bytes lead them to
            return _refuse(self)
        if self.is_secondary and self.user and self.user.fs_uniquifier != session["tf_user_id"]:
            return _refuse(self)
        return is_valid


def _refuse(form: NewPasskeyAnswerForm | PasskeyAnswerForm) -> bool:
    form.form_errors.append(_UNREADABLE)
    return False
