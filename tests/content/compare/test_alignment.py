"""What two texts have in common, found in bounded time."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.compare.alignment import matching_blocks

PARTS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@pytest.mark.parametrize(
    ("old", "new", "blocks"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("abc", "abc", [(0, 0, 3)], id="the same"),
        pytest.param("abc", "xyz", [], id="nothing in common"),
        pytest.param("abc", "abxc", [(0, 0, 2), (2, 3, 1)], id="one more"),
        pytest.param("abxc", "abc", [(0, 0, 2), (3, 2, 1)], id="one less"),
        pytest.param("abc", "axc", [(0, 0, 1), (2, 2, 1)], id="another one"),
        pytest.param("aab", "aaab", [(0, 0, 2), (2, 3, 1)], id="one more of the same"),
        pytest.param("xaay", "aaz", [(1, 0, 2)], id="what stands twice, without an anchor"),
        pytest.param("abcd", "dabc", [(0, 1, 3)], id="one moved to the front"),
    ],
)
def test_equal_stretches_are_found(old, new, blocks):
    assert matching_blocks(old, new) == blocks


@given(PARTS, PARTS)
def test_blocks_are_equal_follow_each_other_and_do_not_touch(old, new):
    end_old = end_new = 0
    for number, (at_old, at_new, size) in enumerate(matching_blocks(old, new)):
        assert size
        assert old[at_old : at_old + size] == new[at_new : at_new + size]
        assert (at_old, at_new) >= (end_old, end_new)
        assert at_old >= end_old
        assert at_new >= end_new
        assert not number or (at_old, at_new) != (end_old, end_new)
        end_old, end_new = at_old + size, at_new + size


@given(PARTS)
def test_a_text_is_equal_to_itself(parts):
    assert matching_blocks(parts, parts) == ([(0, 0, len(parts))] if parts else [])


@pytest.mark.parametrize(
    "alphabet", ["ab", "abcdefghijklmnopqrstuvwxyz"], ids=["two lines", "twenty-six lines"]
)
def test_long_texts_of_few_different_lines_are_aligned_at_once(alphabet):
    chance = random.Random(1)
    old, new = (chance.choices(alphabet, k=100_000) for _ in range(2))
    start = time.process_time()
    matching_blocks(old, new)
    assert time.process_time() - start < 5
