"""Documents of every schema there ever was are read; those of a later one are refused."""

import datetime
from pathlib import Path

import pytest
from pydantic import BaseModel, RootModel

from app.content.editing.lifting import lifted
from app.content.library.building import build
from app.content.library.reading import read_document
from app.content.model.kinds import CASE, KINDS, DocumentPath
from app.content.text.folder import read_folder
from tests.conftest import TODAY
from tests.content.conftest import CASE as TEXT
from tests.content.conftest import DOCUMENTS, built, replaced
from tests.content.new_form import DISTRICT

FOLDERS = sorted(Path(__file__).parent.glob("schema_*"))
PATH = "cases/one.yaml"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_documents_as_they_were_once_written_load_for_ever(folder):
    texts = read_folder(folder)
    library = build(texts)
    assert library.errors == ()
    assert library.sound == set(texts)
    assert {DocumentPath.parse(path).kind for path in texts} == set(KINDS)
    number = int(folder.name.removeprefix("schema_"))
    for path, document in library.documents.items():
        assert document.schema == min(number, DocumentPath.parse(path).kind.schema)


def test_documents_of_the_first_schema_say_what_they_said_when_they_were_written():
    library = build(read_folder(FOLDERS[0]))
    case, office = library.case("lighthouse-two"), library.addressee("xa/keeper-of-rights")
    assert case.title["en"] == "The lighthouse two"
    assert [person.slug for person in case.people] == ["ada-lampwick", "bo-wick"]
    assert [demand.slug for demand in case.open_demands(TODAY, "president")] == ["release"]
    assert case.takes_letters
    assert library.askable(case, TODAY) == [office]
    assert office.address.full[-1] == "00001 Port Nowhere"
    assert office.names_holder(datetime.date(2026, 11, 22))
    assert library.letter_template("plea", "kk").reviewed


def test_the_newest_of_them_have_every_field_that_there_is():
    """A field that came later stands in a document more: none of them is ever changed."""
    library = build(read_folder(FOLDERS[-1]))
    for kept in (library.cases, library.addressees):
        documents = list(kept.values())
        lacking = {(type(part).__name__, name) for part, name in _lacking(documents)}
        said = {(type(part).__name__, name) for part, name in _said(documents)}
        assert lacking <= said


def _fields(value):
    if isinstance(value, list):
        for each in value:
            yield from _fields(each)
    elif isinstance(value, BaseModel) and not isinstance(value, RootModel):
        for name in type(value).model_fields:
            yield value, name
            yield from _fields(getattr(value, name))


def _lacking(value):
    return [each for each in _fields(value) if getattr(*each) in (None, [])]


def _said(value):
    return [each for each in _fields(value) if getattr(*each) not in (None, [])]


def test_a_text_without_a_number_has_the_first_schema():
    assert read_document("cases/one.yaml", TEXT).document.schema == 1
    numbered = read_document("cases/one.yaml", f"schema: 1\n{TEXT}")
    assert numbered.errors == ()
    assert "schema" not in numbered.document.fields


@pytest.mark.parametrize("number", ["0", "-1", "one", "true", "1.0", "", "[1]"])
def test_what_numbers_no_schema_is_an_error_with_its_place(number):
    (error,) = built({"cases/one.yaml": f"schema: {number}\n{TEXT}"}).errors
    assert (error.path, error.location) == ("cases/one.yaml", ("schema",))
    assert "must be a whole number" in error.message


@pytest.mark.parametrize("path", ["cases/one.yaml", "letter_templates/appeal/en.md"])
def test_a_document_of_a_newer_lettercase_is_a_clear_error(path):
    text = DOCUMENTS[path]
    text = text.replace("---\n", "---\nschema: 9\n", 1) if "---" in text else f"schema: 9\n{text}"
    library = built({path: text})
    (error,) = (error for error in library.errors if error.path == path)
    assert error.message.startswith("schema: written by a newer Lettercase")
    assert error.line == (2 if path.endswith(".md") else 1)
    assert path not in library.sound
    assert path in library.documents


@pytest.mark.usefixtures("new_form")
@pytest.mark.parametrize(
    "text_of",
    [
        pytest.param(lambda: TEXT, id="old"),
        pytest.param(lambda: f"schema: 1\n{TEXT}", id="numbered"),
        pytest.param(lambda: lifted(PATH, TEXT), id="new"),
    ],
)
def test_a_case_of_the_old_form_is_served_as_one_of_the_new(text_of):
    library = built({PATH: text_of()})
    assert library.errors == ()
    case = library.case("one")
    assert (case.title["en"], case.district) == ("One man", DISTRICT)
    assert library.documents["cases/one.yaml"].fields["headline"]["en"] == "One man"


@pytest.mark.usefixtures("new_form")
def test_the_new_form_under_the_old_number_is_an_error():
    text = lifted(PATH, TEXT)
    library = built({PATH: replaced(text, f"schema: {CASE.schema}\n", "schema: 1\n")})
    (error,) = library.errors
    assert error.message == f"can’t be lifted from schema 1 to {CASE.schema}"
    assert "one" not in library.cases


@pytest.mark.usefixtures("new_form")
def test_an_error_of_a_lifted_document_is_said_by_the_line_of_its_text():
    wrong = TEXT.replace("since: 2018-10", "since: 2018-13")
    (error,) = built({"cases/one.yaml": wrong}).errors
    assert error.location == ("since",)
    assert error.line == wrong[: wrong.index("since:")].count("\n") + 1


def test_documents_of_every_schema_are_kept_here():
    assert len(FOLDERS) == max(kind.schema for kind in KINDS)
