"""A case that is won or closed says what became of it, of everybody in it, and of each demand."""

import pytest

from app.content.checks.ended import (
    NO_OUTCOME,
    STILL_IN_PRISON,
    STILL_OPEN,
    undecided_at_end,
    undecided_ends,
)
from tests.content.conftest import CASE, built, line_of, replaced

PATH = "cases/one.yaml"
OUTCOME = "outcome: {ru: Он на свободе.}\n"
WHY = "    why: {kk: Болды.}\n"


def ended(state: str = "won") -> str:
    return replaced(CASE, "state: open\nas_of", f"state: {state}\nas_of")


@pytest.mark.parametrize("state", ["won", "closed"])
def test_a_case_that_ended_leaves_nothing_open(state):
    case = built({PATH: ended(state)}).case("one")
    assert list(undecided_at_end(case)) == [
        (("state",), NO_OUTCOME),
        (("people", 0, "status"), STILL_IN_PRISON),
        (("demands", 0, "state"), STILL_OPEN),
        (("demands", 1, "state"), STILL_OPEN),
    ]


def test_each_can_be_decided_in_any_language():
    text = replaced(ended(), "wish:", f"{OUTCOME}wish:").replace(
        "    state: open\n", f"{WHY}    state: met\n"
    )
    said = replaced(text, "    status: in-prison\n", "    status: released\n")
    assert list(undecided_at_end(built({PATH: said}).case("one"))) == []
    said = replaced(
        text, "    status: in-prison\n", "    status: in-prison\n    why_ended: {en: A}\n"
    )
    assert list(undecided_at_end(built({PATH: said}).case("one"))) == []


@pytest.mark.parametrize("state", ["open", "paused", "draft"])
def test_nothing_is_said_of_a_case_that_did_not_end(state):
    assert list(undecided_at_end(built({PATH: ended(state)}).case("one"))) == []


def test_the_check_says_each_with_its_line():
    text = ended()
    warnings = undecided_ends(built({PATH: text}))
    assert [each.message for each in warnings] == [
        NO_OUTCOME,
        STILL_IN_PRISON,
        STILL_OPEN,
        STILL_OPEN,
    ]
    assert warnings[1].line == line_of(text, "status: in-prison")
    assert {each.path for each in warnings} == {PATH}
