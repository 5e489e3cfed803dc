"""The finished PDF, measured."""

import io
import re
import unicodedata
from operator import itemgetter

import pikepdf
import pypdfium2
import pytest

from app.letters import press
from app.letters.order import Order, write
from app.letters.printing import ForbiddenAddress, _fetch, lay_out, pdf
from app.letters.stationery import INK_MARGIN, STATIONERIES, UNPRINTABLE
from tests.conftest import LIBRARY, TODAY, sample_covering
from tests.letters.conftest import ANNA, MM, Ink, ink_of, pages_of
from tests.printed import texts_of

COLUMNS = ("case", "addressee", "language", "stationery")
EVERY_LETTER = [
    (case.slug, addressee.slug, language, stationery)
    for case in LIBRARY.cases.values()
    for addressee in LIBRARY.askable(case, TODAY)
    for language in ("en", "ru", "kk")
    for stationery in STATIONERIES
]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def _printed(case: str, addressee: str, language: str, stationery: str):
    order = Order(
        case, (addressee,), language, STATIONERIES[stationery], TODAY, seed=3, sender=ANNA
    )
    return [press.press(letter, order.stationery) for letter in write(LIBRARY, order, TODAY)]


MEASURED = sample_covering(EVERY_LETTER, together=2)
"""That each letter fits its page and lacks no glyph is proved of all in `test_proof.py`."""


def test_there_are_letters_to_measure_and_every_address_is_seen_in_every_window():
    assert len(EVERY_LETTER) > 300
    seen = [letter.values for letter in MEASURED if not letter.marks]
    for one, other in [("addressee", "stationery"), ("case", "addressee"), ("case", "language")]:
        columns = itemgetter(COLUMNS.index(one), COLUMNS.index(other))
        assert set(map(columns, seen)) == set(map(columns, EVERY_LETTER))


@pytest.mark.parametrize(COLUMNS, MEASURED)
def test_every_letter_has_its_address_alone_in_the_window(case, addressee, language, stationery):
    paper = STATIONERIES[stationery]
    (printed,) = _printed(case, addressee, language, stationery)
    data = press.to_pdf([printed])
    with pages_of(data) as pages:
        assert len(pages) == 1
        ink = ink_of(pages[0])
    zone = paper.window or paper.address_zone
    shown = [each for each in ink if each.touches(zone)]
    assert _squeezed("".join(each.text for each in shown)) in {
        _squeezed("".join(form)) for form in printed.letter.address_forms
    }
    assert all(each.is_inside(zone) for each in shown)
    _assert_ink_is_printable(ink, paper)
    _assert_fonts(data)


def _assert_ink_is_printable(ink: list[Ink], paper) -> None:
    for each in ink:
        edge = INK_MARGIN if each.text else UNPRINTABLE
        assert each.left >= edge
        assert each.right <= paper.paper.width - edge
        assert each.top >= edge
        assert each.bottom <= paper.paper.height - edge


def _assert_fonts(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        for font in document.pages[0].Resources.Font.values():
            descendant = font.DescendantFonts[0]
            assert "/FontFile2" in descendant.FontDescriptor
            assert "SourceSerif4" in str(font.BaseFont).replace("-", "")
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "\ufffd" not in text


@pytest.mark.parametrize("stationery", STATIONERIES)
def test_marks_stand_where_the_record_has_them(pdf_with, stationery):
    record = STATIONERIES[stationery]
    image = _rendered(pdf_with(stationery=stationery), dots_per_mm=10)
    column = int((UNPRINTABLE + 1) * 10)
    dark = [y / 10 for y in range(image.height) if image.getpixel((column, y)) < 128]
    marks = [y for y in dark if y - 0.1 not in dark]
    wanted = sorted((*record.fold_marks, *([record.hole_mark] if record.hole_mark else [])))
    assert marks == pytest.approx(wanted, abs=0.25)


def _rendered(data: bytes, dots_per_mm: float):
    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=dots_per_mm / MM, grayscale=True).to_pil()


