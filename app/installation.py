"""What a command works on: the documents that supporters see, or a folder of files alone.

What takes long to import is imported when it is needed: most commands print nothing.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.config import Config
    from app.content.freshness import AgeLimits
    from app.content.library import Library


@dataclass(frozen=True)
class Installation:
    """The documents of this installation, or those of a folder if one was named."""

    folder: Path | None = None
    """A folder whose files alone count, whatever was published here."""

    @cached_property
    def config(self) -> Config:
        """The settings of the environment."""
        from app.config import Config

        return Config.from_environment()

    @property
    def source(self) -> Path:
        """The folder of the files that publications lie over."""
        return self.folder or self.config.content

    def shipped(self) -> dict[str, str]:
        """Return path → text of the files that publications lie over."""
        from app.content.library import read_folder

        return read_folder(self.source)

    def texts(self, *, with_drafts: bool = False) -> dict[str, str]:
        """Return path → text as supporters see it, or with the drafts over it."""
        shipped = self.shipped()
        if not self.has_database:
            return shipped
        from app.records import revision

        with self.reading() as session:
            live = revision.live_texts(session, shipped)
            if with_drafts:
                for draft in revision.drafts(session, live):
                    live.pop(draft.path, None)
                    if draft.text is not None:
                        live[draft.path] = draft.text
            return dict(sorted(live.items()))

    def library(self) -> Library:
        """Return the documents, checked against each other."""
        from app.content.library import build

        return build(self.texts())

    def limits(self) -> AgeLimits:
        """Return how old facts may be."""
        from app.content.freshness import DEFAULT_LIMITS

        if not self.has_database:
            return DEFAULT_LIMITS
        from app.records import setting

        with self.reading() as session:
            return setting.load(session).limits

    @cached_property
    def has_database(self) -> bool:
        """Whether this installation remembers anything that counts here."""
        if self.folder:
            return False
        if self.config.database_url:
            from app.records.database import has_tables

            return has_tables(self.config.database_url)
        file = self.config.instance / "lettercase.sqlite"
        return file.is_file() and _has_tables(file)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session on the database, as it is; raise DatabaseUnreadable."""
        from app.records.database import reading

        with reading(self.config.database) as session:
            yield session

    @contextmanager
    def session(self) -> Iterator[tuple[Session, datetime.datetime]]:
        """Give a session on the database, its tables up to date, and the moment."""
        from app.records.database import alone, migrate

        migrate(self.config.database)
        with alone(self.config.database) as session:
            yield session, self.config.now()


def _has_tables(file: Path) -> bool:
    """Return whether the site was ever started with this file."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'settings'"
        try:
            return bool(connection.execute(query).fetchone()[0])
        except sqlite3.DatabaseError:
            return False
