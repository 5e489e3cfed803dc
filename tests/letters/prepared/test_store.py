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
from app.letters.prepared.typeface import NotPrepared
from app.letters.stationery import STATIONERIES

PAPER = STATIONERIES["din-5008-b"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where it is kept."""
    return tmp_path / "new" / "prepared.sqlite"


@pytest.fixture
def laid_out(letters_with) -> tuple[list[Letter], list[Fragment]]:
    """A letter, and what was laid out for it: paragraphs, a list, bold words."""
    letters = letters_with(addressees=("nb/prosecutor-general",))
    return letters, blocks.blocks_of(letters[0], PAPER)


def _fields(fragment: Fragment) -> dict[str, object]:
    """Return what it was made with, without what was worked out since."""
    return {field.name: getattr(fragment, field.name) for field in fields(fragment)}


def _keep(file: Path, made: list[Fragment]) -> None:
    store.keep(file, {each.key: each for each in made})


def test_what_comes_back_is_what_was_kept(file, laid_out):
    _, made = laid_out
    _keep(file, made)
    found = store.kept(file, [each.key for each in made])
    assert {key: vars(each) for key, each in found.items()} == {
        each.key: _fields(each) for each in made
    }
    assert any(run.semibold for each in made for run in each.runs)
    assert any(each.late for each in made)


@pytest.fixture
def begin_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Return what begins as a new process does, in which nothing may be laid out."""

    def begin() -> None:
        request.getfixturevalue("nothing_prepared")
        monkeypatch.setattr(blocks, "fragments", lambda *_: pytest.fail("laid out"))

    return begin


def test_another_process_lays_out_nothing_and_prints_the_same(file, laid_out, begin_anew):
    letters, _ = laid_out
    before = press.pdf([press.press(letters[0], PAPER)])
    assert press.prepare(letters, file) == len(letters[0].blocks) + 1
    begin_anew()
    assert press.recall(letters, PAPER, file)
    assert press.pdf([press.press(letters[0], PAPER)]) == before


def test_what_the_file_lacks_is_said(file, laid_out, letters_with, begin_anew):
    letters, _ = laid_out
    press.prepare(letters, file)
    begin_anew()
    assert not press.recall([*letters, *letters_with(language="ru")], PAPER, file)
    assert press.recall(letters, PAPER, file)


def test_why_a_block_cannot_be_prepared_is_kept_too(file, laid_out, begin_anew, monkeypatch):
    letters, made = laid_out
    known = {each.key: each for each in made[:-1]} | {made[-1].key: NotPrepared("so it is")}
    store.keep(file, known)
    begin_anew()
    assert press.recall(letters, PAPER, file)
    with pytest.raises(NotPrepared, match="so it is"):
        blocks.blocks_of(letters[0], PAPER)
    assert not blocks.are_kept(letters[0], PAPER)


def test_more_blocks_than_a_process_keeps_are_kept_in_the_file(file, laid_out, monkeypatch):
    letters, made = laid_out
    monkeypatch.setattr(blocks, "_FRAGMENTS", Kept(2))
    assert press.prepare(letters, file) == len(made)
    assert press.recall(letters, PAPER, file)


def test_a_file_of_another_edition_holds_nothing(file, laid_out, monkeypatch):
    _, made = laid_out
    _keep(file, made)
    monkeypatch.setattr(store, "edition", lambda: "another")
    assert store.kept(file, [each.key for each in made]) == {}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 200])
def test_a_damaged_file_holds_nothing_and_is_replaced(file, laid_out, content):
    _, made = laid_out
    file.parent.mkdir()
    file.write_bytes(content)
    assert store.kept(file, [made[0].key]) == {}
    _keep(file, made)
    assert list(store.kept(file, [made[0].key])) == [made[0].key]
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_cannot_be_read_holds_nothing(file, laid_out):
    _, made = laid_out
    assert store.kept(file, [made[0].key]) == {}
    file.mkdir(parents=True)
    assert store.kept(file, [made[0].key]) == {}


def test_a_value_that_is_no_block_holds_nothing(file, laid_out):
    _, made = laid_out
    _keep(file, made)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE block SET value = '{'")
    assert store.kept(file, [made[0].key]) == {}


def test_what_is_no_longer_needed_goes(file, laid_out):
    _, made = laid_out
    _keep(file, made)
    _keep(file, made[:1])
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM block").fetchone() == (1,)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path, laid_out):
    _, made = laid_out
    (tmp_path / "file").write_text("no folder")
    _keep(tmp_path / "file" / "prepared.sqlite", made)
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
