"""Signing in: password and second factor, by Flask-Security, as far as we use it."""

import math
from typing import Any

from flask import (
    Flask,
    Response,
    abort,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import current_user
from flask_security import FSQLALiteUserDatastore, MailUtil, Security

from app.config import Config
from app.limits import LONGEST_NEXT
from app.records.database import db
from app.records.organiser import Organiser, Passkey
from app.records.second_factor import HALF_MINUTE
from app.web.workroom.access.guard import PREFIX, needs, open_to_all
from app.web.workroom.access.sessions import FRESH, IDLE, WorkroomSessions
from app.web.workroom.accounts import (
    account_events,
    account_words,
    passkeys,
    second_factor,
    sign_in,
)

_FOR_ORGANISERS = {
    "change_password",
    "verify",
    "wan_delete",
    "wan_register",
    "wan_register_response",
    "wan_verify",
    "wan_verify_response",
}
_CLOSED = {"mf_recovery_codes", "two_factor_rescue", "two_factor_setup_validate"}
"""Pages of Flask-Security that show codes a second time, send mail, or double another one."""


class NoMail(MailUtil):
    """No mail leaves this site, and nothing that we use of Flask-Security sends any."""

    def send_mail(self, *_: Any, **__: Any) -> None:
        """Raise: whatever wanted this must not be reached."""
        raise AssertionError("this site sends no mail")


def init_app(app: Flask, config: Config) -> None:
    """Let organisers sign in; the session's cookie is sent to the workroom alone."""
    keys = config.keys.kept_in(config.instance, read_only=config.read_only)
    app.config.update(_settings(keys.session, keys.password, keys.second_factor))
    app.session_interface = WorkroomSessions()
    security = Security(
        app,
        FSQLALiteUserDatastore(db, Organiser, None, Passkey),  # type: ignore[arg-type] # no roles
        login_form=sign_in.SignInForm,
        verify_form=sign_in.ConfirmForm,
        change_password_form=sign_in.NewPasswordForm,
        two_factor_setup_form=second_factor.AppForm,
        two_factor_rescue_form=second_factor.NoRescueForm,
        two_factor_verify_code_form=sign_in.CodeForm,
        mf_recovery_form=sign_in.RecoveryForm,
        wan_register_form=passkeys.NewPasskeyForm,
        wan_register_response_form=passkeys.NewPasskeyAnswerForm,
        wan_signin_form=passkeys.PasskeyForm,
        wan_signin_response_form=passkeys.PasskeyAnswerForm,
        mail_util_cls=NoMail,
        totp_cls=second_factor.AppCodes,
        mf_recovery_codes_util_cls=second_factor.RecoveryCodes,
        webauthn_util_cls=passkeys.Passkeys,
        render_template=_render,
    )
    security.want_json(lambda _request: False)
    security.login_manager.request_loader(None)  # no tokens: a session or nothing
    security.principal.identity_loaders.clear()  # it would load the organiser for public pages too
    for endpoint, view in app.view_functions.items():
        blueprint, _, name = endpoint.partition(".")
        if blueprint == "security":
            needs("editor")(view) if name in _FOR_ORGANISERS else open_to_all(view)
    app.before_request_funcs.setdefault("security", []).append(_narrow)
    app.context_processor(lambda: {"has_passkeys": passkeys.origin})
    account_events.init_app(app)


def _settings(session_key: str, password_key: str, second_factor_key: str) -> dict[str, object]:
    return {
        "SECRET_KEY": session_key,
        "SESSION_COOKIE_NAME": "organiser",
        "SESSION_COOKIE_PATH": PREFIX,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_PROTECTION": None,  # it would tie the session to a network address
        "PERMANENT_SESSION_LIFETIME": IDLE,
        "SECURITY_URL_PREFIX": PREFIX,
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_STATIC_FOLDER_URL": None,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_PASSWORD_SALT": password_key,
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_POST_CHANGE_VIEW": "workroom.account.index",
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_VERIFY_URL": "/confirm",
        "SECURITY_POST_LOGIN_VIEW": "workroom.today.index",
        "SECURITY_POST_LOGOUT_VIEW": f"{PREFIX}/sign-in",
        "SECURITY_POST_VERIFY_VIEW": "workroom.account.index",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_FRESHNESS": FRESH,
        "SECURITY_FRESHNESS_GRACE_PERIOD": FRESH,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": True,
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": HALF_MINUTE,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_SETUP_URL": "/account/app",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "SECURITY_TWO_FACTOR_SELECT_URL": "/sign-in/way",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "workroom.account.index",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery-code",
        "SECURITY_TOTP_SECRETS": {"1": second_factor_key},
        "SECURITY_TOTP_ISSUER": "Lettercase",
        "SECURITY_WEBAUTHN": True,  # `_narrow` closes its pages where the site has no name
        "SECURITY_WAN_RP_NAME": "Lettercase",
        "SECURITY_WAN_ALLOW_USER_HINTS": False,
        "SECURITY_WAN_SIGNIN_URL": "/sign-in/passkey",
        "SECURITY_WAN_REGISTER_URL": "/account/passkeys",
        "SECURITY_WAN_DELETE_URL": "/account/passkeys/remove",
        "SECURITY_WAN_VERIFY_URL": "/confirm/passkey",
        "SECURITY_WAN_POST_REGISTER_VIEW": "workroom.account.index",
        **account_words.MESSAGES,
    }


def _narrow() -> Response | None:
    """Close those pages of Flask-Security that we don't use, or not here, or not just now."""
    name = (request.endpoint or "").removeprefix("security.")
    if name in _CLOSED or (name.startswith("wan_") and not passkeys.origin()):
        abort(404)
    if request.is_json or any(len(each) > LONGEST_NEXT for each in request.values.getlist("next")):
        abort(400)  # reading an address normalises it
    if name in ("two_factor_setup", "two_factor_token_validation"):
        second_factor.end_late_setup()  # the page then says that signing in must begin again
    is_get = request.method in ("GET", "HEAD")
    if is_get and name in ("wan_register", "wan_delete"):
        return make_response(redirect(url_for("workroom.account.index")))
    if is_get and name == "two_factor_token_validation" and current_user.is_authenticated:
        return make_response(redirect(url_for("workroom.today.index")))  # it would sign out
    return None


def _render(template: str, **context: Any) -> Any:
    """Return a page of Flask-Security's; one that refuses what was typed says so by its status."""
    page = make_response(render_template(template, **context))
    if any(getattr(value, "errors", None) for value in context.values()):
        page.status_code = 422
    if wait := g.get("wait"):
        page.status_code = 429
        page.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))
    return page
