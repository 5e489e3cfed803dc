"""What becomes of the old when something new is known."""

import copy
import datetime
import json

import pytest

from app.content.document import parse
from app.content.library import build, read_folder
from app.content.localised import LANGUAGES
from app.content.rewriting import rewrite
from app.content.succession import (
    ADDRESS_CHANGED,
    HOLDER_CHANGED,
    NO_DATE,
    NO_REASON,
    NothingToVerify,
    keep_former,
    undecided_demands,
    unverified_changes,
    verified,
)
from tests.conftest import ROOT
from tests.content.conftest import ADDRESSEE, CASE, DOCUMENTS

PATH = "addressees/kz/ombudsman.yaml"
OLD = dict(parse(PATH, ADDRESSEE).fields)
NEW_HOLDER = {
    "name": {"en": "Bo Next", "ru": "Бо Некст", "kk": "Бо Некст"},
    "printed": "Ms Bo Next",
    "verified_on": "2026-11-20",
    "source": {"title": "A call", "date": "2026-11-20"},
}
NEW_ADDRESS = {
    **OLD["address"],
    "full": ["Ombudsman", "1 New Street", "010000 Astana"],
    "verified_on": "2026-11-20",
}
FORMER_HOLDER = {
    "date": "2026-02-05",
    "holder": {"en": "Ada Holder", "ru": "Ада Холдер", "kk": "Ада Холдер"},
    "source": {"title": "A newspaper", "date": "2026-02-05"},
}
FORMER_ADDRESS = {
    "date": "2026-03-15",
    "address": ["Ombudsman", "8 Mangilik El Avenue", "010000 Astana"],
    "source": {"title": "A list", "date": "2026-03-15"},
}
BEFORE = {"date": 2018, "holder": {"en": "C", "ru": "Ц", "kk": "Ц"}, "source": {"title": "B"}}
LATER = {**BEFORE, "date": "2027-01"}


def with_name(**names: str) -> dict:
    return {"holder": {**OLD["holder"], "name": {**OLD["holder"]["name"], **names}}}


@pytest.mark.parametrize(
    ("old", "new", "history"),
    [
        pytest.param({}, {}, None, id="nothing changed"),
        pytest.param({}, {"holder": NEW_HOLDER}, [FORMER_HOLDER], id="another holder"),
        pytest.param({}, {"holder": None}, [FORMER_HOLDER], id="no holder any more"),
        pytest.param({"holder": None}, {"holder": NEW_HOLDER}, None, id="a first holder"),
        pytest.param({}, with_name(ru="Адель Холдер"), [FORMER_HOLDER], id="a name in Russian"),
        pytest.param({}, with_name(de="Ada Halter"), None, id="a name in a further language"),
        pytest.param(with_name(de="Ada Halter"), {}, None, id="a language less"),
        pytest.param({}, with_name(en=" Ada  Holder"), None, id="spaces in a name"),
        pytest.param(
            {}, {"holder": {**OLD["holder"], "verified_on": "2026-11-20"}}, None, id="verified anew"
        ),
        pytest.param({}, {"address": NEW_ADDRESS}, [FORMER_ADDRESS], id="another address"),
        pytest.param({}, {"address": None}, [FORMER_ADDRESS], id="no address any more"),
        pytest.param(
            {},
            {"address": {**OLD["address"], "compact": ["Office", "Astana"]}},
            None,
            id="another compact form of the same address",
        ),
        pytest.param(
            {"phone": "1", "address": {**OLD["address"], "cyrillic": ["А", "Б"]}},
            {"phone": "2", "address": NEW_ADDRESS},
            [{**FORMER_ADDRESS, "cyrillic": ["А", "Б"], "phone": "1"}],
            id="another address and telephone",
        ),
        pytest.param(
            {"phone": "1"},
            {"phone": "1", "address": NEW_ADDRESS},
            [FORMER_ADDRESS],
            id="another address with the same telephone",
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "address": NEW_ADDRESS},
            [FORMER_HOLDER, FORMER_ADDRESS],
            id="both, known from different sources",
        ),
        pytest.param(
            {
                "address": {
                    **OLD["address"],
                    "verified_on": "2026-02-05",
                    "source": OLD["holder"]["source"],
                }
            },
            {"holder": NEW_HOLDER, "address": NEW_ADDRESS},
            [{**FORMER_HOLDER, "address": FORMER_ADDRESS["address"]}],
            id="both, known from the same source of the same day",
        ),
        pytest.param(
            {}, {"holder": NEW_HOLDER, "history": [BEFORE]}, [BEFORE, FORMER_HOLDER], id="the last"
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "history": [BEFORE, LATER]},
            [BEFORE, FORMER_HOLDER, LATER],
            id="between an earlier and a later one",
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "history": [FORMER_HOLDER]},
            [FORMER_HOLDER],
            id="one that stands there already",
        ),
        pytest.param(
            {}, {"holder": NEW_HOLDER, "history": "lost"}, [FORMER_HOLDER], id="a faulty history"
        ),
    ],
)
def test_what_was_known_before_goes_into_the_history(old, new, history):
    before, after = {**OLD, **old}, {**OLD, **new}
    copies = copy.deepcopy((before, after))
    kept = keep_former(before, after, holder=True, address=True)
    assert kept.get("history") == history
    assert {**kept, "history": None} == {**after, "history": None}
    assert (before, after) == copies, "nothing given is changed"


