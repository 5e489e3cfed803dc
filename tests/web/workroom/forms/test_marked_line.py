"""The place in a line that an error speaks of."""

import pytest

from app.content.library.reading import read_document
from app.web.workroom.forms.marked_line import marked_line
from tests.content.conftest import TEMPLATE, replaced

PATH = "letter_templates/appeal/en.md"
LONG = "word " * 40


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("The {{ ofice }} can act, and {{ words }} too.", "{{ ofice }}"),
        ("{{ words }} and {{  ofice  }}", "{{  ofice  }}"),
        ("{% if office %}a{% endif %}{% if ofice %}b{% endif %}", "{% if ofice %}"),
        ("a {{ words|upper }} b", "{{ words|upper }}"),
        ("{{ words.upper }} {{ hook }}", "{{ words.upper }}"),
        ("{% if words %} {{ words() }} {% endif %}", "{% if words %} {{ words() }} {% endif %}"),
        ("Read [this](https://example.org).", "]("),
        ("   # A heading", "#"),
        ("a <b>bold</b> word", "<b"),
        ("  {% endif %}  ", "{% endif %}"),
        ("{% unknown %} {{ words }}", "{% unknown %}"),
    ],
)
def test_the_placeholder_or_character_that_is_wrong_is_marked(line, marked):
    text = f"{TEMPLATE}{line}\n"
    (error,) = read_document(PATH, text).errors
    found = marked_line(text, error)
    assert found.marked == marked
    assert (found.number, found.before + found.marked + found.after) == (error.line, line)


def test_of_a_long_line_only_what_is_near_is_shown():
    text = f"{TEMPLATE}{LONG}{{{{ ofice }}}} {LONG}\n"
    found = marked_line(text, read_document(PATH, text).errors[0])
    assert found.marked == "{{ ofice }}"
    assert (found.before, found.after) == ("…" + LONG[-60:], (" " + LONG)[:60] + "…")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(replaced(TEMPLATE, "{{ words }}", ""), id="a placeholder that is missing"),
        pytest.param(TEMPLATE + "a b " * 6_000, id="too much text"),
        pytest.param(TEMPLATE + "{% if words %}\n" * 500, id="blocks too deep in each other"),
        pytest.param("", id="no text"),
    ],
)
def test_what_no_line_is_to_blame_for_marks_none(text):
    (error,) = read_document(PATH, text).errors
    assert marked_line(text, error) is None


def test_a_line_of_the_front_matter_is_marked_whole():
    text = replaced(TEMPLATE, "reviewed: false", "reviewed: perhaps ")
    found = marked_line(text, read_document(PATH, text).errors[0])
    assert (found.number, found.marked) == (3, "reviewed: perhaps")
