"""Letters on their paper: stacked from what was prepared, or laid out as a whole.

Everything that prints letters asks here. Both ways give the same pages; what can't be stacked
exactly (a second page, a script that joins its letters, a mark above a letter) is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from app.content.text.messages import Refusal
from app.letters import printing
from app.letters.letter import Letter
from app.letters.prepared import blocks, sheets
from app.letters.prepared.pack import Pack
from app.letters.prepared.stacked import Stacked, stack
from app.letters.prepared.typeface import NotPrepared
from app.letters.printing import Sheets, lay_out
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES, Stationery

USUAL = STATIONERIES[DEFAULT_STATIONERY]
"""The stationery that most forms begin with."""


class OnPaper(Protocol):
    """A letter on its paper, ready to be written."""

    @property
    def letter(self) -> Letter:
        """What is printed."""

    @property
    def stationery(self) -> Stationery:
        """On which paper."""

    @property
    def pages(self) -> int:
        """How many pages it takes."""

    @property
    def millimetres_left(self) -> float:
        """The mm between the end of the text and the end of the last page's text area."""


def press(letter: Letter, stationery: Stationery) -> OnPaper:
    """Return the letter on its paper; raise AddressDoesNotFit or GlyphMissing."""
    try:
        return stack(letter, stationery)
    except NotPrepared:
        return lay_out(letter, stationery)


def pdf(printed: Sequence[OnPaper | Sheets]) -> bytes:
    """Return one tagged PDF with each on sheets of its own, fonts embedded.

    Where anything was laid out, all is: files that were finished can't be joined with their tags.
    """
    stacked = [each for each in printed if isinstance(each, Stacked)]
    if len(stacked) == len(printed):
        return sheets.pdf(stacked)
    return printing.pdf([_laid_out(each) for each in printed])


def _laid_out(one: OnPaper | Sheets) -> Sheets:
    return one if isinstance(one, Sheets) else lay_out(one.letter, one.stationery)


def pack(printed: Iterable[tuple[Letter, Stationery]], target: BinaryIO) -> list[Letter]:
    """Write one small PDF without tags of as many letters as there are; return those left out.

    Left out is what must be laid out as a whole; it takes a file of its own. If all are, nothing is
    written. Little more is kept
    in memory than what the letters have in common. Raises AddressDoesNotFit or GlyphMissing.
    """
    packed, left_out = Pack(target), []
    for letter, stationery in printed:
        try:
            packed.add(stack(letter, stationery, packed.lines))
        except NotPrepared:
            left_out.append(letter)
    packed.finish()
    return left_out


def recall(letters: Iterable[Letter], stationery: Stationery, file: Path) -> bool:
    """Take from the file what these letters need; return whether nothing must be laid out."""
    return blocks.recall(letters, stationery, file)


def rehearse(letters: Iterable[Letter]) -> None:
    """Write those of the letters that need no laying out on the usual stationery, for nobody.

    What comes of it beside is kept, so that the next one to each office takes less time.
    """
    for letter in letters:
        if blocks.are_kept(letter, USUAL):
            with suppress(NotPrepared, Refusal):  # whoever asks for the letter will be told
                sheets.pdf([stack(letter, USUAL)])


def prepare(letters: Iterable[Letter], file: Path) -> int:
    """Lay out what these letters need on the usual stationery, and keep it in the file.

    Returns how many blocks the file then holds.
    """
    return blocks.prepare(letters, USUAL, file)