@pytest.mark.parametrize(
    ("holder", "address", "history"),
    [
        pytest.param(False, False, None, id="neither"),
        pytest.param(True, False, [FORMER_HOLDER], id="the holder alone"),
        pytest.param(False, True, [FORMER_ADDRESS], id="the address alone"),
    ],
)
def test_only_what_is_asked_for_is_kept(holder, address, history):
    new = {**OLD, "holder": NEW_HOLDER, "address": NEW_ADDRESS}
    assert keep_former(OLD, new, holder=holder, address=address).get("history") == history


def test_an_addressee_with_what_was_kept_is_a_document():
    new = {**OLD, "holder": NEW_HOLDER, "address": NEW_ADDRESS}
    text = rewrite(PATH, ADDRESSEE, keep_former(OLD, new, holder=True, address=True))
    library = build({**DOCUMENTS, PATH: text})
    assert library.errors == ()
    assert [str(past.date) for past in library.addressee("kz/ombudsman").history] == [
        "2026-02-05",
        "2026-03-15",
    ]


def test_shipped_histories_have_the_oldest_first():
    for addressee in build(read_folder(ROOT)).addressees.values():
        days = [past.date.first_day for past in addressee.history]
        assert days == sorted(days)


# Verified

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize("what", ["holder", "address"])
@pytest.mark.parametrize("url", [None, "", "https://example.org/"], ids=repr)
def test_what_is_verified_has_day_and_source(what, url):
    before = copy.deepcopy(OLD)
    part = verified(OLD, what, DAY, " Phone call to the reception ", url)[what]
    source = {"title": "Phone call to the reception", "date": "2026-11-22"}
    assert part["verified_on"] == "2026-11-22"
    assert part["source"] == (source | {"url": url} if url else source)
    assert before == OLD, "nothing given is changed"


def test_an_address_that_an_organiser_verified_is_sure_and_a_holder_has_no_such_mark():
    unsure = {**OLD, "address": {**OLD["address"], "confidence": "low"}}
    assert verified(unsure, "address", DAY, "A call")["address"]["confidence"] == "high"
    assert verified(unsure, "holder", DAY, "A call")["address"]["confidence"] == "low"
    assert "confidence" not in verified(OLD, "holder", DAY, "A call")["holder"]


@pytest.mark.parametrize("what", ["holder", "address"])
@pytest.mark.parametrize("part", [{}, {"holder": None, "address": None}], ids=["absent", "empty"])
def test_what_there_is_not_cannot_be_verified(what, part):
    fields = {name: value for name, value in OLD.items() if name not in ("holder", "address")}
    with pytest.raises(NothingToVerify, match=f"no {what} here"):
        verified({**fields, **part}, what, DAY, "A call")


def test_a_verified_addressee_says_nothing_but_day_and_source():
    text = rewrite(PATH, ADDRESSEE, verified(OLD, "holder", DAY, "A call"))
    said = json.dumps(parse(PATH, text).fields["holder"]["source"])
    assert said == '{"title": "A call", "date": "2026-11-22"}'
    assert build({**DOCUMENTS, PATH: text}).errors == ()


# Demands

WHY = dict.fromkeys(LANGUAGES, "Done.")
DEMANDS = parse("cases/one.yaml", CASE).fields["demands"]
DONE = {"state": "met", "state_on": "2026-11", "why": WHY}


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        pytest.param({}, {}, [], id="an open demand"),
        pytest.param({}, DONE, [], id="one that was met"),
        pytest.param({}, {**DONE, "state": "overtaken"}, [], id="one that was overtaken"),
        pytest.param({}, {**DONE, "why": None}, [NO_REASON], id="no reason"),
        pytest.param({}, {**DONE, "why": "Done."}, [NO_REASON], id="a reason in no language"),
        pytest.param({}, {**DONE, "why": {"en": "Done."}}, [NO_REASON], id="one in English"),
        pytest.param({}, {**DONE, "why": {**WHY, "kk": " "}}, [NO_REASON], id="a space for one"),
        pytest.param({}, {**DONE, "state_on": "2026-03-15"}, [NO_DATE], id="the date of before"),
        pytest.param({}, {**DONE, "state_on": None}, [NO_DATE], id="no date"),
        pytest.param({"state_on": 2026}, {**DONE, "state_on": "2026"}, [NO_DATE], id="a year"),
        pytest.param({}, {"state": "met"}, [NO_REASON, NO_DATE], id="neither"),
        pytest.param(DONE, {**DONE, "state": "overtaken"}, [], id="one that wasn't open"),
        pytest.param(DONE, {"state": "open"}, [], id="one that is open again"),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_demand_that_is_no_longer_open_needs_date_and_reason(old, new, missing, place):
    before, after = copy.deepcopy(DEMANDS), copy.deepcopy(DEMANDS)
    before[place].update(old)
    after[place].update(new)
    moved = [{"slug": "new", **DONE}, *reversed(after)]
    found = undecided_demands({"demands": before}, {"demands": after})
    assert found == [(place, message) for message in missing]
    found = undecided_demands({"demands": before}, {"demands": moved})
    assert found == [(2 - place, message) for message in missing]


