"""A demand that is no longer open needs a date and a reason."""

import copy

import pytest

from app.content.changes.undecided import NO_DATE, NO_REASON, undecided_demands
from app.content.text.document import parse
from tests.conftest import LANGUAGES
from tests.content.conftest import CASE

WHY = dict.fromkeys(LANGUAGES, "Done.")
DEMANDS = parse("cases/one.yaml", CASE).fields["demands"]
DONE = {"state": "met", "state_on": "2026-11", "why": WHY}


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        pytest.param({}, {}, [], id="an open demand"),
        pytest.param({}, DONE, [], id="one that was met"),
        pytest.param({}, {**DONE, "state": "overtaken"}, [], id="one that was overtaken"),
        pytest.param({}, {**DONE, "why": None}, [NO_REASON], id="no reason"),
        pytest.param({}, {**DONE, "why": "Done."}, [NO_REASON], id="a reason in no language"),
        pytest.param({}, {**DONE, "why": {"en": " "}}, [NO_REASON], id="a space for a reason"),
        pytest.param({}, {**DONE, "why": {"en": "Done."}}, [], id="one in English alone"),
        pytest.param({}, {**DONE, "why": {"ru": "Готово.", "en": ""}}, [], id="one in Russian"),
        pytest.param({}, {**DONE, "state_on": "2026-03-15"}, [NO_DATE], id="the date of before"),
        pytest.param({}, {**DONE, "state_on": None}, [NO_DATE], id="no date"),
        pytest.param({"state_on": 2026}, {**DONE, "state_on": "2026"}, [NO_DATE], id="a year"),
        pytest.param({}, {"state": "met"}, [NO_REASON, NO_DATE], id="neither"),
        pytest.param(DONE, {**DONE, "state": "overtaken"}, [], id="one that wasn't open"),
        pytest.param(DONE, {"state": "open"}, [], id="one that is open again"),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_demand_that_is_no_longer_open_needs_date_and_reason(old, new, missing, place):
    before, after = copy.deepcopy(DEMANDS), copy.deepcopy(DEMANDS)
    before[place].update(old)
    after[place].update(new)
    moved = [{"slug": "new", **DONE}, *reversed(after)]
    found = undecided_demands({"demands": before}, {"demands": after})
    assert found == [(place, message) for message in missing]
    found = undecided_demands({"demands": before}, {"demands": moved})
    assert found == [(2 - place, message) for message in missing]


@pytest.mark.parametrize("demands", [None, "none", [None, 1, {"slug": []}]], ids=repr)
def test_faulty_demands_are_left_to_other_checks(demands):
    assert undecided_demands({"demands": demands}, {"demands": DEMANDS}) == []
    assert undecided_demands({"demands": DEMANDS}, {"demands": demands}) == []
