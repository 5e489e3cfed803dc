"""What verifying something today writes into its document."""

import copy
import datetime
import json

import pytest

from app.content.checks.verification import CHECK, NothingToVerify, people_of, verified
from app.content.editing.rewriting import rewrite
from app.content.library.building import build
from app.content.text.document import parse
from tests.content.conftest import ADDRESSEE, CASE, DOCUMENTS, replaced

PATH, CASE_PATH = "addressees/nb/ombudsman.yaml", "cases/one.yaml"
OLD = dict(parse(PATH, ADDRESSEE).fields)
OLD_CASE = dict(parse(CASE_PATH, CASE).fields)
DAY = datetime.date(2026, 11, 22)
SOURCE = {"title": "A call", "date": "2026-11-22"}


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


# Cases


def test_the_facts_of_a_case_are_reported_on_the_day_with_their_source():
    before = copy.deepcopy(OLD_CASE)
    after = verified(OLD_CASE, "facts", DAY, "A call")
    dates = {"as_of": "2026-11-22", "last_reported": "2026-11-22"}
    assert after == {**OLD_CASE, **dates, "report": SOURCE}
    assert before == OLD_CASE, "nothing given is changed"


def test_a_status_has_day_and_source_and_the_case_is_as_of_then():
    before = copy.deepcopy(OLD_CASE)
    after = verified(OLD_CASE, "person-somebody", DAY, "A call", "https://example.org/")
    (person,) = OLD_CASE["people"]
    source = {**SOURCE, "url": "https://example.org/"}
    assert after["people"] == [{**person, "status_on": "2026-11-22", "source": source}]
    assert after == {**OLD_CASE, "as_of": "2026-11-22", "people": after["people"]}
    assert before == OLD_CASE, "nothing given is changed"


@pytest.mark.parametrize("what", ["facts", "person-somebody"])
def test_a_verified_case_keeps_every_other_line(what):
    text = "# Base: a newspaper.\n" + replaced(CASE, "since: 2018-10", "# or 11\nsince: 2018-10")
    known = parse(CASE_PATH, text).fields
    changed = rewrite(CASE_PATH, text, verified(known, what, DAY, "A call"))
    kept = [line for line in text.splitlines() if line in changed.splitlines()]
    gone = {line for line in text.splitlines() if line not in kept}
    assert gone < {
        "as_of: 2026-03-15",
        "last_reported: 2026-03-01",
        "    status_on: 2026-03-01",
        "    source: {title: A newspaper, date: 2026-03-01}",
    }
    assert build({**DOCUMENTS, CASE_PATH: changed}).errors == ()


def test_the_report_stands_below_its_date():
    lines = rewrite(CASE_PATH, CASE, verified(OLD_CASE, "facts", DAY, "A call")).splitlines()
    assert lines[lines.index("last_reported: 2026-11-22") + 1].startswith("report:")


PEOPLE = {"absent": None, "no list": "somebody", "no people": [None, 1, {"slug": []}, {}]}


@pytest.mark.parametrize("people", PEOPLE.values(), ids=PEOPLE)
def test_who_is_not_there_cannot_be_verified(people):
    fields = {**OLD_CASE, "people": people}
    assert people_of(fields) == {}
    with pytest.raises(NothingToVerify, match="no person here"):
        verified(fields, "person-somebody", DAY, "A call")


def test_of_two_with_one_short_name_the_first_is_verified():
    first, second = {"slug": "a", "status_on": 2018}, {"slug": "a", "status_on": 2019}
    after = verified({"people": [first, second]}, "person-a", DAY, "A call")["people"]
    assert [person["status_on"] for person in after] == ["2026-11-22", 2019]


def test_a_case_that_was_looked_at_again_says_so_and_nothing_newer():
    fields = {"as_of": "2026-03-15", "last_reported": "2026-03-01", "report": {"title": "A"}}
    changed = verified(fields, CHECK, datetime.date(2028, 11, 30), "Forum 18")
    assert changed == {**fields, "as_of": "2028-11-30"}
