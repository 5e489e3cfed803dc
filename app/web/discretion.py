"""What may come into the log: of each failure one line, which quotes nobody.

Messages of libraries and of Python's own may hold anything that was typed, saved or asked for, so
of theirs only the kind and the place are logged, and of every failure its kind and where it was.
"""

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, TextIO

from app.web.security import failure

_OURS = ("app", "gunicorn")
"""The loggers whose messages are ours, or are seen to by the server's own log."""


class DiscreetRecord(logging.LogRecord):
    """A line of the log: of a library's message there is only whose it is and where it was."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        if self.name.partition(".")[0] not in _OURS:
            self.msg = f"{self.name} at {self.pathname}:{self.lineno}"
            self.args = ()
        if self.exc_info:
            self.msg = f"{self.getMessage()}: {failure(*self.exc_info)}"
            self.args = self.exc_info = self.exc_text = None
        self.stack_info = None

    def getMessage(self) -> str:  # noqa: N802 - logging's own name
        """Return the message in one line."""
        return " ".join(super().getMessage().splitlines())


def be_discreet() -> None:
    """Let nothing that this process says on stderr quote anything, from now on."""
    logging.setLogRecordFactory(DiscreetRecord)
    logging.raiseExceptions = False  # or a line that can't be written would be printed as it is
    warnings.showwarning = note_warning  # type: ignore[assignment] # given by place
    sys.excepthook = note_failure
    sys.unraisablehook = lambda given: note_failure(
        given.exc_type, given.exc_value, given.exc_traceback
    )
    threading.excepthook = lambda given: note_failure(
        given.exc_type, given.exc_value, given.exc_traceback
    )


def note_warning(
    _message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    _file: TextIO | None = None,
    _line: str | None = None,
) -> None:
    """Log the kind of a warning and where it was, as Python would print it whole."""
    logging.getLogger("app.warnings").warning("%s at %s:%s", category.__name__, filename, lineno)


def note_failure(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Log what nobody has caught, as Python would print it whole."""
    logging.getLogger("app").error("%s", failure(kind, error, trace))
