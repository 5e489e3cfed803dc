"""Our letters against those of others, in rounds."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

from app.letters.letter import Letter
from app.letters.sheet import Sheet, sheet_of
from bench import letters, ours
from bench.alike import check_alike, is_tagged
from bench.printers import Print
from bench.rivals import chromium_letter, naive, reportlab_letter, typst_letter
from bench.rounds import Contender, run

OWN_WORDS = 400
FAST, FULL = "prepared letter", "full path"
TYPST, NAIVE = "Typst", "naive WeasyPrint"
_BATCHES = {FAST: 90, TYPST: 9, "ReportLab": 6}
"""The letters of a round, so many that all take about as long; 3 for the slow.

Multiples of the languages, so that each has as many.
"""
_CHECKED = 6


@dataclass(frozen=True)
class Result:
    """What a contest showed: by contender the seconds a letter, by round; bytes; tags."""

    seconds: dict[str, list[float]]
    sizes: dict[str, int]
    tagged: dict[str, bool]


def standard(rounds: int) -> Result:
    """Hold everybody to one letter for each language, seen before, with a new sender each time."""
    with ExitStack() as stack:
        rivals = {
            TYPST: typst_letter.printer(stack),
            "ReportLab": reportlab_letter.printer(stack),
            NAIVE: naive.printer(stack),
        }
        if chromium_letter.browser():
            rivals["Chromium"] = chromium_letter.printer(stack)
        return _hold(rivals, letters.standard_letters, rounds)


def any_combination(rounds: int, words: int = 0) -> Result:
    """Hold Typst and ours to letters of which no two have one combination."""
    with ExitStack() as stack:
        rivals = {TYPST: typst_letter.printer(stack)}
        return _hold(rivals, lambda: letters.any_letters(words=words), rounds, warm=20)


def _hold(
    rivals: dict[str, Print], stream: Callable[[], Iterator[Letter]], rounds: int, warm: int = 3
) -> Result:
    letters.prepare_usual()
    everybody = {FAST: _ours(ours.fast), FULL: _ours(ours.full), **rivals}
    sample = [sheet_of(letter, letters.PAPER) for letter in islice(stream(), _CHECKED)]
    for sheet in sample:
        oracle = everybody[FULL]([sheet])
        for name, pdf in everybody.items():
            check_alike(name, oracle, pdf([sheet]), sheet.stationery)
    made = {name: pdf([sample[0]]) for name, pdf in everybody.items()}
    contenders = [_contender(name, pdf) for name, pdf in everybody.items()]
    sheets = (sheet_of(letter, letters.PAPER) for letter in islice(stream(), _CHECKED, None))
    return Result(
        run(contenders, sheets, rounds=rounds, warm=warm),
        {name: len(pdf) for name, pdf in made.items()},
        {name: is_tagged(pdf) for name, pdf in made.items()},
    )


def _ours(way: ours.Way) -> Print:
    return lambda sheets: way([sheet.letter for sheet in sheets], sheets[0].stationery)


def _contender(name: str, pdf: Print) -> Contender[Sheet]:
    return Contender(name, lambda sheet: pdf([sheet]), _BATCHES.get(name, 3))
