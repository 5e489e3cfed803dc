"""Where fold and hole marks stand."""

import pytest

from app.letters.marks import drawn_marks, places_of_marks
from app.letters.stationery import STATIONERIES

ALL = {
    "din-5008-b": [(5, 105, 4), (5, 148.5, 2.6), (5, 210, 4)],
    "din-5008-a": [(5, 87, 4), (5, 148.5, 2.6), (5, 192, 4)],
    "swiss-right": [(5, 105, 4), (5, 210, 4)],
    "us-10": [(5, 93.1, 4), (5, 186.2, 4)],
    "plain-a4": [],
    "plain-letter": [],
}


@pytest.mark.parametrize("slug", ALL)
def test_only_folded_stationery_has_marks(slug):
    assert places_of_marks(STATIONERIES[slug]) == ALL[slug]


@pytest.mark.parametrize("slug", STATIONERIES)
def test_marks_are_no_part_of_the_tagged_text(slug):
    drawn = drawn_marks(STATIONERIES[slug])
    assert bool(drawn) == bool(STATIONERIES[slug].fold_marks)
    assert drawn.startswith(b"/Artifact BMC") or not drawn
    assert drawn.count(b"BMC") == drawn.count(b"EMC") == bool(drawn)
