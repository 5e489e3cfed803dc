"""What a browser may do with our pages, and what may never get into the log."""

import traceback
from io import BytesIO
from types import TracebackType
from typing import IO
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from app.limits import LARGEST_REQUEST, LONGEST_QUERY, MOST_FIELDS
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

_FORM = "application/x-www-form-urlencoded"


class _Parser(FormDataParser):
    """Counts the fields of every form before it reads them; of itself, only those of multipart."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """Return what the form says; raise RequestEntityTooLarge for too many fields."""
        if mimetype == _FORM:
            data = stream.read()
            if self.max_form_parts is not None and data.count(b"&") >= self.max_form_parts:
                raise RequestEntityTooLarge
            stream = BytesIO(data)
        return super().parse(stream, mimetype, content_length, options)


class _Request(Request):
    form_data_parser_class = _Parser


class Site(Flask):
    """A Flask whose log can't carry what a supporter typed, and which counts what it reads."""

    request_class = _Request

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Log where it happened and the kind of error; its message may quote what was typed."""
        # The path itself may hold a one-time link, and a slug says whom somebody writes for.
        page = request.url_rule or "an address that is none of ours"
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
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.before_request(_bound_query)
    app.after_request(add_headers)


def _bound_query() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)


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
