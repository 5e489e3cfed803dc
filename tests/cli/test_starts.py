"""Starts that can't work end with one line that says what, where and what to do, and with 2."""

import json
import os
import shutil
import socket
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import text

from app.config import Config
from app.records.database import migrate
from app.records.engines import engine_of
from tests.conftest import CONTENT
from tests.sites import site_of

SECRET = "Zyxwvutsra"
COMMANDS = {
    "serve": ("serve", "--port"),
    "organiser": ("organiser", "list"),
    "import": ("content", "import", str(CONTENT)),
}
"""Commands that need the database as it is today."""


@pytest.fixture
def instance(tmp_path, monkeypatch):
    """The folder of an installation of its own."""
    monkeypatch.setenv("LETTERCASE_INSTANCE", str(tmp_path / "kept"))
    monkeypatch.setattr("app.web.serving.warm_up", lambda: None)
    return tmp_path / "kept"


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A folder of content that a test may spoil."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    monkeypatch.setenv("LETTERCASE_CONTENT", str(folder))
    return folder


@pytest.fixture
def refused(run):
    """Return a function that runs a command which is refused; returns the line that says why."""

    def refused(name="serve"):
        command = COMMANDS[name]
        if name == "serve":
            with socket.create_server(("127.0.0.1", 0)) as free:
                command = (*command, free.getsockname()[1])
        code, _, said = run(*command)
        assert code == 2
        assert said.startswith("lettercase: ")
        assert said.count("\n") == 1
        return said

    return refused


def begin(instance):
    """Let an installation have begun: a database and keys."""
    with site_of(Config.from_environment()):
        assert (instance / "lettercase.sqlite").is_file()


def recorded(instance):
    """Return how many publications there are, and of how many paths."""
    with closing(sqlite3.connect(instance / "lettercase.sqlite")) as connection:
        counted = "SELECT count(DISTINCT publication_id), count(text) FROM shipped_text"
        return connection.execute(counted).fetchone()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_made(instance, refused, command):
    instance.write_text("a file where the folder should be")
    said = refused(command)
    assert f"{instance} can't be written: " in said
    assert "LETTERCASE_INSTANCE" in said


def test_a_folder_in_which_no_keys_can_be_made(instance, refused, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    assert f"{instance} can't be written: No space left on device." in refused()
    assert not list(instance.glob(".keys*"))


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        (b"{", "it isn't JSON in UTF-8"),
        (b"\xff\xfe", "it isn't JSON in UTF-8"),
        (b"[]", "it lacks some of"),
        (json.dumps({"session": SECRET}).encode(), "it lacks some of"),
        (json.dumps({"session": SECRET, "password": "", "second_factor": 1}).encode(), "no text"),
    ],
    ids=["cut off", "not UTF-8", "no object", "not all", "empty"],
)
def test_keys_that_cannot_be_read(instance, refused, kept, why):
    begin(instance)
    (instance / "keys.json").write_bytes(kept)
    said = refused()
    assert f"{instance}/keys.json" in said
    assert why in said
    assert SECRET not in said
    assert (instance / "keys.json").read_bytes() == kept


