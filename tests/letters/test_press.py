"""What everything that prints letters asks: one by one, several, or many in one small PDF."""

import dataclasses
import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from app.letters import laid_out, press, sheet
from app.letters.letter import Letter
from app.letters.order import write
from app.letters.printing import GlyphMissing, Printed
from app.letters.sender import Sender
from app.letters.stacking import blocks, standing, tagged_pdf
from app.letters.stacking.shaping import sized_font
from app.letters.stacking.stacked import Stacked
from app.letters.stationery import STATIONERIES
from tests.letters.conftest import OrderWith

PAPER = STATIONERIES["din-5008-b"]

pytestmark = pytest.mark.usefixtures("stacking")


@pytest.fixture
def many_letters(library, today, order_with: OrderWith) -> Callable[[int], list[Letter]]:
    """Return a function that writes so many different letters."""

    def make(count: int) -> list[Letter]:
        found = []
        for number in range(count):
            street = f"Musterstraße {number}\n12345 Musterstadt"
            sender = Sender.typed(f"Anna Nr. {number}", street, "Musterstadt", "DE")
            found += write(library, order_with(sender=sender, seed=number), today)
        return found

    return make


def _bulk_pdf(letters: list[Letter]) -> bytes:
    target = io.BytesIO()
    assert press.write_bulk_pdf([(letter, PAPER) for letter in letters], target) == []
    return target.getvalue()


def test_a_bulk_pdf_has_each_letter_as_it_is_alone(letters_with, many_letters):
    letters = [
        *many_letters(3),
        *letters_with(words="In my own words.\nTwo lines."),
        *letters_with(),
    ]
    bulk = pypdfium2.PdfDocument(_bulk_pdf(letters))
    assert len(bulk) == len(letters)
    for page, letter in zip(bulk, letters, strict=True):
        (alone,) = pypdfium2.PdfDocument(press.to_pdf([press.press(letter, PAPER)]))
        one, other = (each.render(scale=1, grayscale=True).to_pil() for each in (page, alone))
        assert sum(ImageChops.difference(one, other).histogram()[16:]) == 0
        texts = (each.get_textpage().get_text_range() for each in (page, alone))
        assert len({tuple(sorted(text.split())) for text in texts}) == 1


def test_a_bulk_pdf_takes_less_than_a_kilobyte_for_each_further_letter(many_letters):
    letters = many_letters(160)
    assert len(_bulk_pdf(letters)) - len(_bulk_pdf(letters[:60])) < 100 * 1000


def test_a_bulk_pdf_has_pages_beyond_one_node_and_no_fault(many_letters):
    with pikepdf.open(io.BytesIO(_bulk_pdf(many_letters(120)))) as bulk:
        assert len(bulk.pages) == 120
        assert bulk.check_pdf_syntax() == []


def test_a_bulk_pdf_says_what_must_be_laid_out(letters_with):
    letters = [*letters_with(), *letters_with(words="A line.\n" * 60)]
    target = io.BytesIO()
    assert press.write_bulk_pdf([(letter, PAPER) for letter in letters], target) == letters[1:]
    assert len(pypdfium2.PdfDocument(target.getvalue())) == 1


def test_a_bulk_pdf_of_nothing_is_no_file(letters_with):
    letters = [each for each in letters_with(words="A line.\n" * 60) if each]
    target = io.BytesIO()
    assert press.write_bulk_pdf([(letter, PAPER) for letter in letters], target) == letters
    assert target.getvalue() == b""


def test_what_was_prepared_is_not_prepared_again(letters_with, monkeypatch):
    (first,) = letters_with(sender=Sender.typed("Anna", "", "", "DE"), seed=7)
    (second,) = letters_with(sender=Sender.typed("Berta", "", "", "DE"), seed=7, words="Mine.")
    press.press(first, PAPER)
    monkeypatch.setattr(laid_out, "lay_out", lambda *_, **__: pytest.fail("laid out again"))
    assert isinstance(press.press(second, PAPER), Stacked)


def test_nothing_of_a_supporter_is_kept(letters_with):
    name, words = "Quirinus Einzig", "Words that nobody else wrote."
    sender = Sender.typed(name, "Geheimweg 1", "", "DE")
    for letter in (*letters_with(sender=sender), *letters_with(sender=sender, words=words)):
        printed = press.to_pdf([press.press(letter, PAPER)])
    functions = (
        sheet._address,
        standing.draw_address,
        blocks._set_on_first_page,
        tagged_pdf._known,
    )
    caches = [laid_out._TEXTS, *(function.cache for function in functions)]
    assert all(len(cache) > 0 for cache in caches)
    kept = repr([dict(cache) for cache in caches])
    assert "Dear" in kept or "puffchat" in kept.lower()
    face = sized_font(False, PAPER.font_for("en").size * 96 / 72, "en")
    shown = [face.operands(text) for text in (name, words)]
    assert all(each in printed for each in shown)
    for secret in ("Quirinus", "Geheimweg", "nobody else", *(each.decode() for each in shown)):
        assert secret not in kept


def test_a_character_that_the_type_lacks_is_refused_as_before(letters_with):
    (letter,) = letters_with()
    with pytest.raises(GlyphMissing):
        press.press(dataclasses.replace(letter, signature="名前"), PAPER)


def test_what_is_on_paper_of_its_own_is_laid_out(letters_with):
    (letter,) = letters_with()
    wide = dataclasses.replace(PAPER, margin_right=30.0)
    assert isinstance(press.press(letter, wide), Printed)


LONG = "A line.\n" * 60
"""Own words that make a letter of two pages."""


def test_letters_that_are_stacked_are_as_many_as_are_wanted(many_letters, monkeypatch):
    monkeypatch.setattr(press, "MOST_PAGES", 2)
    assert len(press.press_all(many_letters(3), PAPER, with_guide=False)) == 3


@pytest.mark.parametrize(
    ("number", "words", "with_guide", "is_refused", "printed"),
    [
        (4, "", True, False, 4),
        (5, "", True, True, 0),
        (2, LONG, False, False, 2),
        (3, LONG, False, True, 1),
    ],
    ids=["four with a guide", "five with one", "two of two pages", "three of two pages"],
)
def test_what_is_laid_out_has_a_limit_that_is_told_before_the_work(
    letters_with, monkeypatch, number, words, with_guide, is_refused, printed
):
    asked = []

    def counted(letter, stationery, known=press.press):
        asked.append(letter)
        return known(letter, stationery)

    monkeypatch.setattr(press, "MOST_PAGES", 4)
    monkeypatch.setattr(press, "press", counted)
    letters = letters_with(words=words) * number
    if is_refused:
        with pytest.raises(press.TooManyPages, match="More than 4 pages"):
            press.press_all(letters, PAPER, with_guide=with_guide)
    else:
        assert len(press.press_all(letters, PAPER, with_guide=with_guide)) == number
    assert len(asked) <= printed + is_refused
