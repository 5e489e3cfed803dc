"""Warnings of what has grown old, each at the line of its date."""

import datetime

import pytest

from app.content.ages import old_facts
from app.content.freshness import AgeLimits
from tests.content.conftest import ADDRESSEE, CASE, built, line_of, replaced

CASE_PATH = "cases/one.yaml"
ADDRESSEE_PATH = "addressees/kz/ombudsman.yaml"
HOLDER = (
    f"{ADDRESSEE_PATH}:{line_of(ADDRESSEE, 'verified_on: 2026-02-05')}: warning: "
    "holder last verified 2026-02-05: the office alone is addressed"
)
ADDRESS = (
    f"{ADDRESSEE_PATH}:{line_of(ADDRESSEE, 'verified_on: 2026-03-15')}: warning: "
    "address unconfirmed since 2026-03-15"
)
REPORT = (
    f"{CASE_PATH}:{line_of(CASE, 'last_reported')}: warning: "
    "last reported 2026-03-01: letters and page say so"
)
CLOSED = "state: closed\nstate_reason: {en: Closed., ru: Закрыто., kk: Жабық.}"


def warnings(library, day: str, **limits: int) -> list[str]:
    date = datetime.date.fromisoformat(day)
    return [str(warning) for warning in old_facts(library, date, AgeLimits(**limits))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2027-02-05", [], id="nothing is old"),
        pytest.param("2027-02-06", [HOLDER], id="the holder alone"),
        pytest.param("2027-03-02", [REPORT, HOLDER], id="the holder and the last report"),
        pytest.param("2029-03-16", [REPORT, HOLDER, ADDRESS], id="the address, too"),
    ],
)
def test_what_has_grown_old_is_told_at_its_line(day, expected):
    assert warnings(built({}), day) == expected


def test_other_limits_make_other_things_old():
    assert warnings(built({}), "2026-04-16", holder=12, address=1, case_fact=12) == [ADDRESS]


def test_an_addressee_that_nothing_is_posted_to_is_not_warned_of():
    closed = replaced(ADDRESSEE, "state: in-use", CLOSED)
    library = built({ADDRESSEE_PATH: closed})
    assert library.errors == ()
    assert warnings(library, "2030-01-01") == [REPORT]


def test_a_case_that_takes_no_letters_is_not_warned_of():
    library = built({CASE_PATH: replaced(CASE, "state: open\nas_of", "state: won\nas_of")})
    assert library.errors == ()
    assert warnings(library, "2027-03-02") == [HOLDER]