@pytest.mark.parametrize("demands", [None, "none", [None, 1, {"slug": []}]], ids=repr)
def test_faulty_demands_are_left_to_other_checks(demands):
    assert undecided_demands({"demands": demands}, {"demands": DEMANDS}) == []
    assert undecided_demands({"demands": DEMANDS}, {"demands": demands}) == []


# New holders and addresses with the verification of the old ones


def with_address(**changes: object) -> dict:
    return {"address": {**OLD["address"], **changes}}


def full(*lines: str) -> dict:
    return with_address(full=list(lines))


UNSEEN_HOLDER = {"holder": {**OLD["holder"], "name": NEW_HOLDER["name"]}}
UNSEEN_ADDRESS = full("Ombudsman", "1 New Street", "010000 Astana")
SOURCE = {"title": "A call", "date": "2026-02-05"}


@pytest.mark.parametrize(
    ("new", "missing"),
    [
        pytest.param({}, "", id="nothing changed"),
        pytest.param(UNSEEN_HOLDER, "holder", id="a holder that nobody has seen"),
        pytest.param({"holder": NEW_HOLDER}, "", id="one that was seen"),
        pytest.param(
            {"holder": {**UNSEEN_HOLDER["holder"], "verified_on": "2026-11-20"}}, "", id="a date"
        ),
        pytest.param({"holder": {**UNSEEN_HOLDER["holder"], "source": SOURCE}}, "", id="a source"),
        pytest.param({"holder": None}, "", id="no holder any more"),
        pytest.param(with_name(ru="Адель Ходлер"), "holder", id="a name in Russian alone"),
        pytest.param(with_name(en="Adah Hölder"), "", id="two letters of a name"),
        pytest.param(with_name(en="Adah Hölderr"), "holder", id="three letters of a name"),
        pytest.param(with_name(de="Ada Halter"), "", id="a name in a further language"),
        pytest.param(
            {"holder": {**OLD["holder"], "printed": "Ms Bo Next"}}, "holder", id="what is printed"
        ),
        pytest.param(
            {"holder": {**OLD["holder"], "printed": "Ms A. Holder"}}, "", id="printed, shortened"
        ),
        pytest.param(UNSEEN_ADDRESS, "address", id="an address that nobody has seen"),
        pytest.param({"address": NEW_ADDRESS}, "", id="one that was seen"),
        pytest.param({"address": None}, "", id="no address any more"),
        pytest.param(
            full("Ombudsman", "8 Mängilik Yel Avenue", "010000 Astana"), "", id="two letters"
        ),
        pytest.param(
            full("Ombudsman", "9 Mangilik El Avenue", "010000 Astana"), "address", id="a number"
        ),
        pytest.param(
            full("Ombudsman", "8a Mangilik El Avenue", "010000 Astana"),
            "address",
            id="the letter of a number",
        ),
        pytest.param(
            full("Ombudsman", "8 Mangilik El Avenue", "010001 Astana"), "address", id="a postcode"
        ),
        pytest.param(
            full("Ombudsman", "8 Mangilik El Avenue", "010000", "Astana"), "", id="a line break"
        ),
        pytest.param(with_address(country="DE"), "address", id="another country"),
        pytest.param(with_address(compact=["Office", "010000 Astana"]), "", id="a compact form"),
        pytest.param(
            with_address(compact=["Ombudsman", "010001 Astana"]),
            "address",
            id="a compact form with another postcode",
        ),
        pytest.param(with_address(verified_on=2026, full="none"), "", id="a faulty address"),
        pytest.param({**UNSEEN_HOLDER, **UNSEEN_ADDRESS}, "holder address", id="both"),
    ],
)
def test_a_new_holder_or_address_must_have_been_seen(new, missing):
    found = unverified_changes(OLD, {**OLD, **new})
    faults = {"holder": HOLDER_CHANGED, "address": ADDRESS_CHANGED}
    assert found == [(part, faults[part]) for part in missing.split()]


@pytest.mark.parametrize("fields", [{}, {"holder": 1, "address": []}, {"holder": {"name": 1}}])
def test_faulty_addressees_are_left_to_other_checks(fields):
    assert unverified_changes(OLD, fields) == unverified_changes(fields, OLD) == []
