"""The time that a request may take, from its first byte to the last one of its answer.

A thread of each worker looks at all requests now and then. One whose bytes come or go too slowly
loses its connection. One that is worked on for too long, or for a client that has gone, is ended by
an exception in its thread; where that doesn't help, as in a call that holds on, the worker ends.
"""

from __future__ import annotations

import ctypes
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto

from app import limits

_PAUSE = 0.25
"""Seconds between two looks."""
_AGAIN = 1.0
"""Seconds until it is raised again: what cleans up behind an object swallows every exception."""
_GONE = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR


class Ended(BaseException):
    """The request has taken too long, or whoever asked has gone.

    Not an Exception, so that nothing on the way takes it for an error that it could mend.
    """


class Phase(Enum):
    """What a request waits for."""

    READING = auto()
    WORKING = auto()
    ANSWERING = auto()


@dataclass(frozen=True)
class Patience:
    """How many seconds each phase of a request may take."""

    reading: float = limits.SECONDS_TO_READ
    """Until it has come whole, but for what was typed."""
    working: float = limits.SECONDS_TO_WORK
    publishing: float = limits.SECONDS_TO_PUBLISH
    """To work on a form of the workroom."""
    answering: float = limits.SECONDS_TO_ANSWER
    """Until its answer has been taken."""
    grace: float = limits.SECONDS_TO_END
    """For a request that was told to end, until the worker ends itself."""


@dataclass(eq=False)
class Request:
    """A request, and the thread that answers it."""

    connection: socket.socket
    until: float
    """When the phase has taken too long."""
    thread: int = field(default_factory=threading.get_ident)
    phase: Phase = Phase.READING
    may_end: bool = False
    """Whether the work is for nothing once the client has gone."""
    is_late: bool = False
    ended_at: float = -_AGAIN
    """When its thread was told to end last."""
    awaits_more: bool = False
    """Whether its thread waits for more of what was typed."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    """Its own thread can take it again, should it be ended just when it has it."""

    def go_on(self, phase: Phase, seconds: float) -> None:
        """Begin a phase that may take so long.

        While it is worked on, and only then, its thread may be told to end.
        """
        with self.lock:
            if self.phase is Phase.WORKING:
                raise_in(self.thread, None)  # what was raised too late for this phase
            self.phase = phase
            self.until = time.monotonic() + seconds

    def end(self, now: float) -> None:
        """Raise Ended in the thread, if it is still working and wasn't told so just now."""
        if not self.lock.acquire(timeout=_PAUSE):
            return
        try:
            if self.phase is Phase.WORKING and now > self.ended_at + _AGAIN:
                self.ended_at = now
                raise_in(self.thread, Ended)
                if self.is_late:
                    self.close(socket.SHUT_RD)  # wakes a thread that waits for more
        finally:
            self.lock.release()

    def close(self, way: int = socket.SHUT_RDWR) -> None:
        """Let nothing more come, or go, on the connection; whoever waits for it is woken."""
        with suppress(OSError):
            self.connection.shutdown(way)

    @property
    def has_gone(self) -> bool:
        """Whether the client has closed the connection."""
        poll = select.poll()
        try:
            poll.register(self.connection, _GONE)
            return bool(poll.poll(0))
        except (OSError, ValueError):
            return True


def raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an exception in a thread as soon as it runs code of Python; None takes it back."""
    what = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


class Watch:
    """Sees to it that every request of a process ends."""

    def __init__(self, patience: Patience, give_up: Callable[[list[Request]], None]) -> None:
        """Call `give_up` with all requests if one doesn't end; it ends the process."""
        self.patience = patience
        self._give_up = give_up
        self._requests: set[Request] = set()
        self._of_thread = threading.local()

    def start(self) -> None:
        """Look at all requests now and then, for as long as the process runs."""
        threading.Thread(target=self._go_on_looking, name="time limit", daemon=True).start()

    @contextmanager
    def watched(self, connection: socket.socket) -> Iterator[Request]:
        """Watch a request that is about to be read from the connection, until it is answered."""
        request = Request(connection, time.monotonic() + self.patience.reading)
        self._requests.add(request)
        self._of_thread.request = request
        try:
            yield request
        finally:
            self._of_thread.request = None
            self._requests.discard(request)

    def at_hand(self) -> Request | None:
        """Return the request of the thread that asks, if it is watched."""
        return getattr(self._of_thread, "request", None)

    def _go_on_looking(self) -> None:
        while True:
            time.sleep(_PAUSE)
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        """End what is over its time, and what nobody waits for."""
        requests = list(self._requests)
        for request in requests:
            if request.phase is Phase.WORKING and request.may_end and request.has_gone:
                request.end(now)
            if now < request.until:
                continue
            request.is_late = True
            if request.phase is Phase.WORKING:
                request.end(now)
                if now > request.until + self.patience.grace:
                    self._give_up(requests)
            else:
                request.close(
                    socket.SHUT_RD if request.phase is Phase.READING else socket.SHUT_RDWR
                )
