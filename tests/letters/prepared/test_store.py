"""What was laid out is kept in a file, and never taken for that of another edition."""

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest

from app.letters import press
from app.letters.letter import Letter
from app.letters.prepared import blocks, store
from app.letters.prepared.fragment import Fragment
from app.letters.prepared.keeping import Kept
from app.letters.stationery import STATIONERIES

PAPER = STATIONERIES["din-5008-b"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where it is kept."""
    return tmp_path / "new" / "prepared.sqlite"


@pytest.fixture
def laid_out(letters_with) -> tuple[list[Letter], list[Fragment]]:
    """A letter, and what was laid out for it: paragraphs, a list, bold words."""
    letters = letters_with(addressees=("kz/prosecutor-general",))
    return letters, blocks.blocks_of(letters[0], PAPER)


def _fields(fragment: Fragment) -> dict[str, object]:
    """Return what it was made with, without what was worked out since."""
    return {field.name: getattr(fragment, field.name) for field in fields(fragment)}


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a new process does, in which nothing may be laid out."""
    monkeypatch.setattr(blocks, "_FRAGMENTS", Kept(100))
    monkeypatch.setattr(blocks, "fragments", lambda *_: pytest.fail("laid out"))


def test_what_comes_back_is_what_was_kept(file, laid_out):
    _, made = laid_out
    store.keep(file, made)
    found = store.kept(file, [each.key for each in made])
    assert {key: vars(each) for key, each in found.items()} == {
        each.key: _fields(each) for each in made
    }
    assert any(run.semibold for each in made for run in each.runs)
    assert any(each.late for each in made)


def test_another_process_lays_out_nothing_and_prints_the_same(file, laid_out, monkeypatch):
    letters, _ = laid_out
    before = press.pdf([press.press(letters[0], PAPER)])
    assert press.prepare(letters, file) == len(letters[0].blocks) + 1
    _forget(monkeypatch)
    assert press.recall(letters, PAPER, file)
    assert press.pdf([press.press(letters[0], PAPER)]) == before


def test_what_the_file_lacks_is_said(file, laid_out, letters_with, monkeypatch):
    letters, _ = laid_out
    press.prepare(letters, file)
    _forget(monkeypatch)
    assert not press.recall([*letters, *letters_with(language="ru")], PAPER, file)
    assert press.recall(letters, PAPER, file)


def test_a_file_of_another_edition_holds_nothing(file, laid_out, monkeypatch):
    _, made = laid_out
    store.keep(file, made)
    monkeypatch.setattr(store, "edition", lambda: "another")
    assert store.kept(file, [each.key for each in made]) == {}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 200])
def test_a_damaged_file_holds_nothing_and_is_replaced(file, laid_out, content):
    _, made = laid_out
    file.parent.mkdir()
    file.write_bytes(content)
    assert store.kept(file, [made[0].key]) == {}
    store.keep(file, made)
    assert list(store.kept(file, [made[0].key])) == [made[0].key]
    assert list(file.parent.iterdir()) == [file]


def test_what_is_no_longer_needed_goes(file, laid_out):
    _, made = laid_out
    store.keep(file, made)
    store.keep(file, made[:1])
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM block").fetchone() == (1,)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path, laid_out):
    _, made = laid_out
    (tmp_path / "file").write_text("no folder")
    store.keep(tmp_path / "file" / "prepared.sqlite", made)
    assert (tmp_path / "file").read_text() == "no folder"


def test_own_words_are_no_part_of_it(file, letters_with):
    letters = letters_with(words="Words that nobody else wrote.")
    press.prepare(letters, file)
    with sqlite3.connect(file) as connection:
        values = connection.execute("SELECT value FROM block").fetchall()
    glyphs = blocks.fragments([letters[0].blocks[letters[0].own.start]], "en", PAPER, "–")[1]
    operands = glyphs.runs[0].operands.decode()
    assert operands
    assert not any(operands in value for (value,) in values)
