"""Texts read as fields and body, and every fault told with its line."""

from itertools import chain

import pytest

from app.content.text.document import NO_TEXT, DocumentError, comments, parse
from app.limits import LONGEST_DOCUMENT, MOST_DEPTH

YAML_PATH = "cases/one.yaml"
MARKDOWN_PATH = "letter_templates/appeal/en.md"
NESTED = """\
title: One
people:
  - slug: first
    name: A
  - slug: second
    name: B
    source:
      date: 2018
addressees:
- nb/a
- nb/b
flow: {list: [1,
  2]}
"""


def test_a_yaml_document_is_its_fields():
    document = parse(YAML_PATH, "title: One\nlist:\n  - 1\n")
    assert document.fields == {"title": "One", "list": [1]}
    assert document.body == ""


def test_a_markdown_document_is_its_front_matter_and_its_body():
    document = parse(MARKDOWN_PATH, "---\ntitle: One\n---\nDear {{ x }},\n\n---\n\nmore\n")
    assert document.fields == {"title": "One"}
    assert document.body == "Dear {{ x }},\n\n---\n\nmore\n"
    assert document.body_line == 4


@pytest.mark.parametrize("end", ["---", "---\n"])
def test_a_body_may_be_empty(end):
    assert parse(MARKDOWN_PATH, f"---\ntitle: One\n{end}").body == ""


def test_a_date_stays_the_text_that_it_is():
    fields = parse(YAML_PATH, "a: 2018-10-27\nb: 2018-02-30\nc: 2018-10\n").fields
    assert fields == {"a": "2018-10-27", "b": "2018-02-30", "c": "2018-10"}


def test_marks_of_yaml_within_prose_are_prose():
    text = "a: >-\n  this &that *and* **bold** !x\nb: R&D *\nc: '*x &y !z'\n"
    fields = parse(YAML_PATH, text).fields
    assert fields == {"a": "this &that *and* **bold** !x", "b": "R&D *", "c": "*x &y !z"}


@pytest.mark.parametrize(
    ("location", "line"),
    [
        pytest.param(("title",), 1, id="a field"),
        pytest.param(("people", 1, "name"), 6, id="a field of the second in a list"),
        pytest.param(("people", 1, "source", "date"), 8, id="a field in a field in a list"),
        pytest.param(("addressees", 1), 11, id="the second of a list that isn't indented"),
        pytest.param(("flow", "list", 1), 13, id="the second of a list in brackets"),
        pytest.param(("people", 1, "sentence"), 5, id="a missing field, by what it is missing in"),
        pytest.param(("people", 7), 2, id="a missing item, by its list"),
        pytest.param(("title", "en"), 1, id="a part of a plain text, by the text"),
        pytest.param(("place",), 1, id="a missing field of the document, by its first line"),
        pytest.param((), 1, id="the document"),
    ],
)
def test_a_field_is_found_on_its_line(location, line):
    assert parse(YAML_PATH, NESTED).line_of(location) == line
    markdown = parse(MARKDOWN_PATH, f"---\n{NESTED}---\nbody\n")
    assert markdown.line_of(location) == line + 1, "the front matter begins on the second line"


REFUSED = [
    pytest.param("a: 1\nb: [1, 2\nc: 3\n", 3, "not readable as YAML", id="an open bracket"),
    pytest.param("a: 1\nb:\n\tc: 2\n", 3, "not readable as YAML", id="a tab before a field"),
    pytest.param("a: 1\nb: 2: 3\n", 2, "not readable as YAML", id="two colons"),
    pytest.param('a: 1\nb: "x\n', 3, "not readable as YAML", id="an open quotation"),
    pytest.param("a: 1\nb: 2\na: 3\n", 3, "duplicate key", id="a field that stands there twice"),
    pytest.param("a:\n  b: 1\n  b: 2\n", 3, "duplicate key", id="a field twice in a field"),
    pytest.param("a: 1\nb: &x 2\nc: *x\n", 2, "anchors, aliases", id="an anchor"),
    pytest.param("a: {b: [1,\n  &x 2]}\n", 2, "anchors, aliases", id="an anchor in a list"),
    pytest.param("a: 1\n&x b: 2\n", 2, "anchors, aliases", id="an anchor on a name"),
    pytest.param("a: 1\nb: *x\n", 2, "anchors, aliases", id="an alias"),
    pytest.param("a: 1\nb:\n  <<: *x\n", 3, "anchors, aliases", id="an alias to be merged"),
    pytest.param("a: 1\nb: !x 2\n", 2, "anchors, aliases", id="a tag"),
    pytest.param("a: 1\nb: !!python/name:os.system\n", 2, "anchors, aliases", id="a Python tag"),
    pytest.param("a: 1\nb: !!str 2\n", 2, "anchors, aliases", id="a tag of YAML's own"),
    pytest.param("- a\n- b\n", 1, "must be fields", id="a list"),
    pytest.param("only text\n", 1, "must be fields", id="a text"),
    pytest.param("", 1, "must be fields", id="nothing"),
    pytest.param("a: 1\nb: x\x07\n", 2, "U+0007", id="a control character"),
    pytest.param("a: 1\nb: \x00\n", 2, "U+0000", id="a nought byte"),
    pytest.param("a: 1\nb: \udcff\n", 2, "U+DCFF", id="a byte that is no UTF-8"),
    pytest.param("a: 1\n<<<<<<< HEAD\nb: 1\n", 2, "undecided", id="git's mark of one side"),
    pytest.param("a: |\n  x\n>>>>>>> 1f3c0de\n", 3, "undecided", id="git's mark of the other"),
    pytest.param("a: 1\nb: " + "[" * 90_000, 2, "lists within lists", id="lists in lists for ever"),
    pytest.param("a:\n" + "- " * 90_000 + "x", 2, "lists within lists", id="dashes for ever"),
    pytest.param("a: 1\nb: " + "{a: " * 40_000, 2, "lists within lists", id="fields for ever"),
]


