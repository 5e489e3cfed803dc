"""What a browser may do with our pages, and what may never get into the log."""

import traceback
from types import TracebackType
from urllib.parse import urlsplit

from flask import Flask, Response, request

from app.web.versions import is_version

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""The preview's images are `data:` addresses: kept anywhere, they would hold a supporter's name."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_LARGEST_REQUEST = 288 * 1024
"""In bytes: 3,000 Cyrillic characters of own words are 18 KB, percent-encoded; a full pack of
letters has thirteen times as many.
"""


class Site(Flask):
    """A Flask whose log can't carry what a supporter typed."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Log where it happened and the kind of error; its message may quote what was typed."""
        page = request.url_rule or request.path  # the path itself may hold a one-time link
        self.logger.error("%s on %s %s", failure(*exc_info), request.method, page)


def failure(
    kind: type[BaseException] | None, _error: BaseException | None, trace: TracebackType | None
) -> str:
    """Return the kind of error and where it happened, without its message."""
    frames = traceback.extract_tb(trace)
    where = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{kind.__name__ if kind else 'unknown'} at {where}"


def init_app(app: Flask) -> None:
    """Bound what is read of a request, and put the headers on every response."""
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = _LARGEST_REQUEST
    app.config["MAX_FORM_PARTS"] = 200
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Return the answer with the headers that every answer bears."""
    is_workroom = request.path.startswith("/organisers")
    if (
        response.location and not is_workroom
    ):  # relative, without a query: nothing typed may get into an address
        response.autocorrect_location_header = False
        response.location = urlsplit(response.location).path
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.method == "POST" or is_workroom:
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code in (200, 304) and _is_for_good():
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _is_for_good() -> bool:
    """Return whether what is asked for never changes: a file in the version that it has.

    Another version's file, from a page before or after an upgrade, would be kept as this one's.
    """
    name = (request.view_args or {}).get("filename", "")
    return request.endpoint == "static" and is_version(name, request.args.get("v"))
