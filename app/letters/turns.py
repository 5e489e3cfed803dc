"""Turns for what takes long: of the threads of a process, only so many are at it at a time.

More would finish no sooner: they share one interpreter, and whoever lays out, one map of fonts. Who
waits is served in the order of coming. A command waits for as long as it takes; a thread that
answers a request is given a patience, and keeps a turn until its request is answered: of two that
took turns letter by letter, each would take twice as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition, get_ident

from app.limits import LAYING_OUT_AT_ONCE


class Busy(Exception):
    """Others have every turn; in some seconds there may be one."""


class Turns:
    """So many turns, each for one thread.

    Whatever interrupts a thread, `give_back_all` leaves nothing of it here.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._taken: set[int] = set()
        self._waiting: list[int] = []
        self._changed = Condition()
        _ALL.append(self)

    @contextmanager
    def one(self, patience: float | None = None) -> Iterator[None]:
        """Take a turn, unless this thread has one, waiting for it as long as it takes.

        With a patience of so many seconds, its own or that of the request, raises Busy after them.
        """
        is_kept = _PATIENCE.get() is not None and patience is None
        has_one = get_ident() in self._taken
        try:
            if not has_one:
                self._take(_PATIENCE.get() if patience is None else patience)
            yield
        finally:
            if not has_one and not is_kept:
                self.give_back()

    def _take(self, patience: float | None) -> None:
        me = get_ident()
        with self._changed:
            self._waiting.append(me)
            try:
                if not self._changed.wait_for(self._is_my_turn, patience):
                    raise Busy
                self._taken.add(me)
            finally:
                self._waiting.remove(me)
                self._changed.notify_all()

    def _is_my_turn(self) -> bool:
        return self._waiting.index(get_ident()) < self._number - len(self._taken)

    def give_back(self) -> None:
        """Let others have the turn that this thread has or waits for, if it does."""
        me = get_ident()
        with self._changed:
            self._taken.discard(me)
            if me in self._waiting:
                self._waiting.remove(me)
            self._changed.notify_all()


_ALL: list[Turns] = []
_PATIENCE: ContextVar[float | None] = ContextVar("patience", default=None)
LAYING_OUT = Turns(LAYING_OUT_AT_ONCE)
"""For WeasyPrint: neither is Pango's font map, into which the fonts are loaded once, safe in
threads.
"""


def be_patient(seconds: float) -> None:
    """Wait so long for each turn from now on, and keep it until `give_back_all`."""
    _PATIENCE.set(seconds)


@contextmanager
def no_longer_than_needed() -> Iterator[None]:
    """Wait as long as it takes meanwhile, and keep no turn: for much work in small pieces."""
    before = _PATIENCE.set(None)
    try:
        yield
    finally:
        _PATIENCE.reset(before)


def give_back_all() -> None:
    """Give back every turn of this thread; from now on, it waits as long as it takes."""
    _PATIENCE.set(None)
    for each in _ALL:
        each.give_back()
