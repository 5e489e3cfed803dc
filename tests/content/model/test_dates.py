"""Dates of which a source gives only the month or the year."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.content.model.dates import PartialDate, date_in_words

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    return draw(
        st.sampled_from(
            [
                PartialDate(day.year),
                PartialDate(day.year, day.month),
                PartialDate(day.year, day.month, day.day),
            ]
        )
    )


@given(partial_dates())
def test_a_date_written_down_is_read_as_the_same_date(date):
    assert PartialDate.parse(str(date)) == date
    assert str(PartialDate.parse(str(date))) == str(date)


@given(partial_dates(), partial_dates())
def test_of_two_dates_one_is_earlier_or_they_are_the_same(one, other):
    assert [one < other, one == other, other < one].count(True) == 1
    assert (hash(one) == hash(other)) or one != other


@given(partial_dates(), partial_dates())
def test_a_date_is_earlier_that_ended_earlier(one, other):
    if one.last_day < other.last_day:
        assert one < other


@given(st.lists(partial_dates(), max_size=6))
def test_sorted_dates_end_one_after_the_other(dates):
    ends = [date.last_day for date in sorted(dates)]
    assert ends == sorted(ends)


@given(partial_dates())
def test_a_date_begins_before_it_ends(date):
    assert date.first_day <= date.last_day


@given(DAYS)
def test_a_full_date_begins_and_ends_on_its_day(day):
    date = PartialDate.of(day)
    assert (date.first_day, date.last_day, str(date)) == (day, day, day.isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2018", "2018-01-01", "2018-12-31", id="a year"),
        pytest.param("2018-10", "2018-10-01", "2018-10-31", id="a month"),
        pytest.param("2024-02", "2024-02-01", "2024-02-29", id="February of a leap year"),
        pytest.param("2018-10-27", "2018-10-27", "2018-10-27", id="a day"),
    ],
)
def test_a_date_means_every_day_from_its_first_to_its_last(text, first, last):
    date = PartialDate.parse(text)
    assert (date.first_day.isoformat(), date.last_day.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(2018, id="a number, as YAML reads a year"),
        pytest.param(datetime.date(2018, 10, 27), id="a day"),
        pytest.param(PartialDate(2018, 10), id="a date"),
    ],
)
def test_what_already_is_a_date_is_read_as_one(value):
    assert str(PartialDate.parse(value)) == str(value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("18", id="a year of two digits"),
        pytest.param("0000", id="the year nought"),
        pytest.param("2018-1", id="a month of one digit"),
        pytest.param("2018-00", id="the month nought"),
        pytest.param("2018-13", id="a thirteenth month"),
        pytest.param("2018-10-00", id="the day nought"),
        pytest.param("2018-00-05", id="a day of the month nought"),
        pytest.param("2018-02-30", id="the thirtieth of February"),
        pytest.param("2023-02-29", id="a leap day in another year"),
        pytest.param("27.10.2018", id="a date with full stops"),
        pytest.param("October 2018", id="a date in words"),
        pytest.param("2018-10-27 10:00", id="a date with the time"),
        pytest.param("2018-10-27\n", id="a date and a line feed"),
        pytest.param("2018–10", id="a dash in place of the hyphen"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"date is written|out of range|must be in"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "today", "is_older"),
    [
        pytest.param("2025-12-06", "2026-12-06", False, id="twelve months to the day"),
        pytest.param("2025-12-06", "2026-12-07", True, id="a day more than twelve months"),
        pytest.param("2025-12", "2026-12-01", False, id="a month counts from its first day"),
        pytest.param("2025-12", "2026-12-02", True, id="a month is old when its first day is"),
        pytest.param("2025", "2026-01-01", False, id="a year counts from its first day"),
        pytest.param("2025", "2026-01-02", True, id="a year is old when its first day is"),
        pytest.param("2023-02-28", "2024-02-29", False, id="seen from a leap day"),
        pytest.param("2024-02-29", "2025-02-28", False, id="of a leap day"),
        pytest.param("2024-02-29", "2025-03-01", True, id="a leap day and a year"),
        pytest.param("2027-01-01", "2026-11-22", False, id="a day to come"),
    ],
)
def test_a_date_is_older_than_twelve_months_the_day_after_they_have_passed(text, today, is_older):
    day = datetime.date.fromisoformat(today)
    assert PartialDate.parse(text).is_older_than(12, day) is is_older


@given(partial_dates(), DAYS.filter(lambda day: day.year > 100), st.integers(0, 600))
def test_what_is_older_than_many_months_is_older_than_few(date, today, months):
    assert date.is_older_than(months // 2, today) or not date.is_older_than(months, today)


@pytest.mark.parametrize(
    ("date", "language", "words"),
    [
        ("2018-10-27", "en", "27 October 2018"),
        ("2018-10", "en", "October 2018"),
        ("2018", "en", "2018"),
        ("2018-10-27", "ru", "27 октября 2018 года"),
        ("2018-10", "ru", "октябрь 2018 года"),
        ("2018", "ru", "2018 год"),
        ("2018-10-27", "kk", "2018 жылғы 27 қазан"),
        ("2018-10", "kk", "2018 жылғы қазан"),
        ("2018", "kk", "2018 жыл"),
        ("2018-03-05", "de", "5. März 2018"),
        ("2018-03", "de", "März 2018"),
        ("2018", "de", "2018"),
    ],
)
def test_a_date_reads_as_prose_of_the_language_and_never_breaks(date, language, words):
    text = date_in_words(PartialDate.parse(date), language)
    assert " " not in text
    assert text.replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_day_of_the_calendar_reads_as_the_same_date_of_a_source():
    day = datetime.date(2026, 11, 22)
    assert date_in_words(day, "ru") == date_in_words(PartialDate.of(day), "ru")


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)),
    st.sampled_from([1, 2, 6, 12, 13, 36, 120]),
)
@example(datetime.date(2024, 2, 28), 12)
@example(datetime.date(2025, 2, 28), 36)
@example(datetime.date(2025, 12, 31), 2)
@example(datetime.date(2025, 1, 30), 1)
def test_a_date_is_too_old_from_a_certain_day_on_and_not_before(day, months):
    date = PartialDate.of(day)
    first = date.first_day_older_than(months)
    assert date.is_older_than(months, first)
    assert not date.is_older_than(months, first - datetime.timedelta(days=1))


def test_a_date_at_the_end_of_time_is_never_too_old():
    assert PartialDate(9999, 12, 31).first_day_older_than(12) == datetime.date.max
    assert PartialDate(9999).first_day_older_than(12) == datetime.date.max