@pytest.mark.parametrize("stationery", STATIONERIES)
def test_the_sheet_has_the_size_of_its_paper(pdf_with, stationery):
    paper = STATIONERIES[stationery].paper
    with pages_of(pdf_with(stationery=stationery)) as pages:
        assert float(pages[0].width) / MM == pytest.approx(paper.width, abs=0.1)
        assert float(pages[0].height) / MM == pytest.approx(paper.height, abs=0.1)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_pdf_is_tagged_and_names_language_and_title(pdf_with, letters_with, language):
    (letter,) = letters_with(language=language)
    with pikepdf.open(io.BytesIO(pdf_with(language=language))) as document:
        assert str(document.Root.Lang) == language
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == letter.subject


def test_every_glyph_is_tagged_or_an_artifact(pdf_with):
    with pikepdf.open(io.BytesIO(pdf_with())) as document:
        depth = 0
        for instruction in pikepdf.parse_content_stream(document.pages[0]):
            operator = str(instruction.operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
            if operator in ("TJ", "Tj", "Do", "S", "f"):
                assert depth > 0, f"{operator} stands outside any tag"


def test_the_print_dialog_is_asked_not_to_scale_and_to_print_one_side(pdf_with):
    with pikepdf.open(io.BytesIO(pdf_with())) as document:
        assert document.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert document.Root.ViewerPreferences.Duplex == pikepdf.Name("/Simplex")


def test_metadata_and_structure_hold_nothing_of_the_sender(pdf_with):
    with pikepdf.open(io.BytesIO(pdf_with())) as document:
        with document.open_metadata() as metadata:
            told = str(metadata)
        told += str(dict(document.docinfo)) + str(document.Root.get("/Outlines"))
    assert "Beispiel" not in told
    assert "Musterst" not in told


def test_several_addressees_give_one_pdf_with_a_sheet_each(pdf_with):
    data = pdf_with(addressees=("nb/prosecutor-general", "nb/ombudsman", "nb/president"))
    texts = texts_of(data)
    assert len(texts) == 3
    assert "Prosecutor General" in texts[0]
    assert "Commissioner for Human Rights" in texts[1]
    assert "President" in texts[2]


def test_many_own_words_go_on_to_a_numbered_second_page(pdf_with):
    words = "I write about this because it concerns me, and I shall not stop. " * 30
    first, second = texts_of(pdf_with(words=words))
    assert "2 / 2" in second
    assert "1 / 2" not in first
    assert "Yours sincerely" in second


def test_each_letter_of_a_pack_counts_its_own_pages(pdf_with):
    words = "I write about this because it concerns me, and I shall not stop. " * 30
    data = pdf_with(addressees=("nb/prosecutor-general", "nb/ombudsman"), words=words)
    assert ["2 / 2" in text for text in texts_of(data)] == [False, True, False, True]


@pytest.mark.parametrize(
    "typed",
    [
        "<img src=file:///etc/passwd>",
        "{{ config }}",
        "# title",
        "[x](http://y)",
        "1. first",
        "- dash * star _under_ `code`",
        "&amp; &lt;b&gt; &#65;",
        "<script>alert(1)</script>",
        "back\\slash \\",
        "{% for x in y %}{% endfor %}",
        "http://example.org/a_b?c=d&e",
        "***",
        "> quoted",
    ],
)
def test_words_of_a_supporter_come_out_on_paper_as_they_were_typed(pdf_with, typed):
    assert typed in "\n".join(texts_of(pdf_with(words=typed)))


@pytest.mark.parametrize("field", ["name", "address", "town"])
def test_marks_in_the_sender_come_out_on_paper_as_they_were_typed(pdf_with, field):
    from app.letters.sender import Sender

    typed = "<b>x</b> {{ y }} *z*"
    sender = Sender.typed(**{"name": "Anna", "address": "Street", "town": "T", field: typed})
    assert typed in texts_of(pdf_with(sender=sender))[0]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://localhost/x", "https://example.org/", "data:text/css,x", "x"],
)
def test_nothing_but_the_layouts_own_files_is_fetched(address):
    with pytest.raises(ForbiddenAddress):
        _fetch(address)


def test_millimetres_left_are_those_below_the_signature(pdf_with, letters_with):
    (letter,) = letters_with()
    stationery = STATIONERIES["din-5008-b"]
    printed = lay_out(letter, stationery)
    with pages_of(pdf([printed])) as pages:
        lowest = max(each.bottom for each in ink_of(pages[0]) if each.text)
    assert printed.millimetres_left == pytest.approx(stationery.body_bottom - lowest, abs=2)
