"""A dict that finds out its own values: for what is looked up for every pair of characters.

Both `functools.lru_cache` and `cachetools` are there for all else. Here what counts is that a hit
is one look-up in a dict, without any call: a letter takes some thousand of them.
"""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """Values by key, found where there is none yet; at `most` so many, then it begins anew."""

    def __init__(self, find: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, key: K) -> V:
        """Return the value found for a key and cache it; raise whatever finding it raises."""
        value = self._find(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
