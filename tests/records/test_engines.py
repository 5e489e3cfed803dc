"""Connecting to a database where nothing can be written."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.records.engines import engine_of, served_options

_NOBODY = 65534


@pytest.fixture
def file() -> Iterator[Path]:
    """SQLite's file in a folder of which everybody may read all, and nobody write anything."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "a.sqlite"
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE kept (value TEXT)")
            connection.execute("INSERT INTO kept VALUES ('of old')")
        yield file


@pytest.fixture
def locked(file: Path) -> Iterator[Path]:
    """The file, for somebody to whom modes count."""
    mode = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    for each in file.parent.iterdir():
        each.chmod(mode)
    file.parent.chmod(mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    me = os.geteuid()
    if me == 0:
        os.seteuid(_NOBODY)
    yield file
    os.seteuid(me)
    file.parent.chmod(stat.S_IRWXU)


def read(file: Path) -> list[str]:
    """Return what is read of the table where nothing may be written."""
    engine = engine_of(f"sqlite:///{file}", read_only=True)
    try:
        with engine.connect() as connection:
            return list(connection.execute(text("SELECT value FROM kept")).scalars())
    finally:
        engine.dispose()


def test_a_file_is_read_where_nothing_can_be_made_beside_it(locked):
    assert read(locked) == ["of old"]
    assert served_options(f"sqlite:///{locked}", read_only=True)["url"].query["immutable"] == "1"
    assert [each.name for each in locked.parent.iterdir()] == ["a.sqlite"]


def test_where_something_newer_waits_beside_it_the_old_is_not_shown(file, request):
    """What lies in the file is older than what supporters were shown."""
    file.with_name("a.sqlite-wal").write_bytes(b"something")
    locked = request.getfixturevalue("locked")
    with pytest.raises(OperationalError, match="unable to open"):
        read(locked)


def test_beside_a_writer_what_was_written_last_is_read(file):
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("INSERT INTO kept VALUES ('new')")
        writer.commit()
        assert read(file) == ["of old", "new"]


def test_a_file_that_is_not_there_is_not_made(file):
    with pytest.raises(OperationalError, match="unable to open"):
        read(file.with_name("none.sqlite"))
    assert not file.with_name("none.sqlite").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_no_statement_is_told_with_what_was_saved(migrated_database_url, read_only):
    engine = engine_of(migrated_database_url, read_only=read_only)
    wrong = text("INSERT INTO audit_entry (id, action) VALUES (:id, :action)")
    with engine.connect() as connection, pytest.raises(Exception, match="INSERT") as raised:
        connection.execute(wrong, {"id": 1, "action": "Zyxwvutsra"})
    engine.dispose()
    # What PostgreSQL says itself may quote a row: no message of a failure gets into the log.
    assert "SQL parameters hidden" in str(raised.value)
