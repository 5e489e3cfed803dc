"""SQLite's file and the disk under it: locked, full, gone, damaged."""

import fcntl
import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from bench.faults.row import Row, row_of
from bench.faults.site import Site, Tree, served

Mend = Callable[[], None]
_LOCKS = (120, 8)
"""Where SQLite keeps its locks in the file beside the database, and how many."""


def _lock_writers(_site: Site, file: Path) -> Mend:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return connection.close


def _lock_all(_site: Site, file: Path) -> Mend:
    opened = os.open(file.with_name(f"{file.name}-shm"), os.O_RDWR)
    start, length = _LOCKS
    fcntl.lockf(opened, fcntl.LOCK_EX, length, start)
    return lambda: os.close(opened)


def _fill_disk(site: Site, _file: Path) -> Mend:
    """Let no process of the site make a file longer, as on a full disk or one that is read-only."""
    processes = [site.process.pid, *site.workers]
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for each in processes:
        resource.prlimit(each, resource.RLIMIT_FSIZE, (0, hard))

    def mend() -> None:
        for each in processes:
            resource.prlimit(each, resource.RLIMIT_FSIZE, (hard, hard))

    return mend


def _remove(_site: Site, file: Path) -> Mend:
    """Take the file away with what stands beside it, and put copies in its place."""
    away = file.with_name("away")
    away.mkdir()
    for each in sorted(file.parent.glob(f"{file.name}*")):
        shutil.copy(each, away / each.name)
        each.unlink()

    def mend() -> None:
        for each in sorted(away.iterdir(), reverse=True):  # what stands beside it comes first
            shutil.copy(each, file.parent / each.name)

    return mend


def _damage(_site: Site, file: Path) -> Mend:
    whole = file.with_name("whole")
    with closing(sqlite3.connect(file)) as connection, closing(sqlite3.connect(whole)) as copy:
        connection.backup(copy)
    for each in file.parent.glob(f"{file.name}-*"):
        each.unlink()
    file.write_bytes(b"not a database" * 5000)

    def mend() -> None:
        for each in file.parent.glob(f"{file.name}-*"):
            each.unlink()
        whole.replace(file)

    return mend


def _garble_row(_site: Site, file: Path) -> Mend:
    """Publish what is no text, at moments that are none."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO publication (kind, published_at, note)"
            " VALUES ('organiser', 'yesterday', '')"
        )
        connection.execute(
            "INSERT INTO revision (key, path, number, saved_at, note, over_publication, drops,"
            " publication_id, text) SELECT 'k', 'cases/lantern18-five.yaml', 9, 'long ago', '', 0,"
            " 0, max(id), CAST(x'63617365ff' AS TEXT) FROM publication"
        )
    return lambda: None


FAULTS: dict[str, Callable[[Site, Path], Mend]] = {
    "SQLite locked by a writer": _lock_writers,
    "SQLite locked for readers too": _lock_all,
    "disk full, or read-only meanwhile": _fill_disk,
    "SQLite's file removed and put back": _remove,
    "SQLite's file overwritten and brought back": _damage,
    "a row that is no text, with moments that are none": _garble_row,
}


def rows(tree: Tree) -> Iterator[Row]:
    """Yield a row for each fault, of a site with a database of its own."""
    for name, begin in FAULTS.items():
        with tempfile.TemporaryDirectory() as folder:
            instance = Path(folder)
            with served(tree, instance) as site:
                yield row_of(name, site, partial(begin, site, instance / "lettercase.sqlite"))
