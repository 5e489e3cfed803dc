"""The text of a document lifted to today's schema: what was written by hand stays."""

import pytest

from app.content.editing.lifting import lifted
from app.content.editing.rewriting import fresh, rewrite
from app.content.model.kinds import CASE, LETTER_TEMPLATE
from app.content.text.document import parse
from tests.content.conftest import CASE as TEXT
from tests.content.conftest import TEMPLATE, replaced
from tests.content.new_form import DISTRICT

pytestmark = pytest.mark.usefixtures("first_schema")

PATH, TEMPLATE_PATH = "cases/one.yaml", "letter_templates/appeal/en.md"
COMMENTED = "# About it all.\n\n" + replaced(
    replaced(TEXT, "subject:", "# About the subject.\nsubject:"),
    "since: 2018-10\n",
    "since: 2018-10  # reported\n",
)


@pytest.fixture
def upgrade(monkeypatch):
    """Return a function that gives a kind one more schema."""

    def give(kind, lift):
        monkeypatch.setitem(vars(kind), "upgrades", (lift,))

    return give


@pytest.mark.parametrize("text", [TEXT, f"schema: 1\n{TEXT}", "not: [readable", ""])
def test_without_another_schema_every_text_stays(text):
    assert lifted(PATH, text) == text


def test_a_field_keeps_its_place_and_comments_under_its_new_name(new_form):
    text = lifted(PATH, COMMENTED)
    expected = replaced(COMMENTED, "title: {en: One man", "headline: {en: One man")
    expected = replaced(expected, "headline:", "schema: 2\nheadline:")
    assert text == f"{expected}district: {DISTRICT}\n"
    assert parse(PATH, text).schema == 2
    assert lifted(PATH, text) == text


def test_a_number_that_stood_there_is_the_new_one_in_its_place(new_form):
    text = lifted(
        PATH, replaced(TEXT, "\nstate: open\nas_of", "\nschema: 1  # form\nstate: open\nas_of")
    )
    assert "\nschema: 2  # form\nstate: open\n" in text


def test_a_field_within_a_list_is_renamed_in_its_place(upgrade):
    def rename(fields):
        for person in fields["people"]:
            person["standing"] = person.pop("status")
        return fields

    upgrade(CASE, rename)
    text = replaced(
        TEXT, "    status: in-prison\n", "    # Seen by her.\n    status: in-prison  # yes\n"
    )
    assert lifted(PATH, text) == "schema: 2\n" + text.replace(" status:", " standing:")


def test_front_matter_is_lifted_and_the_body_stays(upgrade):
    upgrade(LETTER_TEMPLATE, lambda fields: {"name": fields["title"], "reviewed": False})
    text = replaced(TEMPLATE, "title:", "# What it is.\ntitle:")
    assert lifted(TEMPLATE_PATH, text) == text.replace(
        "# What it is.\ntitle:", "# What it is.\nschema: 2\nname:"
    )


def test_comments_of_a_field_that_is_written_anew_are_not_lost(upgrade):
    upgrade(CASE, lambda fields: {**fields, "goal": 5, "since": None})
    text = lifted(PATH, replaced(TEXT, "since: 2018-10\n", "# Who knows?\nsince: 2018-10\n"))
    assert text.startswith("# Who knows?\nschema: 2\n")
    assert "goal: 5" in text
    assert "since" not in text


def test_what_cannot_be_lifted_stays_as_it_is(new_form):
    text = TEXT.replace("title:", "headline:", 1)
    assert lifted(PATH, text) == text


@pytest.mark.parametrize("path", ["cases/One.yaml", "notes.txt"])
def test_what_is_no_document_stays_as_it_is(new_form, path):
    assert lifted(path, TEXT) == TEXT


def test_a_number_stays_whatever_else_is_changed(new_form):
    text = lifted(PATH, COMMENTED)
    fields = {**parse(PATH, text).fields, "goal": 7}
    changed = rewrite(PATH, text, fields)
    assert parse(PATH, changed).schema == 2
    assert changed.replace("goal: 7\n", "") == text


def test_a_new_document_carries_a_number_once_there_are_two_schemas(new_form):
    assert fresh(PATH, {"headline": {"en": "One"}}).startswith("schema: 2\n")
    assert fresh(TEMPLATE_PATH, {"title": "One"}).startswith("---\ntitle: One\n")
