"""Labels, measured: each address on its label, on every label of every sheet."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pdfplumber.page import Page

from app.letters.label_sheet import (
    LABEL_SHEETS,
    LabelSheet,
    LabelTooSmall,
    NoLabel,
    NoSuchLabelSheet,
    StartBeyondSheet,
    TooManyLabels,
    label_sheet,
    labels,
)
from app.letters.placement import LEAST_OF_BOTH, place_recipient
from app.letters.printing import pdf, render
from app.letters.recipient import Recipient, recipient_of
from app.letters.stationery import INK_MARGIN
from app.limits import MOST_LABELS
from tests.conftest import LIBRARY, TODAY
from tests.letters.conftest import MM, Ink, ink_of, pages_of

A4, LETTER = (210, 297), (215.9, 279.4)

# Sheet, columns × rows, label, left / top, pitch: the label templates of LibreOffice, not the code.
SHEETS = {
    "l7163": (A4, (2, 7), (99.06, 38.1), (4.67, 15.15), (101.6, 38.1)),
    "l7160": (A4, (3, 7), (63.5, 38.1), (7.2, 15.15), (66.04, 38.1)),
    "l7159": (A4, (3, 8), (64, 33.86), (6.46, 13.06), (66.54, 33.86)),
    "3474": (A4, (3, 8), (70, 37), (0, 0), (70, 37)),
    "5160": (LETTER, (3, 10), (66.68, 25.4), (4.78, 12.7), (69.85, 25.4)),
    "5161": (LETTER, (2, 10), (101.6, 25.4), (3.96, 12.7), (106.36, 25.4)),
    "5163": (LETTER, (2, 5), (101.6, 50.8), (3.96, 12.7), (106.36, 50.8)),
}
EDGE = {"3474": 5}
"""How near text comes to the sheet's edge where labels run to it; else INK_MARGIN."""

POSTABLE = [each for each in LIBRARY.addressees.values() if each.is_postable]
PRESIDENT, OMBUDSMAN, NSC = (
    recipient_of(LIBRARY.addressee(slug), "DE", TODAY)
    for slug in ("nb/president", "nb/ombudsman", "nb/national-security-committee")
)
SHORT = replace(PRESIDENT, forms=(("Hall 1", "Hill 2", "Hull 3"),), cyrillic=())

_DOTS = 10
"""Dots a mm, where ink is measured as it is seen."""

every_sheet = pytest.mark.parametrize("slug", SHEETS)


def _printed(wanted: Sequence[tuple[Recipient, int]], sheet: LabelSheet, start: int = 1) -> bytes:
    return pdf([render(labels(wanted, sheet, start))])


