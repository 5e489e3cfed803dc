"""Dates that are still to come, wherever in a document they stand."""

import datetime

import pytest

from app.content.checks.future import future_dates
from tests.content.conftest import ADDRESSEE, CASE, built, line_of, replaced

TODAY = datetime.date(2026, 11, 22)
OFFICE, ONE = "addressees/nb/ombudsman.yaml", "cases/one.yaml"
PAST = "text: {en: A, ru: A, kk: A}, source: {title: A, date: 2035}"
WISH = "wanted: yes\n  said_by: {en: A, ru: A, kk: A}\n  date: 2035-01\n"


@pytest.mark.parametrize(
    ("path", "text", "old", "new", "locations"),
    [
        (OFFICE, ADDRESSEE, "verified_on: 2026-02-05", "verified_on: 2035-12-06", ["holder"]),
        (OFFICE, ADDRESSEE, "verified_on: 2026-03-15", "verified_on: 2099", ["address"]),
        (OFFICE, ADDRESSEE, "date: 2026-03-15", "date: 2026-12", ["address.source.date"]),
        (OFFICE, ADDRESSEE, "state: in-use", "state: in-use\nstate_since: 2027", ["state_since"]),
        (
            OFFICE,
            ADDRESSEE,
            "languages: [kk, ru]",
            "languages: [kk, ru]\nhistory:\n  - {date: 2027, source: {title: A, date: 2028}}",
            ["history.0.date", "history.0.source.date"],
        ),
        (ONE, CASE, "since: 2018-10", "since: 2027", ["since"]),
        (ONE, CASE, "as_of: 2026-03-15", "as_of: 2026-11-23", ["as_of"]),
        (ONE, CASE, "last_reported: 2026-03-01", "last_reported: 2027", ["last_reported"]),
        (ONE, CASE, "status_on: 2026-03-01", "status_on: 2027", ["people.0.status_on"]),
        (ONE, CASE, "wanted: not-known\n", WISH.replace("yes", "'yes'"), ["wish.date"]),
        (
            ONE,
            CASE,
            "facts: []",
            f"facts:\n  - {{date: 2027-01-01, {PAST}}}",
            ["facts.0.date", "facts.0.source.date"],
        ),
        (
            ONE,
            CASE,
            "grantable_by: [president]\n    state: open\n    state_on: 2026-03-15",
            "grantable_by: [president]\n    state: open\n    state_on: 2026-11-23",
            ["demands.1.state_on"],
        ),
    ],
)
def test_a_date_to_come_is_an_error_with_its_place(path, text, old, new, locations):
    changed = replaced(text, old, new)
    library = built({path: changed})
    assert library.errors == ()
    errors = future_dates(library, TODAY)
    found = [".".join(map(str, error.location)) for error in errors]
    locations = [f"{it}.verified_on" if it in ("holder", "address") else it for it in locations]
    assert found == locations
    assert {error.path for error in errors} == {path}
    first, last = line_of(changed, new), line_of(changed, new) + new.count("\n")
    assert all(first <= error.line <= last for error in errors)
    assert "is still to come" in errors[0].message


@pytest.mark.parametrize("date", ["2026", "2026-11", "2026-11-22"])
def test_today_its_month_and_its_year_have_come(date):
    text = replaced(CASE, "last_reported: 2026-03-01", f"last_reported: {date}")
    assert future_dates(built({ONE: text}), TODAY) == []


def test_faulty_documents_are_left_to_other_checks():
    text = replaced(CASE, "as_of: 2026-03-15", "as_of: 2099\nnobody: knows")
    assert future_dates(built({ONE: text}), TODAY) == []


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [
        (ONE, CASE, "    status_on:", "    {sentence}\n    status_on:"),
        (OFFICE, ADDRESSEE, "state: in-use", "state: in-use\n{change}"),
    ],
)
def test_what_is_foreseen_may_be_still_to_come(path, text, old, new):
    source = "source: {title: A newspaper, date: 2026-03-01}"
    term = "term_ends: {on: 2029-06, basis: arithmetic}"
    sentence = f"sentence: {{text: {{en: 7 years}}, {source}, {term}}}"
    change = f"holder_changes_on: {{date: 2029-06, {source}}}"
    changed = replaced(text, old, new.format(sentence=sentence, change=change))
    library = built({path: f"schema: 2\n{changed}" if path == ONE else changed})
    assert library.errors == ()
    assert future_dates(library, TODAY) == []
