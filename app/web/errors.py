"""Pages for what goes wrong."""

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, InternalServerError

from app.content.text.messages import translatable

_TITLES_AND_TEXTS = {
    400: (
        translatable("This request could not be read"),
        translatable("Please go back and try again."),
    ),
    403: (
        translatable("That is not for your account"),
        translatable("Ask a publisher or an administrator of this site to do it."),
    ),
    404: (
        translatable("There is no such page"),
        translatable("The address may be mistyped, or the case may no longer be public."),
    ),
    405: (
        translatable("That cannot be done here"),
        translatable("Please begin at the list of cases."),
    ),
    413: (
        translatable("That is too much text"),
        translatable(
            "A letter takes at most 3,000 characters of your own words. Go back: what you typed "
            "is still in your browser. Nothing of it is kept here."
        ),
    ),
    422: (
        translatable("Something in the form cannot be printed"),
        translatable("Please go back and mend it."),
    ),
    500: (
        translatable("Something went wrong here"),
        translatable(
            "The fault is ours. Go back and try again: what you typed is still in your browser. "
            "Nothing of it is kept here."
        ),
    ),
}


_TOO_MUCH_OF_A_DOCUMENT = (
    "That is too much text",
    "A document takes at most 200,000 characters. Go back: your browser still has what you typed.",
)


def init_app(app: Flask) -> None:
    """Answer every error with a page in the language of its address."""
    app.register_error_handler(HTTPException, _page)


def _page(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    code = error.code if error.code in _TITLES_AND_TEXTS else _nearest(error.code)
    is_of_workroom = code == 413 and request.path.startswith("/organisers")
    title, text = _TOO_MUCH_OF_A_DOCUMENT if is_of_workroom else _TITLES_AND_TEXTS[code]
    page = render_template("error.html", title=gettext(title), text=gettext(text))
    response = make_response(page, error.code)
    if error.code == 405:
        response.headers["Allow"] = dict(error.get_headers(request.environ)).get("Allow", "")
    return response


def _nearest(code: int) -> int:
    return 400 if code < 500 else InternalServerError.code
