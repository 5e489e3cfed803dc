"""Starts with something broken: a file that isn't what it should be, or a place that can't be."""

import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.faults.row import Row
from bench.faults.site import CASE, Tree, begun, copy_of, is_letter, wait_for

_GARBAGE = b"\xff\x00 not what it should be"
_FONTS = "app/letters/layouts/fonts"
_CATALOGUE = "app/web/translations/ru/LC_MESSAGES/messages.mo"

Variables = dict[str, str]


def _keys(_tree: Tree, instance: Path) -> Variables:
    (instance / "keys.json").write_bytes(_GARBAGE)
    return {}


def _prepared(_tree: Tree, instance: Path) -> Variables:
    (instance / "prepared.sqlite").write_bytes(_GARBAGE)
    return {}


def _database(_tree: Tree, instance: Path) -> Variables:
    (instance / "lettercase.sqlite").write_bytes(_GARBAGE * 500)
    return {}


def _newer(_tree: Tree, instance: Path) -> Variables:
    with closing(sqlite3.connect(instance / "lettercase.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    return {}


def _url(_tree: Tree, _instance: Path) -> Variables:
    return {"DATABASE_URL": "mysql://nowhere"}


def _nobody(_tree: Tree, _instance: Path) -> Variables:
    return {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}


def _file(_tree: Tree, instance: Path) -> Variables:
    (instance / "file").write_bytes(b"")
    return {"LETTERCASE_INSTANCE": str(instance / "file" / "instance")}


def _weak_key(_tree: Tree, _instance: Path) -> Variables:
    return {"LETTERCASE_SESSION_KEY": "secret"}


def _no_content(_tree: Tree, instance: Path) -> Variables:
    return {"LETTERCASE_CONTENT": str(instance / "nothing")}


def _document(tree: Tree, instance: Path) -> Variables:
    content = instance / "content"
    shutil.copytree(tree.root / "tests/fiction", content)
    other = "cases/lantern18-five.yaml"
    (content / other).write_bytes(_GARBAGE)
    return {"LETTERCASE_CONTENT": str(content)}


def _fonts(tree: Tree, _instance: Path) -> Variables:
    for each in (tree.root / _FONTS).iterdir():
        each.write_bytes(_GARBAGE)
    return {}


def _catalogue(tree: Tree, _instance: Path) -> Variables:
    (tree.root / _CATALOGUE).write_bytes(_GARBAGE)
    return {}


_BROKEN: dict[str, Callable[[Tree, Path], Variables]] = {
    "start with garbled keys.json": _keys,
    "start with garbled prepared.sqlite": _prepared,
    "start with an unreadable document": _document,
    "start with garbled fonts": _fonts,
    "start with a garbled catalogue": _catalogue,
    "start with garbage for a database": _database,
    "start with a newer program's database": _newer,
    "start with another kind of DATABASE_URL": _url,
    "start without a database server": _nobody,
    "start with an instance that can't be written": _file,
    "start with a weak session key": _weak_key,
    "start without the content's folder": _no_content,
}


def rows(tree: Tree) -> Iterator[Row]:
    """Yield a row for each."""
    for name, broken in _BROKEN.items():
        with tempfile.TemporaryDirectory() as folder:
            copied = copy_of(tree, Path(folder) / "tree")
            instance = Path(folder) / "instance"
            instance.mkdir()
            more = {"LETTERCASE_INSTANCE": str(instance)} | broken(copied, instance)
            yield _row(name, copied, more)
    with _taken_port() as port, tempfile.TemporaryDirectory() as folder:
        yield _row("start on a port in use", tree, {"LETTERCASE_INSTANCE": folder}, port)


@contextmanager
def _taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def _row(name: str, tree: Tree, more: Variables, port: int = 0) -> Row:
    with begun(tree, more, port) as site:
        serves = wait_for(site)
        if serves:
            page, russian, letter = site.page(), site.ask(f"/ru{CASE}"), site.letter()
            health = site.ask("/healthz")
        code = site.process.poll()
    lines = len(site.log)
    log = f"{lines} {'line' if lines == 1 else 'lines'} in the log"
    if not serves:
        ended = "doesn't end" if code is None else f"ends with {code}"
        return Row(name, f"{ended}, {log}", "nothing", "when it is mended and started")
    seen = (
        f"page {page.status}, in Russian {russian.status}, letter {letter.status}, "
        f"health {health.status}; {log}"
    )
    lost = [] if page.status == russian.status == 200 else ["pages"]
    lost += [] if is_letter(letter) else ["letters"]
    return Row(name, seen, ", ".join(lost) or "nothing", "no" if lost else "yes")
