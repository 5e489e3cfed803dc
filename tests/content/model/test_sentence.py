"""When a term may have ended, and when it has."""

import datetime

import pytest

from app.content.model.sentence import TermEnd


@pytest.mark.parametrize(
    ("on", "first", "after_last"),
    [
        ("2026-04-27", "2026-04-27", "2026-04-28"),
        ("2026-04", "2026-04-01", "2026-05-01"),
        ("2026", "2026-01-01", "2027-01-01"),
    ],
)
def test_a_term_may_have_ended_from_its_first_possible_day_and_has_after_its_last(
    on, first, after_last
):
    term, day = TermEnd(on=on, basis="arithmetic"), datetime.timedelta(days=1)
    first, after_last = map(datetime.date.fromisoformat, (first, after_last))
    assert [term.may_have_come(first - day), term.may_have_come(first)] == [False, True]
    assert [term.has_passed(after_last - day), term.has_passed(after_last)] == [False, True]
