"""From which day on a letter says that a term has ended, and what it asks for no more."""

import datetime
from dataclasses import replace

import pytest

from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.dates import date_in_words
from app.content.text.folder import read_folder
from app.content.texts import printed_languages
from app.letters.aligned import aligned
from app.letters.choices import DemandWithheld
from app.letters.copies import copies_for
from app.letters.guide import guide
from app.letters.letter import CaseUnchecked, TermMayHaveEnded
from app.letters.order import Order, refusals, write
from app.letters.outlook import outlook, refused
from app.letters.plain_text import plain_text
from app.letters.stationery import STATIONERIES
from tests.conftest import CONTENT, LANGUAGES
from tests.letters.conftest import ANNA

CASE = "puffchat-nine"
PATH = f"cases/{CASE}.yaml"
PROSECUTOR, PRESIDENT = "nb/prosecutor-general", "nb/president"
COMMITTEE = "nb/national-security-committee"
"""Its one demand is to leave a release to the courts."""
DAY = datetime.timedelta(days=1)
FIRST, AFTER_LAST = datetime.date(2027, 2, 1), datetime.date(2027, 3, 1)
"""Of the month in which the terms end."""
TEXTS = read_folder(CONTENT)


def library_of(*people: str, basis: str = "arithmetic", of: str = "") -> Library:
    """Return the fictional documents, with these people's terms ending in February 2027."""
    text = TEXTS[PATH]
    for slug in people:
        before, person, after = text.partition(f"  - slug: {slug}\n")
        term = f"sentence:\n      term_ends: {{on: 2027-02, basis: {basis}}}\n"
        text = before + person + after.replace("sentence:\n", term, 1)
    before, demand, after = text.partition("  - slug: leave-to-courts\n")
    fields = f"    before_term_ends: true\n    of: [{of}]\n"
    library = build({**TEXTS, PATH: before + demand + fields + after})
    assert library.errors == ()
    return library


def order(day: datetime.date, addressee: str = PROSECUTOR, **changes: object) -> Order:
    din = STATIONERIES["din-5008-b"]
    return Order(
        **{
            "case": CASE,
            "addressees": (addressee,),
            "language": "en",
            "stationery": din,
            "date": day,
            "seed": 1,
            "sender": ANNA,
            **changes,
        }
    )


def text_of(library: Library, day: datetime.date, language: str = "en") -> str:
    (letter,) = write(library, order(day, language=language), day)
    return " ".join(letter.text.replace("\N{NO-BREAK SPACE}", " ").split())


