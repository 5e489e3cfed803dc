"""Fresh databases for tests: SQLite's files, and those of a PostgreSQL server of the suite's own.

A test that takes `database_url` or `migrated_database_url` runs once with each of the two kinds;
for one alone, mark it `@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)`.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, make_url

DEBIAN = Path("/usr/lib/postgresql")
"""Debian keeps PostgreSQL's programs out of the PATH, by version."""

# Nothing need outlast a crash here, so nothing waits for the disk. However the suite ends, the
# script's input ends with it, and it tidies up. A socket in a folder of one's own needs no free
# port, so that the machine's other users can't reach it.
_SERVE = """
trap 'rm -rf "$PWD"' EXIT
"$0/initdb" -D data --no-sync --auth=trust --username=tests --encoding=UTF8 --locale=C.UTF-8 \
    >log 2>&1 || { cat log; exit; }
"$0/postgres" -D data -k "$PWD" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c autovacuum=off >log 2>&1 &
until "$0/pg_isready" -q -h "$PWD"; do
    kill -0 $! || { cat log; exit; }
    sleep 0.05
done
echo started
read -r _
kill -QUIT $!
wait $!
"""


@event.listens_for(Engine, "connect")
def _wait_for_no_disk(connection: object, _record: object) -> None:
    """Let SQLite, too, write without waiting till it stands on the disk."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


class Databases:
    """Makes databases of one kind; each is known by its address."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def create(self, template: str = "") -> str:
        """Return the address of a new database: an empty one, or a copy of another."""
        raise NotImplementedError

    def drop(self, url: str) -> None:
        """Remove a database, even if somebody is connected to it."""
        raise NotImplementedError

    @cached_property
    def migrated(self) -> str:
        """The address of a database with our tables, only to be copied."""
        from app.records.database import migrate

        url = self.create()
        migrate(url)
        return url


class SQLite(Databases):
    """Makes files in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def create(self, template: str = "") -> str:
        path = self.folder / f"test{next(self.numbers)}.sqlite"
        if template:
            original = self._path(template)
            with closing(sqlite3.connect(original)) as connection:
                # What was written may still stand beside the file.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copyfile(original, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        for path in self.folder.glob(f"{self._path(url).name}*"):
            path.unlink()

    def _path(self, url: str) -> Path:
        return Path(make_url(url).database)


class PostgreSQL(Databases):
    """Makes databases on the server whose socket lies in a folder."""

    def __init__(self, folder: Path, connection: psycopg.Connection) -> None:
        super().__init__()
        self.folder = folder
        self.connection = connection

    def create(self, template: str = "") -> str:
        name = f"test{next(self.numbers)}"
        copied = f" TEMPLATE {self._name(template)}" if template else ""
        self.connection.execute(f"CREATE DATABASE {name}{copied}")
        return f"postgresql+psycopg://tests@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        self.connection.execute(f"DROP DATABASE {self._name(url)} WITH (FORCE)")

    def _name(self, url: str) -> str:
        return make_url(url).database


def programs(folder: Path = DEBIAN) -> Path:
    """Return where the newest PostgreSQL has its programs."""
    versions = sorted(folder.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    elsewhere = shutil.which("initdb")
    if versions:
        return versions[-1].parent
    if elsewhere:
        return Path(elsewhere).parent
    pytest.fail("The tests need PostgreSQL: call setup/system-packages tests", pytrace=False)


@contextmanager
def serving() -> Iterator[PostgreSQL]:
    """Start a PostgreSQL server of one's own; it stops in the end, however that comes."""
    installed = programs()
    folder = Path(tempfile.mkdtemp(prefix="lettercase-tests-"))
    account = {}
    if os.geteuid() == 0:  # as whom PostgreSQL refuses to run; its package brings a user along
        account = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
    with subprocess.Popen(
        ["sh", "-c", _SERVE, str(installed)],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that Ctrl-C stops the tests before the server
        **account,
    ) as server:
        said = server.stdout.readline()
        if said != "started\n":
            pytest.fail(f"PostgreSQL doesn’t start:\n{said}{server.stdout.read()}", pytrace=False)
        address = f"host={folder} user=tests dbname=postgres"
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            yield PostgreSQL(folder, connection)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SQLite:
    """The maker of SQLite's files."""
    return SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The maker of databases on a server that is started when it is first asked for."""
    with serving() as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """The makers of databases, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of an empty database, of each kind in turn."""
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture
def migrated_database_url(databases: Databases) -> Iterator[str]:
    """The address of a database with our tables and nothing in them, of each kind in turn."""
    url = databases.create(databases.migrated)
    yield url
    databases.drop(url)
