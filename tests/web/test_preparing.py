"""The usual letters are prepared before a process begins to serve."""

from dataclasses import replace
from itertools import islice
from threading import get_ident

import pytest

from app.config import Config
from app.letters import laid_out, press, printing
from app.letters.paragraphs import Paragraph, Span
from app.letters.stacking import tagged_pdf
from app.letters.stacking.stacked import Stacked
from app.letters.usual import usual_letters
from app.web import preparing
from tests.conftest import CONTENT

pytestmark = pytest.mark.usefixtures("stacking")


@pytest.fixture
def few(monkeypatch):
    """Let three letters be all that are usual."""
    monkeypatch.setattr(preparing, "usual_letters", lambda *given: islice(usual_letters(*given), 3))


@pytest.fixture
def apart(monkeypatch):
    """Return the list of what is laid out apart from now on."""
    found = []
    really = preparing._prepare_apart

    def prepare_apart(*given):
        found.append(given)
        really(*given)

    monkeypatch.setattr(preparing, "_prepare_apart", prepare_apart)
    return found


def _first():
    return next(usual_letters(preparing.library(), preparing.today(), preparing.limits()))


@pytest.mark.usefixtures("few")
def test_they_are_laid_out_apart_once_and_then_known(app, apart, tmp_path, monkeypatch, request):
    config = Config(content=CONTENT, instance=tmp_path)
    request.getfixturevalue("nothing_prepared")
    with app.app_context():
        preparing.prepare_usual_letters(config)
        assert len(apart) == 1
        assert config.prepared.is_file()
        # Nothing was laid out in this process, nor is it from now on.
        monkeypatch.setattr(printing, "render", lambda *_: pytest.fail("laid out"))
        assert len(tagged_pdf._known.cache) > 0
        assert isinstance(press.press(_first(), press.USUAL), Stacked)
        preparing.prepare_usual_letters(config)
    assert len(apart) == 1


@pytest.mark.usefixtures("few", "nothing_prepared")
def test_the_site_begins_even_if_nothing_can_be_kept(app, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    with app.app_context():
        preparing.prepare_usual_letters(Config(content=CONTENT, instance=tmp_path / "file"))
    assert len(laid_out._TEXTS) == 0


@pytest.mark.usefixtures("few", "nothing_prepared")
def test_a_letter_of_two_pages_is_not_laid_out_before_processes_part(app, tmp_path, monkeypatch):
    long = "A line that is as long as the page is wide, so that many make two pages. " * 60
    usual = preparing.usual_letters

    def with_long_words(*given):
        for letter in usual(*given):
            wordy = Paragraph((Span(long),))
            yield replace(letter, blocks=(wordy, *letter.blocks[1:]))

    monkeypatch.setattr(preparing, "usual_letters", with_long_words)
    found, me = [], get_ident()

    def note(*given, **options):
        if get_ident() == me:  # a browser of another test may still ask for its preview
            found.append(given)
        return printing.lay_out(*given, **options)

    for module in (press, laid_out):
        monkeypatch.setattr(module, "lay_out", note)
    with app.app_context():
        preparing.prepare_usual_letters(Config(content=CONTENT, instance=tmp_path))
    assert found == []
