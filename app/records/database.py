"""The database of an installation: SQLite by default, PostgreSQL by `DATABASE_URL`."""

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, unquote

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    UpdateBase,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session

from app.records.unreadable import DatabaseUnreadable

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"

DatabaseFails = SQLAlchemyError
"""Whatever keeps the database from answering."""

_LOCK = 0x4C455454
"""Names our lock among PostgreSQL's: one process at a time migrates or publishes."""
_LONGEST_WAIT = 5_000
"""In ms, for another writer; whoever waited so long is told, and can send the form again."""
_OVER_A_NETWORK = {"connect_timeout": 3, "tcp_user_timeout": 10_000}
"""In s and ms: a host that is gone says nothing."""
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


def normal_url(url: str) -> str:
    """Return the database's address as SQLAlchemy wants it, whatever the host's name for it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def init_app(app: Flask, url: str) -> None:
    """Bring the database's tables up to date, and let requests use it."""
    migrate(url)
    app.config["SQLALCHEMY_ENGINES"] = {"default": _served(make_url(normal_url(url)))}
    db.init_app(app)
    # It would start an event loop for each request, to close asynchronous sessions that we never
    # open.
    app.teardown_appcontext_funcs = [
        each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)
    ]
    with app.app_context():
        configure(db.engine)


def _served(url: URL) -> dict[str, Any]:
    """Return how the site's engine is made: it finds a database again that was away for a while."""
    file = _file_of(url)
    if file:  # one that is gone isn't made anew, without what was in it
        query = {"mode": "rw", "uri": "true"}
        return {"url": url.set(database=f"file:{quote(str(file))}", query=query)}
    if url.get_backend_name() == "postgresql":
        return {"url": url, "pool_pre_ping": True, "connect_args": _OVER_A_NETWORK}
    return {"url": url}


def _file_of(url: URL) -> Path | None:
    """Return SQLite's file, None for another database and for one in memory."""
    name = (url.database or "").removeprefix("file:")
    is_file = url.get_backend_name() == "sqlite" and name not in ("", ":memory:")
    return Path(unquote(name) if "uri" in url.query else name).absolute() if is_file else None


def identity(engine: Engine) -> tuple[int, int] | None:
    """Return what tells SQLite's file from another that was put in its place; None if it is gone.

    None too for every other database.
    """
    file = _file_of(engine.url)
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def configure(engine: Engine) -> None:
    """Make SQLite hold references, wait for other writers, and let readers go on meanwhile."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _prepare_sqlite)
    if _file_of(engine.url):
        event.listen(engine, "connect", lambda _, record: record.info.update(file=identity(engine)))
        event.listen(engine, "checkout", partial(_refuse_another_file, engine))


def _refuse_another_file(engine: Engine, _connection: Any, record: Any, _proxy: object) -> None:
    """Let go of a connection whose file was removed, to which one could write for nobody."""
    if record.info.get("file") != identity(engine):
        raise DisconnectionError("the database is another file by now")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # A byte that isn't UTF-8 costs its document alone, as one in a file does.
    connection.text_factory = _decoded
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {_LONGEST_WAIT}")
    cursor.close()


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def engine_of(url: str) -> Engine:
    """Return an engine of one's own, for a command or a test."""
    engine = create_engine(normal_url(url))
    configure(engine)
    return engine


def migrate(url: str) -> None:
    """Bring the tables up to date; processes that start together wait for each other."""
    from alembic import command
    from alembic.config import Config as AlembicConfig

    location = make_url(normal_url(url))
    if location.get_backend_name() == "sqlite" and location.database:
        Path(location.database).parent.mkdir(parents=True, exist_ok=True)
    with alone(url) as session:
        settings = AlembicConfig()
        settings.set_main_option("script_location", str(MIGRATIONS))
        settings.attributes["connection"] = session.connection()
        command.upgrade(settings, "head")


def rows_changed(session: Session, statement: UpdateBase) -> int:
    """Change or delete rows; return how many there were."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount


@contextmanager
def alone(url: str) -> Iterator[Session]:
    """Give a session to one process at a time, for what is done at start; commits at the end."""
    engine = engine_of(url)
    try:
        with Session(engine) as session:
            take_lock(session)
            yield session
            session.commit()
    finally:
        engine.dispose()


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """Give a session for a command that looks at the tables as they are.

    Raises DatabaseUnreadable.
    """
    engine = engine_of(url)
    try:
        with Session(engine) as session:
            yield session
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0]
        raise DatabaseUnreadable(reason=reason) from None
    finally:
        engine.dispose()


def has_tables(url: str) -> bool:
    """Return whether the site was ever started with this database; raise DatabaseUnreadable."""
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
