"""What can be asked for in a case, and whether letters are written at all."""

import datetime

import pytest
from pydantic import ValidationError

from app.content.model.case import Case
from tests.conftest import TODAY
from tests.content.conftest import built

CASE = built({}).case("one")
TEXT = {"en": "Because.", "ru": "Потому.", "kk": "Себебі."}
DEMAND = CASE.model_dump()["demands"][0]


def changed(**changes: object) -> Case:
    return Case.model_validate({**CASE.model_dump(), **changes})


def test_a_case_written_down_is_read_as_the_same():
    assert changed() == CASE


@pytest.mark.parametrize(
    ("state", "wish", "takes_letters"),
    [
        pytest.param("open", {"wanted": "not-known"}, True, id="an open case"),
        pytest.param(
            "open",
            {"wanted": "yes", "said_by": TEXT, "date": "2026"},
            True,
            id="an open case whose family wants letters",
        ),
        pytest.param(
            "open",
            {"wanted": "no", "said_by": TEXT, "date": "2026"},
            False,
            id="an open case whose family wants none",
        ),
        pytest.param("draft", {"wanted": "not-known"}, False, id="a draft"),
        pytest.param("paused", {"wanted": "not-known"}, False, id="a paused case"),
        pytest.param("closed", {"wanted": "not-known"}, False, id="a closed case"),
        pytest.param("won", {"wanted": "not-known"}, False, id="a case that was won"),
    ],
)
def test_letters_are_written_while_a_case_is_open_and_the_family_does_not_object(
    state, wish, takes_letters
):
    assert changed(state=state, wish=wish).takes_letters is takes_letters


@pytest.mark.parametrize("wanted", ["yes", "no"])
@pytest.mark.parametrize("known", [{}, {"said_by": TEXT}, {"date": "2026"}])
def test_a_wish_names_who_said_so_and_when(wanted, known):
    with pytest.raises(ValidationError, match="needs said_by and date"):
        changed(wish={"wanted": wanted, **known})


@pytest.mark.parametrize("state", ["met", "overtaken"])
def test_a_demand_that_ended_needs_a_reason(state):
    with pytest.raises(ValidationError, match=f"a demand that is {state} needs a reason"):
        changed(demands=[{**DEMAND, "state": state}])


def test_a_demand_that_nobody_can_grant_is_refused():
    with pytest.raises(ValidationError, match="grantable_by"):
        changed(demands=[{**DEMAND, "grantable_by": []}])


@pytest.mark.parametrize(
    ("kind", "slugs"),
    [
        pytest.param(None, ["visit", "review"], id="all of them"),
        pytest.param("ombudsman", ["visit"], id="those of the ombudsman"),
        pytest.param("president", ["review"], id="those of the president"),
        pytest.param("embassy", [], id="none of an embassy, which gets a copy"),
    ],
)
def test_open_demands_are_found_by_who_can_grant_them(kind, slugs):
    assert [demand.slug for demand in CASE.open_demands(TODAY, kind)] == slugs


@pytest.mark.parametrize("state", ["met", "overtaken"])
def test_a_demand_that_ended_is_asked_of_nobody(state):
    ended = {**DEMAND, "state": state, "why": TEXT}
    case = changed(demands=[ended, {**DEMAND, "slug": "again"}])
    assert [demand.slug for demand in case.open_demands(TODAY)] == ["again"]
    assert [demand.slug for demand in case.open_demands(TODAY, "ombudsman")] == ["again"]


@pytest.mark.parametrize("field", ["people", "demands", "addressees", "hooks"])
def test_a_case_about_nobody_or_asking_nothing_of_nobody_is_refused(field):
    with pytest.raises(ValidationError, match=field):
        changed(**{field: []})


@pytest.mark.parametrize("goal", [0, -1])
def test_a_goal_is_at_least_one_letter(goal):
    with pytest.raises(ValidationError, match="goal"):
        changed(goal=goal)


@pytest.mark.parametrize(
    ("status", "status_on", "is_recent"),
    [
        pytest.param("in-prison", "2025-11-22", True, id="a year ago"),
        pytest.param("in-prison", "2025-11-21", False, id="more than a year ago"),
        pytest.param("in-prison", "2026-11-23", False, id="still to come"),
        pytest.param("released", "2018", False, id="released long ago"),
        pytest.param("died", "2018", True, id="died long ago"),
    ],
)
def test_a_status_holds_for_a_year_unless_nothing_can_change_it(status, status_on, is_recent):
    fields = {**CASE.model_dump()["people"][0], "status": status, "status_on": status_on}
    (person,) = changed(people=[fields]).people
    assert person.has_recent_status(datetime.date(2026, 11, 22)) == is_recent
