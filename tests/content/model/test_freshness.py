"""How old a fact may be: the table of what is named, confirmed and recent."""

import datetime

import pytest

from app.content.model.dates import PartialDate
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits

VERIFIED = PartialDate.parse("2025-12-06")


@pytest.mark.parametrize(
    ("today", "named", "confirmed", "recent"),
    [
        pytest.param("2025-12-05", False, False, False, id="before, when nobody can have seen it"),
        pytest.param("2025-12-06", True, True, True, id="on the day itself"),
        pytest.param("2026-11-22", True, True, True, id="within the year"),
        pytest.param("2026-12-06", True, True, True, id="on the last day of the year"),
        pytest.param("2026-12-07", False, True, False, id="a day later the holder isn't named"),
        pytest.param("2028-12-06", False, True, False, id="on the last day of the three years"),
        pytest.param("2028-12-07", False, False, False, id="a day later nothing is confirmed"),
    ],
)
def test_a_verification_holds_a_year_for_holders_and_three_for_addresses(
    today, named, confirmed, recent
):
    day = datetime.date.fromisoformat(today)
    assert DEFAULT_LIMITS.names_holder(VERIFIED, day) is named
    assert DEFAULT_LIMITS.confirms_address(VERIFIED, day) is confirmed
    assert DEFAULT_LIMITS.is_recent(VERIFIED, day) is recent


def test_the_last_day_of_a_name_is_the_last_on_which_the_holder_is_named():
    assert DEFAULT_LIMITS.last_day_of_name(VERIFIED) == datetime.date(2026, 12, 6)
    assert AgeLimits(holder=1).last_day_of_name(VERIFIED) == datetime.date(2026, 1, 6)


def test_other_limits_can_be_set():
    day = datetime.date(2026, 1, 7)
    strict = AgeLimits(holder=1, address=1, case_fact=1)
    assert not strict.names_holder(VERIFIED, day)
    assert not strict.confirms_address(VERIFIED, day)
    assert not strict.is_recent(VERIFIED, day)
    assert strict.names_holder(VERIFIED, datetime.date(2026, 1, 6))


@pytest.mark.parametrize("known_on", ["2035-12-06", "2026-12", "2027", "9999"])
def test_what_is_dated_in_the_future_holds_for_nothing(known_on):
    date, day = PartialDate.parse(known_on), datetime.date(2026, 11, 22)
    assert not DEFAULT_LIMITS.names_holder(date, day)
    assert not DEFAULT_LIMITS.confirms_address(date, day)
    assert not DEFAULT_LIMITS.is_recent(date, day)


@pytest.mark.parametrize("known_on", ["2026", "2026-11"])
def test_a_month_or_a_year_counts_from_its_first_day(known_on):
    assert DEFAULT_LIMITS.names_holder(PartialDate.parse(known_on), datetime.date(2026, 11, 22))
