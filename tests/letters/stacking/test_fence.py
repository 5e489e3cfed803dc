"""Whatever turns out otherwise inside, a letter comes out as it does the plain way."""

import io
import logging
from collections import Counter
from collections.abc import Callable

import pypdfium2
import pytest

from app.letters import press, printing
from app.letters.height import heights
from app.letters.letter import Letter
from app.letters.printing import GlyphMissing, Rendered, lay_out
from app.letters.sender import Sender
from app.letters.stacking import NotStackable, Stacked, bulk_pdf
from app.letters.stacking.fence import fenced
from app.letters.stationery import STATIONERIES
from tests.conftest import sample
from tests.letters.breaks import BREAKS, SECRET, Break
from tests.printed import texts_of

PAPER = STATIONERIES["din-5008-b"]
pytestmark = pytest.mark.usefixtures("stacking", "nothing_prepared")
every_break = pytest.mark.parametrize(
    "broken", sample([(each,) for each in BREAKS], every=3), ids=repr
)


@pytest.fixture
def letter(letters_with: Callable[..., list[Letter]]) -> Letter:
    """A letter that is stacked as long as nothing breaks."""
    (letter,) = letters_with(sender=Sender.typed(SECRET, "Geheimweg 1", "Stadt", "DE"), words="So.")
    return letter


@every_break
def test_a_surprise_means_the_plain_way_and_is_noted_without_texts(
    letter: Letter,
    broken: Break,
    surprises: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    plain = printing.pdf([lay_out(letter, PAPER)])
    broken.bring_about(monkeypatch)
    with caplog.at_level(logging.WARNING):
        data = press.to_pdf([press.press(letter, PAPER)])
    assert data == plain
    assert surprises.total() >= 1
    assert {what.partition(" ")[0] for what in surprises} == {broken.error}
    assert caplog.records
    assert all(f"{broken.error} at app.letters.stacking." in line for line in caplog.messages)
    assert not any(word in caplog.text for word in (*SECRET.split(), "Geheimweg"))
    assert all(record.exc_info is None for record in caplog.records)


@every_break
def test_a_pack_leaves_out_what_meets_a_surprise(
    letter: Letter,
    broken: Break,
    surprises: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
):
    broken.bring_about(monkeypatch)
    target = io.BytesIO()
    left_out = press.write_bulk_pdf([(letter, PAPER)] * 2, target)
    if broken is BREAKS[-1]:
        assert len(pypdfium2.PdfDocument(target.getvalue())) == 2
    else:
        assert left_out == [letter] * 2
        assert target.getvalue() == b""


def test_a_pack_goes_on_after_a_surprise(
    letter: Letter, surprises: Counter[str], monkeypatch: pytest.MonkeyPatch
):
    really, asked = bulk_pdf.drawn_marks, []

    def once_broken(stationery):
        asked.append(stationery)
        if len(asked) == 1:
            raise KeyError(SECRET)
        return really(stationery)

    monkeypatch.setattr(bulk_pdf, "drawn_marks", once_broken)
    target = io.BytesIO()
    assert press.write_bulk_pdf([(letter, PAPER)] * 3, target) == [letter]
    assert texts_of(target.getvalue()) == texts_of(target.getvalue())[:1] * 2


def test_the_height_of_a_letter_needs_nothing_that_may_break(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
):
    before = heights([letter], PAPER)
    for broken in BREAKS:
        broken.bring_about(monkeypatch)
    assert heights([letter], PAPER) == before


def test_what_cannot_be_read_is_not_read_again_for_the_next_letter(
    letter: Letter, surprises: Counter[str], monkeypatch: pytest.MonkeyPatch
):
    BREAKS[0].bring_about(monkeypatch)
    press.press(letter, PAPER)
    noted = surprises.total()
    assert isinstance(press.press(letter, PAPER), Rendered)
    assert surprises.total() == noted


def test_a_surprise_is_logged_less_and_less_often(
    surprises: Counter[str], caplog: pytest.LogCaptureFixture
):
    @fenced
    def fail() -> None:
        raise LookupError(SECRET)

    for _ in range(9):
        with pytest.raises(NotStackable):
            fail()
    assert [line.rpartition("(")[2] for line in caplog.messages] == [
        f"{times} ×)" for times in (1, 2, 4, 8)
    ]
    assert surprises.total() == 9


@pytest.mark.parametrize("refusal", [NotStackable("so"), GlyphMissing(characters="x")], ids=repr)
def test_what_is_said_on_purpose_is_no_surprise(refusal: Exception):
    @fenced
    def refuse() -> None:
        raise refusal

    with pytest.raises(type(refusal)):
        refuse()


def test_switched_off_nothing_is_stacked_or_prepared(letter: Letter, tmp_path):
    assert isinstance(press.press(letter, PAPER), Stacked)
    press.stop_stacking()
    printed = press.press(letter, PAPER)
    assert isinstance(printed, Rendered)
    assert press.to_pdf([printed]) == printing.pdf([lay_out(letter, PAPER)])
    assert press.write_bulk_pdf([(letter, PAPER)], io.BytesIO()) == [letter]
    assert press.prepare_file([letter], tmp_path / "file") == 0
    assert press.take_prepared([letter], PAPER, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
