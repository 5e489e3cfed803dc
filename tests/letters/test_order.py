"""What may be ordered, and what each refusal says."""

import dataclasses
import datetime

import pytest

from app.content.library.library import Library, NoSuchDocument
from app.letters.choices import DateTooFar, DemandNotOfCase, NoAddressee, NoDemandKept
from app.letters.letter import (
    CaseTakesNoLetters,
    NoDemandLeft,
    NothingToAsk,
)
from app.letters.order import NoSuchStationery, refusals, stationery, write
from app.letters.recipient import (
    AddresseeHasSuccessor,
    AddresseeNotOfCase,
    AddresseeNotPostable,
)
from app.letters.sender import Sender
from app.letters.sender_errors import (
    LineTooWide,
    NameTooWide,
    NoGlyph,
    TooManyLines,
    TownTooWide,
    WordsTooLong,
)
from app.letters.stationery import STATIONERIES
from tests.conftest import LANGUAGES, TODAY

OLD_CASE = "zumpalov-ibbishev"

REFUSED = [
    ("no addressee", {"addressees": ()}, "addressee", NoAddressee, "at least one addressee"),
    (
        "an addressee of another case",
        {"addressees": ("nb/lo-777-18",)},
        "addressee",
        AddresseeNotOfCase,
        "nb/lo-777-18 is not an addressee",
    ),
    (
        "no such addressee",
        {"addressees": ("nb/nobody",)},
        "addressee",
        AddresseeNotOfCase,
        "nb/nobody",
    ),
    (
        "a closed prison",
        {"case": OLD_CASE, "addressees": ("nb/lo-777-1",)},
        "addressee",
        AddresseeHasSuccessor,
        "Write to: Head of institution LO-777/18",
    ),
    (
        "an office that is not in use",
        {"case": OLD_CASE, "addressees": ("nb/state-secretary",)},
        "addressee",
        AddresseeHasSuccessor,
        "Write to: President",
    ),
    (
        "an office without address",
        {"case": OLD_CASE, "addressees": ("nb/lo-777-14",)},
        "addressee",
        AddresseeNotPostable,
        "can’t be written to",
    ),
    (
        "an address that is not verified",
        {"addressees": ("eu/rook",)},
        "addressee",
        AddresseeNotPostable,
        "can’t be written to",
    ),
    (
        "an embassy",
        {"addressees": ("nb/embassy-berlin",)},
        "addressee",
        NothingToAsk,
        "can grant none",
    ),
    ("a language without letters", {"language": "de"}, "language", NoSuchDocument, "appeal/de"),
    ("no language at all", {"language": "xx"}, "language", NoSuchDocument, "appeal/xx"),
    ("no such template", {"template": "nothing"}, "language", NoSuchDocument, "nothing/en"),
    ("no demand", {"demands": ()}, "demand", NoDemandKept, "at least one demand"),
    ("no such demand", {"demands": ("x",)}, "demand", DemandNotOfCase, "x is not an open demand"),
    (
        "a demand for another office",
        {"demands": ("release",)},
        "demand",
        NoDemandLeft,
        "Prosecutor General can grant",
    ),
    (
        "a demand for only one of two offices",
        {"demands": ("quash",), "addressees": ("nb/prosecutor-general", "nb/president")},
        "demand",
        NoDemandLeft,
        "President",
    ),
    (
        "a date far ahead",
        {"date": TODAY + datetime.timedelta(days=367)},
        "date",
        DateTooFar,
        "more than a year",
    ),
    (
        "a date long ago",
        {"date": TODAY - datetime.timedelta(days=367)},
        "date",
        DateTooFar,
        "more than a year",
    ),
    ("the end of time", {"date": datetime.date.max}, "date", DateTooFar, "more than a year"),
    ("too many words", {"words": "a" * 3_001}, "words", WordsTooLong, "3001"),
    ("words in Chinese", {"words": "自由"}, "words", NoGlyph, "自"),
    ("a long name", {"sender": Sender.typed("m" * 60)}, "name", NameTooWide, "mm wide"),
    (
        "a long address line",
        {"sender": Sender.typed("A", "m" * 60)},
        "address",
        LineTooWide,
        "Line 1 is",
    ),
    (
        "a long address",
        {"sender": Sender.typed("A", "b\n" * 7)},
        "address",
        TooManyLines,
        "7 lines",
    ),
    ("a long town", {"sender": Sender.typed(town="m" * 30)}, "town", TownTooWide, "mm wide"),
]


