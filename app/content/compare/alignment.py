"""Which lines, or which words, two texts have in common, found in bounded time.

What stands once in each text holds the texts together; between two such places the standard
library looks for the rest, where there is little enough of it.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_MOST_COMPARISONS = 40_000
"""Of the parts between two anchors; a stretch that needs more counts as changed altogether."""

MatchingBlock = tuple[int, int, int]
"""Where equal parts begin in the old and the new text, and how many there are."""


class Matcher:
    """What merge3 takes in place of difflib's SequenceMatcher."""

    def __init__(self, _junk: None, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[MatchingBlock]:
        """Return the blocks in order, and an empty one at the end of both."""
        return [*matching_blocks(self._old, self._new), (len(self._old), len(self._new), 0)]


def matching_blocks(old: Sequence[str], new: Sequence[str]) -> list[MatchingBlock]:
    """Return the longest equal stretches that follow each other in both texts, in order."""
    blocks: list[MatchingBlock] = []
    start_old = start_new = 0
    for end_old, end_new in (*_anchors(old, new), (len(old), len(new))):
        blocks += _between(old, new, (start_old, end_old), (start_new, end_new))
        blocks.append((end_old, end_new, 1))
        start_old, start_new = end_old + 1, end_new + 1
    return _joined(blocks[:-1])


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of what stands once in each text, as many as stand in the same order."""
    counts_old, counts_new = Counter(old), Counter(new)
    places = {part: place for place, part in enumerate(new) if counts_new[part] == 1}
    unique = [
        (place, places[part])
        for place, part in enumerate(old)
        if counts_old[part] == 1 and part in places
    ]
    return _longest_in_order(unique)


def _longest_in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs whose second places ascend (by patience sorting)."""
    tops: list[int] = []  # the least last place of an ascending row of each length
    rows: list[int] = []  # the pair that it belongs to
    before: list[int | None] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect(tops, place)
        before.append(rows[length - 1] if length else None)
        tops[length : length + 1] = [place]
        rows[length : length + 1] = [index]
    found = []
    index_or_none = rows[-1] if rows else None
    while index_or_none is not None:
        found.append(pairs[index_or_none])
        index_or_none = before[index_or_none]
    return found[::-1]


def _between(
    old: Sequence[str], new: Sequence[str], of_old: tuple[int, int], of_new: tuple[int, int]
) -> Iterator[MatchingBlock]:
    """Yield the equal stretches within two ranges."""
    (low_old, high_old), (low_new, high_new) = of_old, of_new
    shorter = min(high_old - low_old, high_new - low_new)
    prefix = 0
    while prefix < shorter and old[low_old + prefix] == new[low_new + prefix]:
        prefix += 1
    yield low_old, low_new, prefix
    suffix = 0
    while suffix < shorter - prefix and old[high_old - 1 - suffix] == new[high_new - 1 - suffix]:
        suffix += 1
    rest_old = old[low_old + prefix : high_old - suffix]
    rest_new = new[low_new + prefix : high_new - suffix]
    if len(rest_old) * len(rest_new) <= _MOST_COMPARISONS:
        for at_old, at_new, size in SequenceMatcher(
            None, rest_old, rest_new, autojunk=False
        ).get_matching_blocks():
            yield low_old + prefix + at_old, low_new + prefix + at_new, size
    yield high_old - suffix, high_new - suffix, suffix


def _joined(blocks: list[MatchingBlock]) -> list[MatchingBlock]:
    """Return the blocks without empty ones, and with one for several that touch."""
    joined: list[MatchingBlock] = []
    for at_old, at_new, size in blocks:
        if not size:
            continue
        if joined:
            last_old, last_new, last_size = joined[-1]
            if (last_old + last_size, last_new + last_size) == (at_old, at_new):
                joined[-1] = (last_old, last_new, last_size + size)
                continue
        joined.append((at_old, at_new, size))
    return joined
