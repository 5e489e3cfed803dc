"""Keeping what was prepared: bounded, and never prepared twice at once."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The values used last, by key; those who ask for one being made wait for it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._crowded = most // 2
        """With fewer values, none will be dropped soon: which was used last doesn’t matter."""
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        self._making: dict[K, Lock] = {}
        self._waiting: Counter[K] = Counter()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._values)

    def get(self, key: K) -> V | None:
        """Return the value, or None if it isn't kept."""
        value = self._values.get(key)
        if value is not None and len(self._values) >= self._crowded:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value, and drop the one used longest ago if there are too many."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self.most:
                self._values.popitem(last=False)

    def get_or_make(self, key: K, make: Callable[[], V]) -> V:
        """Return the value; make it if need be, while others who want it wait.

        Whatever `make` raises is raised, and nothing is kept.
        """
        value = self.get(key)
        if value is not None:
            return value
        with self._lock:
            making = self._making.setdefault(key, Lock())
            self._waiting[key] += 1
        try:
            with making:
                value = self.get(key)
                if value is None:
                    value = make()
                    self.put(key, value)
        finally:
            with self._lock:
                self._waiting[key] -= 1
                if not self._waiting[key]:  # else a newcomer would make it beside those who wait
                    del self._making[key], self._waiting[key]
        return value