def _label(slug: str, number: int) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a label, computed from SHEETS."""
    _, (columns, _), (width, height), (left, top), (pitch_x, pitch_y) = SHEETS[slug]
    x = left + (number - 1) % columns * pitch_x
    y = top + (number - 1) // columns * pitch_y
    return x, y, x + width, y + height


def _count(slug: str) -> int:
    _, (columns, rows), *_ = SHEETS[slug]
    return columns * rows


def _on_labels(page: Page, slug: str) -> dict[int, list[Ink]]:
    """Return the ink of each label that has any; ink on no label or on two is a failure."""
    found: dict[int, list[Ink]] = {}
    for each in ink_of(page):
        holders = [
            number
            for number in range(1, _count(slug) + 1)
            if (box := _label(slug, number))[0] <= each.left
            and each.right <= box[2]
            and box[1] <= each.top
            and each.bottom <= box[3]
        ]
        assert len(holders) == 1, f"{each} stands on {holders}"
        found.setdefault(holders[0], []).append(each)
    return found


def _text(ink: Sequence[Ink]) -> str:
    return "".join(each.text for each in ink)


# The records


@every_sheet
def test_a_record_holds_what_its_source_says(slug):
    sheet = LABEL_SHEETS[slug]
    paper, grid, label, corner, pitch = SHEETS[slug]
    assert (sheet.paper.width, sheet.paper.height) == paper
    assert (sheet.columns, sheet.rows) == grid
    assert (sheet.width, sheet.height) == label
    assert (sheet.left, sheet.top) == corner
    assert (sheet.pitch_x, sheet.pitch_y) == pitch


def test_there_is_a_record_of_every_sheet_and_no_other():
    assert set(LABEL_SHEETS) == set(SHEETS)


@every_sheet
def test_labels_lie_on_the_sheet_and_not_on_each_other(slug):
    (width, height), sheet = SHEETS[slug][0], LABEL_SHEETS[slug]
    last = sheet.label(sheet.count)
    assert last.right <= width + 0.01
    assert last.bottom <= height + 0.01
    assert sheet.pitch_x >= sheet.width
    assert sheet.pitch_y >= sheet.height


@every_sheet
def test_ink_keeps_its_distance_from_the_edge_of_the_sheet(slug):
    (width, height), sheet = SHEETS[slug][0], LABEL_SHEETS[slug]
    edge = EDGE.get(slug, INK_MARGIN)
    first, last = sheet.zone(1), sheet.zone(sheet.count)
    assert min(first.x, first.y, width - last.right, height - last.bottom) >= edge


@pytest.mark.parametrize("code", ["L7163", "l7163", "5160"])
def test_a_sheet_is_found_by_its_code(code):
    assert label_sheet(code).slug == code.lower()


def test_a_sheet_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(NoSuchLabelSheet) as refused:
        label_sheet("L9999")
    assert "L7163, L7160" in str(refused.value)


# On paper


@every_sheet
def test_every_label_of_a_sheet_has_its_address_within_half_a_millimetre(slug):
    sheet, count = LABEL_SHEETS[slug], _count(slug)
    page = pypdfium2.PdfDocument(_printed([(SHORT, count)], sheet))[0]
    assert page.get_width() / MM == pytest.approx(SHEETS[slug][0][0], abs=0.1)
    assert page.get_height() / MM == pytest.approx(SHEETS[slug][0][1], abs=0.1)
    image = page.render(scale=_DOTS / MM, grayscale=True).to_pil()
    ink = image.point(lambda grey: 255 if grey < 128 else 0)
    for number in range(1, count + 1):
        box = tuple(round(edge * _DOTS) for edge in _label(slug, number))
        inked = ink.crop(box).getbbox()
        left, top, _, bottom = (edge / _DOTS for edge in inked)
        assert left == pytest.approx(sheet.inset_x, abs=0.5)
        assert (top + bottom) / 2 == pytest.approx(sheet.height / 2, abs=0.5)
        ink.paste(0, box)
    assert ink.getbbox() is None, "there is ink beside the labels"


@every_sheet
def test_every_address_fits_every_label_and_stays_in_it(slug):
    sheet = LABEL_SHEETS[slug]
    recipients = [recipient_of(each, "GB", TODAY) for each in POSTABLE]
    edge = EDGE.get(slug, INK_MARGIN)
    with pages_of(_printed([(each, 1) for each in recipients], sheet)) as pages:
        found = {
            (page.page_number, number): ink
            for page in pages
            for number, ink in _on_labels(page, slug).items()
        }
        for ink in found.values():
            assert min(each.left for each in ink) >= edge
            assert max(each.right for each in ink) <= float(pages[0].width) / MM - edge
    assert len(found) == len(recipients)
    for ink, recipient in zip(found.values(), recipients, strict=True):
        forms = ["".join("".join(form).split()) for form in recipient.forms]
        cyrillic = "".join("".join(recipient.cyrillic).split())
        assert _text(ink) in {*forms, *(form + cyrillic for form in forms)}


@pytest.mark.parametrize(
    ("start", "count", "stand"),
    [
        (1, 1, [[1]]),
        (14, 1, [[14]]),
        (14, 2, [[14], [1]]),
        (5, 3, [[5, 6, 7]]),
        (13, 17, [[13, 14], [*range(1, 15)], [1]]),
        (1, 14, [[*range(1, 15)]]),
        (2, 14, [[*range(2, 15)], [1]]),
    ],
)
def test_labels_begin_at_the_first_free_one_and_go_on_on_further_sheets(start, count, stand):
    with pages_of(_printed([(SHORT, count)], LABEL_SHEETS["l7163"], start)) as pages:
        assert [sorted(_on_labels(page, "l7163")) for page in pages] == stand


def test_each_address_stands_as_often_as_is_wanted_in_the_order_in_which_it_is():
    hill, hall = replace(SHORT, forms=(("Hill", "1"),)), replace(SHORT, forms=(("Hall", "2"),))
    wanted = [(hill, 3), (SHORT, 0), (hall, 2), (hill, 1)]
    with pages_of(_printed(wanted, LABEL_SHEETS["5160"], 30)) as pages:
        texts = [_text(ink) for page in pages for ink in _on_labels(page, "5160").values()]
    assert texts == ["Hill1"] * 3 + ["Hall2"] * 2 + ["Hill1"]


def test_a_small_label_has_the_compact_address_and_a_large_one_the_full():
    def lines(slug: str) -> tuple[str, ...]:
        return place_recipient(NSC, LABEL_SHEETS[slug].zone(1)).latin.lines

    assert lines("5160") == NSC.forms[-1]
    assert lines("l7163") == NSC.forms[0]


def test_the_holder_stands_on_the_labels_that_have_room():
    assert place_recipient(OMBUDSMAN, LABEL_SHEETS["l7160"].zone(1)).latin.lines[0].startswith("Mr")
    assert (
        place_recipient(OMBUDSMAN, LABEL_SHEETS["5160"].zone(1)).latin.lines == OMBUDSMAN.forms[1]
    )


@pytest.mark.parametrize(("slug", "has_room"), [("5163", True), ("l7163", False), ("5160", False)])
def test_a_large_label_has_the_cyrillic_address_below(slug, has_room):
    placed = place_recipient(PRESIDENT, LABEL_SHEETS[slug].zone(1))
    assert (placed.cyrillic is not None) == has_room
    if placed.cyrillic:
        assert placed.cyrillic.lines == PRESIDENT.cyrillic
        assert placed.cyrillic.size == placed.latin.size >= LEAST_OF_BOTH


# The file


def test_the_file_asks_for_true_size_and_is_tagged():
    data = pdf([render(labels([(PRESIDENT, 2)], LABEL_SHEETS["5163"], language="kk"))])
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert str(document.Root.Lang) == "kk"
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "5163 жапсырмалары"


# Refusals


@pytest.mark.parametrize(
    ("wanted", "start", "refusal", "says"),
    [
        ([], 1, NoLabel, "at least one"),
        ([(SHORT, 0)], 1, NoLabel, "at least one"),
        ([(SHORT, 3), (SHORT, -1)], 1, NoLabel, "at least one"),
        ([(SHORT, MOST_LABELS + 1)], 1, TooManyLabels, f"at most {MOST_LABELS}"),
        ([(SHORT, 10**18)], 1, TooManyLabels, f"at most {MOST_LABELS}"),
        ([(SHORT, 1)], 15, StartBeyondSheet, "no label 15 on the sheet: start at one from 1 to 14"),
        ([(SHORT, 1)], 0, StartBeyondSheet, "from 1 to 14"),
        (
            [(replace(SHORT, forms=(("Hall", "m" * 60),)), 1)],
            1,
            LabelTooSmall,
            "99.06 × 38.1 mm. Choose a sheet with larger labels",
        ),
    ],
    ids=["none", "nought", "fewer", "many", "myriads", "beyond", "before", "too wide"],
)
def test_what_cannot_be_printed_is_refused_with_what_to_do(wanted, start, refusal, says):
    with pytest.raises(refusal) as refused:
        labels(wanted, LABEL_SHEETS["l7163"], start)
    assert says in str(refused.value)


def test_an_address_of_which_no_label_is_wanted_may_be_too_wide():
    wide = replace(SHORT, forms=(("Hall", "m" * 60),))
    assert "Hull" in labels([(wide, 0), (SHORT, 1)], LABEL_SHEETS["l7163"]).text
