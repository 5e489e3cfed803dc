"""What was typed comes back from whatever could not be done with it, and nothing secret does.

A refusal or a failure is answered with every field of the form: to be sent again as it was, where
that may help, and else to be copied.
"""

from contextlib import suppress

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.records.database import DatabaseFails, db

_SECRET = {"password", "again", "new_password", "new_password_confirm", "code", "credential"}
"""Names of fields whose values no page gives back; nor is a form that has one sent again."""
_OURS = {"csrf_token"}
_TITLES = {
    400: "This request could not be read",
    403: "That is not for your account",
    404: "There is no such thing here any more",
    405: "That cannot be done here",
    409: "That can’t be done as things stand",
    413: "That is too much text",
    429: "Too many attempts",
    503: "Too much is asked of the site just now",
}
_FAILED = "Something went wrong here"
_USELESS = {403, 404, 405, 409, 413}
"""The same form would be refused for the same reason."""
_WHY = {
    400: "Look whether it is what you wanted to send.",
    401: "Sign in, in another tab; then come back to this page.",
    403: "Ask a publisher or an administrator of this site to do it.",
    404: "Perhaps somebody took it away meanwhile: look at the list of it.",
    413: (
        "A document takes at most 200,000 characters, and this was too much to be read here. Go "
        "back with the browser’s own button: many browsers still have all of it."
    ),
    503: "Wait some seconds.",
}
_OUR_FAULT = "The fault is ours."


def init_app(app: Flask, blueprints: tuple[str, ...]) -> None:
    """Answer so whatever is refused or fails on the pages of these blueprints."""
    for name in blueprints:
        app.error_handler_spec[name][None][HTTPException] = _answer


def keep_typed(title: str, status: int) -> Response:
    """Return the page that gives back what was typed into the form that was sent."""
    page = render_template(
        "workroom/kept.html",
        title=title,
        why=_WHY.get(status, _OUR_FAULT if status >= 500 else ""),
        status=status,
        typed=typed_texts(),
        again=_fields() if _may_be_sent_again(status) else [],
        token=_token_to_come_back_to(status),
    )
    return make_response(page, status)


def do_nothing_of_it() -> None:
    """Take back what a request that failed has changed, before anything else is committed."""
    with suppress(DatabaseFails):
        db.session.rollback()


def typed_texts() -> dict[str, str]:
    """Return what was typed, by the names of the fields; nothing secret, nothing empty."""
    texts: dict[str, list[str]] = {}
    for name, text in _fields():
        if text.strip():
            texts.setdefault(name, []).append(text)
    return {name: "\n".join(each) for name, each in texts.items()}


def _fields() -> list[tuple[str, str]]:
    """Return the fields that were sent, in their order; none if there were too many to be read."""
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    return [each for each in sent if each[0] not in _SECRET | _OURS]


def _may_be_sent_again(status: int) -> bool:
    """Return whether a button that sends the same once more may help.

    Where nobody was shown to have typed it here, the browser must say so: another site could
    otherwise put its form behind the button.
    """
    if status in _USELESS or _SECRET & set(request.form):
        return False
    return status not in (400, 401) or request.headers.get("Sec-Fetch-Site") == "same-origin"


def _token_to_come_back_to(status: int) -> str:
    """Return the token of the form that was sent, which holds after signing in again; or nothing.

    One of the signed out would be gone by then.
    """
    return request.form.get("csrf_token", "") if status == 401 else ""


def _answer(error: HTTPException) -> Response | HTTPException:
    """Answer for the error; what was typed and is not taken comes back with it."""
    of_all_pages = current_app.error_handler_spec[None][None][HTTPException]
    code = error.code or 0
    if code >= 500:
        do_nothing_of_it()
    if request.method != "POST" or code < 400:
        return current_app.ensure_sync(of_all_pages)(error)  # type: ignore[no-any-return]
    try:
        return keep_typed(_TITLES.get(code, _FAILED if code >= 500 else _TITLES[400]), code)
    except Exception as fault:  # the page needs what has failed
        current_app.log_exception((type(fault), fault, fault.__traceback__))  # type: ignore[arg-type] # it has one: it was raised
        return current_app.ensure_sync(of_all_pages)(error)  # type: ignore[no-any-return]
