"""A correction of spelling, told from another text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.checks.slip import is_slip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Berik Asylov", "Berik Asylov", True, id="the same"),
        pytest.param("Berik Asylov", "BERIK ASYLOV", True, id="capitals"),
        pytest.param("Berik Asylov", "Berik Assylov", True, id="a letter added"),
        pytest.param("Berik Asylov", "Beric Asylow", True, id="two letters far apart"),
        pytest.param("Berik Asylov", "erik Asylo", True, id="the first and the last left out"),
        pytest.param("Berik Asylov", "Breik Asylov", True, id="two letters that changed places"),
        pytest.param("Berik Asylov", "Bering Asylow", False, id="three letters"),
        pytest.param("Berik Asylov", "Ada Holder", False, id="another name"),
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
