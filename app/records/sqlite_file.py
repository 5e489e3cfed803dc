"""What most commands read of SQLite's file, without SQLAlchemy: its import takes longer than they.

It says what `overlay` and `setting` say; the tests hold them against each other.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from app.records.unreadable import DatabaseUnreadable

_SECONDS_TO_WAIT = 10

_PUBLISHED = """
    SELECT path, text FROM (
        SELECT path, text, row_number() OVER (
            PARTITION BY path ORDER BY publication_id DESC, number DESC
        ) AS place
        FROM revision WHERE publication_id IS NOT NULL
    ) WHERE place = 1
"""


def has_tables(file: Path) -> bool:
    """Return whether the site was ever started with this file; raise DatabaseUnreadable."""
    if not file.is_file():
        return False
    return bool(_rows(file, "SELECT 1 FROM sqlite_master WHERE name = 'settings'"))


def published(file: Path) -> dict[str, str | None]:
    """Return path → text of the newest published revision of each path, None if it withdraws.

    Raises DatabaseUnreadable.
    """
    return dict(_rows(file, _PUBLISHED))


def settings_json(file: Path) -> str | None:
    """Return the newest settings, None if nothing was ever set; raise DatabaseUnreadable."""
    rows = _rows(file, 'SELECT "values" FROM settings ORDER BY id DESC LIMIT 1')
    return rows[0][0] if rows else None


def _rows(file: Path, query: str) -> list[Any]:
    address = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, _SECONDS_TO_WAIT, uri=True)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.DatabaseError as error:
        raise DatabaseUnreadable(reason=error) from None
