"""The calibration page, measured: what a printer is held against must be right itself."""

import io
from dataclasses import dataclass
from functools import cache

import pdfplumber
import pikepdf
import pytest
from pdfplumber.page import Page

from app.content.texts import printed_languages, printed_text
from app.letters.calibration import RULER, calibration, frame_of
from app.letters.printing import pdf, render
from app.letters.stationery import INK_MARGIN, STATIONERIES, Paper
from tests.conftest import sample
from tests.letters.conftest import MM, Ink, ink_of

EVERY_PAGE = sample(
    [(slug, language) for language in printed_languages() for slug in STATIONERIES], every=11
)
every_page = pytest.mark.parametrize(("slug", "language"), EVERY_PAGE)


@dataclass(frozen=True)
class Measured:
    """A printed page with its straight lines, in mm."""

    page: Page
    level: list[Ink]
    upright: list[Ink]


@cache
def _data(slug: str, language: str) -> bytes:
    return pdf([render(calibration(STATIONERIES[slug], language))])


@cache
def _measured(slug: str, language: str) -> Measured:
    (page,) = pdfplumber.open(io.BytesIO(_data(slug, language))).pages
    lines = [_ink(line) for line in page.lines]
    level = [line for line in lines if line.bottom - line.top < 0.01]
    return Measured(page, level, [line for line in lines if line.bottom - line.top >= 0.01])


def _ink(shape: dict) -> Ink:
    return Ink("", *(float(shape[side]) / MM for side in ("x0", "top", "x1", "bottom")))


def _words(text: str) -> str:
    return " ".join(text.split())


def _is_between_rulers(ink: Ink, paper: Paper) -> bool:
    return ink.left > RULER + 1 and ink.right < paper.width - RULER - 1


@every_page
def test_the_window_stands_at_its_place_with_its_sentence_alone_inside(slug, language):
    stationery, page = STATIONERIES[slug], _measured(slug, language).page
    wanted = frame_of(stationery)
    drawn = [_ink(each) for each in page.rects if each["stroke"] and not each["fill"]]
    (frame,) = [each for each in drawn if _is_between_rulers(each, stationery.paper)]
    edges = (frame.left, frame.top, frame.right, frame.bottom)
    assert edges == pytest.approx((wanted.x, wanted.y, wanted.right, wanted.bottom), abs=0.1)
    inside = [each for each in ink_of(page) if each.text and each.touches(wanted)]
    assert all(each.is_inside(wanted) for each in inside)
    text = printed_text(
        f"calibration.in_{'window' if stationery.window else 'frame'}_text", language
    )
    assert "".join(each.text for each in inside) == "".join(text.split())


@every_page
def test_the_line_is_100_mm_long_and_divided_into_centimetres(slug, language):
    measured, paper = _measured(slug, language), STATIONERIES[slug].paper
    (line,) = [each for each in measured.level if 90 < each.right - each.left < 120]
    assert line.right - line.left == pytest.approx(100, abs=0.1)
    marks = [
        each.left - line.left
        for each in measured.upright
        if each.top < line.top < each.bottom and _is_between_rulers(each, paper)
    ]
    assert sorted(marks) == pytest.approx([*range(0, 101, 10)], abs=0.1)


@every_page
def test_below_the_line_stands_what_to_do_if_it_is_shorter(slug, language):
    measured, paper = _measured(slug, language), STATIONERIES[slug].paper
    (line,) = [each for each in measured.level if 90 < each.right - each.left < 120]
    box = (25, line.bottom, paper.width - 19, line.bottom + 20)
    below = measured.page.crop([edge * MM for edge in box]).extract_text()
    assert _words(printed_text("calibration.size_text", language)) in _words(below)


@pytest.mark.parametrize(
    ("language", "size"),
    [("en", "215.9 × 279.4 mm"), ("ru", "215,9 × 279,4 мм"), ("kk", "215,9 × 279,4 мм")],
)
def test_the_size_of_the_paper_is_written_as_the_language_writes_numbers(language, size):
    assert f"Letter, {size}" in _words(calibration(STATIONERIES["us-10"], language).text)


