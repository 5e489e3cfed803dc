"""The usual letters are prepared before a process begins to serve."""

from itertools import islice

import pytest

from app.config import Config
from app.letters import press
from app.letters.prepared import blocks
from app.letters.prepared.keeping import Kept
from app.letters.prepared.stacked import Stacked
from app.letters.usual import usual_letters
from app.web import preparing


@pytest.fixture
def few(monkeypatch):
    """Let three letters be all that are usual."""
    monkeypatch.setattr(preparing, "usual_letters", lambda *given: islice(usual_letters(*given), 3))


@pytest.mark.usefixtures("few")
def test_they_are_laid_out_apart_once_and_then_known(app, tmp_path, monkeypatch):
    config = Config(instance=tmp_path)
    monkeypatch.setattr(blocks, "_FRAGMENTS", Kept(100))
    apart = []
    really = preparing._prepare_apart
    monkeypatch.setattr(
        preparing, "_prepare_apart", lambda *given: (apart.append(given), really(*given))
    )
    with app.app_context():
        preparing.prepare_usual_letters(config)
        assert len(apart) == 1
        assert config.prepared.is_file()
        # Nothing was laid out in this process, nor is it from now on.
        monkeypatch.setattr(blocks, "fragments", lambda *_: pytest.fail("laid out"))
        letters = list(usual_letters(preparing.library(), preparing.today(), preparing.limits()))
        assert isinstance(press.press(letters[0], press.USUAL), Stacked)
        monkeypatch.setattr(blocks, "_FRAGMENTS", Kept(100))
        preparing.prepare_usual_letters(config)
    assert len(apart) == 1


@pytest.mark.usefixtures("few")
def test_the_site_begins_even_if_nothing_can_be_kept(app, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(blocks, "_FRAGMENTS", Kept(100))
    with app.app_context():
        preparing.prepare_usual_letters(Config(instance=tmp_path / "file"))
    assert len(blocks._FRAGMENTS) == 0
