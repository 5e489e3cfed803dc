"""The twelve things that go stale: each is noticed by itself on its day, and for ever after.

The rows of the table in docs/content.md, in its order.
"""

import datetime
import re
from collections.abc import Callable

import pytest

from app.content.checks.ages import old_facts
from app.content.checks.gaps import unread
from app.content.library.library import Library
from app.content.text.messages import Refusal
from app.letters.guide import guide
from app.letters.order import Order, stationery, write
from app.letters.sender import Sender
from tests.conftest import ROOT
from tests.content.conftest import ADDRESSEE, CASE, TEMPLATE, built, replaced

CASE_PATH, OFFICE = "cases/one.yaml", "addressees/nb/ombudsman.yaml"
SENTENCE = """\
    sentence:
      text: {en: A year., ru: Год., kk: Бір жыл.}
      source: {title: A newspaper, date: 2026-03-01}
      term_ends: {on: 2027-06, basis: reported}
"""
SERVED = replaced(f"schema: 2\n{CASE}", "account:", f"{SENTENCE}account:")
EARLY = replaced(SERVED, "  - slug: visit\n", "  - slug: visit\n    before_term_ends: true\n")
LAW = replaced(CASE, "  - text: {en: The law", "  - checked_on: 2026-03-15\n    text: {en: The law")
ANEW = "holder_changes_on: {date: 2026-12-01, source: {title: A law, date: 2026-02}}\nsalutation:\n"
Notice = Callable[[Library, datetime.date], bool]


def warned(message: str) -> Notice:
    """Return what says whether the check warns of it on a day."""
    return lambda library, day: any(message in each.message for each in old_facts(library, day))


def _written(library: Library, day: datetime.date) -> str:
    order = Order("one", ("nb/ombudsman",), "en", stationery("din-5008-b"), day, 1)
    return write(library, order, day)[0].everything


def refused(message: str) -> Notice:
    """Return what says whether a letter of that day is refused with this reason."""

    def is_refused(library: Library, day: datetime.date) -> bool:
        try:
            _written(library, day)
        except Refusal as refusal:
            return message in str(refusal)
        return False

    return is_refused


def silent_on(text: str) -> Notice:
    """Return what says whether a letter of that day leaves this out."""
    return lambda library, day: text not in _written(library, day)


def looked_at_in(year: int) -> str:
    """Return the case as it is once somebody has checked it in November of that year."""
    return replaced(CASE, "as_of: 2026-03-15", f"as_of: {year}-11-01")


FRESH = looked_at_in(2026)


@pytest.mark.parametrize(
    ("changes", "day", "notices"),
    [
        pytest.param(
            {}, "2027-03-02", [warned("last reported 2026-03-01")], id="status of a person"
        ),
        pytest.param(
            {CASE_PATH: SERVED},
            "2027-07-01",
            [warned("the term of Some Body ended")],
            id="end of a term",
        ),
        pytest.param(
            {CASE_PATH: EARLY},
            "2027-06-01",
            [warned("“visit” is withheld"), refused("Some Body")],
            id="demand",
        ),
        pytest.param(
            {CASE_PATH: FRESH},
            "2027-02-06",
            [warned("holder last verified 2026-02-05"), silent_on("Ms Ada Holder")],
            id="holder",
        ),
        pytest.param(
            {OFFICE: replaced(ADDRESSEE, "salutation:\n", ANEW)},
            "2026-12-01",
            [warned("before the office was to be filled anew"), silent_on("Ms Ada Holder")],
            id="office filled anew",
        ),
        pytest.param(
            {}, "2029-03-16", [warned("address unconfirmed since 2026-03-15")], id="postal address"
        ),
        pytest.param(
            {}, "2032-03-16", [warned("a letter may come back")], id="postal address, six years"
        ),
        pytest.param(
            {CASE_PATH: LAW},
            "2029-03-16",
            [warned("sentence on the law last checked 2026-03-15")],
            id="law",
        ),
        pytest.param(
            {
                "letter_templates/appeal/en.md": TEMPLATE.replace(
                    "---\n", "---\nchecked_on: 2026-03-15\n", 1
                )
            },
            "2029-03-16",
            [warned("wording last read over 2026-03-15")],
            id="letter template",
        ),
        pytest.param({}, "2027-03-16", [warned("not checked since 2026-03-15")], id="case, a year"),
        pytest.param({}, "2028-03-16", [refused("2026")], id="case, two years"),
    ],
)
def test_it_is_noticed_on_its_day_and_not_before_and_for_ever(changes, day, notices):
    library, first = built(changes), datetime.date.fromisoformat(day)
    assert library.errors == ()
    for notice in notices:
        assert not notice(library, first - datetime.timedelta(days=1))
        assert notice(library, first)
    assert notices[0](library, datetime.date(2036, 11, 30))


def test_a_closed_institution_gets_no_letter_on_any_day():
    closed = ADDRESSEE.replace("state: in-use", "state: closed\nstate_reason: {en: Shut in 2018.}")
    for year in (2026, 2028, 2036):
        library = built({OFFICE: closed, CASE_PATH: looked_at_in(year)})
        assert refused("Shut in 2018.")(library, datetime.date(year, 11, 30))


def test_a_postcode_that_its_country_does_not_have_stops_every_letter_on_any_day():
    text = ADDRESSEE.replace("country: AQ", "country: KZ").replace("010000 Ostrana", "Astana 01000")
    for year in (2026, 2036):
        library = built({OFFICE: text, CASE_PATH: looked_at_in(year)})
        assert [error.path for error in library.errors] == [OFFICE, OFFICE]
        assert refused("is being corrected")(library, datetime.date(year, 11, 30))


def test_a_translation_that_nobody_has_read_is_listed_until_somebody_has():
    assert CASE_PATH in unread(built({}))["kk"]
    read = replaced(
        CASE,
        "reviewed: {en: false, ru: false, kk: false}",
        "reviewed: {en: true, ru: true, kk: true}",
    )
    assert CASE_PATH not in unread(built({CASE_PATH: read})).get("kk", [])


@pytest.mark.parametrize(
    ("changes", "until"),
    [({CASE_PATH: EARLY}, "31 May 2027"), ({CASE_PATH: FRESH}, "1 November 2028")],
    ids=["what is asked for", "the case"],
)
def test_a_print_already_made_says_the_last_day_to_post_it(changes, until):
    day = datetime.date(2026, 11, 30)
    order = Order("one", ("nb/ombudsman",), "en", stationery("din-5008-b"), day, 1, sender=Sender())
    assert until in guide(built(changes), [order], "en", day).text.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_the_table_has_these_twelve_rows():
    text = (ROOT / "docs" / "content.md").read_text("utf-8")
    table = text[text.index("| What | How it is noticed |") :].partition("\n\n")[0]
    assert re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:] == [
        "status of a person",
        "end of a term",
        "demand",
        "holder",
        "office filled anew",
        "institution",
        "postal address",
        "postcode",
        "law",
        "review of a translation",
        "letter template",
        "print already made",
    ]
