"""Connecting to a database, SQLite's file or PostgreSQL's server: to write, or only to read."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from app.records.unusable import location

LONGEST_WAIT = 5_000
"""In ms, for another writer; whoever waited so long is told, and can send the form again."""
_OVER_A_NETWORK = {"connect_timeout": 3, "tcp_user_timeout": 10_000}
"""In s and ms: a host that is gone says nothing."""


_NO_PLACE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
"""What SQLite says where it can't make a file beside its own."""


def engine_of(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine of one's own, for a command or a test; raise NoDatabaseAddress."""
    found = location(url)
    file = file_of(found)
    if file and read_only:
        found = _opened(found, file, _reading(file))
    engine = create_engine(**_options(found, read_only=read_only))
    configure(engine, read_only=read_only)
    return engine


def served_options(url: str, *, read_only: bool = False) -> dict[str, Any]:
    """Return how the site's engine is made: it finds a database again that was away for a while.

    Raises NoDatabaseAddress.
    """
    found = location(url)
    file = file_of(found)
    if file:  # one that is gone isn't made anew, without what was in it
        found = _opened(found, file, _reading(file) if read_only else {"mode": "rw"})
        return _options(found, read_only=read_only)
    more = {"pool_pre_ping": True, "connect_args": _OVER_A_NETWORK}
    return {**_options(found, read_only=read_only), **more}


def _options(url: URL, *, read_only: bool) -> dict[str, Any]:
    """Return what every engine is made with: no message of a failure quotes what was saved."""
    options: dict[str, Any] = {"url": url, "hide_parameters": True}
    if read_only:
        options["execution_options"] = {"postgresql_readonly": True}
    return options


def _opened(url: URL, file: Path, query: dict[str, str]) -> URL:
    return url.set(database=f"file:{quote(str(file))}", query={**query, "uri": "true"})


def _reading(file: Path) -> dict[str, str]:
    """Return how to open the file where nothing may be written.

    To read beside a writer takes an index of what was written last; where that can't be made, as
    on a disk for reading alone, nobody else can write either, and the file is read as it lies there
    unless something waits beside it to be taken into it.
    """
    query = {"mode": "ro"}
    wal = file.with_name(f"{file.name}-wal")
    if file.is_file() and not _can_be_read(file) and not (wal.is_file() and wal.stat().st_size):
        query["immutable"] = "1"
    return query


def _can_be_read(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF not in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
        )
    return True


def file_of(url: URL) -> Path | None:
    """Return SQLite's file, None for another database."""
    if url.get_backend_name() != "sqlite":
        return None
    name = (url.database or "").removeprefix("file:")
    return Path(unquote(name) if "uri" in url.query else name).absolute()


def identity(engine: Engine) -> tuple[int, int] | None:
    """Return what tells SQLite's file from another that was put in its place; None if it is gone.

    None too for every other database.
    """
    file = file_of(engine.url)
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def configure(engine: Engine, *, read_only: bool = False) -> None:
    """Make SQLite hold references, wait for other writers, and let readers go on meanwhile."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _prepare_to_read if read_only else _prepare_to_write)
    event.listen(engine, "connect", lambda _, record: record.info.update(file=identity(engine)))
    event.listen(engine, "checkout", partial(_refuse_another_file, engine))


def _refuse_another_file(engine: Engine, _connection: Any, record: Any, _proxy: object) -> None:
    """Let go of a connection whose file was removed, to which one could write for nobody."""
    if record.info.get("file") != identity(engine):
        raise DisconnectionError("the database is another file by now")


def _prepare_to_write(connection: Any, _record: object) -> None:
    _prepare(connection, "foreign_keys = ON", "journal_mode = WAL")


def _prepare_to_read(connection: Any, _record: object) -> None:
    _prepare(connection, "query_only = ON")


def _prepare(connection: Any, *pragmas: str) -> None:
    # A byte that isn't UTF-8 costs its document alone, as one in a file does.
    connection.text_factory = _decoded
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {LONGEST_WAIT}", *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
