"""Two organisers' texts put together, of which nothing is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.compare.merging import Agreed, Conflict, merge
from tests.content.conftest import CASE, replaced

BASE = "a\nb\nc\nd\ne\nf\ng\n"


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        pytest.param(BASE, BASE, BASE, id="nobody changed anything"),
        pytest.param("A\nb\nc\nd\ne\nf\ng\n", BASE, "A\nb\nc\nd\ne\nf\ng\n", id="they alone"),
        pytest.param(BASE, "a\nb\nc\nd\ne\nf\nG\n", "a\nb\nc\nd\ne\nf\nG\n", id="I alone"),
        pytest.param(
            "A\nb\nc\nd\ne\nf\ng\n",
            "a\nb\nc\nd\ne\nf\nG\n",
            "A\nb\nc\nd\ne\nf\nG\n",
            id="each another line",
        ),
        pytest.param(
            "a\nb\nX\nd\ne\nf\ng\n",
            "a\nb\nX\nd\ne\nf\ng\n",
            "a\nb\nX\nd\ne\nf\ng\n",
            id="both the same",
        ),
        pytest.param(
            "b\nc\nd\ne\nf\ng\n",
            "a\nb\nc\nd\ne\ng\n",
            "b\nc\nd\ne\ng\n",
            id="each left out another",
        ),
        pytest.param(
            "a\nb\nx\nc\nd\ne\nf\ng\n",
            "a\nb\nc\nd\ne\ny\nf\ng",
            "a\nb\nx\nc\nd\ne\ny\nf\ng\n",
            id="each added another, one without end of line",
        ),
    ],
)
def test_changes_in_different_places_come_together(theirs, mine, merged):
    found = merge(BASE, theirs, mine)
    assert not found.has_conflicts
    assert found.text() == merged


THEIRS = replaced(CASE, "  wanted: not-known\n", "  wanted: yes\n")
MINE = replaced(CASE, "  wanted: not-known\n", "  wanted: no\n")


@pytest.mark.parametrize(
    ("choice", "lines"),
    [
        pytest.param("theirs", "  wanted: yes\n", id="theirs"),
        pytest.param("mine", "  wanted: no\n", id="mine"),
        pytest.param("both", "  wanted: yes\n  wanted: no\n", id="both, theirs first"),
    ],
)
def test_a_conflict_is_decided(choice, lines):
    merged = merge(CASE, THEIRS, MINE)
    assert merged.conflicts == (
        Conflict("  wanted: not-known\n", "  wanted: yes\n", "  wanted: no\n"),
    )
    assert merged.has_conflicts
    assert merged.text([choice]) == replaced(CASE, "  wanted: not-known\n", lines)


def test_several_conflicts_are_decided_each_for_itself():
    merged = merge("a\nx\ny\nz\nb\n", "A\nx\ny\nz\nB\n", "1\nx\ny\nz\n2\n")
    assert merged.parts == (
        Conflict("a\n", "A\n", "1\n"),
        Agreed("x\ny\nz\n"),
        Conflict("b\n", "B\n", "2\n"),
    )
    assert merged.text(["theirs", "mine"]) == "A\nx\ny\nz\n2\n"


def test_what_one_changed_and_the_other_left_out_is_a_conflict():
    merged = merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n")
    assert merged.conflicts == (Conflict("b\n", "", "B\n"),)
    assert merged.text(["theirs"]) == "a\nc\n"


@pytest.mark.parametrize("choices", [[], ["mine", "mine"]], ids=["none", "two"])
def test_each_conflict_needs_one_choice(choices):
    with pytest.raises(ValueError, match="1 conflicts"):
        merge(CASE, THEIRS, MINE).text(choices)


LINES = st.lists(st.sampled_from("abcdefg"), max_size=12)


def as_text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@given(LINES, LINES)
def test_what_one_alone_changed_stands_as_it_is(base, changed):
    base, changed = as_text(base), as_text(changed)
    assert merge(base, changed, base).text() == changed
    assert merge(base, base, changed).text() == changed
    assert merge(base, changed, changed).text() == changed


@given(LINES, LINES, LINES)
def test_nothing_that_was_added_is_lost(base, theirs, mine):
    merged = merge(as_text(base), as_text(theirs), as_text(mine))
    both = Counter(merged.text(["both"] * len(merged.conflicts)).splitlines())
    for added in (Counter(theirs) - Counter(base), Counter(mine) - Counter(base)):
        assert not added - both


def test_the_longest_texts_are_merged():
    base, theirs, mine = "a\nb\n" * 50_000, "b\na\n" * 50_000, "a\nb\nb\n" * 33_000
    merged = merge(base, theirs, mine)
    assert merged.text(["theirs"] * len(merged.conflicts)).count("b") >= 50_000