SAID = {
    "en": "Counted in full, these terms have ended; no report of a release was found (March 2026): "
    "Bimbet Mumbasov, Tornar Sombatov (February 2027).",
    "ru": "При полном подсчёте эти сроки истекли, сообщений об освобождении не найдено "
    "(март 2026 года): Бимбет Мумбасов, Торнар Сомбатов (февраль 2027 года).",
    "kk": "Толық есептегенде, бұл мерзімдер аяқталды, босатылғаны туралы хабар табылған жоқ "
    "(2026 жылғы наурыз): Бимбет Мұмбасов, Торнар Сомбатов (2027 жылғы ақпан).",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_that_terms_have_ended_the_day_after_their_last(language):
    library = library_of("mumbasov", "sombatov")
    assert SAID[language] not in text_of(library, AFTER_LAST - DAY, language)
    assert text_of(library, AFTER_LAST, language).count(SAID[language]) == 1


def test_one_term_is_said_as_one_and_a_reported_one_is_not_counted():
    assert (
        "This term has ended; no report of a release was found (March 2026): "
        "Bimbet Mumbasov (February 2027)."
    ) in text_of(library_of("mumbasov", basis="reported"), AFTER_LAST)


def test_nothing_is_said_of_the_term_of_somebody_who_was_seen_out_of_prison():
    library = library_of("nurpalliyev")
    assert "Counted in full" not in text_of(library, datetime.date(2027, 12, 1))


def test_it_stands_in_text_and_beside_the_letter_too():
    library = library_of("mumbasov", "sombatov")
    (letter,) = write(library, order(AFTER_LAST), AFTER_LAST)
    assert "Counted in full, these terms" in plain_text(letter).replace("\n", " ")
    (beside,) = aligned(library, order(AFTER_LAST), "ru", AFTER_LAST)
    assert "При полном подсчёте" in beside.text


def test_no_letter_is_in_a_language_in_which_a_name_is_missing():
    library = library_of("mumbasov")
    texts = {**TEXTS, PATH: library.documents[PATH].yaml.replace("kk: Бимбет Мұмбасов", "kk: ''")}
    partly = build(texts)
    assert partly.errors == ()
    assert not list(refusals(partly, order(FIRST, language="kk"), FIRST))
    ((name, refusal),) = refusals(partly, order(AFTER_LAST, language="kk"), AFTER_LAST)
    assert name == "language"
    assert "the name of a person" in str(refusal)


@pytest.mark.parametrize(
    ("slug", "name"),
    [("mumbasov", "Bimbet Mumbasov"), ("nurpalliyev", "Bumblebek Nurpalliyev")],
    ids=["in prison", "under restricted freedom"],
)
def test_a_demand_goes_on_the_first_day_and_the_letter_with_it_if_it_was_the_only_one(slug, name):
    library = library_of(slug)
    assert write(library, order(FIRST - DAY, COMMITTEE), FIRST - DAY)
    ((field, refusal),) = refusals(library, order(FIRST, COMMITTEE), FIRST)
    assert field == "addressee"
    assert isinstance(refusal, TermMayHaveEnded)
    assert str(refusal).endswith(f"these terms may have ended: {name}.")
    assert [each for _, each in refused(library, FIRST - DAY)] == []
    assert [str(each) for _, each in refused(library, FIRST)] == [str(refusal)]


def test_the_date_on_the_letter_counts_as_well_as_the_day():
    library = library_of("mumbasov")
    ((_, refusal),) = refusals(library, order(FIRST, COMMITTEE), FIRST - DAY)
    assert isinstance(refusal, TermMayHaveEnded)


def test_a_demand_about_others_stays():
    library = library_of("mumbasov", of="sombatov")
    assert write(library, order(AFTER_LAST, COMMITTEE), AFTER_LAST)


def test_a_kept_demand_that_is_withheld_is_refused_by_name():
    library = library_of("mumbasov")
    kept = order(FIRST, PRESIDENT, demands=("release", "leave-to-courts"))
    found = dict(refusals(library, kept, FIRST))
    assert isinstance(found["demand"], DemandWithheld)
    assert "Bimbet Mumbasov" in str(found["demand"])


def test_an_office_that_can_be_asked_nothing_more_may_get_a_copy():
    library = library_of("mumbasov")
    case = library.case(CASE)
    committee = library.addressee(COMMITTEE)
    assert committee not in copies_for(library, case, None, FIRST - DAY)
    assert committee in copies_for(library, case, None, FIRST)


@pytest.mark.parametrize("language", printed_languages())
def test_a_guide_says_the_last_day_on_which_the_letter_holds(language):
    library = library_of("mumbasov")
    day = FIRST - 30 * DAY

    def said(addressee: str) -> str:
        return guide(library, [order(day, addressee)], language, day).text

    ends = {COMMITTEE: FIRST - DAY, PROSECUTOR: datetime.date(2028, 3, 15)}
    for addressee, until in ends.items():
        assert date_in_words(until, language) in said(addressee)


@pytest.mark.parametrize(
    ("day", "is_refused"), [("2028-03-15", False), ("2028-03-16", True), ("2036-11-30", True)]
)
def test_no_letter_is_written_about_a_case_that_nobody_checks(day, is_refused):
    library, date = library_of(), datetime.date.fromisoformat(day)
    found = [each for _, each in refusals(library, order(date), date)]
    assert [type(each) for each in found] == [CaseUnchecked] * is_refused
    assert bool(outlook(library, library.case(CASE), date).refusal) is is_refused
    assert ((PATH, CaseUnchecked) in [(path, type(it)) for path, it in refused(library, date)]) is (
        is_refused
    )


@pytest.mark.parametrize(("day", "is_said"), [("2027-03-15", False), ("2027-03-16", True)])
def test_a_guide_says_that_nobody_has_checked_the_case_for_a_year(day, is_said):
    date = datetime.date.fromisoformat(day)
    text = guide(library_of(), [order(date)], "en", date).text
    assert ("Nobody has checked this case since" in text) is is_said


@pytest.mark.parametrize(
    ("months", "says"), [(35, ""), (37, "unconfirmed since"), (73, "the letter may come back")]
)
def test_a_guide_says_when_a_letter_may_come_back(months, says):
    day = datetime.date(2026, 11, 22)
    year, month = divmod(2026 * 12 + 10 - months, 12)
    old = TEXTS["addressees/nb/prosecutor-general.yaml"]
    before, address, after = old.partition("address:\n")
    known = f"verified_on: {year}-{month + 1:02}-01\n"
    start, _, rest = after.partition("  verified_on:")
    text = before + address + start + "  " + known + rest.partition("\n")[2]
    library = build({**TEXTS, "addressees/nb/prosecutor-general.yaml": text})
    assert library.errors == ()
    said = guide(library, [replace(order(day), addressees=(PROSECUTOR,))], "en", day).text
    if says:
        assert says in said.replace("\N{NO-BREAK SPACE}", " ")
    else:
        assert "unconfirmed" not in said
