"""What every way to print is given: letters on their sheets, worked out before any clock runs.

Our own ways to print work it out within their time.
"""

from collections.abc import Callable, Sequence

from app.letters.sheet import Sheet

ASCENT, DESCENT = 1.036, 0.335
"""Of Source Serif 4, in em: what a browser centres in the height of a line."""
Print = Callable[[Sequence[Sheet]], bytes]
"""A way to print: letters in, one PDF out."""


def baseline(size: float, line: float) -> float:
    """Return how far the baseline is below the top of a line, all in the same unit."""
    return (line - (ASCENT + DESCENT) * size) / 2 + ASCENT * size
