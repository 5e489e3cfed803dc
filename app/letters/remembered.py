"""What is found out at its first use and then remembered, such as pairs of letters."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """Values by key, found where there is none yet; at `most` so many, then it begins anew."""

    def __init__(self, find: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, key: K) -> V:
        """Return the value found for a key and remember it; raise whatever finding it raises."""
        value = self._find(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
