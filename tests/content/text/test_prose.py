"""Whatever is typed into a document stands as it was typed, but for **bold** and empty lines."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.content.text.prose import Prose, Run, SupporterText, Typed, folded, without_marks

AS_TYPED = [
    *("2*3*4", "5 * 3", "_x_", "*slanted*", "a_b_c", "__init__", "~~struck~~", "`code`"),
    *("**a", "a**", "a ** b", "a ** b ** c", "** a **", "****", "** **", "***", "***a***"),
    *("12. März", "12. наурыз", "1) x", "1. x", "- a", "+ a", "* a", "• a", "-", "1."),
    *("# no heading", "## x ##", "#", "> quoted", "---", "===", "***", "* * *", "___"),
    *("a | b", "| a | b |", "|---|---|", "```", "~~~", ": a", "a: b", "[ ] a", "[x] a"),
    *("[a](b)", "![a](b)", "[a]: b", "[a][b]", "[^1]", "<https://example.org>", "<b>", "</p>"),
    *("<script>alert(1)</script>", "<!-- gone -->", "&amp;", "&lt;b&gt;", "&#65;", "R&D", "a < b"),
    *("https://example.org/_a_", "anna@example.org", "www.example.org", ":smile:", "$x$", "100 %"),
    *("\\", "a\\", "\\*", "\\\\", "C:\\new", "\\\\server", "%(who)s", "{0}", "{{ words }}"),
    *("{% endfor %}", "{# gone #}", "“quotations” «all»", "“a” – b — c…", "№ 33/2021", 'a\' "b"'),
    *("Қазақша мәтін: ғұмыр, әділет", "Русский текст – ёлка", "\N{NO-BREAK SPACE}a"),
]
"""Stand on paper and on pages character by character."""

FOLDED = [
    ("    four spaces", ["four spaces"]),
    ("\ta tab", ["a tab"]),
    ("two  spaces   within", ["two spaces within"]),
    ("a hard break  \nof Markdown", ["a hard break of Markdown"]),
    ("a backslash\\\nat the end", ["a backslash\\ at the end"]),
    ("no heading\n===", ["no heading ==="]),
    ("no heading\n---\nat all", ["no heading --- at all"]),
    ("a\n- b\n- c", ["a - b - c"]),
    ("a | b\n--|--\n1 | 2", ["a | b --|-- 1 | 2"]),
    ("one\n\ntwo", ["one", "two"]),
    ("one\r\n\r\ntwo\rthree", ["one", "two three"]),
    ("\n\none\n \t\n\n\ntwo\n", ["one", "two"]),
    ("- one\n\n- two", ["- one", "- two"]),
    ("1. one\n\n    two", ["1. one", "two"]),
    ("**one\n\ntwo**", ["**one", "two**"]),
]
"""What is typed, and the paragraphs that it is."""

BOLD: list[tuple[str, list[Run]]] = [
    ("**all**", [("all", True)]),
    ("free **Anna B** now", [("free ", False), ("Anna B", True), (" now", False)]),
    ("free **Anna\nB**", [("free ", False), ("Anna B", True)]),
    ("**Өддлов**ке", [("Өддлов", True), ("ке", False)]),
    ("a**“b”**c", [("a", False), ("“b”", True), ("c", False)]),
    ("**a*b**", [("a*b", True)]),
    ("**a** ** **b**", [("a", True), (" ** ", False), ("b", True)]),
    ("**a**b**", [("a", True), ("b**", False)]),
    ("**1. <b>&amp;\\**", [("1. <b>&amp;\\", True)]),
]
"""What is typed, and its runs of bold and other text."""


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_means_something_elsewhere_means_nothing_in_prose(text):
    assert Prose(text).paragraphs() == [[(text, False)]]
    assert Typed(text).paragraphs() == [[(text, False)]]
    assert without_marks(text) == [text]


@pytest.mark.parametrize(("text", "paragraphs"), FOLDED)
def test_spaces_are_single_and_an_empty_line_parts_paragraphs(text, paragraphs):
    assert folded(text) == without_marks(text) == paragraphs
    assert Prose(text).paragraphs() == [[(paragraph, False)] for paragraph in paragraphs]
    assert Typed(text).paragraphs() == [[(" ".join(paragraphs), False)]]


@pytest.mark.parametrize(("text", "runs"), BOLD)
def test_two_asterisks_on_either_side_make_bold(text, runs):
    assert Prose(text).paragraphs() == [runs]
    assert without_marks(text) == ["".join(run for run, _ in runs)]
    assert Typed(text).paragraphs() == [[(" ".join(text.split()), False)]]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\r\n "])
@pytest.mark.parametrize("kind", [Typed, Prose, SupporterText])
def test_a_text_of_spaces_is_no_paragraph(kind, text):
    assert kind(text).paragraphs() == []


SNARES = [text for text in AS_TYPED if "**" not in text] + ["\n", "\n\n", "  ", "    ", "*", "\\\n"]
TYPED = st.text(st.one_of(st.sampled_from("#*_-+>`~[](){}<>!|\\&;:.=1 \n\n\t"), st.characters()))
TEXT = st.lists(st.one_of(st.sampled_from(SNARES), TYPED), max_size=8).map("".join)
"""Any text at all; perhaps with bold."""
WITHOUT_BOLD = TEXT.map(lambda text: re.sub(r"\*\*+", "*", text))


@given(WITHOUT_BOLD)
@example("a\x85\x85b\N{LINE SEPARATOR}c")
def test_without_two_asterisks_every_character_stands_in_its_order(text):
    characters = re.sub("[ \t\r\n\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]", "", text)
    assert "".join(without_marks(text)).replace(" ", "") == characters
    runs = [run for paragraph in Prose(text).paragraphs() for run in paragraph]
    assert [run for run, _ in runs] == without_marks(text)
    assert not any(bold for _, bold in runs)


@given(TEXT)
def test_the_prose_of_paper_and_of_pages_is_the_same(text):
    paragraphs = Prose(text).paragraphs()
    assert ["".join(run for run, _ in runs) for runs in paragraphs] == without_marks(text)
    assert all(run for runs in paragraphs for run, _ in runs)


@given(TEXT)
def test_only_asterisks_of_marks_are_missing(text):
    paragraphs = Prose(text).paragraphs()
    marked = ["".join(f"**{run}**" if bold else run for run, bold in runs) for runs in paragraphs]
    assert marked == folded(text)


@pytest.mark.parametrize("text", ["**a ", "*", "**", "**a*", "a\n \n", "\n" + " " * 50])
def test_a_long_hostile_text_is_read_as_fast_as_any(text):
    assert "".join(without_marks(text * 20_000)).count("*") == text.count("*") * 20_000
