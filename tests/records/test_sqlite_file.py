"""SQLite's file, read without SQLAlchemy: it says what the other modules say."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.content.text.folder import overlaid
from app.records import overlay, setting, sqlite_file
from app.records.settings import Settings
from app.records.unreadable import DatabaseUnreadable
from tests.records.conftest import NOW
from tests.records.saving import OTHER, SHIPPED, publish, save, upgrade

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def file(url):
    """The file of the session's database."""
    return Path(make_url(url).database)


def test_what_supporters_see_is_what_the_overlay_says(file, session):
    def agree() -> bool:
        said = overlaid(SHIPPED, sqlite_file.published(file))
        return list(said.items()) == list(overlay.live_texts(session, SHIPPED).items())

    assert agree()
    upgrade(session, SHIPPED)
    first = save(session, "case: first\n")
    assert agree()
    publish(session, first)
    publish(session, save(session, "case: second\n"), save(session, None, OTHER))
    assert agree()
    assert sqlite_file.published(file)[OTHER] is None
    publish(session, save(session, "office: back\n", OTHER), save(session, "x", "cases/new.yaml"))
    save(session, "draft\n")
    assert agree()
    assert "draft\n" not in sqlite_file.published(file).values()


def test_the_newest_settings_are_read(file, session):
    assert sqlite_file.settings_json(file) is None
    for months in (3, 7):
        setting.save(session, Settings(holder_months=months), author=None, now=NOW)
    known = sqlite_file.settings_json(file)
    assert Settings.model_validate_json(known) == setting.load(session)
    assert setting.load(session).holder_months == 7


def test_a_file_has_tables_once_the_site_was_started_with_it(file, tmp_path):
    assert sqlite_file.has_tables(file)
    assert not sqlite_file.has_tables(tmp_path / "missing.sqlite")
    assert not (tmp_path / "missing.sqlite").exists()
    (tmp_path / "empty.sqlite").touch()
    assert not sqlite_file.has_tables(tmp_path / "empty.sqlite")


def test_the_name_of_a_folder_may_hold_any_sign(file, tmp_path):
    odd = tmp_path / "100 %41? #1"
    odd.mkdir()
    with sqlite3.connect(odd / "a.sqlite") as connection:
        connection.execute("CREATE TABLE settings (id INTEGER, 'values' TEXT)")
    connection.close()
    assert sqlite_file.has_tables(odd / "a.sqlite")


@pytest.mark.parametrize(
    "read", [sqlite_file.has_tables, sqlite_file.published, sqlite_file.settings_json]
)
def test_a_file_that_is_no_database_is_not_taken_for_one_that_says_nothing(read, file, tmp_path):
    (tmp_path / "broken.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(DatabaseUnreadable, match="not a database"):
        read(tmp_path / "broken.sqlite")
