"""The records of paper hold what the norms say, and nothing on them lies on anything else."""

from itertools import combinations, pairwise

import pytest

from app.letters.stationery import (
    DEFAULT_STATIONERY,
    INK_MARGIN,
    STATIONERIES,
    UNPRINTABLE,
    Box,
    Stationery,
)
from tests.conftest import LANGUAGES

A4, LETTER = (210, 297), (215.9, 279.4)

# x, y, width and height of the address field; whether its first 5 mm are the return line; fold
# marks; and x from–to, y from–to of what shows in every usual envelope. From DIN 5008, SN 010130,
# NF and the USPS, not from the code.
NORMS = {
    "din-5008-b": (A4, (20, 45, 85, 45), True, (105, 210), (22, 91, 60, 85.5)),
    "din-5008-a": (A4, (20, 27, 85, 45), True, (87, 192), (20, 100, 32, 72)),
    "swiss-right": (A4, (112, 45, 90, 45), True, (105, 210), (122, 193, 50, 71.5)),
    "swiss-left": (A4, (20, 35.5, 100, 45), True, (105, 210), (20, 101, 52, 80.5)),
    "french": (A4, (100, 35, 100, 45), True, (99, 198), (100, 190, 45, 79)),
    "us-10": (LETTER, (17.5, 55.6, 114.3, 28.6), False, (93.1, 186.2), (22, 111, 63.5, 80.4)),
    "plain-a4": (A4, (20, 45, 85, 45), False, (), None),
    "plain-letter": (LETTER, (17.5, 55.6, 114.3, 28.6), False, (), None),
}
HOLE_MARKS = {"din-5008-b": 148.5, "din-5008-a": 148.5}

every_stationery = pytest.mark.parametrize(
    "stationery", STATIONERIES.values(), ids=lambda stationery: stationery.slug
)


def _parts(stationery: Stationery) -> dict[str, Box]:
    """Return everything that stands on the sheet, by name."""
    body_height = stationery.body_bottom - stationery.body_top
    parts = {
        "sender": stationery.sender,
        "date": stationery.date,
        "address": stationery.address_zone,
        "body": Box(
            stationery.margin_left, stationery.body_top, stationery.body_width, body_height
        ),
    }
    if stationery.return_line:
        parts["return line"] = stationery.return_line
    return parts


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def _is_inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def test_there_is_a_record_for_every_norm_and_no_other():
    assert set(STATIONERIES) == set(NORMS)
    assert all(slug == stationery.slug for slug, stationery in STATIONERIES.items())
    assert DEFAULT_STATIONERY == "din-5008-b"


@pytest.mark.parametrize("slug", NORMS)
def test_a_record_holds_what_its_norm_says(slug):
    stationery = STATIONERIES[slug]
    paper, field, has_return_line, folds, window = NORMS[slug]
    assert (stationery.paper.width, stationery.paper.height) == paper
    assert stationery.address_field == Box(*field)
    assert stationery.fold_marks == folds
    assert stationery.hole_mark == HOLE_MARKS.get(slug)
    assert (stationery.return_line is not None) == has_return_line
    if window is None:
        assert stationery.window is None
    else:
        shown = stationery.window
        assert (shown.x, shown.right, shown.y, shown.bottom) == pytest.approx(window)


@pytest.mark.parametrize("slug", [slug for slug, norm in NORMS.items() if norm[2]])
def test_the_return_line_is_the_first_5_mm_of_the_address_field(slug):
    line, field = STATIONERIES[slug].return_line, STATIONERIES[slug].address_field
    assert (line.y, line.height) == (field.y, 5)
    assert _is_inside(line, field)


@pytest.mark.parametrize("slug", ["din-5008-b", "din-5008-a"])
def test_din_5008_has_its_margins_and_its_information_block(slug):
    stationery = STATIONERIES[slug]
    assert (stationery.margin_left, stationery.margin_right) == (25, 20)
    assert (stationery.date.x, stationery.date.width) == (125, 75)


@every_stationery
def test_the_window_lies_inside_the_address_field(stationery):
    field = stationery.address_field
    shown = stationery.window or stationery.address_zone
    # The Swiss left window of a C5 envelope is 1 mm wider than the field.
    assert _is_inside(shown, Box(field.x, field.y, field.width + 1, field.height))


@every_stationery
def test_the_address_keeps_a_distance_from_every_edge_of_its_window(stationery):
    window = stationery.window or stationery.address_field
    zone = stationery.address_zone
    assert zone.x >= window.x + 3
    assert zone.y >= window.y + 0.5
    assert zone.bottom <= window.bottom - 0.5
    assert zone.right <= window.right


@every_stationery
def test_a_compact_address_of_four_lines_has_room(stationery):
    assert stationery.address_zone.width >= 66
    assert stationery.address_zone.height >= 4 * 8 * 1.2 * 25.4 / 72


@every_stationery
def test_everything_stands_on_the_printable_sheet(stationery):
    paper = stationery.paper
    printable = Box(
        INK_MARGIN, INK_MARGIN, paper.width - 2 * INK_MARGIN, paper.height - 2 * INK_MARGIN
    )
    assert INK_MARGIN >= 7
    assert UNPRINTABLE >= 5
    outside = [n for n, part in _parts(stationery).items() if not _is_inside(part, printable)]
    assert outside == []
    assert all(0 < y < paper.height for y in stationery.fold_marks)


@every_stationery
def test_nothing_lies_on_anything_else(stationery):
    overlapping = [
        names
        for names in combinations(_parts(stationery), 2)
        if _overlap(*(_parts(stationery)[name] for name in names))
    ]
    assert overlapping == []


@every_stationery
def test_nothing_but_the_address_shows_in_the_window(stationery):
    window = stationery.window or stationery.address_zone
    showing = [name for name, part in _parts(stationery).items() if _overlap(part, window)]
    assert showing == ["address"]


@every_stationery
def test_the_text_begins_below_the_address(stationery):
    shown = stationery.window or stationery.address_field
    assert stationery.body_top >= max(shown.bottom, stationery.address_field.bottom)
    assert stationery.body_top >= stationery.date.bottom


@every_stationery
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_type_is_neither_too_small_to_read_nor_too_tight(stationery, language):
    font = stationery.font_for(language)
    assert 10 <= font.size <= 11
    assert 1.2 <= font.line / font.size <= 1.4


@pytest.mark.parametrize("slug", [slug for slug, norm in NORMS.items() if norm[3]])
def test_a_sheet_folded_at_its_marks_goes_into_its_envelope(slug):
    stationery = STATIONERIES[slug]
    edges = (0, *stationery.fold_marks, stationery.paper.height)
    panels = [lower - upper for upper, lower in pairwise(edges)]
    tallest = 104.8 if stationery.paper.name == "Letter" else 110
    assert max(panels) < tallest
