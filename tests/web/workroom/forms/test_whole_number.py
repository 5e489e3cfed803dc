"""Whole numbers as they come in forms and addresses."""

import pytest

from app.web.workroom.forms.whole_number import whole_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("12345678", 12_345_678),
        ("123456789", None),
        ("9" * 5_000, None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("1_0", None),
        (" 1", None),
        ("²", None),
        ("٣", None),
        ("\0", None),
        ("x", None),
    ],
    ids=lambda each: repr(each)[:20],
)
def test_a_number_is_written_in_digits_and_not_too_long(typed, number):
    assert whole_number(typed) == number


def test_a_place_that_has_fewer_digits_takes_no_more():
    assert (whole_number("999", digits=3), whole_number("1000", digits=3)) == (999, None)
