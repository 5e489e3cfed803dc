"""What was prepared, commands need not lay out."""

import sqlite3
from contextlib import closing

import pytest

from app.config import Config
from app.letters import press, printing, usual
from app.letters.order import Order, write
from app.letters.sender import Sender
from tests.conftest import CONTENT, LIBRARY, TODAY

LETTER = ("letter", "puffchat-nine", "nb/penal-committee", "--name", "Anna", "--seed", "1")


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The file of an installation of its own."""
    monkeypatch.setenv("LETTERCASE_INSTANCE", str(tmp_path))
    return Config.from_environment().prepared


@pytest.fixture
def letters():
    """What the command writes."""
    order = Order(
        *("puffchat-nine", ("nb/penal-committee",), "en", press.USUAL, TODAY),
        seed=1,
        sender=Sender.typed("Anna", "", "", None),
    )
    return write(LIBRARY, order, TODAY)


@pytest.mark.usefixtures("stacking")
def test_the_usual_letters_are_laid_out_into_the_installations_file(
    run, file, letters, monkeypatch
):
    monkeypatch.setattr(usual, "usual_letters", lambda *_: letters)
    assert run("prepare") == (0, f"{len(letters[0].blocks) + 1} blocks in {file}\n", "")
    with closing(sqlite3.connect(file)) as connection, connection:
        rows = connection.execute("SELECT count(*) FROM block").fetchone()
    assert rows == (len(letters[0].blocks) + 1,)


@pytest.mark.usefixtures("stacking")
def test_a_letter_is_written_without_laying_anything_out(
    run, file, letters, tmp_path, monkeypatch, request
):
    press.prepare_file(letters, file)
    request.getfixturevalue("nothing_prepared")
    monkeypatch.setattr(printing, "render", lambda *_: pytest.fail("laid out"))
    assert run(*LETTER, "-o", tmp_path / "letter.pdf") == (0, "", "")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_without_the_file_one_letter_is_laid_out_and_none_is_kept(run, file, tmp_path):
    assert run(*LETTER, "-o", tmp_path / "letter.pdf") == (0, "", "")
    assert not file.exists()


def test_of_a_folder_that_was_named_nothing_is_kept(run, file):
    code, _, says = run("--content", CONTENT, "prepare")
    assert code == 2
    assert "omit --content" in says
    assert not file.exists()
