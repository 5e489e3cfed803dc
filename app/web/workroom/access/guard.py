"""Access control of the workroom: who may do what, how much may be sent, what all pages show."""

import datetime
import re
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TypeVar

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.routing import BaseConverter

from app.content.model.kinds import ADDRESSEE, CASE, KINDS, LETTER_TEMPLATE, Kind
from app.limits import LARGEST_REQUEST_OF_WORKROOM, MOST_FIELDS_OF_WORKROOM
from app.records.audit import note_action
from app.records.database import DatabaseFails, db
from app.records.organiser import Organiser, RoleName
from app.web import current
from app.web.current import now
from app.web.errors import needing_nothing, page_for
from app.web.workroom.access import keeping, navigation, read_only, sessions
from app.web.workroom.access.keeping import keep_typed

PREFIX = "/organisers"

ON_THIS_SITE = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
"""An address on this site, and by no browser's leniency one on another."""

_AGAIN_AFTER = "5"
"""Seconds after which it is worth while to send a form again that the database had no room for."""

csrf = CSRFProtect()

View = TypeVar("View", bound=Callable[..., object])


def needs(role: RoleName) -> Callable[[View], View]:
    """Mark a view as one for organisers who may do what the role may."""

    def mark(view: View) -> View:
        view.needs = role  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark a view as one for everybody, such as those who can't sign in yet."""
    view.needs = None  # type: ignore[attr-defined]
    return view


def _converter(*kinds: Kind) -> type[BaseConverter]:
    """Return what takes the paths of documents of these kinds out of addresses."""
    regex = "|".join(kind.regex for kind in kinds)
    attributes = {"regex": f"(?:{regex})", "part_isolating": False}
    return type("PathConverter", (BaseConverter,), attributes)


CONVERTERS = {
    "case_path": _converter(CASE),
    "addressee_path": _converter(ADDRESSEE),
    "template_path": _converter(LETTER_TEMPLATE),
    "document_path": _converter(*KINDS),
}


def init_app(app: Flask, blueprints: Iterable[Blueprint]) -> None:
    """Serve the blueprints under one address, each view for those whom it names and nobody else."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the public form has no session to protect
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a token holds as long as its session does
    app.config["WTF_CSRF_SSL_STRICT"] = False  # our pages let browsers send no referrer
    app.url_map.converters.update(CONVERTERS)
    csrf.init_app(app)
    workroom = Blueprint("workroom", __name__, url_prefix=PREFIX)
    for blueprint in blueprints:
        workroom.register_blueprint(blueprint)
    app.register_blueprint(workroom)
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith(("workroom.", "security.")) and not hasattr(view, "needs"):
            raise AssertionError(f"{endpoint} says not whom it is for: @needs(…) or @open_to_all")
    app.before_request(_guard)
    app.after_request(_stay_here)
    app.register_error_handler(CSRFError, _refuse_forged)
    app.register_error_handler(DatabaseFails, _without_database)
    keeping.init_app(app, ("workroom", "security"))
    app.context_processor(_of_every_page)
    app.jinja_env.filters["moment"] = moment


def is_workroom() -> bool:
    """Return whether the request is for a page of the workroom, by its path."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def organiser() -> Organiser:
    """Return who is signed in."""
    signed_in: Organiser = current_user._get_current_object()
    return signed_in


def note_done(action: str, about: str = "") -> None:
    """Commit what the signed-in organiser did, together with its entry in the audit list."""
    note_along(action, about)
    db.session.commit()


def note_along(action: str, about: str = "") -> None:
    """Add an entry to the audit list for something that is committed along with something else."""
    note_action(db.session, action, about, organiser=organiser(), now=now())


def _guard() -> Response | None:
    """Let in who may do this; a forged or expired form is answered with what was typed."""
    if not is_workroom():
        return None
    role = getattr(current_app.view_functions.get(request.endpoint or ""), "needs", None)
    if role:  # whoever signs in needs no more than a supporter
        request.max_content_length = LARGEST_REQUEST_OF_WORKROOM
        request.max_form_memory_size = LARGEST_REQUEST_OF_WORKROOM
        request.max_form_parts = MOST_FIELDS_OF_WORKROOM
    if not current.database_answers():
        return _later()
    sessions.end_if_over()
    if read_only.would_save():
        return _show_only()
    if role and not current_user.is_authenticated:
        return _ask_to_sign_in()
    csrf.protect()
    if request.endpoint == read_only.SIGN_OUT and current.config().read_only:
        session.clear()  # that can't be noted: a copy of the cookie holds until it is over
        return make_response(redirect(url_for("security.login"), 303))
    if role and not organiser().may(role):
        abort(403)
    return None


def _stay_here(response: Response) -> Response:
    """Lead to no other site, whatever an address's `next` asks for."""
    if is_workroom() and response.location:
        target = response.location.removeprefix(request.host_url.removesuffix("/"))
        response.location = target if ON_THIS_SITE.fullmatch(target) else f"{PREFIX}/"
    return response


def _without_database(_error: DatabaseFails) -> Response:
    """Answer (503) for what the database was needed for; nothing of it is done."""
    current_app.log_exception(sys.exc_info())
    keeping.do_nothing_of_it()
    return _later()


def _later() -> Response:
    """Return the answer (503) while the database is away; what was typed comes back."""
    g.has_no_database = True
    # Else Flask-Login asks the database for whoever is signed in as soon as any page is made.
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    status = HTTPStatus.SERVICE_UNAVAILABLE
    try:
        if request.method == "POST":
            response = keep_typed("The database can’t be used just now", status)
        else:
            response = page_for(status)
    except Exception:  # what failed first has its line in the log
        response = needing_nothing(status)
    response.headers["Retry-After"] = _AGAIN_AFTER
    return response


def _show_only() -> Response:
    """Answer (403) for what can't be done where nothing can be saved; what was typed comes back."""
    title, typed = "Nothing can be saved here", keeping.typed_texts()
    return make_response(render_template("workroom/read_only.html", title=title, typed=typed), 403)


def _ask_to_sign_in() -> Response:
    if request.method in ("GET", "HEAD"):
        target = url_for("security.login", next=request.full_path.removesuffix("?"))
        return make_response(redirect(target))
    return keep_typed("You were signed out meanwhile", 401)


def _refuse_forged(_error: CSRFError) -> Response:
    return keep_typed("This form was too old, or did not come from here", 400)


def moment(at: datetime.datetime) -> str:
    """Return a moment as the workroom's pages say it, in UTC."""
    return f"{at:%-d %B %Y, %H:%M} UTC"


def _of_every_page() -> dict[str, object]:
    if not is_workroom() or g.get("has_no_database") or not current_user.is_authenticated:
        return {"organiser": None}
    pages = navigation.pages_for(organiser())
    return {"organiser": organiser(), "here": navigation.here(), **pages}
