"""Sessions on a database with our tables: of SQLite, then of PostgreSQL."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.records.database import Model
from app.records.engines import engine_of
from app.records.organiser import Organiser
from tests.databases import Databases

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def urls() -> dict[Databases, str]:
    """The database of each kind that these tests share."""
    return {}


@pytest.fixture
def url(databases: Databases, urls: dict[Databases, str]) -> str:
    """The address of a database with our tables and nothing in them."""
    if databases not in urls:
        urls[databases] = databases.create(databases.migrated)
    return urls[databases]


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An engine for that database, which is emptied afterwards."""
    engine = engine_of(url)
    yield engine
    with engine.begin() as connection:
        for table in reversed(Model.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture
def open_session(engine: Engine) -> Iterator[Callable[[], Session]]:
    """Return a function that opens one more session, as another process would have it."""
    opened = []

    def open_one() -> Session:
        opened.append(Session(engine))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session: Callable[[], Session]) -> Session:
    """A session."""
    return open_session()


@pytest.fixture
def organiser(session: Session) -> Organiser:
    """Someone who edits."""
    added = Organiser(
        email="editor@example.org",
        role="editor",
        active=True,
        added_at=NOW,
        fs_uniquifier="0123456789abcdef",
    )
    session.add(added)
    session.commit()
    return added
