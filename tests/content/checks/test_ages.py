"""Warnings of what has grown old, each at the line of its date."""

import datetime

import pytest

from app.content.checks.ageing import AgeingFact, ageing_facts
from app.content.checks.ages import old_facts, upcoming, went_stale
from app.content.model.dates import PartialDate
from app.content.model.freshness import AgeLimits
from tests.content.conftest import ADDRESSEE, CASE, TEMPLATE, built, line_of, replaced

CASE_PATH = "cases/one.yaml"
ADDRESSEE_PATH = "addressees/nb/ombudsman.yaml"
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
CHECK = (
    f"{CASE_PATH}:{line_of(CASE, 'as_of')}: warning: "
    "not checked since 2026-03-15: page, form and guide say so"
)
END = (
    f"{CASE_PATH}:{line_of(CASE, 'as_of')}: warning: "
    "not checked since 2026-03-15: no letter is written until somebody verifies it"
)
OLD = f"{ADDRESS}: supporters read that a letter may come back"
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
        pytest.param("2027-03-16", [REPORT, CHECK, HOLDER], id="the check of the case, too"),
        pytest.param("2028-03-16", [REPORT, END, HOLDER], id="the case itself"),
        pytest.param("2029-03-16", [REPORT, END, HOLDER, ADDRESS], id="the address, too"),
        pytest.param("2032-03-16", [REPORT, END, HOLDER, OLD], id="the address for long"),
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
    assert warnings(library, "2030-01-01") == [REPORT, END]


def test_a_case_that_takes_no_letters_is_not_warned_of():
    library = built({CASE_PATH: replaced(CASE, "state: open\nas_of", "state: won\nas_of")})
    assert library.errors == ()
    assert warnings(library, "2027-03-02") == [HOLDER]


TODAY = datetime.date(2026, 11, 22)


def told(facts: list[AgeingFact]) -> list[tuple[str, str]]:
    return [(fact.path, fact.what) for fact in facts]


def verified(holder: str = "2026-02-05", address: str = "2026-03-15") -> str:
    """Return the small content's addressee with other dates of verification."""
    text = replaced(ADDRESSEE, "verified_on: 2026-02-05", f"verified_on: {holder}")
    return replaced(text, "verified_on: 2026-03-15", f"verified_on: {address}")


def test_each_fact_says_since_when_it_is_known_and_until_when_it_counts():
    assert ageing_facts(built({})) == [
        AgeingFact(CASE_PATH, "facts", PartialDate(2026, 3, 1), datetime.date(2027, 3, 2)),
        AgeingFact(CASE_PATH, "check", PartialDate(2026, 3, 15), datetime.date(2027, 3, 16)),
        AgeingFact(CASE_PATH, "end", PartialDate(2026, 3, 15), datetime.date(2028, 3, 16)),
        AgeingFact(ADDRESSEE_PATH, "holder", PartialDate(2026, 2, 5), datetime.date(2027, 2, 6)),
        AgeingFact(ADDRESSEE_PATH, "address", PartialDate(2026, 3, 15), datetime.date(2029, 3, 16)),
        AgeingFact(
            ADDRESSEE_PATH, "old address", PartialDate(2026, 3, 15), datetime.date(2032, 3, 16)
        ),
    ]


@pytest.mark.parametrize(
    ("date", "is_stale", "is_soon", "days_left"),
    [
        pytest.param("2025-11-20", True, False, -1, id="too old since yesterday"),
        pytest.param("2025-11-21", True, False, 0, id="too old since today"),
        pytest.param("2025-11-22", False, True, 1, id="too old tomorrow"),
        pytest.param("2025-12-21", False, True, 30, id="too old in thirty days"),
        pytest.param("2025-12-22", False, False, 31, id="fresh for longer"),
        pytest.param("2025-12", False, True, 10, id="a month counts from its first day"),
    ],
)
def test_a_holder_goes_stale_on_a_certain_day(date, is_stale, is_soon, days_left):
    library = built({ADDRESSEE_PATH: verified(holder=date)})
    holder = (ADDRESSEE_PATH, "holder")
    assert (holder in told(went_stale(library, TODAY))) == is_stale
    assert (holder in told(upcoming(library, TODAY))) == is_soon
    fact = next(fact for fact in ageing_facts(library) if fact.what == "holder")
    assert (fact.days_left(TODAY), fact.is_stale(TODAY)) == (days_left, is_stale)


