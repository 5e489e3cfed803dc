"""Markdown becomes paragraphs, lists, bold and line breaks, and nothing else."""

import pytest

from app.content.letter_template import escape_markdown
from app.letters.paragraphs import ItemList, Paragraph, Span, blocks_of


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("", ()),
        ("One.", (_paragraph("One."),)),
        ("One.\n\n\n\nTwo.", (_paragraph("One."), _paragraph("Two."))),
        ("One\ntwo.", (_paragraph("One two."),)),
        ("One\\\ntwo.", (_paragraph("One\ntwo."),)),
        (
            "Free **Anna B** now",
            (Paragraph((Span("Free "), Span("Anna B", bold=True), Span(" now"))),),
        ),
        ("**All**", (Paragraph((Span("All", bold=True),)),)),
        ("1. a;\n\n1. b.", (ItemList((_paragraph("a;"), _paragraph("b."))),)),
        ("- a\n- b", (ItemList((_paragraph("a"), _paragraph("b"))),)),
        ("1. a\n\nEnd.", (ItemList((_paragraph("a"),)), _paragraph("End."))),
        ("1. a **b**", (ItemList((Paragraph((Span("a "), Span("b", bold=True))),)),)),
    ],
    ids=[
        "nothing",
        "paragraph",
        "empty lines part paragraphs",
        "a line feed is a space",
        "a backslash breaks the line",
        "bold",
        "all bold",
        "numbered list",
        "list of dashes",
        "list, then paragraph",
        "bold in a list",
    ],
)
def test_markdown_reads_as(markdown, blocks):
    assert blocks_of(markdown) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "> no quotation",
        "[no link](https://example.org)",
        "![no image](file:///etc/passwd)",
        "<b>no HTML</b>",
        "`no code`",
        "&amp; no entity &#65;",
        "https://example.org is no link",
        "---",
        "~~not struck~~",
        "| no | table |",
    ],
)
def test_what_a_letter_has_no_use_for_stays_text(text):
    assert blocks_of(text) == (_paragraph(text),)


@pytest.mark.parametrize(
    "text",
    [
        *("1. a", "- a", "+ a", "* a", "**b**", "_i_", "\\", "a\\", "\\\\n"),
        "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~",
    ],
)
def test_an_escaped_text_reads_as_itself(text):
    assert blocks_of(escape_markdown(text)) == (_paragraph(text),)


def test_a_block_gives_its_text_without_marks():
    paragraph, items = blocks_of("Free **Anna**\\\nnow.\n\n1. one\n1. **two**")
    assert paragraph.text == "Free Anna\nnow."
    assert items.text == "one\ntwo"


def test_a_list_inside_a_list_loses_no_item():
    (items,) = blocks_of("1. a\n   - b\n1. c")
    assert [item.text for item in items.items] == ["a", "b", "c"]
