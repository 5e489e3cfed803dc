"""Parts of a form are added, moved and removed, and nothing that was typed gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.web.workroom.editors.addressee_form import AddresseeForm
from app.web.workroom.editors.case_form import CaseForm
from app.web.workroom.forms.repeating import rearrange

TYPED = MultiDict(
    [
        ("title-en", "Nine"),
        ("people-0-slug", "a"),
        ("people-1-slug", "b"),
        ("people-1-name-ru", "Б"),
        ("people-2-slug", "c"),
        ("demands-0-grantable_by", "president"),
        ("demands-0-grantable_by", "ombudsman"),
        ("note", "why"),
    ]
)


def slugs(typed: MultiDict) -> list[str]:
    return [person.get("slug", "") for person in CaseForm(typed).written()["people"]]


@pytest.mark.parametrize(
    ("action", "left", "place"),
    [
        ("people-1-up", ["b", "a", "c"], "people-0"),
        ("people-1-down", ["a", "c", "b"], "people-2"),
        ("people-0-up", ["a", "b", "c"], "people-0"),
        ("people-2-down", ["a", "b", "c"], "people-2"),
        ("people-1-remove", ["a", "c"], "people"),
        ("people-add", ["a", "b", "c"], "people-3"),
    ],
)
def test_a_part_moves(action, left, place):
    rearranged = rearrange(CaseForm(), TYPED, action)
    assert slugs(rearranged.typed) == left
    assert rearranged.id == place


def test_all_that_was_typed_comes_along():
    typed = rearrange(CaseForm(), TYPED, "people-1-up").typed
    assert typed["people-0-name-ru"] == "Б"
    assert typed["title-en"] == "Nine"
    assert typed["note"] == "why"
    assert typed.getlist("demands-0-grantable_by") == ["president", "ombudsman"]


def test_an_added_part_is_empty_and_shown():
    form = CaseForm(rearrange(CaseForm(), TYPED, "people-add").typed)
    assert len(form.people.entries) == 4
    assert form.people.entries[3].written() is None


def test_a_simple_part_is_added_and_moved():
    typed = rearrange(AddresseeForm(), MultiDict({"languages-0": "kk"}), "languages-add").typed
    typed["languages-1"] = "ru"
    typed = rearrange(AddresseeForm(), typed, "languages-1-up").typed
    assert AddresseeForm(typed).written()["languages"] == ["ru", "kk"]


@given(st.permutations(["up", "down", "remove", "add"]), st.integers(0, 3))
def test_the_other_lists_stay_as_they_were(moves, number):
    typed = TYPED.copy()
    for move in moves:
        action = f"people-{move}" if move == "add" else f"people-{number}-{move}"
        rearranged = rearrange(CaseForm(), typed, action)
        typed = rearranged.typed if rearranged else typed
    others = [pair for pair in typed.items(multi=True) if not pair[0].startswith("people-")]
    assert others == [pair for pair in TYPED.items(multi=True) if not pair[0].startswith("people-")]


@pytest.mark.parametrize(
    "action",
    [
        "",
        "people",
        "people-9-up",
        "people-0-sideways",
        "people--1-up",
        "people-²-up",
        "people-99999999999999999999-up",
        "title-add",
        "title-0-remove",
        "wish-add",
        "unknown-add",
        "people-add\n",
        "people-0-slug-up",
    ],
)
def test_an_action_that_there_is_not_changes_nothing(action):
    assert rearrange(CaseForm(), TYPED, action) is None