def test_what_goes_stale_first_stands_first_and_what_went_last():
    library = built(
        {
            ADDRESSEE_PATH: verified(holder="2025-12-10", address="2023-12-01"),
            CASE_PATH: replaced(CASE, "last_reported: 2026-03-01", "last_reported: 2023"),
            "addressees/nb/old.yaml": verified(holder="2024", address="2022"),
        }
    )
    assert told(upcoming(library, TODAY)) == [
        (ADDRESSEE_PATH, "address"),
        (ADDRESSEE_PATH, "holder"),
    ]
    assert told(went_stale(library, TODAY)) == [
        ("addressees/nb/old.yaml", "holder"),
        ("addressees/nb/old.yaml", "address"),
        (CASE_PATH, "facts"),
    ]


def test_how_soon_is_soon_can_be_said():
    library = built({ADDRESSEE_PATH: verified(holder="2025-12-10")})
    week = datetime.timedelta(days=7)
    assert upcoming(library, TODAY, within=week) == []
    assert upcoming(library, TODAY, AgeLimits(holder=1), week) == []


def test_what_nobody_writes_to_grows_old_unseen():
    closed = replaced(ADDRESSEE, "state: in-use", CLOSED)
    won = replaced(CASE, "state: open\nas_of", "state: won\nas_of")
    assert ageing_facts(built({ADDRESSEE_PATH: closed, CASE_PATH: won})) == []


SOURCE = "source: {title: A newspaper, date: 2026-03-01}"
SERVED = (
    f"    sentence:\n      text: {{en: 8 years, ru: 8 лет, kk: 8 жыл}}\n      {SOURCE}\n"
    "      term_ends: {on: 2027-02, basis: arithmetic}\n"
)


def with_term(status: str = "in-prison", demand: str = "    before_term_ends: true\n") -> str:
    """Return the small content's case with the end of a term, and a demand that depends on it."""
    text = replaced(CASE, "    status: in-prison\n", f"    status: {status}\n")
    text = replaced(text, "    status_on:", f"{SERVED}    status_on:")
    return "schema: 2\n" + replaced(
        text, "    grantable_by: [ombudsman]\n", f"{demand}    grantable_by: [ombudsman]\n"
    )


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2027-01-31", set()),
        ("2027-02-01", {"demand"}),
        ("2027-02-28", {"demand"}),
        ("2027-03-01", {"demand", "term"}),
        ("2036-11-30", {"demand", "term"}),
    ],
)
def test_a_demand_goes_on_the_first_day_of_a_terms_end_and_the_term_after_its_last(day, what):
    library = built({CASE_PATH: with_term()})
    assert library.errors == ()
    found = went_stale(library, datetime.date.fromisoformat(day))
    assert {fact.what for fact in found} & {"demand", "term"} == what


def test_a_term_and_a_demand_are_told_at_their_lines():
    text = with_term()
    found = warnings(built({CASE_PATH: text}), "2027-03-01")
    line = line_of(text, "      term_ends:")
    assert (
        f"{CASE_PATH}:{line}: warning: the term of Some Body ended 2027-02: "
        "letters and page say so; find out where they are" in found
    )
    line = line_of(text, "    before_term_ends:")
    assert (
        f"{CASE_PATH}:{line}: warning: “visit” is withheld since 2027-02-01, when a term may "
        "have ended: write it anew for the others, or say that it is overtaken" in found
    )


@pytest.mark.parametrize(
    ("status", "what"),
    [("restricted-freedom", {"demand"}), ("released", set()), ("died", set())],
)
def test_only_who_serves_a_term_is_past_it(status, what):
    library = built({CASE_PATH: with_term(status)})
    found = went_stale(library, datetime.date(2036, 11, 30))
    assert {fact.what for fact in found} & {"demand", "term"} == what


def test_an_office_filled_anew_makes_its_holder_stale_that_day():
    change = f"holder_changes_on: {{date: 2026-07-01, {SOURCE}}}\nsalutation:"
    text = replaced(ADDRESSEE, "salutation:", change)
    library = built({ADDRESSEE_PATH: text})
    assert warnings(library, "2026-06-30") == []
    line = line_of(text, "verified_on: 2026-02-05")
    assert warnings(library, "2026-07-01") == [
        f"{ADDRESSEE_PATH}:{line}: warning: holder last verified 2026-02-05, before the office "
        "was to be filled anew (2026-07-01): the office alone is addressed"
    ]


def test_a_law_and_a_wording_that_were_checked_are_asked_for_again():
    path = "letter_templates/appeal/en.md"
    law = replaced(
        CASE, "  - text: {en: The law.", "  - checked_on: 2026-03\n    text: {en: The law."
    )
    wording = replaced(TEMPLATE, "title: Appeal\n", "title: Appeal\nchecked_on: 2026-03\n")
    library = built({CASE_PATH: law, path: wording})
    assert library.errors == ()
    both = {(CASE_PATH, "law"), (path, "wording")}
    assert not both & set(told(went_stale(library, datetime.date(2029, 3, 1))))
    assert both <= set(told(went_stale(library, datetime.date(2029, 3, 2))))
