"""The database of an installation: SQLite by default, PostgreSQL by `DATABASE_URL`."""

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, cast

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    MetaData,
    TypeDecorator,
    UpdateBase,
    inspect,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session

from app.keys import make_folder
from app.records.engines import configure, engine_of, file_of, served_options
from app.records.unusable import (
    DatabaseNewer,
    DatabaseUnusable,
    location,
    said_of,
    where_is,
)

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"

DatabaseFails = SQLAlchemyError
"""Whatever keeps the database from answering."""

_START_ONCE = "Start the site once without LETTERCASE_READ_ONLY, where it can be written."
_LOCK = 0x4C455454
"""Names our lock among PostgreSQL's: one process at a time migrates or publishes."""
_UNKNOWN = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


class Moment(TypeDecorator[datetime.datetime]):
    """A moment in UTC, which SQLite would give back without its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, _dialect: Dialect
    ) -> datetime.datetime | None:
        """Return the moment in UTC; a moment without a time zone is a mistake."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(datetime.UTC) if value else None

    def process_result_value(
        self, value: datetime.datetime | None, _dialect: Dialect
    ) -> datetime.datetime | None:
        """Return the moment with its time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime.datetime | None] | None:
        """Return what reads a moment; one that can't be read is 1970, and costs no other row."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None

        def readable(value: Any) -> datetime.datetime | None:
            try:
                return read(value)
            except (TypeError, ValueError):
                return _UNKNOWN

        return readable


class Model(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {datetime.datetime: Moment}  # noqa: RUF012 - SQLAlchemy's own name
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy()


def init_app(app: Flask, url: str, *, read_only: bool = False) -> None:
    """Bring the database's tables up to date, or see that they are; let requests use it.

    Raises what `migrate` and `refuse_other_tables` do.
    """
    if read_only:
        refuse_other_tables(url)
    else:
        migrate(url)
    options = served_options(url, read_only=read_only)
    app.config["SQLALCHEMY_ENGINES"] = {"default": options}
    db.init_app(app)
    # It would start an event loop for each request, to close asynchronous sessions that we never
    # open.
    app.teardown_appcontext_funcs = [
        each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)
    ]
    with app.app_context():
        configure(db.engine, read_only=read_only)


def migrate(url: str) -> None:
    """Bring the tables up to date; processes that start together wait for each other.

    Raises FolderUnwritable, NoDatabaseAddress, DatabaseUnusable and DatabaseNewer.
    """
    from alembic import command
    from alembic.config import Config as AlembicConfig
    from alembic.util import CommandError

    _make_folder_of(location(url))
    with alone(url) as session:
        settings = AlembicConfig()
        settings.set_main_option("script_location", str(MIGRATIONS))
        settings.attributes["connection"] = session.connection()
        try:
            command.upgrade(settings, "head")
        except CommandError:  # no step of ours leads to where the tables are
            raise DatabaseNewer(where=where_is(url)) from None


def refuse_other_tables(url: str) -> None:
    """Write nothing, but see that the tables are those of this version.

    Raises NoDatabaseAddress, DatabaseUnusable and DatabaseNewer.
    """
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with reading(url) as session:
        found = MigrationContext.configure(session.connection()).get_current_revision()
    steps = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    if found is None or found in steps[1:]:
        reason = "its tables are those of an older Lettercase" if found else "it has no tables yet"
        raise DatabaseUnusable(where=where_is(url), reason=reason, advice=_START_ONCE)
    if found not in steps:
        raise DatabaseNewer(where=where_is(url))


def _make_folder_of(url: URL) -> None:
    if url.get_backend_name() == "sqlite":
        make_folder(Path(str(url.database)).parent)


def rows_changed(session: Session, statement: UpdateBase) -> int:
    """Change or delete rows; return how many there were."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount


@contextmanager
def alone(url: str) -> Iterator[Session]:
    """Give a session to one process at a time, for what is done at start; commits at the end.

    Raises DatabaseUnusable.
    """
    engine = engine_of(url)
    try:
        with said_of(url), Session(engine) as session:
            take_lock(session)
            yield session
            session.commit()
    finally:
        engine.dispose()


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """Give a session that can write nothing, for whoever looks at the tables as they are.

    Raises DatabaseUnusable.
    """
    engine = engine_of(url, read_only=True)
    try:
        with said_of(url), Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def has_tables(url: str) -> bool:
    """Return whether the site was ever started with this database; raise DatabaseUnusable."""
    file = file_of(location(url))
    if file and not file.exists():
        return False
    with reading(url) as session:
        return inspect(session.connection()).has_table("settings")


def has_table(session: Session, table: type[Model]) -> bool:
    """Return whether there is such a table by now: an older installation may lack it."""
    return inspect(session.connection()).has_table(table.__tablename__)


def take_lock(session: Session) -> None:
    """Keep others who take the lock waiting until this session commits or rolls back.

    SQLite's lock keeps every other writer waiting; one that is writing already has it.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    elif not _has_begun(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _has_begun(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)


def storable(text: str) -> str:
    """Return the text with U+FFFD for what no database takes: U+0000 and halves of a character.

    The latter stand for the bytes of a shipped file that isn't UTF-8.
    """
    return _NOT_STORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