@pytest.mark.parametrize(
    ("changes", "field", "refusal", "says"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_an_order_is_refused_with_its_field_and_a_reason_for(
    library, order_with, changes, field, refusal, says
):
    order = order_with(**changes)
    assert [(name, type(each)) for name, each in refusals(library, order, TODAY)] == [
        (field, refusal)
    ]
    with pytest.raises(refusal) as refused:
        write(library, order, TODAY)
    assert says in str(refused.value)


def test_a_case_that_does_not_exist_is_refused(library, order_with):
    with pytest.raises(NoSuchDocument, match="There is no case “nobody”"):
        write(library, order_with(case="nobody"), TODAY)


def _library_with(library: Library, **changes: object) -> Library:
    case = library.case("puffchat-nine").model_copy(update=changes)
    return dataclasses.replace(library, cases={**library.cases, case.slug: case})


@pytest.mark.parametrize("state", ["draft", "paused", "closed", "won"])
def test_no_letters_are_written_for_a_case_that_is(library, order_with, state):
    changed = _library_with(library, state=state)
    with pytest.raises(CaseTakesNoLetters, match=f"Nine members.* now: {state}"):
        write(changed, order_with(), TODAY)
    assert [field for field, _ in refusals(changed, order_with(), TODAY)] == [""]


@pytest.mark.parametrize(
    ("wanted", "is_written"), [("yes", True), ("not-known", True), ("no", False)]
)
def test_the_family_has_the_last_word(library, order_with, wanted, is_written):
    wish = library.case("puffchat-nine").wish.model_copy(update={"wanted": wanted})
    changed = _library_with(library, wish=wish)
    if is_written:
        assert len(write(changed, order_with(), TODAY)) == 1
    else:
        with pytest.raises(CaseTakesNoLetters, match="the family wants none"):
            write(changed, order_with(), TODAY)


def test_a_demand_that_is_met_can_no_longer_be_ordered(library, order_with):
    demands = [
        demand.model_copy(update={"state": "met"}) if demand.slug == "quash" else demand
        for demand in library.case("puffchat-nine").demands
    ]
    with pytest.raises(DemandNotOfCase, match="quash is not an open demand"):
        write(_library_with(library, demands=demands), order_with(demands=("quash",)), TODAY)


def test_every_refusal_of_an_order_is_told_at_once(library, order_with):
    order = order_with(
        addressees=("eu/rook",),
        demands=(),
        date=datetime.date.min,
        words="🙂",
        sender=Sender.typed("🙂", "🙂", "🙂"),
    )
    fields = [field for field, _ in refusals(library, order, TODAY)]
    assert fields == ["addressee", "demand", "date", "words", "name", "address", "town"]


@pytest.mark.parametrize("days", [-366, -1, 0, 1, 366])
def test_a_date_up_to_a_year_away_stands_on_the_letter(letters_with, days):
    date = TODAY + datetime.timedelta(days=days)
    (letter,) = letters_with(date=date)
    assert str(date.day) in letter.place_and_date
    assert str(date.year) in letter.place_and_date


def test_each_addressee_gets_one_letter_in_the_order_chosen(letters_with):
    chosen = ("nb/president", "nb/ombudsman", "nb/president", "nb/ombudsman")
    letters = letters_with(addressees=chosen)
    assert [letter.addressee for letter in letters] == ["nb/president", "nb/ombudsman"]


def test_one_addressee_that_is_refused_stops_the_whole_order(library, order_with):
    order = order_with(addressees=("nb/prosecutor-general", "eu/rook"))
    with pytest.raises(AddresseeNotPostable):
        write(library, order, TODAY)


def test_demands_are_printed_in_the_order_of_the_case_whatever_was_chosen_first(letters_with):
    both = letters_with(demands=("un-investigation", "quash", "quash"))
    assert both == letters_with(demands=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_site_has_letters(letters_with, language):
    (letter,) = letters_with(language=language)
    assert letter.language == language


@pytest.mark.parametrize("slug", STATIONERIES)
def test_stationery_is_found_by_its_slug(slug):
    assert stationery(slug) is STATIONERIES[slug]


def test_an_unknown_stationery_is_refused_with_those_that_there_are():
    with pytest.raises(NoSuchStationery, match=r"no stationery “a5”.*din-5008-b.*plain-letter"):
        stationery("a5")