def test_the_characters_of_a_text_are_those_that_yaml_allows():
    allowed = [*"\t\n\r\x85", *map(chr, chain(range(0x20, 0x7F), range(0xA0, 0xD800)))]
    allowed += map(chr, chain(range(0xE000, 0xFFFE), range(0x10000, 0x110000)))
    refused = {chr(code) for code in range(0x110000)} - set(allowed)
    assert NO_TEXT.search("".join(allowed)) is None
    assert all(map(NO_TEXT.fullmatch, refused))


def test_a_text_is_read_by_one_version_of_yaml_whatever_it_says():
    assert parse(YAML_PATH, "%YAML 1.1\n---\na: no\nb: 010\n").fields == {"a": "no", "b": 10}


def refusal(path: str, text: str) -> DocumentError:
    with pytest.raises(DocumentError) as refused:
        parse(path, text)
    return refused.value


@pytest.mark.parametrize(("text", "line", "says"), REFUSED)
def test_what_is_no_document_is_refused_with_the_line_of_its_fault(text, line, says):
    error = refusal(YAML_PATH, text)
    assert says in error.message
    assert str(error) == f"cases/one.yaml:{line}: {error.message}"
    assert "\n" not in error.message


@pytest.mark.parametrize(("text", "line", "says"), REFUSED)
def test_the_line_of_a_fault_in_a_front_matter_is_that_of_the_whole_text(text, line, says):
    error = refusal(MARKDOWN_PATH, "---\n" + text.removesuffix("\n") + "\n---\nbody\n")
    assert says in error.message
    assert error.line == line + 1


@pytest.mark.parametrize(
    ("location", "message"),
    [
        pytest.param((), "is wrong", id="of the document"),
        pytest.param(("people", 0, "name"), "people.0.name: is wrong", id="of a field"),
    ],
)
def test_an_error_names_its_field_and_keeps_what_is_wrong_for_its_form(location, message):
    error = DocumentError(YAML_PATH, 7, "is wrong", location)
    assert (error.fault, error.location, error.line) == ("is wrong", location, 7)
    assert error.message == message
    assert str(error) == f"cases/one.yaml:7: {message}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("# a\nb: 1  # c #\n", ["# a", "# c #"], id="above and behind a field"),
        pytest.param("a: 'x # y'\nb: z#\n", [], id="marks of YAML within texts"),
        pytest.param("a: |\n  # x\n# y\n", ["# y"], id="lines of a text"),
        pytest.param("a: [b,  # x\n  c] # y\n", ["# x", "# y"], id="within brackets"),
    ],
)
def test_the_comments_of_a_text_are_found(text, found):
    assert comments(text) == found


def test_a_text_of_two_documents_is_refused():
    assert "another document" in str(refusal(YAML_PATH, "a: 1\n---\nb: 2\n"))


def test_lists_may_stand_in_lists_as_deep_as_documents_need_them():
    depth = MOST_DEPTH - 1
    assert parse(YAML_PATH, "a: " + "[" * depth + "]" * depth).fields.keys() == {"a"}
    with pytest.raises(DocumentError, match="lists within lists"):
        parse(YAML_PATH, "a: " + "[" * (depth + 1) + "]" * (depth + 1))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Dear Sir,\n", id="no front matter"),
        pytest.param("---\ntitle: One\n", id="a front matter that does not end"),
        pytest.param("\n---\ntitle: One\n---\n", id="a front matter on the second line"),
        pytest.param("---\ntitle: One\n---and more\n", id="a last line that goes on"),
        pytest.param("title: One\n---\nbody\n", id="a front matter that does not begin"),
    ],
)
def test_a_markdown_document_without_front_matter_is_refused(text):
    with pytest.raises(DocumentError, match=r"en\.md:1: begins without front matter"):
        parse(MARKDOWN_PATH, text)


@pytest.mark.parametrize("path", [YAML_PATH, MARKDOWN_PATH])
def test_a_text_that_is_too_long_is_refused_unread(path):
    with pytest.raises(DocumentError, match=r":1: longer than 200,000 characters"):
        parse(path, "[" * (LONGEST_DOCUMENT + 1))


def test_a_text_of_the_greatest_length_is_read():
    text = "a: " + "x" * (LONGEST_DOCUMENT - 3)
    assert len(parse(YAML_PATH, text).fields["a"]) == LONGEST_DOCUMENT - 3
