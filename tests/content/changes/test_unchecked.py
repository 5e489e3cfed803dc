"""Whatever stands in a document is read as what should stand there."""

import pytest

from app.content.changes.unchecked import items, mapping, mappings, text


@pytest.mark.parametrize("value", [None, "a", 1, True, ["a"], [["a"]]], ids=repr)
def test_what_is_no_fields_has_none(value):
    assert mapping(value) == {}
    assert mappings(value) == []


@pytest.mark.parametrize("value", [None, "a", 1, {"a": 1}], ids=repr)
def test_what_is_no_list_has_no_items(value):
    assert items(value) == []


def test_of_a_list_all_items_stay_or_those_that_are_fields():
    assert items([1, {"a": 2}]) == [1, {"a": 2}]
    assert mappings([1, {"a": 2}]) == [{"a": 2}]


@pytest.mark.parametrize(
    ("value", "as_text"),
    [(None, ""), ("", ""), (2026, "2026"), (" a\n  b ", "a b"), (False, "False")],
)
def test_everything_can_be_read_as_a_text_in_one_line(value, as_text):
    assert text(value) == as_text
