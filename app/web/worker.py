"""gunicorn's worker with threads, so that nobody who is slow holds up anybody else for long.

Unlike gunicorn's own, no thread waits for the first byte of a request or for a connection to be
closed; each request has its time (`time_limit`); and what the server itself answers has our headers
and says nothing of the request.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ
from socket import SHUT_WR, socket
from typing import Any

from gunicorn.http import errors, wsgi
from gunicorn.util import http_date, write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker

from app.web.in_time import InTime, static_answer
from app.web.time_limit import Ended, Patience, Phase, Request, Watch

_LINGERING = 2.0
"""Seconds for which what a client still sends is thrown away, so that it can read our answer."""
_MOST_LINGERING = 200
_AT_ONCE = 65536
"""Bytes that are thrown away at once."""
_STATUS = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
}
"""What is answered where no request could be read, unless it is 400."""


class _Answer(wsgi.Response):  # type: ignore[misc]  # gunicorn has no types
    """An answer that doesn't say which server gives it."""

    def default_headers(self) -> list[str]:
        """Return gunicorn's own headers."""
        return [each for each in super().default_headers() if not each.startswith("Server:")]


wsgi.Response = _Answer  # there is no setting for it


class _Connection(TConn):  # type: ignore[misc]
    """A connection that is closed while its worker goes on."""

    def __init__(self, linger: Callable[[socket], None], *about: Any) -> None:
        super().__init__(*about)
        self._linger = linger

    def close(self, graceful: bool = False) -> None:
        """Close it; at once, what the client still sends would take our answer away from it."""
        if graceful:
            self._linger(self.sock)
        else:
            super().close()


class Worker(ThreadWorker):  # type: ignore[misc]
    """A worker whose threads only work."""

    patience = Patience()
    wsgi: Any

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._watch = Watch(self.patience, self._give_up)
        self._lingering: dict[socket, float] = {}

    def load_wsgi(self) -> None:
        """Put the time limit around the site."""
        super().load_wsgi()
        self.wsgi = InTime(self.wsgi, self._watch, self.log)
        self._watch.start()

    def accept(self, listener: socket) -> None:
        """Accept a connection, which takes no thread until its first byte is there."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                time.sleep(0.05)  # until others are closed
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED):
                raise
            return
        self.nr_conns += 1
        conn = _Connection(self._linger, self.cfg, client, address, listener.getsockname())
        conn.timeout = time.monotonic() + self.patience.reading
        self.pending_conns.append(conn)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: _Connection) -> Any:
        """Answer a request."""
        with self._watch.watched(conn.sock) as request:
            try:
                result = super().handle(conn)
            except Ended:  # just when there was nothing left to end
                result = False
            if request.phase is Phase.READING and request.is_late:
                _send(conn.sock, 408)
            return result

    def handle_error(self, req: Any, client: socket, _addr: object, exc: Exception) -> None:
        """Answer what is no request, or a fault of ours, without a word of what was asked."""
        is_theirs = isinstance(exc, errors.ParseException) and not isinstance(
            exc, errors.InvalidResponseHeader | errors.InvalidResponseHeaderName
        )
        if not is_theirs:
            self.log.exception("")
        status = _STATUS.get(type(exc), 400) if is_theirs else 500
        _send(client, status, getattr(req, "path", None) or "")

    def murder_pending(self) -> None:
        """Close what has waited for its first byte, or for the client to close it, for too long."""
        super().murder_pending()
        now, many = time.monotonic(), len(self._lingering) - _MOST_LINGERING
        for number, (client, until) in enumerate(list(self._lingering.items())):
            if until < now or number < many:
                self._forget(client)

    def _linger(self, client: socket) -> None:
        try:
            client.shutdown(SHUT_WR)
            client.setblocking(False)
            self.poller.register(client, EVENT_READ, self._throw_away)
        except (OSError, ValueError):
            client.close()
        else:
            self._lingering[client] = time.monotonic() + _LINGERING

    def _throw_away(self, client: socket) -> None:
        try:
            if not client.recv(_AT_ONCE):
                self._forget(client)
        except BlockingIOError:
            pass
        except OSError:
            self._forget(client)

    def _forget(self, client: socket) -> None:
        del self._lingering[client]
        self.poller.unregister(client)
        client.close()

    def _give_up(self, requests: Iterable[Request]) -> None:
        """End this process, in which a request can't be ended; gunicorn starts another."""
        self.log.error("A request did not end in its time: another worker takes over.")
        for each in requests:
            if each.phase is Phase.WORKING:
                _send(each.connection, 503)
                each.close()
        os._exit(1)


def _send(client: socket, status: int, path: str = "") -> None:
    """Answer with the static page in the language of the path, if the client still takes it."""
    head, page = static_answer(status, path)
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Date: {http_date()}"]
    lines += [f"{name}: {value}" for name, value in (*head, ("Connection", "close"))]
    with suppress(OSError):
        write_nonblock(client, "\r\n".join((*lines, "", "")).encode("latin-1") + page)
