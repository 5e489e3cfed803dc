"""Time by rounds: within a round each contender prints in turn, and the turn moves on.

So whatever else the machine does meets all alike, and what counts are ratios within a round.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles
from typing import Generic, TypeVar

Work = TypeVar("Work")


@dataclass(frozen=True)
class Contender(Generic[Work]):
    """Someone who does pieces of work, a batch a round; larger for who is quick."""

    name: str
    do: Callable[[Work], object]
    batch: int = 3


@dataclass(frozen=True)
class Spread:
    """A median with the quartiles around it."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{_rounded(self.median)} ({_rounded(self.low)}–{_rounded(self.high)})"


def _rounded(value: float) -> str:
    """Return three figures that count."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(values: Sequence[float]) -> Spread:
    """Return the median and quartiles of one value or more."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high)


def ratio(slower: Sequence[float], faster: Sequence[float]) -> Spread:
    """Return how many times as long the slower takes, over the ratios within each round."""
    return spread([one / other for one, other in zip(slower, faster, strict=True)])


def rotated(contenders: Sequence[Work], number: int) -> list[Work]:
    """Return the contenders in the order of a round: each time another one begins."""
    start = number % len(contenders)
    return [*contenders[start:], *contenders[:start]]


def run(
    contenders: Sequence[Contender[Work]],
    work: Iterator[Work],
    *,
    rounds: int,
    warm: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """Return by contender the seconds that a piece of work took, a mean for each round.

    In a round all get the same pieces, from the first on, as many as their batch; none comes
    twice. The first `warm` rounds aren't counted.
    """
    most = max(contender.batch for contender in contenders)
    seconds: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for number in range(-warm, rounds):
        pieces = list(islice(work, most))
        if number == 0:
            forget_garbage()
        for contender in rotated(contenders, number):
            taken = _time(contender, pieces[: contender.batch], clock)
            if number >= 0:
                seconds[contender.name].append(taken)
    gc.unfreeze()
    return seconds


def _time(contender: Contender[Work], pieces: Sequence[Work], clock: Callable[[], float]) -> float:
    gc.collect()  # nobody pays for what another left behind
    start = clock()
    for piece in pieces:
        contender.do(piece)
    return (clock() - start) / len(pieces)


def forget_garbage() -> None:
    """Leave out of later collections all that lives now, as a server does after its start."""
    gc.collect()
    gc.freeze()
