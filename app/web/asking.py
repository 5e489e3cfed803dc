"""Asking what may not answer, without waiting for long."""

import time
from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Unanswered(Exception):
    """No answer came in time, or a failure; what failed is the cause, if anything did."""


class Asker(Generic[T]):
    """Asks in a thread of its own, so that what holds on holds up nobody.

    After a failure it rests: whoever asks meanwhile is told so at once.
    """

    def __init__(
        self,
        patience: float = 1.0,
        rest: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Wait for an answer and rest after a failure for so many seconds, by the clock."""
        self._patience = patience
        self._rest = rest
        self._clock = clock
        self._rests_until = 0.0
        self._hanging: list[Thread] = []

    def ask(self, question: Callable[[], T]) -> T:
        """Return what the question answers; raise Unanswered."""
        self._hanging = [each for each in self._hanging if each.is_alive()]
        if self._hanging or self._clock() < self._rests_until:
            raise Unanswered
        asked = _Asked(question)
        asked.start()
        asked.join(self._patience)
        if asked.answers:
            return asked.answers[0]
        self._rests_until = self._clock() + self._rest
        if asked.is_alive():
            self._hanging.append(asked)
        raise Unanswered from asked.failure


class _Asked(Thread, Generic[T]):
    def __init__(self, question: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._question = question
        self.answers: list[T] = []
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            self.answers.append(self._question())
        except Exception as error:
            self.failure = error
