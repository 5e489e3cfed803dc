"""Having the usual letters prepared before the first process serves, so that no supporter waits."""

import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

from app.config import Config
from app.letters import press, printing
from app.letters.letter import Letter
from app.letters.usual import usual_letters
from app.web.current import library, limits, today
from app.web.discretion import note_failure


def prepare_usual_letters(config: Config) -> None:
    """Have the usual letters ready to be stacked, and the file for it up to date.

    If the file can't be written, or nothing is to be, each process lays out what it needs.
    """
    letters = list(usual_letters(library(), today(), limits()))
    if not press.take_prepared(letters, press.USUAL, config.prepared) and not config.read_only:
        _prepare_apart(letters, config.prepared)
        press.take_prepared(letters, press.USUAL, config.prepared)
    press.rehearse(letters)


def _prepare_apart(letters: Sequence[Letter], file: Path) -> None:
    """Lay out in a process of its own: those that serve can't share the fonts of the first one."""
    process = get_context("fork").Process(target=_prepare, args=(letters, file))
    process.start()
    process.join()


def _prepare(letters: Sequence[Letter], file: Path) -> None:
    try:
        press.prepare_file(letters, file)
    except Exception:  # or it would be printed whole
        note_failure(*sys.exc_info())
    finally:
        printing.release()
