"""Texts that were laid out, in a file: the next process needs neither WeasyPrint nor its time.

The file says for which edition it holds, that of our code, the fonts and everything that lays out;
for another one it holds nothing. It is written as a whole, and always for all usual letters: who
finds it doesn't learn which of them anybody printed.
"""

from __future__ import annotations

import ctypes
import json
import secrets
import sqlite3
from collections.abc import Collection, Hashable, Mapping
from contextlib import closing, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from app.content.language_files import TEXT_FILES
from app.letters.fonts import REGULAR, SEMIBOLD
from app.letters.laid_out import LaidOut
from app.letters.stacking.fragment import Element, Fragment, TextRun
from app.letters.stacking.shaping import NotStackable

_LETTERS = Path(__file__).parent.parent
_LIBRARIES = ("weasyprint", "cssselect2", "tinycss2", "tinyhtml5", "pydyf", "uharfbuzz")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")
"""The libraries under the names that they have on each system."""


def read_blocks(file: Path, keys: Collection[Hashable]) -> dict[Hashable, LaidOut]:
    """Return those of the texts under these keys that the file holds; none if it can't be read."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    found: dict[Hashable, LaidOut] = {}
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            if connection.execute("SELECT value FROM edition").fetchone() != (edition(),):
                return {}
            for key in keys:
                row = connection.execute("SELECT value FROM block WHERE key = ?", (_digest(key),))
                for (value,) in row:
                    found[key] = _from_json(json.loads(value))
        return found
    except (sqlite3.Error, OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}  # whatever is in it, it is nobody's but ours: a new one will be written


def write_blocks(file: Path, blocks: Mapping[Hashable, LaidOut]) -> None:
    """Let the file hold these texts and no others; if it can't be written, nothing is."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    rows = [(_digest(key), json.dumps(_as_json(each))) for key, each in blocks.items()]
    with suppress(OSError, sqlite3.OperationalError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(draft)) as connection, connection:
                connection.execute("CREATE TABLE edition (value TEXT)")
                connection.execute("INSERT INTO edition VALUES (?)", (edition(),))
                connection.execute("CREATE TABLE block (key TEXT PRIMARY KEY, value TEXT)")
                connection.executemany("INSERT INTO block VALUES (?, ?)", rows)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


@cache
def edition() -> str:
    """Return the digest of all that a block's lines depend on beside its text."""
    sources = [file for kind in ("py", "css", "html") for file in _LETTERS.rglob(f"*.{kind}")]
    sources += TEXT_FILES.glob("*.toml")
    digest = sha256()
    for file in (*sorted(sources), REGULAR, SEMIBOLD):
        digest.update(file.read_bytes())
    libraries = [version(name) for name in _LIBRARIES]
    digest.update(" ".join((*libraries, _pango(), _harfbuzz())).encode())
    return digest.hexdigest()


def _pango() -> str:
    """Return the version of the library that breaks lines; a new one each time if unknown."""
    for name in _PANGO:
        with suppress(OSError):
            return str(ctypes.CDLL(name).pango_version())
    return secrets.token_hex(8)


def _harfbuzz() -> str:
    """Return the version of the library with which that one shapes; likewise."""
    for name in _HARFBUZZ:
        with suppress(OSError):
            library = ctypes.CDLL(name)
            library.hb_version_string.restype = ctypes.c_char_p
            return bytes(library.hb_version_string()).decode()
    return secrets.token_hex(8)


def _digest(key: Hashable) -> str:
    return sha256(repr(key).encode()).hexdigest()


def _as_json(laid_out: LaidOut) -> Mapping[str, Any]:
    drawn = laid_out.drawn
    if not isinstance(drawn, Fragment):
        return {"height": laid_out.height, "reason": str(drawn)}
    return {
        "height": laid_out.height,
        "runs": [
            (run.x, run.baseline, run.semibold, run.size, run.operands.decode())
            for run in drawn.runs
        ],
        "structure": _as_list(drawn.structure),
        "late": drawn.late,
        "needs": drawn.needs,
    }


def _as_list(element: Element) -> list[Any]:
    kids = [kid if isinstance(kid, int) else _as_list(kid) for kid in element.children]
    return [element.type, *kids]


def _from_json(value: Mapping[str, Any]) -> LaidOut:
    if "reason" in value:
        return LaidOut(value["height"], NotStackable(value["reason"]))
    runs = tuple(
        TextRun(x, baseline, semibold, size, operands.encode())
        for x, baseline, semibold, size, operands in value["runs"]
    )
    structure = _as_element(value["structure"])
    return LaidOut(value["height"], Fragment(runs, structure, value["late"], value["needs"]))


def _as_element(value: list[Any]) -> Element:
    type_, *kids = value
    return Element(type_, tuple(kid if isinstance(kid, int) else _as_element(kid) for kid in kids))
