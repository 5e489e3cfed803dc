"""The mark that somebody else has read the texts."""

import copy

import pytest

from app.content.checks.reviewing import review_marks, unmark_changed, unread_texts, with_mark
from app.content.text.document import Document

PATH = "cases/a.yaml"
FIELDS = {
    "title": {"en": "Nine", "ru": "Девять", "kk": "Тоғыз"},
    "people": [{"name": {"en": "A", "ru": "А"}}, {"name": {"en": "B", "ru": "Б"}}],
    "account": {"en": ["One", "Two"], "ru": ["Один", "Два"]},
    "goal": 5,
    "reviewed": {"en": True, "ru": True, "kk": False},
}


def changed(**fields: object) -> Document:
    return Document(PATH, {**copy.deepcopy(FIELDS), **fields})


@pytest.mark.parametrize(
    ("fields", "unread"),
    [
        ({}, set()),
        ({"goal": 6}, set()),
        ({"title": {"en": "Ten", "ru": "Девять", "kk": "Тоғыз"}}, {"Ten"}),
        ({"title": {"en": "Nine", "ru": "Девять", "kk": "Тоғыз", "de": "Neun"}}, {"Neun"}),
        ({"title": {"en": "Nine", "ru": " ", "kk": "Тоғыз"}}, set()),
        ({"account": {"en": ["Two", "One"], "ru": ["Один"]}}, set()),
        ({"account": {"en": ["One", "Two", "Three"], "ru": ["Один", "Два"]}}, {"Three"}),
        ({"people": FIELDS["people"][::-1]}, set()),
        ({"people": [*FIELDS["people"], {"name": {"ru": "В"}}]}, {"В"}),
        ({"reviewed": {"en": False, "ru": False, "kk": False}}, set()),
    ],
    ids=str,
)
def test_a_text_that_was_not_there_is_unread(fields, unread):
    found = {
        each
        for language in ("en", "ru", "kk", "de")
        for each in unread_texts(changed(), changed(**fields), language)
    }
    assert found == unread


def test_a_changed_text_loses_the_mark_of_its_language():
    new = changed(title={"en": "Ten", "ru": "Девять", "kk": "Тоғыз"})
    assert unmark_changed(changed(), new) == {
        **new.fields,
        "reviewed": {"en": False, "ru": True, "kk": False},
    }


def test_nothing_else_is_changed_nor_what_was_given():
    old, new = changed(), changed(title={"en": "Ten", "ru": "Десять", "kk": "Он"})
    before = copy.deepcopy((old.fields, new.fields))
    unmark_changed(old, new)
    assert (old.fields, new.fields) == before


def test_without_an_old_document_nothing_was_read():
    assert unmark_changed(None, changed())["reviewed"] == {"en": False, "ru": False, "kk": False}


@pytest.mark.parametrize("marks", [None, "yes", [True], {"en": "yes"}, {"en": 1}])
def test_what_is_no_mark_counts_as_none(marks):
    document = changed(reviewed=marks)
    assert not any(review_marks(document).values())
    assert unmark_changed(None, document) == document.fields


@pytest.mark.parametrize(
    ("fields", "body", "is_kept"),
    [
        ({"title": "Appeal"}, "{{ words }}", True),
        ({"title": "Request"}, "{{ words }}", False),
        ({"title": "Appeal"}, "Dear {{ words }}", False),
    ],
)
def test_a_letter_template_has_one_mark(fields, body, is_kept):
    path = "letter_templates/appeal/ru.md"
    old = Document(path, {"title": "Appeal", "reviewed": True}, "{{ words }}")
    new = Document(path, {**fields, "reviewed": True}, body)
    assert unmark_changed(old, new)["reviewed"] is is_kept


def test_a_mark_is_set_in_one_language():
    assert with_mark(changed(), "kk", True)["reviewed"] == {"en": True, "ru": True, "kk": True}
    assert with_mark(changed(reviewed=None), "kk", True)["reviewed"] == {"kk": True}
    template = Document("letter_templates/appeal/ru.md", {"title": "Appeal"})
    assert with_mark(template, "ru", True) == {"title": "Appeal", "reviewed": True}
