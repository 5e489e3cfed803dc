"""Finding the texts of a document that stand in several languages."""

import pytest

from app.content.checks.translatable_texts import languages_in, localised_texts, texts_by_language
from app.content.text.document import Document

FIELDS = {
    "title": {"en": "Nine", "de": "Neun"},
    "since": 2018,
    "wish": {"wanted": "yes", "said_by": {"en": "a brother"}},
    "people": [{"slug": "a", "name": {"en": "A", "fr": ""}}, {"slug": "b"}],
    "account": {"en": ["One", "Two"], "ru": ["Один"]},
    "reviewed": {"en": True, "pl": False},
}


def test_each_text_has_its_location():
    assert [location for location, _ in localised_texts(FIELDS)] == [
        ("title",),
        ("wish", "said_by"),
        ("people", 0, "name"),
        ("account",),
    ]


def test_a_language_counts_with_a_text_in_it():
    assert languages_in(FIELDS) == ["en", "ru", "de"]


def test_texts_of_a_language_come_paragraph_by_paragraph():
    texts = texts_by_language(Document("cases/a.yaml", FIELDS))
    assert texts["en"] == {"Nine", "a brother", "A", "One", "Two"}
    assert texts["ru"] == {"Один"}


def test_a_letter_template_has_the_language_of_its_path():
    document = Document("letter_templates/appeal/de.md", {"title": "Appell"}, "{{ words }}\n")
    assert texts_by_language(document) == {"de": {"Appell", "{{ words }}\n"}}


@pytest.mark.parametrize(
    "fields", [{}, {"title": None}, {"title": {}}, {"title": {"xx": "a"}}, {"people": [[[{}]]]}]
)
def test_there_may_be_no_texts(fields):
    assert list(localised_texts(fields)) == []
