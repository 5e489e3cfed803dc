"""Languages: as CLDR has them, and as their own files say beside it."""

import datetime

import pytest
from babel.localedata import locale_identifiers

from app.content import language_files
from app.content.language_files import Rules, faults_of_rules
from app.content.languages import (
    ENGLISH,
    Language,
    english_name,
    in_order,
    is_known,
    is_language,
    language_of,
    listed,
)

DAY = datetime.date(2018, 3, 5)


def _forget() -> None:
    language_files.rules_of.cache_clear()
    language_of.cache_clear()


@pytest.fixture
def rules_of(monkeypatch):
    """Give a language other rules than its file."""

    def give(code: str, **rules: object) -> Language:
        files = {**language_files.text_files(), code: {"language": rules}}
        monkeypatch.setattr(language_files, "text_files", lambda: files)
        _forget()
        return language_of(code)

    yield give
    monkeypatch.undo()
    _forget()


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        pytest.param("kk", True, id="Kazakh"),
        pytest.param("de", True, id="German"),
        pytest.param("kaa", True, id="Karakalpak, of three letters"),
        pytest.param("KK", False, id="capitals"),
        pytest.param("kz", False, id="the country for the language"),
        pytest.param("qq", False, id="a code that no language has"),
        pytest.param("en_GB", False, id="a language of a country"),
        pytest.param("und", False, id="the code for an unknown language"),
        pytest.param("", False, id="nothing"),
        pytest.param("Kazakh", False, id="a name"),
    ],
)
def test_languages_are_found_by_their_codes(code, is_one):
    assert is_language(code) is is_one


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        pytest.param("eo", True, id="in Latin letters"),
        pytest.param("ba", True, id="in Cyrillic letters"),
        pytest.param("el", True, id="in Greek letters"),
        pytest.param("ka", False, id="in letters that the fonts lack"),
        pytest.param("ar", False, id="from right to left"),
        pytest.param("qq", False, id="no language"),
        pytest.param("en_GB", False, id="a language of a country"),
        pytest.param("../de", False, id="a path"),
    ],
)
def test_a_language_is_known_that_cldr_describes_and_the_fonts_can_set(code, is_one):
    assert is_known(code) is is_one
    if not is_one:
        with pytest.raises(ValueError, match="unknown language"):
            language_of(code)


def test_every_known_language_has_a_name_and_writes_dates():
    known = sorted(filter(is_known, locale_identifiers()))
    assert len(known) > 150
    for code in known:
        each = language_of(code)
        assert english_name(code) != code
        assert each.name[0] == each.name[0].upper()
        for form in ("day", "month", "year", "short_day", "short_month"):
            assert "2018" in each.written(DAY, form)
        assert "5" in each.written(DAY, "stamp_day")


def test_a_language_is_called_by_its_english_name_or_else_by_its_code():
    assert (english_name("kk"), english_name("qq")) == ("Kazakh", "qq")


def test_languages_stand_by_position_and_then_by_code():
    assert in_order(["pt", "kk", "eo", "zz", "en"]) == ("en", "kk", "eo", "pt")
    assert listed()[0] == ENGLISH


@pytest.mark.parametrize(
    ("code", "locale"), [("en", "en-GB"), ("kk", "kk-KZ"), ("de", "de-DE"), ("eo", "eo")]
)
def test_a_language_goes_by_the_customs_of_one_country(code, locale):
    assert language_of(code).locale == locale


def test_what_a_file_says_of_its_language_counts_more_than_cldr(rules_of):
    esperanto = rules_of("eo", day="d'-a de' MMMM y", name="La lingvo", position=1)
    assert esperanto.written(DAY, "day") == "5-a de Marto 2018".replace(" ", "\N{NO-BREAK SPACE}")
    assert esperanto.written(DAY, "year") == "2018"
    assert (esperanto.name, esperanto.full_name) == ("La lingvo", "Esperanto")
    assert in_order(["ru", "eo", "en"]) == ("en", "eo", "ru")


def test_a_file_that_says_nothing_leaves_all_to_cldr():
    assert language_of("eo").rules == Rules()


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        pytest.param({"positon": 1}, "language.positon: Extra inputs", id="a word that isn't one"),
        pytest.param({"position": "first"}, "language.position: ", id="a word for a number"),
        pytest.param({"position": 0}, "language.position: ", id="before the first"),
        pytest.param({"locale": "eo-QQ"}, "CLDR has no locale eo-QQ", id="no country"),
        pytest.param({"day": "j MMMM"}, "language.day: ", id="a letter that no date has"),
        pytest.param({"connectives": ["so||thus"]}, "language.connectives: ", id="no word"),
        pytest.param({"no_break": ["(a"]}, "language.no_break.0: ", id="an open bracket"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_a_fault_and_the_language_stays_as_cldr_has_it(
    rules_of, rules, says
):
    esperanto = rules_of("eo", **rules)
    [fault] = faults_of_rules("eo")
    assert str(fault).startswith("app/content/texts/eo.toml: ")
    assert says in fault.fault
    assert esperanto.rules == Rules()
