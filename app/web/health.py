"""Whether the site can do what it is for, said for whoever looks after it.

`/livez` says that the process is there; whoever restarts what doesn't answer asks this. `/healthz`
says whether a letter can be printed and the database be read: with the database away, letters are
printed as before, and a restart would take away what is served meanwhile.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from flask import Flask, Response, current_app

from app.letters.measure import width
from app.letters.press import USUAL, press, to_pdf
from app.letters.turns import Busy
from app.letters.usual import usual_letters
from app.web import current
from app.web.security import failure

_HOLDS = 5.0
"""Seconds for which what was found is said again, so that asking costs nothing."""
_TEN_POINT = 10.0


@dataclass(frozen=True)
class Health:
    """What works."""

    letters: bool
    """Whether a letter can be printed."""
    database: bool
    """Whether the database can be read."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.letters and self.database

    def __str__(self) -> str:
        words = {True: "ok", False: "failing"}
        return f"letters: {words[self.letters]}\ndatabase: {words[self.database]}\n"


class Checkup:
    """Looks after the health of a process now and then."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._found: Health | None = None
        self._until = 0.0
        self._lock = Lock()

    def health(self) -> Health:
        """Return what works, as it was found some seconds ago at most."""
        with self._lock:
            if self._found is None or self._clock() >= self._until:
                self._found = Health(_can_print(), current.database_answers())
                self._until = self._clock() + _HOLDS
            return self._found


def init_app(app: Flask) -> None:
    """Serve both answers."""
    checkup = Checkup()
    app.add_url_rule("/healthz", "healthz", lambda: _answer(checkup.health()))
    app.add_url_rule("/livez", "livez", lambda: _text("ok\n", 200))


def _answer(health: Health) -> Response:
    return _text(str(health), 200 if health.is_whole else 503)


def _text(text: str, status: int) -> Response:
    return Response(
        text, status, {"Cache-Control": "no-store"}, content_type="text/plain; charset=utf-8"
    )


def _can_print() -> bool:
    """Return whether a usual letter can be printed, or if there is none whether fonts are there."""
    library, today, limits = current.library(), current.today(), current.limits()
    try:
        letter = next(usual_letters(library, today, limits), None)
        return bool(to_pdf([press(letter, USUAL)]) if letter else width("–", _TEN_POINT))
    except Busy:  # others print just now
        return True
    except Exception:
        current_app.logger.error("No letter can be printed: %s", failure(*sys.exc_info()))
        return False
