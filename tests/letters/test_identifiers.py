"""The identifier of every kind of PDF: made of its content, and of nothing else."""

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from app.letters import press
from app.letters.calibration import calibration
from app.letters.envelope import envelope, envelopes
from app.letters.guide import guide
from app.letters.label_sheet import label_sheet, labels
from app.letters.letter import Letter
from app.letters.order import Order, write
from app.letters.printing import pdf, render
from app.letters.recipient import recipient_of
from app.letters.sender import Sender
from app.letters.stacking import tagged_pdf
from app.letters.stationery import STATIONERIES
from tests.conftest import LIBRARY, TODAY

PAPER = STATIONERIES["din-5008-b"]
OFFICES = ("nb/prosecutor-general", "nb/ombudsman")
WORDS = "I teach history."
LONG = "I write about this because it concerns me, and I shall not stop. " * 30


def _order(name: str, words: str = "", addressees: tuple[str, ...] = OFFICES[:1]) -> Order:
    sender = Sender.typed(name, "Musterstraße 12\n12345 Musterstadt", "Musterstadt", "DE")
    return Order(
        "puffchat-nine", addressees, "en", PAPER, TODAY, seed=1, sender=sender, words=words
    )


def _letters(*typed: object) -> list[Letter]:
    return write(LIBRARY, _order(*typed), TODAY)


def _pressed(letters: list[Letter]) -> bytes:
    return press.to_pdf([press.press(letter, PAPER) for letter in letters])


def _bulk(name: str) -> bytes:
    target = io.BytesIO()
    letters = [(letter, PAPER) for letter in _letters(name, "", OFFICES)]
    assert press.write_bulk_pdf(letters, target) == []
    return target.getvalue()


def _recipient(addressee: str = OFFICES[0]):
    return recipient_of(LIBRARY.addressees[addressee], "DE", TODAY)


OF_A_SENDER: dict[str, Callable[[str], bytes]] = {
    "letter": lambda name: _pressed(_letters(name)),
    "letter with own words": lambda name: _pressed(_letters(name, WORDS)),
    "several letters": lambda name: _pressed(_letters(name, "", OFFICES)),
    "letter of two pages": lambda name: _pressed(_letters(name, LONG)),
    "envelope": lambda name: pdf(
        [render(envelopes([_recipient()], envelope("DL"), _order(name).sender))]
    ),
}
OF_OTHERS: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
    "guide": (
        lambda: pdf([render(guide(LIBRARY, [_order("A")], "en", TODAY))]),
        lambda: pdf([render(guide(LIBRARY, [_order("A")], "ru", TODAY))]),
    ),
    "labels": (
        lambda: pdf([render(labels([(_recipient(), 1)], label_sheet("L7163"), 1))]),
        lambda: pdf([render(labels([(_recipient(), 1)], label_sheet("L7163"), 2))]),
    ),
    "calibration": (
        lambda: pdf([render(calibration(PAPER, "en"))]),
        lambda: pdf([render(calibration(PAPER, "ru"))]),
    ),
}


def _identifiers(data: bytes) -> tuple[bytes, bytes]:
    """Return both halves of the file's identifier, which pikepdf and PDFium can open."""
    assert len(pypdfium2.PdfDocument(data)) > 0
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.check_pdf_syntax() == []
        one, other = document.trailer.ID
        return bytes(one), bytes(other)


def _assert_made_of_content(first: bytes, again: bytes, changed: bytes) -> None:
    one, other = _identifiers(first)
    assert one == other
    assert len(one) >= 16
    assert again == first
    assert one not in _identifiers(changed)


@pytest.mark.parametrize("make", OF_A_SENDER.values(), ids=OF_A_SENDER)
def test_one_letter_of_the_name_makes_another_identifier(make):
    _assert_made_of_content(make("Anna Beispiel"), make("Anna Beispiel"), make("Anne Beispiel"))


@pytest.mark.usefixtures("stacking")
def test_one_letter_of_the_name_makes_another_identifier_of_a_bulk_pdf():
    _assert_made_of_content(*map(_bulk, ("Anna Beispiel", "Anna Beispiel", "Anne Beispiel")))


@pytest.mark.parametrize(("make", "make_another"), OF_OTHERS.values(), ids=OF_OTHERS)
def test_what_names_no_sender_is_known_by_its_content_too(make, make_another):
    _assert_made_of_content(make(), make(), make_another())


@pytest.mark.usefixtures("stacking")
def test_a_stacked_letter_says_the_same_whether_or_not_it_was_cached():
    made = _pressed(_letters("Anna Beispiel"))
    _pressed(_letters("Berta Probe"))
    tagged_pdf._known.cache.clear()
    assert _pressed(_letters("Anna Beispiel")) == made
