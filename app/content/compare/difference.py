"""What differs between two texts: line by line, and word by word within a line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from app.content.compare.alignment import matching_blocks
from app.content.editing.pairing import likeness

WordKind = Literal["same", "removed", "added"]
LineKind = Literal["same", "removed", "added", "changed"]

_LEAST_LIKENESS = 0.4
"""A line that has fewer of its words in common with another isn't the same line, changed."""
MOST_PAIRS = 900
"""Of old and new lines in one changed stretch; in longer ones the lines are paired by place."""
LONGEST_LINE = 20_000
"""Characters; longer lines are shown as a whole."""

_NAME = re.compile(r"[\s-]*[\w-]+:(?=\s|$)")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """Some words of a line."""

    kind: WordKind
    text: str


@dataclass(frozen=True)
class ComparedLine:
    """A line of either text, or one of both."""

    kind: LineKind
    parts: tuple[Part, ...]
    old: int | None
    """Its number in the old text, from 1; None if it is new."""
    new: int | None


@dataclass(frozen=True)
class Stretch:
    """Lines that follow each other, all shown or all left out."""

    lines: tuple[ComparedLine, ...]
    is_left_out: bool = False


def difference(old: str, new: str) -> list[ComparedLine]:
    """Return every line of both texts in order; what was removed stands before what was added."""
    old_lines, new_lines = _lines(old), _lines(new)
    lines: list[ComparedLine] = []
    at_old = at_new = 0
    blocks = (*matching_blocks(old_lines, new_lines), (len(old_lines), len(new_lines), 0))
    for start_old, start_new, size in blocks:
        removed, added = old_lines[at_old:start_old], new_lines[at_new:start_new]
        lines += _changed(removed, added, at_old + 1, at_new + 1)
        for offset in range(size):
            text = Part("same", old_lines[start_old + offset])
            lines.append(
                ComparedLine("same", (text,), start_old + offset + 1, start_new + offset + 1)
            )
        at_old, at_new = start_old + size, start_new + size
    return lines


def with_context(lines: Sequence[ComparedLine], around: int = 3) -> list[Stretch]:
    """Return the lines in stretches, leaving out those far from every change.

    `around` is how many lines before and after each change are shown; one line alone is never left
    out.
    """
    changed = [number for number, line in enumerate(lines) if line.kind != "same"]
    shown: set[int] = set()
    for number in changed:
        shown.update(range(max(0, number - around), min(len(lines), number + around + 1)))
    shown.update(
        number
        for number in range(len(lines))
        if (number == 0 or number - 1 in shown)
        and (number + 1 == len(lines) or number + 1 in shown)
    )
    return [
        Stretch(tuple(lines[number] for number in numbers), is_left_out)
        for is_left_out, numbers in groupby(range(len(lines)), lambda number: number not in shown)
    ]


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _changed(removed: list[str], added: list[str], old: int, new: int) -> Iterator[ComparedLine]:
    """Yield the lines of a stretch that differs, whose first lines have these numbers."""
    at_old = at_new = 0
    for pair in (*_alike(removed, added), (len(removed), len(added))):
        for number in range(at_old, pair[0]):
            yield ComparedLine("removed", (Part("removed", removed[number]),), old + number, None)
        for number in range(at_new, pair[1]):
            yield ComparedLine("added", (Part("added", added[number]),), None, new + number)
        if pair != (len(removed), len(added)):
            parts = tuple(_parts(removed[pair[0]], added[pair[1]]))
            yield ComparedLine("changed", parts, old + pair[0], new + pair[1])
        at_old, at_new = pair[0] + 1, pair[1] + 1


def _alike(removed: list[str], added: list[str]) -> list[tuple[int, int]]:
    """Return which removed line became which added one, in order."""
    old_words, new_words = (
        [_Words.of(line) for line in removed],
        [_Words.of(line) for line in added],
    )
    if len(removed) * len(added) > MOST_PAIRS:
        pairs = zip(old_words, new_words, strict=False)
        return [(place, place) for place, (old, new) in enumerate(pairs) if old.likeness(new)]
    # The best row of pairs up to each place, found from those up to the places before.
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0, ())] * (len(added) + 1)
    for at_old, old in enumerate(old_words):
        before, best = best, [(0, ())]
        for at_new, new in enumerate(new_words):
            total, pairs_before = before[at_new]
            paired = (total + old.likeness(new), (*pairs_before, (at_old, at_new)))
            unpaired = max(before[at_new + 1], best[at_new], key=lambda it: it[0])
            best.append(max(unpaired, paired, key=lambda it: it[0]))
    return list(best[-1][1])


@dataclass(frozen=True)
class _Words:
    """What a line is known by: its words, and the name of its field if it has one."""

    counted: Counter[str]
    name: str

    @classmethod
    def of(cls, line: str) -> "_Words":
        name = _NAME.match(line)
        words = re.findall(r"\w+", line) if len(line) <= LONGEST_LINE else []
        return cls(Counter(words), name[0] if name else "")

    def likeness(self, other: "_Words") -> float:
        """Return how alike two lines are; 0 if they are not the same line, changed."""
        if not self.counted or not other.counted:
            return 0
        share = likeness(self.counted, other.counted)
        if self.name and self.name == other.name:
            return max(share, _LEAST_LIKENESS)
        return share if share >= _LEAST_LIKENESS else 0


def _parts(old: str, new: str) -> Iterator[Part]:
    """Yield the words of a changed line; what was removed stands before what was added."""
    old_words, new_words = _WORD.findall(old), _WORD.findall(new)
    removed = added = ""
    at_old = at_new = 0
    blocks = (*matching_blocks(old_words, new_words), (len(old_words), len(new_words), 0))
    for start_old, start_new, size in blocks:
        removed += "".join(old_words[at_old:start_old])
        added += "".join(new_words[at_new:start_new])
        same = "".join(old_words[start_old : start_old + size])
        at_old, at_new = start_old + size, start_new + size
        # A space between two changed words is easier to read as a part of the change.
        if (removed or added) and size and not same.strip() and at_old < len(old_words):
            removed, added = removed + same, added + same
            continue
        if removed:
            yield Part("removed", removed)
        if added:
            yield Part("added", added)
        if same:
            yield Part("same", same)
        removed = added = ""