@pytest.mark.parametrize("key", [SECRET, "x" * 64, "0123456" * 10], ids=["short", "one", "seven"])
@pytest.mark.parametrize("place", ["LETTERCASE_SESSION_KEY", "keys.json"])
def test_a_session_key_that_could_be_guessed(instance, refused, monkeypatch, key, place):
    if place == "keys.json":
        begin(instance)
        kept = json.loads((instance / place).read_text())
        (instance / place).write_text(json.dumps({**kept, "session": key}))
    else:
        monkeypatch.setenv(place, key)
    said = refused()
    assert place in said
    assert "32 characters" in said
    assert key not in said


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        f"mysql://me:{SECRET}@host/name",
        f"postgresql://me:{SECRET}@host:port/name",
        f"postgresql+asyncpg://me:{SECRET}@host/name",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_is_no_databases(instance, refused, monkeypatch, command, url):
    monkeypatch.setenv("DATABASE_URL", url)
    said = refused(command)
    assert "DATABASE_URL" in said
    assert SECRET not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_server_that_does_not_answer(instance, refused, monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://me:{SECRET}@127.0.0.1:1/name")
    said = refused(command)
    assert "The database name at 127.0.0.1 can't be used: connection failed" in said
    assert SECRET not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_newer_schema(instance, refused, command):
    begin(instance)
    with closing(sqlite3.connect(instance / "lettercase.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    said = refused(command)
    assert f"{instance}/lettercase.sqlite" in said
    assert "newer Lettercase" in said


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_newer_schema_on_a_server(instance, refused, monkeypatch, database_url):
    migrate(database_url)
    engine = engine_of(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert "newer Lettercase" in refused()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_that_is_none(instance, refused, command):
    instance.mkdir()
    (instance / "lettercase.sqlite").write_text("This is no database. " * 100)
    said = refused(command)
    assert "file is not a database. Put back a copy of it." in said


def test_a_database_that_another_process_holds(instance, refused, monkeypatch):
    monkeypatch.setattr("app.records.engines.LONGEST_WAIT", 10)
    begin(instance)
    with closing(sqlite3.connect(instance / "lettercase.sqlite")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert "database is locked. Another process holds it" in refused()


def test_a_port_that_is_taken(instance, run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, said = run("serve", "--port", port)
    assert code == 2
    assert said.startswith(f"lettercase: Port {port} of 127.0.0.1 can't be opened: Address already")
    assert said.count("\n") == 1
    assert not instance.exists()


def test_what_nobody_thought_of_is_said_without_its_message(instance, refused, monkeypatch):
    def fail(*_):
        raise ValueError(SECRET)

    monkeypatch.setattr("app.web.serving.create_app", fail)
    said = refused()
    assert "The site can't start: ValueError at " in said
    assert SECRET not in said


@pytest.mark.parametrize("command", ["serve", "import"])
def test_a_content_that_is_not_there(instance, content, refused, command):
    begin(instance)
    before = recorded(instance)
    shutil.rmtree(content)
    assert f"There are no documents in {content}: " in refused(command)
    content.mkdir()
    assert f"There are no documents in {content}: " in refused(command)
    assert recorded(instance) == before


def test_a_content_of_empty_folders(instance, content, refused):
    begin(instance)
    before = recorded(instance)
    for file in content.rglob("*.*"):
        file.unlink()
    assert f"{content} is gone or empty" in refused()
    assert recorded(instance) == before


@pytest.mark.parametrize("name", ["cases", "addressees", "letter_templates"])
def test_a_content_of_which_one_folder_is_gone(instance, content, refused, name):
    begin(instance)
    before = recorded(instance)
    shutil.rmtree(content / name)
    assert f"{content}/{name} is gone or empty" in refused()
    assert recorded(instance) == before


def test_an_empty_folder_beside_other_documents_says_that_it_is_meant(instance, content):
    begin(instance)
    number, texts = recorded(instance)
    shutil.rmtree(content / "cases")
    (content / "cases").mkdir()
    begin(instance)
    assert recorded(instance) == (number + 1, texts)


def test_a_document_that_is_a_link_to_nowhere(instance, content, refused):
    (file,) = content.glob("cases/puffchat-nine.yaml")
    file.unlink()
    file.symlink_to("nowhere")
    assert f"{file} can't be read: No such file or directory." in refused()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_of_documents_that_may_not_be_read(instance, content, refused):
    folder = content / "addressees" / "nb"
    folder.chmod(0)
    try:
        assert f"{folder} can't be read: Permission denied." in refused()
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_folder_of_documents_that_cannot_be_listed(instance, content, refused, monkeypatch):
    folder = str(content / "addressees" / "nb")
    scan = os.scandir

    def fail(path):
        if str(path) == folder:
            raise PermissionError(13, "Permission denied", folder)
        return scan(path)

    monkeypatch.setattr(os, "scandir", fail)
    assert f"{folder} can't be read: Permission denied." in refused()


# Where nothing may be written


@pytest.fixture
def read_only(instance, monkeypatch):
    """The folder of an installation that has begun, where nothing is written any more."""
    begin(instance)
    monkeypatch.setenv("LETTERCASE_READ_ONLY", "1")
    return instance


@pytest.mark.parametrize(
    "command",
    [
        ("organiser", "add", "anna@example.org", "--role", "admin"),
        ("organiser", "link", "anna@example.org"),
        ("organiser", "deactivate", "anna@example.org"),
        ("content", "import", CONTENT),
        ("prepare",),
    ],
    ids=lambda command: " ".join(map(str, command[:2])),
)
def test_a_command_that_saves_says_that_nothing_can_be_saved(run, read_only, command, monkeypatch):
    monkeypatch.delenv("LETTERCASE_STACKING")
    before = {file: file.read_bytes() for file in read_only.iterdir()}
    code, _, said = run(*command)
    assert code == 2
    assert said.startswith("lettercase: Nothing can be saved while LETTERCASE_READ_ONLY is 1")
    assert {file: file.read_bytes() for file in read_only.iterdir()} == before


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize("command", [("cases",), ("organiser", "list")], ids=" ".join)
def test_a_command_that_shows_goes_on(run, command):
    assert run(*command)[0] == 0


def test_a_folder_that_was_never_begun_in_is_refused(instance, refused, monkeypatch):
    monkeypatch.setenv("LETTERCASE_READ_ONLY", "1")
    assert "unable to open database file" in refused()
    assert not instance.exists()
