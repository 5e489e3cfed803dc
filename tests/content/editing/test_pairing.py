"""Which item of a changed list is which of the old one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.editing.pairing import paired, same

A, B, C = ({"slug": slug, "text": f"text of {slug}"} for slug in "abc")
FACT = {"date": 2018, "text": {"en": "He was held in a prison", "ru": "Он был в тюрьме"}}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param([], [A], [None], id="a first item"),
        pytest.param([A], [], [], id="none left"),
        pytest.param([A, B, C], [C, A, B], [2, 0, 1], id="moved"),
        pytest.param([A, B, C], [A, C], [0, 2], id="one less"),
        pytest.param([A, C], [A, B, C], [0, None, 1], id="one more"),
        pytest.param([A, B], [{**B, "text": "x"}, A], [1, 0], id="by slug, moved and changed"),
        pytest.param(["x", "x", "y"], ["y", "x", "x"], [2, 1, 0], id="equal ones, at their place"),
        pytest.param(["x", "y"], ["x", "x", "y"], [0, None, 1], id="an equal one more"),
        pytest.param(
            [FACT, {"date": 2019}],
            [{"date": 2019}, {**FACT, "date": 2020}],
            [1, 0],
            id="by likeness, without a slug",
        ),
        pytest.param(["one two three", "z"], ["z z", "one two 3"], [1, 0], id="texts by likeness"),
        pytest.param(["p", "q"], ["p", "r"], [0, 1], id="by place, unlike as they are"),
        pytest.param([A], ["a"], [None], id="never of another kind"),
        pytest.param([1], [True], [None], id="true is no number"),
        pytest.param(
            [{**A}, {**A, "text": "y"}], [{**A, "text": "y"}], [1], id="equal before slug"
        ),
        pytest.param([{"slug": []}], [{"slug": []}, 1], [0, None], id="a slug that is none"),
    ],
)
def test_items_are_known_again(old, new, pairs):
    assert paired(old, new) == pairs


ITEMS = st.lists(st.sampled_from([A, B, C, FACT, "x", "y", 1, True, [1], []]), max_size=8)


@given(ITEMS, ITEMS)
def test_no_old_item_is_two_new_ones_and_equal_ones_are_found(old, new):
    pairs = [index for index in paired(old, new) if index is not None]
    assert len(pairs) == len(set(pairs))
    found = {place for place, index in enumerate(paired(old, new)) if index is not None}
    for place, item in enumerate(new):
        free = [index for index in range(len(old)) if index not in pairs]
        assert place in found or not any(same(old[index], item) for index in free)


def test_long_lists_are_paired_by_place():
    old, new = ([f"{name} word {number}" for number in range(150)] for name in ("old", "new"))
    assert paired(old, new) == list(range(150))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        ("1", 1, False),
        (float("nan"), float("nan"), True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": True}, False),
        ([1, 2], [2, 1], False),
        ([], {}, False),
        (None, None, True),
    ],
    ids=repr,
)
def test_values_are_the_same_as_yaml_tells_them_apart(one, other, is_same):
    assert same(one, other) is is_same
