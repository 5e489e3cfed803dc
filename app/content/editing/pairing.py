"""Which item of a changed list is which of the old one, so that each keeps its comments."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

_LEAST_LIKENESS = 0.5
_MOST_COMPARISONS = 10_000
"""Of every old item with every new; lists that need more are paired by place."""


def same(old: object, new: object) -> bool:
    """Return whether two values are the same in YAML, where 1, 1.0 and true differ."""
    if type(old) is not type(new):
        return False
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    return old == new or (old != old and new != new)


def paired(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """Return for each new item the index of the old one that it is; None if there is none.

    An item is the old one that is equal to it, else the one with its slug, else the one most like
    it, else the one in its place.
    """
    pairs = _Pairs(old, new)
    pairs.take((index, index) for index in range(min(len(old), len(new))) if pairs.equal(index))
    pairs.take(pairs.of_one_key(_all_of_it))
    pairs.take(pairs.of_one_key(_slug))
    pairs.take(pairs.most_alike())
    pairs.take((index, index) for index in range(min(len(old), len(new))) if pairs.one_kind(index))
    return [pairs.old_of.get(index) for index in range(len(new))]


class _Pairs:
    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self.old, self.new = old, new
        self.old_of: dict[int, int] = {}
        self._taken: set[int] = set()

    def take(self, candidates: Iterator[tuple[int, int]]) -> None:
        """Pair old and new index of each candidate of which neither is paired yet."""
        for index, place in candidates:
            if index not in self._taken and place not in self.old_of:
                self._taken.add(index)
                self.old_of[place] = index

    def equal(self, index: int) -> bool:
        return same(self.old[index], self.new[index])

    def one_kind(self, index: int) -> bool:
        return type(self.old[index]) is type(self.new[index])

    def of_one_key(self, key: Callable[[Any], Hashable]) -> Iterator[tuple[int, int]]:
        """Yield the items whose key is the same and isn't None, the first with the first."""
        indexes: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for index in self._free_indexes():
            indexes[key(self.old[index])].append(index)
        for place in self._free_places():
            found = key(self.new[place])
            if found is not None and indexes[found]:
                yield indexes[found].popleft(), place

    def most_alike(self) -> Iterator[tuple[int, int]]:
        indexes, places = self._free_indexes(), self._free_places()
        if len(indexes) * len(places) > _MOST_COMPARISONS:
            return
        old_words = {index: Counter(_words(self.old[index])) for index in indexes}
        new_words = {place: Counter(_words(self.new[place])) for place in places}
        scores = [
            (likeness(old_words[index], new_words[place]), index, place)
            for index in indexes
            for place in places
            if type(self.old[index]) is type(self.new[place])
        ]
        for score, index, place in sorted(scores, key=lambda it: (-it[0], it[1], it[2])):
            if score >= _LEAST_LIKENESS:
                yield index, place

    def _free_indexes(self) -> list[int]:
        return [index for index in range(len(self.old)) if index not in self._taken]

    def _free_places(self) -> list[int]:
        return [place for place in range(len(self.new)) if place not in self.old_of]


def _all_of_it(value: object) -> Hashable:
    if isinstance(value, dict):
        return dict, frozenset((_all_of_it(key), _all_of_it(part)) for key, part in value.items())
    if isinstance(value, list):
        return list, tuple(map(_all_of_it, value))
    return type(value), value


def _slug(value: object) -> str | None:
    slug = value.get("slug") if isinstance(value, dict) else None
    return slug if isinstance(slug, str) else None


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            for word in _words(part):
                yield f"{key} {word}"
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    else:
        yield from str(value).split()
