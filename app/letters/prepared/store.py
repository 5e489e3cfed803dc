"""Blocks that were laid out, kept in a file: the next process need neither WeasyPrint nor its time.

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
from app.letters.prepared.fragment import Element, Fragment, Run
from app.letters.prepared.typeface import NotPrepared

_ROOM = Path(__file__).parent.parent
_LIBRARIES = ("weasyprint", "cssselect2", "tinycss2", "tinyhtml5", "pydyf", "uharfbuzz")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")
"""The libraries under the names that they have on each system."""


Made = Fragment | NotPrepared
"""A block laid out, or why it can't be."""


def kept(file: Path, keys: Collection[Hashable]) -> dict[Hashable, Made]:
    """Return those of the blocks under these keys that the file holds; none if it can't be read."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    found: dict[Hashable, Made] = {}
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            if connection.execute("SELECT value FROM edition").fetchone() != (edition(),):
                return {}
            for key in keys:
                row = connection.execute("SELECT value FROM block WHERE key = ?", (_digest(key),))
                for (value,) in row:
                    found[key] = _read(json.loads(value), key)
        return found
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # whatever is in it, it is nobody's but ours: a new one will be written


def keep(file: Path, blocks: Mapping[Hashable, Made]) -> None:
    """Let the file hold these blocks and no others; if it can't be written, nothing is kept."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    rows = [(_digest(key), json.dumps(_written(block))) for key, block in blocks.items()]
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
    sources = [file for kind in ("py", "css", "html") for file in _ROOM.rglob(f"*.{kind}")]
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


def _written(block: Made) -> Mapping[str, Any]:
    """Return a block as JSON has it."""
    if isinstance(block, NotPrepared):
        return {"reason": str(block)}
    return {
        "height": block.height,
        "runs": [
            (run.x, run.baseline, run.semibold, run.size, run.operands.decode())
            for run in block.runs
        ],
        "structure": _as_list(block.structure),
        "late": block.late,
        "needs": block.needs,
    }


def _as_list(element: Element) -> list[Any]:
    kids = [kid if isinstance(kid, int) else _as_list(kid) for kid in element.children]
    return [element.type, *kids]


def _read(value: Mapping[str, Any], key: Hashable) -> Made:
    if "reason" in value:
        return NotPrepared(value["reason"])
    return Fragment(
        value["height"],
        tuple(
            Run(x, baseline, semibold, size, operands.encode())
            for x, baseline, semibold, size, operands in value["runs"]
        ),
        _as_element(value["structure"]),
        value["late"],
        value["needs"],
        key,
    )


def _as_element(value: list[Any]) -> Element:
    type_, *kids = value
    return Element(type_, tuple(kid if isinstance(kid, int) else _as_element(kid) for kid in kids))
