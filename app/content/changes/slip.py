"""Slips of spelling: whether a text was only corrected, or says something else."""

MOST_LETTERS = 2


def is_slip(before: str, after: str) -> bool:
    """Return whether the texts before and after differ by two letters at most, in any case."""
    return _differ_by_at_most(MOST_LETTERS, before.casefold(), after.casefold())


def _differ_by_at_most(letters: int, one: str, other: str) -> bool:
    """Return whether so many letters changed, added or left out make the one text the other."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    if not one or not other:
        return len(one) + len(other) <= letters
    return letters > 0 and (
        _differ_by_at_most(letters - 1, one[1:], other[1:])
        or _differ_by_at_most(letters - 1, one[1:], other)
        or _differ_by_at_most(letters - 1, one, other[1:])
    )
