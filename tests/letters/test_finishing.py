"""What a laid out PDF still gets before it is written."""

import io

import pikepdf

from app.letters.marks import places_of_marks
from app.letters.printing import lay_out, pdf
from app.letters.stationery import STATIONERIES
from tests.letters.conftest import pages_of

PAPER = STATIONERIES["din-5008-b"]
WORDS = "A line of own words, one of very many. " * 60


def _marks_of(data: bytes) -> list[list[tuple[float, float]]]:
    """Return y and length in mm of each mark at the left edge, page by page."""
    with pages_of(data) as pages:
        return [
            sorted(
                (round(line["top"] * 25.4 / 72, 1), round(line["width"] * 25.4 / 72, 1))
                for line in page.lines
                if line["x0"] < 10 * 72 / 25.4
            )
            for page in pages
        ]


def test_the_first_page_of_each_letter_has_the_marks_and_no_other(letters_with):
    short, long = (*letters_with(), *letters_with(words=WORDS))
    printed = [lay_out(letter, PAPER) for letter in (long, short)]
    assert [each.pages for each in printed] == [2, 1]
    wanted = [(round(y, 1), length) for _, y, length in places_of_marks(PAPER)]
    assert _marks_of(pdf(printed)) == [wanted, [], wanted]


def test_letters_of_several_stationeries_have_each_its_own(letters_with):
    (letter,) = letters_with()
    papers = [PAPER, STATIONERIES["plain-a4"], STATIONERIES["french"]]
    found = _marks_of(pdf([lay_out(letter, paper) for paper in papers]))
    assert found == [
        [(round(y, 1), length) for _, y, length in places_of_marks(paper)] for paper in papers
    ]
    assert [len(each) for each in found] == [3, 0, 2]


def test_fonts_can_be_read_back_and_are_deflated(letters_with):
    (letter,) = letters_with()
    with pikepdf.open(io.BytesIO(pdf([lay_out(letter, PAPER)]))) as document:
        files = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Stream) and "/Length1" in each
        ]
        assert len(files) == 2
        for each in files:
            assert len(each.read_bytes()) == each.Length1
            assert len(each.read_raw_bytes()) < 0.6 * each.Length1
