"""What a command works on: the documents that supporters see, or a folder of files alone.

What takes long to import is imported when it is needed: most commands print nothing.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.content.text.messages import Refusal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.config import Config
    from app.content.library.library import Library
    from app.content.model.freshness import AgeLimits
    from app.records.served import Missing
    from app.records.settings import Settings


class NoDocuments(Refusal):
    """The folder holds none, and nothing was published."""

    template = "There are no documents in %(folder)s."


class NothingSaved(Refusal):
    """Nothing may be written here."""

    template = (
        "Nothing can be saved while LETTERCASE_READ_ONLY is 1: give the command where the database "
        "can be written."
    )


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
        """Return path → text of the files that publications lie over.

        Raises ContentMissing and ContentUnreadable.
        """
        from app.content.text.folder import read_content

        return read_content(self.source)

    def texts(self, *, with_drafts: bool = False) -> dict[str, str]:
        """Return path → text as supporters see it, or with the drafts over it."""
        shipped = self.shipped()
        if not self.has_database:
            return shipped
        from app.content.text.folder import overlaid
        from app.records import overlay

        with self.reading() as session:
            live = overlay.live_texts(session, shipped)
            drafts = overlay.drafts(session, live) if with_drafts else []
            return overlaid(live, {draft.path: draft.text for draft in drafts})

    def library(self, *, says_faults: bool = False) -> Library:
        """Return the documents, checked against each other; raise NoDocuments.

        Unless whoever asks `says_faults`, a line on stderr names the documents that are missing in
        it because they can't be used.
        """
        from app.content.library.building import build

        library = build(self.texts())
        unusable = {error.path for error in library.errors} - library.sound
        if unusable and not says_faults:
            names = ", ".join(sorted(unusable))
            click.echo(f"lettercase: left out, see “lettercase check”: {names}", err=True)
        if not library.documents:
            raise NoDocuments(folder=self.source)
        return library

    def missing(self, library: Library) -> list[Missing]:
        """Return what supporters were served before and isn't in the library any more."""
        if not self.has_database:
            return []
        from app.records import database, served

        with self.reading() as session:
            is_known = database.has_table(session, served.ServedDocument)
            return served.missing(session, library) if is_known else []

    def limits(self) -> AgeLimits:
        """Return how old facts may be."""
        return self.settings().limits

    def settings(self) -> Settings:
        """Return what the organisers have set."""
        from app.records.settings import Settings

        if not self.has_database:
            return Settings()
        from app.records import setting

        with self.reading() as session:
            return setting.load(session)

    @cached_property
    def has_database(self) -> bool:
        """Whether this installation remembers anything that counts here.

        Raises DatabaseUnusable. To look must not make SQLite's file where there is none.
        """
        if self.folder or not (self.config.database_url or self.config.sqlite_file.is_file()):
            return False
        from app.records import database

        return database.has_tables(self.config.database)

    @property
    def is_forgotten(self) -> bool:
        """Whether what is saved while the site is served goes at the end.

        So it is with a folder that was named, unless it was also said where to keep things: what
        was published in an installation isn't to lie over the files of another folder.
        """
        from app.config import INSTANCE

        return bool(
            self.folder and not self.config.database_url and self.config.instance == INSTANCE
        )

    @contextmanager
    def served(self) -> Iterator[Config]:
        """Give the settings with which the site is served until the end of the block."""
        config = replace(self.config, content=self.source)
        if not self.is_forgotten:
            yield config
            return
        with _thrown_away() as instance:
            yield replace(config, instance=instance, read_only=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session on the database, as it is; raise DatabaseUnusable."""
        from app.records.database import reading

        with reading(self.config.database) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """Give a session on the database, its tables up to date unless nothing may be written."""
        if self.config.read_only:
            with self.reading() as session:
                yield session
        else:
            with self.session() as (session, _):
                yield session

    def refuse_if_read_only(self) -> None:
        """Raise NothingSaved if nothing may be written here."""
        if self.config.read_only:
            raise NothingSaved

    @contextmanager
    def session(self) -> Iterator[tuple[Session, datetime.datetime]]:
        """Give a session on the database, its tables up to date, and the moment.

        Raises NothingSaved, and what `migrate` does.
        """
        from app.private import keep_private
        from app.records.database import alone, migrate

        self.refuse_if_read_only()
        keep_private()
        migrate(self.config.database)
        with alone(self.config.database) as session:
            yield session, self.config.now()


@contextmanager
def _thrown_away() -> Iterator[Path]:
    """Give a folder that is gone after the block, though not if a forked process leaves that."""
    import shutil
    import tempfile

    try:
        owner, folder = os.getpid(), Path(tempfile.mkdtemp(prefix="lettercase-"))
    except OSError as error:
        raise click.ClickException(f"No temporary folder can be made: {error.strerror}.") from None
    try:
        yield folder
    finally:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)
