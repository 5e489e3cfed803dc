"""Others who have every turn."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

from app.letters.turns import Turns


@contextmanager
def others_have(turns: Turns) -> Iterator[None]:
    """Let other threads have every turn meanwhile."""
    number = turns._number
    have, over = Barrier(number + 1), Event()

    def hold() -> None:
        with turns.one():
            have.wait()
            over.wait()

    with ThreadPoolExecutor(number) as others:
        held = [others.submit(hold) for _ in range(number)]
        have.wait()
        try:
            yield
        finally:
            over.set()
    for each in held:
        each.result()
