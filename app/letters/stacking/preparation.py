"""The texts of letters laid out before anybody asks: in a file, and from there in this process."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from app.letters.laid_out import LaidOut, Text, cache, keys_of, known, laid_out
from app.letters.letter import Letter
from app.letters.measure import missing_glyphs
from app.letters.stacking.block_file import read_blocks, write_blocks
from app.letters.stacking.blocks import our_texts, read_drawn
from app.letters.stacking.shaping import NotStackable
from app.letters.stationery import Stationery


class Prepared(NamedTuple):
    """How many of the texts that letters need are ready, and how many aren't."""

    ready: int
    lacking: int


def prepare(
    letters: Iterable[Letter], stationery: Stationery, file: Path, *, may_lay_out: bool
) -> Prepared:
    """Have the texts ready that these letters need; what it is in the file is taken from there.

    If it `may_lay_out`, what the file lacks is laid out, and the file then holds all of them and no
    others. Letters that can't be stacked need none.
    """
    needed = _needed(letters, stationery)
    if may_lay_out:
        found = read_blocks(file, needed.keys())
        found |= _laid_out(needed, needed.keys() - found.keys(), stationery)
        write_blocks(file, found)
        return Prepared(len(found), 0)
    keys = list(needed)
    lacking = {
        key for key, each in zip(keys, known(keys), strict=True) if not (each and each.drawn)
    }
    found = read_blocks(file, lacking)
    cache(found)
    return Prepared(len(keys) - len(lacking) + len(found), len(lacking) - len(found))


def _needed(letters: Iterable[Letter], stationery: Stationery) -> dict[Hashable, tuple[str, Text]]:
    """Return by key the language and the text of all that can be set."""
    needed: dict[Hashable, tuple[str, Text]] = {}
    for letter in letters:
        with suppress(NotStackable):
            texts = our_texts(letter, stationery)
            for key, text in zip(keys_of(texts, letter.language, stationery), texts, strict=True):
                shown = text if isinstance(text, str) else text.text
                if key not in needed and not missing_glyphs(shown):
                    needed[key] = letter.language, text
    return needed


def _laid_out(
    needed: dict[Hashable, tuple[str, Text]], lacking: Iterable[Hashable], stationery: Stationery
) -> dict[Hashable, LaidOut]:
    by_language: dict[str, dict[Hashable, Text]] = {}
    for key in lacking:
        language, text = needed[key]
        by_language.setdefault(language, {})[key] = text
    made: dict[Hashable, LaidOut] = {}
    for language, texts in by_language.items():
        found = laid_out(list(texts.values()), language, stationery, read_drawn)
        made.update(zip(texts, found, strict=True))
    return made
