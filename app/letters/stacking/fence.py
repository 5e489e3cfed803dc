"""What keeps surprises inside: whatever goes wrong here, a letter goes the plain way.

Stacking reads objects of WeasyPrint that are nobody's promise. A surprise in them is counted and
logged, by its type and the lines of code alone: its message could quote a letter.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from functools import wraps
from traceback import walk_tb
from typing import ParamSpec, TypeVar

from app.content.text.messages import Refusal
from app.letters.stacking.shaping import NotStackable
from app.letters.turns import Busy

P = ParamSpec("P")
R = TypeVar("R")

SURPRISES: Counter[str] = Counter()
"""How often each happened in this process."""
_LOG = logging.getLogger(__name__)
_OURS = "app.letters.stacking"


def fenced(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that raises NotStackable instead of anything but a Refusal or Busy."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (NotStackable, Refusal, Busy):
            raise
        except Exception as error:
            raise NotStackable(note(error)) from None

    return inside


def note(error: Exception) -> str:
    """Count a surprise, log it at its first, second, fourth … time; return what it was."""
    frames = [
        (frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)
    ]
    ours = [place for place in frames if place[0].startswith(_OURS)]
    places = dict.fromkeys((*ours[-1:], *frames[-1:]))
    what = f"{type(error).__name__} at {', '.join(f'{name}:{line}' for name, line in places)}"
    SURPRISES[what] += 1
    times = SURPRISES[what]
    if times & (times - 1) == 0:
        _LOG.warning("A letter is laid out as a whole instead of stacked: %s (%d ×)", what, times)
    return what
