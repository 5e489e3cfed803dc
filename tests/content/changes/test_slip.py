"""A correction of spelling, told from another text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.changes.slip import is_slip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Wibrik Ozzelov", "Wibrik Ozzelov", True, id="the same"),
        pytest.param("Wibrik Ozzelov", "WIBRIK OZZELOV", True, id="capitals"),
        pytest.param("Wibrik Ozzelov", "Wibrik Ozzellov", True, id="a letter added"),
        pytest.param("Wibrik Ozzelov", "Wibric Ozzelow", True, id="two letters far apart"),
        pytest.param("Wibrik Ozzelov", "ibrik Ozzelo", True, id="the first and the last left out"),
        pytest.param(
            "Wibrik Ozzelov", "Wirbik Ozzelov", True, id="two letters that changed places"
        ),
        pytest.param("Wibrik Ozzelov", "Wibring Ozzelow", False, id="three letters"),
        pytest.param("Wibrik Ozzelov", "Ada Holder", False, id="another name"),
        pytest.param("Ada", "", False, id="nothing left"),
    ],
)
def test_at_most_two_letters_are_a_slip(before, after, expected):
    assert is_slip(before, after) is expected
    assert is_slip(after, before) is expected


@given(st.text("ab", max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_any_two_letters_more_are_a_slip_and_three_are_not(text, first, second):
    longer = text[:first] + "c" + text[first:]
    longer = longer[:second] + "c" + longer[second:]
    assert is_slip(text, longer)
    assert not is_slip(text, longer + "c")
