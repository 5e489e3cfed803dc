"""Our own ways to print, behind one seam: letters and their stationery in, one PDF out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from app.letters import press
from app.letters.letter import Letter
from app.letters.printing import lay_out, pdf
from app.letters.stationery import Stationery

Way = Callable[[Sequence[Letter], Stationery], bytes]


def full(letters: Sequence[Letter], stationery: Stationery) -> bytes:
    """Return the letters as one PDF, each laid out by WeasyPrint."""
    return pdf([lay_out(letter, stationery) for letter in letters])


def fast(letters: Sequence[Letter], stationery: Stationery) -> bytes:
    """Return the letters as one PDF, stacked of what was prepared."""
    return press.to_pdf([press.press(letter, stationery) for letter in letters])


def bulk(letters: Sequence[Letter], stationery: Stationery) -> bytes:
    """Return the letters as one small PDF without tags, as for an evening or a mailing."""
    target = BytesIO()
    left_out = press.write_bulk_pdf(((letter, stationery) for letter in letters), target)
    if left_out:  # they take a file of their own, whose time and bytes count too
        target.write(full(left_out, stationery))
    return target.getvalue()


WAYS: dict[str, Way] = {"full": full, "fast": fast, "bulk": bulk}
