"""What is laid out takes turns: whoever gets none within a second is asked to come again."""

from flask import Flask, Response, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.letters.turns import Busy, be_patient, give_back_all
from app.limits import MS_FOR_A_TURN
from app.web.languages import current_language
from app.web.static_pages import static_page

PATIENCE = MS_FOR_A_TURN / 1000
"""Seconds that a request waits for its turn."""
AGAIN = "3"
"""Seconds after which it is worth to ask again, for Retry-After."""


def init_app(app: Flask) -> None:
    """Give each request its patience, and take its turn back when it is answered."""
    app.before_request(_be_patient)
    app.teardown_request(_give_back)
    app.register_error_handler(Busy, _later)


def said() -> str:
    """Return what is said to whoever got no turn."""
    return str(gettext("Many letters are being made just now. Try again in some seconds."))


def answer(page: ResponseReturnValue) -> Response:
    """Return a page as an answer that asks to come again."""
    later = make_response(page)
    later.status_code = 503
    later.headers["Retry-After"] = AGAIN
    return later


def _be_patient() -> None:
    be_patient(PATIENCE)


def _give_back(_error: BaseException | None) -> None:
    give_back_all()


def _later(_error: Busy) -> Response:
    """Answer what is no form: the page says no more than that it goes on later."""
    return answer(make_response(static_page(503, current_language())))
