"""What was laid out stands in a file, and is never taken for that of another edition."""

import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from pathlib import Path

import pytest
from cachetools import LRUCache

from app.letters import laid_out as store
from app.letters import press
from app.letters.laid_out import LaidOut, keys_of
from app.letters.letter import Letter
from app.letters.stacking import NotStackable, block_file
from app.letters.stacking.block_file import read_blocks, write_blocks
from app.letters.stacking.blocks import drawn_texts, our_texts, read_drawn
from app.letters.stacking.fragment import Fragment
from app.letters.stationery import STATIONERIES

PAPER = STATIONERIES["din-5008-b"]
Made = dict[Hashable, LaidOut]

pytestmark = pytest.mark.usefixtures("stacking")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where it stands."""
    return tmp_path / "new" / "prepared.sqlite"


@pytest.fixture
def letters(letters_with: Callable[..., list[Letter]]) -> list[Letter]:
    """A letter with paragraphs, a list and bold words."""
    return letters_with(addressees=("nb/prosecutor-general",))


@pytest.fixture
def made(letters: list[Letter]) -> Made:
    """What was laid out for it, by key."""
    texts = our_texts(letters[0], PAPER)
    found = store.laid_out(texts, "en", PAPER, read_drawn)
    return dict(zip(keys_of(texts, "en", PAPER), found, strict=True))


def _all_of(made: Made) -> dict[Hashable, object]:
    return {
        key: (each.height, each.drawn.runs, each.drawn.structure, each.drawn.late, each.drawn.needs)
        for key, each in made.items()
    }


def test_what_comes_back_is_what_was_written(file, made):
    write_blocks(file, made)
    assert _all_of(read_blocks(file, made.keys())) == _all_of(made)
    drawn = [each.drawn for each in made.values()]
    assert any(run.semibold for each in drawn for run in each.runs)
    assert any(each.late for each in drawn)


@pytest.fixture
def begin_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Return what begins as a new process does, in which nothing may be laid out."""

    def begin() -> None:
        request.getfixturevalue("nothing_prepared")
        monkeypatch.setattr(store, "lay_out", lambda *_, **__: pytest.fail("laid out"))

    return begin


def test_another_process_lays_out_nothing_and_prints_the_same(file, letters, begin_anew):
    before = press.to_pdf([press.press(letters[0], PAPER)])
    assert press.prepare_file(letters, file) == len(letters[0].blocks) + 1
    begin_anew()
    assert press.take_prepared(letters, PAPER, file)
    assert press.to_pdf([press.press(letters[0], PAPER)]) == before


def test_what_the_file_lacks_is_said(file, letters, letters_with, begin_anew):
    press.prepare_file(letters, file)
    begin_anew()
    assert not press.take_prepared([*letters, *letters_with(language="ru")], PAPER, file)
    assert press.take_prepared(letters, PAPER, file)


def test_why_a_block_cannot_be_stacked_stands_there_too(file, letters, made, begin_anew):
    *_, last = made
    write_blocks(file, made | {last: LaidOut(12.5, NotStackable("so it is"))})
    begin_anew()
    assert press.take_prepared(letters, PAPER, file)
    assert store.known([last])[0].height == 12.5
    for may_lay_out, reason in ((True, "so it is"), (False, "wasn't laid out")):
        with pytest.raises(NotStackable, match=reason):
            drawn_texts(letters[0], PAPER, may_lay_out=may_lay_out)


def test_more_blocks_than_a_process_holds_stand_in_the_file(file, letters, made, monkeypatch):
    monkeypatch.setattr(store, "_TEXTS", LRUCache(2))
    assert press.prepare_file(letters, file) == len(made)
    assert press.take_prepared(letters, PAPER, file)


def test_a_file_of_another_edition_holds_nothing(file, made, monkeypatch):
    write_blocks(file, made)
    monkeypatch.setattr(block_file, "edition", lambda: "another")
    assert read_blocks(file, made.keys()) == {}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 200])
def test_a_damaged_file_holds_nothing_and_is_replaced(file, made, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert read_blocks(file, made.keys()) == {}
    write_blocks(file, made)
    assert read_blocks(file, made.keys()).keys() == made.keys()
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_cannot_be_read_holds_nothing(file, made):
    assert read_blocks(file, made.keys()) == {}
    file.mkdir(parents=True)
    assert read_blocks(file, made.keys()) == {}


@pytest.mark.parametrize("value", ["{", "{}", "[]", '{"height": 1, "runs": [[1]]}', "1"])
def test_a_value_that_is_no_block_holds_nothing(file, made, value):
    write_blocks(file, made)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE block SET value = ?", (value,))
    assert read_blocks(file, made.keys()) == {}


def test_what_is_no_longer_needed_goes(file, made):
    first, *_ = made
    write_blocks(file, made)
    write_blocks(file, {first: made[first]})
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM block").fetchone() == (1,)


def test_where_nothing_can_be_written_nothing_is(tmp_path, made):
    (tmp_path / "file").write_text("no folder")
    write_blocks(tmp_path / "file" / "prepared.sqlite", made)
    assert (tmp_path / "file").read_text() == "no folder"


def test_own_words_are_no_part_of_it(file, letters_with, nothing_prepared):
    letters = letters_with(words="Words that nobody else wrote.")
    press.prepare_file(letters, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        values = connection.execute("SELECT value FROM block").fetchall()
    (own,) = store.laid_out([letters[0].blocks[letters[0].own.start]], "en", PAPER, read_drawn)
    assert isinstance(own.drawn, Fragment)
    operands = own.drawn.runs[0].operands.decode()
    assert operands
    assert not any(operands in value for (value,) in values)
