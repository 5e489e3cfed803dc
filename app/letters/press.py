"""Letters on their paper: stacked from what was prepared, or laid out as a whole.

Everything that prints letters asks here. Both ways give the same pages; what can't be stacked
exactly (a second page, a script that joins its letters, a mark above a letter) is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from app.content.text.messages import Refusal, translatable
from app.letters import printing, stacking
from app.letters.letter import Letter
from app.letters.printing import Rendered, lay_out
from app.letters.stacking import NotStackable, Stacked
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES, Stationery
from app.limits import MOST_PAGES

USUAL = STATIONERIES[DEFAULT_STATIONERY]
"""The stationery that most forms begin with."""
_stacks = True


def stop_stacking() -> None:
    """Let every letter of this process be laid out as a whole from now on."""
    global _stacks
    _stacks = False


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
    if _stacks:
        with suppress(NotStackable):
            return stacking.stack(letter, stationery)
    return lay_out(letter, stationery)


class TooManyPages(Refusal):
    """More pages than are laid out for one file."""

    template = translatable(
        "More than %(most)s pages are too many for one file with a guide in it, or with own words "
        "that run over a page. Choose fewer letters, shorten your words, or leave the guide out."
    )


def press_all(
    letters: Sequence[Letter], stationery: Stationery, *, with_guide: bool
) -> list[OnPaper]:
    """Return the letters on their paper, for one file; raise what `press` does, or TooManyPages.

    Where anything is laid out, as a guide is, all is: that has its limit, and is told before the
    work is done.
    """
    printed: list[OnPaper] = []
    is_laid_out = with_guide
    for number, letter in enumerate(letters):
        pages = sum(each.pages for each in printed) + len(letters) - number
        if is_laid_out and pages > MOST_PAGES:
            raise TooManyPages(most=MOST_PAGES)
        printed.append(press(letter, stationery))
        is_laid_out |= not isinstance(printed[-1], Stacked)
    if is_laid_out and sum(each.pages for each in printed) > MOST_PAGES:
        raise TooManyPages(most=MOST_PAGES)
    return printed


def to_pdf(printed: Sequence[OnPaper | Rendered]) -> bytes:
    """Return one tagged PDF with each on sheets of its own, fonts embedded.

    Where anything was laid out, all is: files that were finished can't be joined with their tags.
    """
    stacked = [each for each in printed if isinstance(each, Stacked)]
    if len(stacked) == len(printed):
        with suppress(NotStackable):
            return stacking.write_pdf(stacked)
    return printing.pdf([_laid_out(each) for each in printed])


def _laid_out(one: OnPaper | Rendered) -> Rendered:
    return one if isinstance(one, Rendered) else lay_out(one.letter, one.stationery)


def write_bulk_pdf(letters: Iterable[tuple[Letter, Stationery]], target: BinaryIO) -> list[Letter]:
    """Write one small PDF without tags of as many letters as can be stacked; return those left out.

    Left out is what must be laid out as a whole; it takes a file of its own. If all are, nothing is
    written. Raises AddressDoesNotFit.
    """
    return (
        stacking.write_bulk_pdf(letters, target) if _stacks else [letter for letter, _ in letters]
    )


def take_prepared(letters: Iterable[Letter], stationery: Stationery, file: Path) -> bool:
    """Take from the file what these letters need; return whether nothing must be laid out for it.

    Where letters aren't stacked, they need nothing.
    """
    if not _stacks:
        return True
    return not stacking.prepare(letters, stationery, file, may_lay_out=False).lacking


def rehearse(letters: Iterable[Letter]) -> None:
    """Write those of the letters that need no laying out on the usual stationery, for nobody.

    What comes of it beside is cached, so that the next one to each office takes less time.
    """
    for letter in letters if _stacks else ():
        with suppress(NotStackable, Refusal):  # whoever asks for the letter will be told
            stacking.write_pdf([stacking.stack(letter, USUAL, may_lay_out=False)])


def prepare_file(letters: Iterable[Letter], file: Path) -> int:
    """Lay out what these letters need on the usual stationery, and write it into the file.

    Returns how many texts the file then holds; where letters aren't stacked, none is written.
    """
    if not _stacks:
        return 0
    return stacking.prepare(letters, USUAL, file, may_lay_out=True).ready
