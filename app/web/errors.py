"""Answers for what goes wrong: a page, or where even that fails, one that needs nothing."""

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from app.web import security
from app.web.error_texts import ERROR_TEXTS, known_status
from app.web.languages import language_of_path
from app.web.static_pages import static_page

_TOO_MUCH_OF_A_DOCUMENT = (
    "That is too much text",
    "A document takes at most 200,000 characters. Go back: many browsers still have it.",
)


def init_app(app: Flask) -> None:
    """Answer every error with a page in the language of its address."""
    app.register_error_handler(HTTPException, _answer)


def _answer(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    try:
        response = page_for(error.code)
    except Exception as fault:
        if error.code < 500:  # else what went wrong has its line in the log
            current_app.log_exception((type(fault), fault, fault.__traceback__))  # type: ignore[arg-type] # it has one: it was raised
        response = needing_nothing(error.code)
    if error.code == 405:
        response.headers["Allow"] = dict(error.get_headers(request.environ)).get("Allow", "")
    return response


def page_for(code: int) -> Response:
    """Return the page for a status; raise whatever keeps pages from being made."""
    is_of_workroom = code == 413 and request.path.startswith("/organisers")
    texts = _TOO_MUCH_OF_A_DOCUMENT if is_of_workroom else ERROR_TEXTS[known_status(code)]
    title, text = map(gettext, texts)
    return make_response(render_template("error.html", title=title, text=text), code)


def needing_nothing(status: int) -> Response:
    """Return the page for a status that is made of nothing that can fail."""
    response = Response(static_page(status, language_of_path(request.path)), status)
    response.mimetype = "text/html"
    security.add_headers(response)
    return response