@pytest.mark.parametrize(
    ("language", "shrinks"), [("en", "shrinks"), ("ru", "уменьшает"), ("kk", "кішірейтіп")]
)
def test_who_has_a_printer_that_shrinks_is_told_to_print_at_100_per_cent(language, shrinks):
    text = printed_text("calibration.size_text", language)
    assert shrinks in text
    assert "100\N{NO-BREAK SPACE}%" in text


@every_page
def test_rulers_count_every_millimetre_on_all_four_sides(slug, language):
    measured, paper = _measured(slug, language), STATIONERIES[slug].paper
    right, bottom = paper.width - RULER, paper.height - RULER
    across, down = [*range(10, int(right) + 1)], [*range(10, int(bottom) + 1)]
    sides = [
        (across, [each.left for each in measured.upright if abs(each.bottom - RULER) < 0.05]),
        (across, [each.left for each in measured.upright if abs(each.top - bottom) < 0.05]),
        (down, [each.top for each in measured.level if abs(each.right - RULER) < 0.05]),
        (down, [each.top for each in measured.level if abs(each.left - right) < 0.05]),
    ]
    for wanted, found in sides:
        assert sorted(found) == pytest.approx(wanted, abs=0.1)


@every_page
def test_each_number_of_a_ruler_stands_by_its_mark(slug, language):
    page, paper = _measured(slug, language).page, STATIONERIES[slug].paper
    across, down = [], []
    for word in page.extract_words(extra_attrs=["size"]):
        number, ink = word["text"], _ink(word)
        if word["size"] > 8:
            continue
        if _is_by_upright_ruler(ink, paper):
            assert (ink.top + ink.bottom) / 2 == pytest.approx(int(number), abs=0.6)
            down.append(int(number))
        else:
            assert (ink.left + ink.right) / 2 == pytest.approx(int(number), abs=0.3)
            across.append(int(number))
    assert sorted(across) == sorted([*range(20, int(paper.width - RULER) - 5, 10)] * 2)
    assert sorted(down) == sorted([*range(20, int(paper.height - RULER) - 5, 10)] * 2)


def _is_by_upright_ruler(ink: Ink, paper: Paper) -> bool:
    near_corner = min(ink.top, paper.height - ink.bottom) < RULER + 4
    return not near_corner and (ink.right < RULER + 7 or ink.left > paper.width - RULER - 7)


@every_page
def test_the_sheet_can_be_folded_as_the_letter_is(slug, language):
    stationery = STATIONERIES[slug]
    marks = [
        each.top
        for each in _measured(slug, language).level
        if 4.5 < each.right - each.left < 5.5 and _is_between_rulers(each, stationery.paper)
    ]
    assert sorted(marks) == pytest.approx(sorted([*stationery.fold_marks] * 2), abs=0.1)


@every_page
def test_all_ink_is_printable_and_no_word_lies_on_another(slug, language):
    page, paper = _measured(slug, language).page, STATIONERIES[slug].paper
    ink = ink_of(page)
    assert min(min(each.left, each.top) for each in ink) >= INK_MARGIN - 0.01
    assert max(each.right for each in ink) <= paper.width - INK_MARGIN + 0.01
    assert max(each.bottom for each in ink) <= paper.height - INK_MARGIN + 0.01
    words = [_ink(word) for word in page.extract_words()]
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            side_by_side = other.left >= one.right or other.right <= one.left
            assert side_by_side or other.top >= one.bottom - 0.2 or other.bottom <= one.top + 0.2


@every_page
def test_the_page_names_stationery_and_paper_and_is_not_to_be_posted(slug, language):
    paper = STATIONERIES[slug].paper
    text = _words(_measured(slug, language).page.extract_text())
    assert printed_text("calibration.title", language) in text
    assert printed_text("paper.not_posted", language) in text
    assert _words(printed_text(f"stationery.{slug}", language)) in text
    size = f"{paper.width:g} × {paper.height:g}"
    assert f"{paper.name}, {size if language == 'en' else size.replace('.', ',')}" in text


@every_page
def test_the_file_is_tagged_with_its_drawings_described(slug, language):
    with pikepdf.open(io.BytesIO(_data(slug, language))) as document:
        assert document.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert str(document.Root.Lang) == language
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == printed_text("calibration.title", language)
        objects = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        described = {str(each.Alt) for each in objects if each.get("/S") == "/Figure"}
    assert described == {
        printed_text("calibration.drawing", language),
        printed_text("calibration.line", language),
    }
