"""Marks in a row, more than any language has, are found before they are put in order."""

import pytest

from app.content.text.combining import too_many_marks
from app.content.text.document import DocumentError, parse

PILE = "a" + "\u0301\u0316" * 16


@pytest.mark.parametrize("before", range(0, 70, 7))
@pytest.mark.parametrize("marks", [29, 30, 31, 32, 500])
def test_a_row_is_found_wherever_it_stands(before, marks):
    text = "ё" * before + "\u0316" * marks + "ё" * 40
    assert too_many_marks(text) == (before if marks > 30 else None)


def test_a_document_with_a_pile_of_marks_is_refused_with_its_line():
    with pytest.raises(DocumentError, match="more than 30 accents") as refused:
        parse("cases/x.yaml", f"title:\n  en: Ž\n  ru: {PILE}\n")
    assert refused.value.line == 3


def test_marks_that_are_written_as_escapes_are_found_too():
    written = PILE.encode("ascii", "backslashreplace").decode()
    with pytest.raises(DocumentError, match="more than 30 accents"):
        parse("cases/x.yaml", f'title:\n  en: "{written}"\n')
    with pytest.raises(DocumentError, match="more than 30 accents"):
        parse("cases/x.yaml", f'title:\n  - ["{written}"]\n')
    with pytest.raises(DocumentError, match="more than 30 accents"):
        parse("cases/x.yaml", f'"{written}": 1\n')
