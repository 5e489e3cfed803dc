"""What is wrong with a field, without a word that only programmers know."""

import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.content.library.faults import fault_in_words
from app.content.library.reading import read_document
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.letter_template import FrontMatter
from app.content.text.folder import read_folder
from app.limits import MOST_FAULTS
from tests.conftest import CONTENT
from tests.content.conftest import ADDRESSEE, CASE


def fields_of(path: str, text: str) -> dict[str, Any]:
    """Return what a document says in today's schema, and a slug."""
    return {"slug": "one", **read_document(path, text).document.fields}


DOCUMENTS = [
    (Case, fields_of("cases/one.yaml", CASE)),
    (Addressee, fields_of("addressees/nb/one.yaml", ADDRESSEE)),
    (FrontMatter, {"title": "Appeal", "reviewed": False}),
    *(
        (Case, fields_of(path, text))
        for path, text in read_folder(CONTENT).items()
        if path.startswith("cases/")
    ),
]


def faults(model: type, fields: dict[Any, Any]) -> list[str]:
    """Return what is wrong with the fields, each with its place."""
    try:
        model.model_validate(fields)
    except ValidationError as error:
        return [f"{'.'.join(map(str, it['loc']))} {fault_in_words(it)}" for it in error.errors()]
    return []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("as_of", None, "as_of a date is written 2018, 2018-10", id="nothing"),
        pytest.param("state", "ready", "state must be one of: draft, open, paused", id="a word"),
        pytest.param("colour", "red", "colour isn't known here: remove it or", id="unknown"),
        pytest.param("goal", "many", "goal must be a whole number", id="a text for a number"),
        pytest.param("goal", 1.5, "goal must be a whole number", id="half a number"),
        pytest.param("goal", [], "goal must be a whole number", id="a list for a number"),
        pytest.param("goal", 0, "goal must be more than 0", id="a number too small"),
        pytest.param("people", [], "people needs at least 1", id="nobody"),
        pytest.param("people", "him", "people must be a list", id="a text for a list"),
        pytest.param("wish", "yes", "wish must be fields, each with", id="a text for fields"),
        pytest.param("title", "One", "title must stand by language: en, ru, kk", id="one language"),
        pytest.param("title", {"en": 1}, "title.en must be a text: a number", id="a number"),
        pytest.param("facts", [{}], "facts.0.date is missing", id="nothing in an item"),
        pytest.param("reviewed", {"en": "so"}, "reviewed.en must be true or false", id="no mark"),
        pytest.param(2018, "x", "2018 a field is named by a word", id="a number for a name"),
        pytest.param("since", "2018-13", "since month must be in 1..12", id="a month"),
    ],
)
def test_a_fault_is_told_in_plain_words(name, value, expected):
    (found, *_) = faults(Case, {**DOCUMENTS[0][1], name: value})
    assert found.startswith(expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"country": "kz"}, "address.country must look like KZ", id="small letters"),
        pytest.param({"compact": list("abcd")}, "address.compact has at most 3", id="four lines"),
    ],
)
def test_a_fault_of_an_address_is_told_in_plain_words(changes, expected):
    fields = DOCUMENTS[1][1]
    (found,) = faults(Addressee, {**fields, "address": {**fields["address"], **changes}})
    assert found.startswith(expected)


def test_an_empty_title_is_told_in_plain_words():
    assert faults(FrontMatter, {"title": "", "reviewed": False}) == ["title must not be empty"]


OF_PROGRAMMERS = re.compile(
    r"input|valid|string|dictionary|boolean|integer|permitted|required|instance|parse|should",
    re.IGNORECASE,
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=4,
)


@given(st.sampled_from(DOCUMENTS), st.data())
def test_no_fault_of_any_field_is_told_in_words_of_programmers(document, data):
    model, fields = document
    fields = copy.deepcopy(fields)
    place: Any = fields
    while True:
        name = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        if not isinstance(place[name], (dict, list)) or not place[name] or data.draw(st.booleans()):
            break
        place = place[name]
    place[name] = junk = data.draw(JUNK)
    for fault in faults(model, fields):
        words = fault.partition(" ")[2].replace(str(junk), "")
        assert not OF_PROGRAMMERS.search(words), fault


CASE_OF_KEYS = "cases/x.yaml"


def test_of_very_many_faults_the_first_are_named_and_the_others_counted():
    text = "title:\n  en: X\n" + "".join(f"k{number}: 1\n" for number in range(2_000))
    errors = read_document(CASE_OF_KEYS, text).errors
    assert len(errors) == MOST_FAULTS + 1
    missing = sum("is missing" in each.message for each in errors)
    assert f"(and {2_000 + missing - MOST_FAULTS - 1:,} more)" in errors[-1].message
    assert sorted({each.line for each in errors if each.location[0] == "k0"}) == [3]


def test_of_very_many_comments_behind_values_the_others_are_counted():
    text = "title:\n  en: X\n" + "".join(f"k{number}: 1 # c\n" for number in range(1_000))
    errors = [each for each in read_document(CASE_OF_KEYS, text).errors if "#" in each.message]
    assert len(errors) == MOST_FAULTS + 1
    assert f"(and {1_000 - MOST_FAULTS - 1:,} more)" in errors[-1].message


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: 1\n" for number in range(4_990)),
        "title: [" + "a, " * 60_000 + "]",
        "people:\n" + "- a: 1\n" * 2_490,
    ],
    ids=["keys", "a list on one line", "a list"],
)
def test_a_document_of_more_values_than_any_has_is_not_read(text):
    (error,) = read_document(CASE_OF_KEYS, text).errors
    assert "more than 5,000 names and values" in error.message


@pytest.mark.parametrize(
    "text", ["a: 1\n", "a: [\n", "[" * 60_000], ids=["wrong", "no YAML", "deep"]
)
def test_what_is_wrong_with_a_draft_is_looked_for_once(text):
    first = read_document(CASE_OF_KEYS, text)
    assert first.errors
    assert read_document(CASE_OF_KEYS, text) is first
    assert all(each.__traceback__ is None for each in first.errors)
