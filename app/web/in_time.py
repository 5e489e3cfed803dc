"""The site within its time limit, and what the server answers where the site can't."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from gunicorn.http.errors import NoMoreData, ParseException
from werkzeug.exceptions import ClientDisconnected

from app.letters.turns import give_back_all
from app.web.languages import language_of_path
from app.web.security import HEADERS, failure
from app.web.static_pages import static_page
from app.web.time_limit import Ended, Phase, Request, Watch
from app.web.workroom.access.guard import PREFIX

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_AGAIN_AFTER = "5"
"""Seconds, for Retry-After."""


def static_answer(status: int, path: str) -> tuple[list[tuple[str, str]], bytes]:
    """Return headers and page for an answer that needs nothing of the site."""
    page = static_page(status, language_of_path(path))
    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(page)),
    }
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = _AGAIN_AFTER
    return list(headers.items()), page


class InTime:
    """The site, each of whose requests ends when its time is over or its client has gone."""

    def __init__(self, site: WSGIApplication, watch: Watch, log: Any) -> None:
        self._site = site
        self._watch = watch
        self._log = log

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Return the site's answer, or the static page if it took too long."""
        request = self._watch.at_hand()
        if request is None:
            return self._site(environ, start)
        path, is_form = environ["PATH_INFO"], environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        may_write = is_form and (path == PREFIX or path.startswith(f"{PREFIX}/"))
        request.may_end = not may_write
        environ["wsgi.input"] = io.BufferedReader(_Typed(environ["wsgi.input"], request))
        begun: list[Any] = []

        def begin(*how: Any) -> Callable[[bytes], object]:
            begun[:] = how
            return begun.append

        patience = self._watch.patience
        request.go_on(Phase.WORKING, patience.publishing if may_write else patience.working)
        try:
            try:
                answer = self._site(environ, begin)
            finally:
                request.go_on(Phase.ANSWERING, patience.answering)
        except Ended:
            request.go_on(Phase.ANSWERING, patience.answering)
            give_back_all()
            return self._ended(request, path, start)
        start(*begun)
        return answer

    def _ended(self, request: Request, path: str, start: StartResponse) -> Iterable[bytes]:
        if request.is_late and not request.awaits_more:
            self._log.error("%s", failure(*sys.exc_info()))
        status = 408 if request.awaits_more else 503
        headers, page = static_answer(status, path)
        start(f"{status} {HTTPStatus(status).phrase}", headers)
        return [page]


class _Typed(io.RawIOBase):
    """What comes after the head of a request; a mistake in it is the client's."""

    def __init__(self, body: Any, request: Request) -> None:
        self._body = body
        self._request = request

    def readable(self) -> bool:
        """Say so."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read as much as there is room for; raise ClientDisconnected for what can't be read."""
        self._request.awaits_more = True
        try:
            found = self._body.read(len(buffer))
        except (ParseException, NoMoreData):
            raise ClientDisconnected from None
        self._request.awaits_more = False
        buffer[: len(found)] = found
        return len(found)
