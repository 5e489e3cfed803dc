"""How a process of the server answers: one request after the other, and waiting for none.

Threads that answer several at once make each the slower, and a process that accepts more than it
answers keeps them from another that has nothing to do. So each thread in turn waits at the door,
and what it lets in it answers itself. The next one begins when that is done, or takes long.

A browser opens connections in advance: they are put aside until something comes. Slow requests and
answers are the business of the web server in front, which takes in the one and passes on the other.
"""

from __future__ import annotations

import os
import select
import selectors
import socket
import time
from threading import Event, Lock, Thread
from typing import Any, NamedTuple

from gunicorn.workers.sync import SyncWorker

THREADS = 4
"""So many requests that take long can be answered at once."""
_LONG = 0.1
"""After so many seconds the next request is begun beside the one that is being answered."""
_PAUSE = 1.0
"""After so many seconds without any, it is looked whether the process is to stop."""
_IDLE = 10.0
"""So many seconds a connection may stay without a request, and a request without its next part."""
_MOST_ASIDE = 500


class _Aside(NamedTuple):
    """A connection on which nothing has come yet."""

    listener: Any
    address: Any
    until: float


class TurnWorker(SyncWorker):  # type: ignore[misc]  # gunicorn has no types
    """Threads that take turns at the door."""

    alive: bool
    """Set to False by whoever stops the process."""

    def run(self) -> None:
        """Answer requests until told to stop; then end with those begun."""
        self.aside: dict[socket.socket, _Aside] = {}
        """The oldest first; like the selector, it belongs to who stands at the door."""
        self.door, self.turn = Lock(), Event()
        self.turn.set()
        self.answering: object = None
        """Who began last."""
        with selectors.DefaultSelector() as self.selector:
            for listener in self.sockets:
                listener.setblocking(False)
                self.selector.register(listener, selectors.EVENT_READ)
            threads = [Thread(target=self._take_turns, daemon=True) for _ in range(THREADS)]
            for thread in threads:
                thread.start()
            while self.alive and self.is_parent_alive():
                self.wait(_PAUSE)
            self.alive = False
            for thread in threads:
                thread.join(self.cfg.graceful_timeout)
            for client in self.aside:
                client.close()

    def wait(self, timeout: float) -> None:
        """Let the server know that the process lives, and wait for a signal."""
        self.notify()
        if select.select([self.PIPE[0]], [], [], timeout)[0]:
            os.read(self.PIPE[0], 1)

    def _take_turns(self) -> None:
        try:
            while self.alive:
                self._take_turn()
        except BaseException:  # a process that lacks a thread had better be replaced by another
            self.alive = False
            raise

    def _take_turn(self) -> None:
        """Wait for the turn and a request, and answer it."""
        with self.door:
            self.turn.wait(_LONG)
            self.turn.clear()
            me = self.answering = object()
            client, aside = self._next() or (None, None)
        try:
            if client and aside:
                client.settimeout(_IDLE)
                self.handle(aside.listener, client, aside.address)
        finally:
            if self.answering is me:  # else it took long, and another one has begun
                self.turn.set()

    def _next(self) -> tuple[socket.socket, _Aside] | None:
        """Return the oldest of those put aside whose request has come, None when told to stop.

        As long as there is none, connections are accepted and put aside.
        """
        while self.alive:
            ready = [key.fileobj for key, _ in self.selector.select(_PAUSE)]
            for client in self.aside:
                if client in ready:
                    return client, self._take_back(client)
            for listener in self.sockets:
                if listener in ready:
                    self._accept(listener)
            self._close_idle(time.monotonic())
        return None

    def _accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # another process was first, or nobody is there any more
        self.selector.register(client, selectors.EVENT_READ)
        self.aside[client] = _Aside(listener, address, time.monotonic() + _IDLE)

    def _take_back(self, client: socket.socket) -> _Aside:
        self.selector.unregister(client)
        return self.aside.pop(client)

    def _close_idle(self, now: float) -> None:
        """Close what has waited too long, and the oldest if there are too many."""
        excess = len(self.aside) - _MOST_ASIDE
        for number, (client, aside) in enumerate(list(self.aside.items())):
            if aside.until > now and number >= excess:
                break
            self._take_back(client)
            client.close()
