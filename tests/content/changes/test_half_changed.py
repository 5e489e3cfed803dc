"""A fact that was changed in one language while another still says the old one is half changed."""

import copy

import pytest

from app.content.changes.half_changed import half_changed, in_words, left_out
from tests.conftest import LIBRARY

OFFICE, CASE = "addressees/nb/prosecutor-general.yaml", "cases/lantern18-five.yaml"
OTHERS = ("ru", "kk", "de")


@pytest.fixture
def fields():
    """Return a function that gives a document's fields, to be changed."""
    return lambda path: copy.deepcopy(dict(LIBRARY.documents[path].fields))


def found(path, new):
    return half_changed(path, LIBRARY.documents[path].fields, new)


def test_a_document_that_stays_has_no_fact_that_is_half_changed(fields):
    for path in LIBRARY.documents:
        assert found(path, fields(path)) == []


def rename(new, *languages):
    for language in languages:
        new["holder"]["name"][language] = "Ada Byron"
    return new


def test_a_holder_who_is_new_in_english_alone_is_half_changed(fields):
    new = rename(fields(OFFICE), "en")
    new["holder"]["verified_on"] = "2026-11-20"
    (half,) = found(OFFICE, new)
    assert half.fact.key == "holder"
    assert half.changed == {"en": ("Wibrik Ozzelov", "Ada Byron")}
    assert list(half.stays) == [*OTHERS, "printed"]
    assert half.may_be_left_out == OTHERS
    assert str(half) == (
        "The holder: changed in English, "
        "still as before in Russian, Kazakh, German, as printed in the address"
    )


def test_it_moves_with_every_language_or_with_those_that_are_left(fields):
    new = rename(fields(OFFICE), "en", *OTHERS)
    new["holder"]["printed"] = "Ms Ada Byron"
    assert found(OFFICE, new) == []
    new = rename(fields(OFFICE), "en")
    new["holder"] |= {"printed": "Ms Ada Byron", "name": {"en": "Ada Byron"}}
    assert found(OFFICE, new) == []
    del new["holder"]
    assert found(OFFICE, new) == []


def test_what_is_left_out_is_gone_and_nothing_else(fields):
    new = rename(fields(OFFICE), "en")
    new["holder"]["printed"] = "Ms Ada Byron"
    (half,) = found(OFFICE, new)
    left = left_out(new, half)
    assert left["holder"].pop("name") == {"en": "Ada Byron"}
    assert new["holder"].pop("name").keys() == {"en", *OTHERS}
    assert left == new


def test_a_name_as_printed_alone_leaves_no_language_to_be_left_out(fields):
    new = fields(OFFICE)
    new["holder"]["printed"] = "Ms Ada Byron"
    (half,) = found(OFFICE, new)
    assert list(half.stays) == ["en", *OTHERS]
    assert half.may_be_left_out == ()
    assert left_out(new, half) == new


@pytest.mark.parametrize(
    ("form", "stays", "may_be_left_out"),
    [
        ("full", ["compact", "cyrillic"], ("cyrillic",)),
        ("compact", ["full", "cyrillic"], ("cyrillic",)),
        ("cyrillic", ["full", "compact"], ()),
    ],
)
def test_the_forms_of_an_address_move_together(fields, form, stays, may_be_left_out):
    new = fields(OFFICE)
    new["address"][form][-2] = "9 Button Street"
    (half,) = found(OFFICE, new)
    assert (half.fact.key, list(half.stays)) == ("address", stays)
    assert half.may_be_left_out == may_be_left_out
    assert left_out(new, half)["address"].keys() == new["address"].keys() - {*may_be_left_out}


def change(new, key, language):
    """Change the text of a fact of a case in a language."""
    if key == "summary":
        new["summary"][language][0] += " They are free."
    elif key.startswith("person-"):
        (person,) = [each for each in new["people"] if key == f"person-{each['slug']}"]
        person["sentence"]["text"][language] = "9 years"
    else:
        (demand,) = [each for each in new["demands"] if key == f"demand-{each['slug']}"]
        demand["text"][language] = "free them"


@pytest.mark.parametrize("key", ["summary", "person-muffenov", "demand-refusals"])
@pytest.mark.parametrize("language", ["en", "kk"])
def test_so_do_the_languages_of_a_sentence_a_demand_and_the_summary(fields, key, language):
    new = fields(CASE)
    for each in ("people", "demands"):
        new[each].reverse()  # parts are known by their short names, wherever they stand
    change(new, key, language)
    (half,) = found(CASE, new)
    assert (half.fact.key, list(half.changed)) == (key, [language])
    assert language not in half.stays
    assert half.may_be_left_out == tuple(half.stays)
    assert found(CASE, left_out(new, half)) == []


def test_new_translations_and_line_ends_change_nothing(fields):
    new = fields(CASE)
    new["summary"]["ru"][0] = new["summary"]["ru"][0].replace(" ", "  \n", 3)
    new["demands"][0]["text"]["fr"] = "nouveau"
    new["demands"].append({"slug": "more", "text": {"en": "free them"}})
    assert found(CASE, new) == []


@pytest.mark.parametrize("value", [None, "text", 7, [1, None, {"slug": [], "text": "x"}]], ids=repr)
def test_faulty_documents_are_left_to_other_checks(fields, value):
    for path, names in ((OFFICE, ("holder", "address")), (CASE, ("people", "demands", "summary"))):
        new = {**fields(path), **dict.fromkeys(names, value)}
        assert found(path, new) == []
        assert half_changed(path, new, fields(path)) == []


def test_languages_and_forms_are_named():
    assert in_words(("ru", "compact")) == "Russian, the compact form"
