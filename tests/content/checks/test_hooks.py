"""No sentence on the law is dead text: each stands on some letter, or it is said."""

import pytest

from app.content.checks.hooks import unprinted_hooks
from tests.conftest import TODAY
from tests.content.conftest import ADDRESSEE, CASE, built, line_of, replaced

ONE = "  - text: {en: The law., ru: Закон., kk: Заң.}\n"
OFFICE = "addressees/nb/ombudsman.yaml"


def with_hooks(*kinds: str) -> str:
    hooks = (
        f"  - text: {{en: Law {number}.}}\n    for_kinds: [{each}]\n"
        for number, each in enumerate(kinds)
    )
    return replaced(CASE, ONE, "".join(hooks))


def lines_said(text: str) -> list[int]:
    warnings = unprinted_hooks(built({"cases/one.yaml": text, OFFICE: ADDRESSEE}), TODAY)
    return [each.line for each in warnings]


@pytest.mark.parametrize(
    ("kinds", "dead"),
    [
        (("",), []),
        (("ombudsman", ""), [1]),  # every letter of this case goes to the ombudsman
        (("president", ""), [0]),
        (("", ""), [1]),
        (("", "ombudsman", "ombudsman"), [0, 2]),
    ],
)
def test_a_sentence_that_no_letter_prints_is_said(kinds, dead):
    text = with_hooks(*kinds)
    assert lines_said(text) == [line_of(text, f"Law {number}.") for number in dead]


def test_an_office_without_address_may_get_one_and_then_the_sentence():
    text = with_hooks("ombudsman", "")
    closed = ADDRESSEE.replace("state: in-use", "state: no-address\nstate_reason: {en: None.}")
    warnings = unprinted_hooks(built({"cases/one.yaml": text, OFFICE: closed}), TODAY)
    assert [each.line for each in warnings] == [line_of(text, "Law 1.")]


def test_a_case_that_asks_nobody_has_no_dead_sentence():
    text = with_hooks("president", "")
    assert (
        lines_said(replaced(text, "grantable_by: [ombudsman]", "grantable_by: [president]")) == []
    )


def test_one_sentence_must_hold_for_everybody():
    (error,) = built({"cases/one.yaml": with_hooks("ombudsman", "president")}).errors
    assert "one sentence on the law must hold for every kind of addressee" in error.message
