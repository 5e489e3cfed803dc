"""Markdown becomes paragraphs, lists, bold and line breaks, and nothing else."""

import pytest

from app.content.model.letter_template import Filled
from app.content.model.prose_rules import FIRST_STAND_IN
from app.content.text.prose import Prose, Typed
from app.letters import paragraphs
from app.letters.paragraphs import Block, ItemList, Paragraph, Span


def blocks_of(markdown: str, *values: Typed) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text in which ⓪ to ⑨ stand for the values."""
    for number in range(len(values)):
        character = chr(ord(FIRST_STAND_IN) + number)
        markdown = markdown.replace("⓪①②③④⑤⑥⑦⑧⑨"[number], character)
    return paragraphs.letter_blocks(Filled(markdown, values))


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
        "_no_ *slanted* letters",
        "2*3*4",
    ],
)
def test_what_a_letter_has_no_use_for_stays_text(text):
    assert blocks_of(text) == (_paragraph(text),)


PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
SNARES = ("1. a", "- a", "+ a", "* a", "_i_", "\\", "a\\", "\\\\n", "    a", PUNCTUATION)


@pytest.mark.parametrize("text", SNARES)
@pytest.mark.parametrize(
    ("markdown", "around"),
    [("⓪", "{}"), ("a⓪b", "a{}b"), ("\\⓪", "\\{}"), ("a\n⓪", "a {}"), ("[⓪](⓪)", "[{0}]({0})")],
)
@pytest.mark.parametrize("kind", [Typed, Prose])
def test_a_value_reads_as_itself_wherever_it_stands(kind, markdown, around, text):
    assert blocks_of(markdown, kind(text)) == (_paragraph(around.format(text.strip())),)


@pytest.mark.parametrize("text", SNARES)
def test_a_value_changes_nothing_beside_it(text):
    bold = Paragraph((Span("a"), Span(text.strip(), bold=True), Span("b")))
    assert blocks_of("a**⓪**b", Typed(text)) == (bold,)
    assert blocks_of("*⓪ x* *", Typed(text)) == (_paragraph(f"*{text.strip()} x* *"),)
    assert blocks_of("1. ⓪;\n1. b", Typed(text)) == (
        ItemList((_paragraph(f"{text.strip()};"), _paragraph("b"))),
    )


def test_bold_of_a_value_stands_in_the_text_around_it():
    assert blocks_of("To ⓪①: now", Prose("free **“A”**"), Prose("**B**га")) == (
        Paragraph((Span("To free "), Span("“A”B", bold=True), Span("га: now"))),
    )


def test_an_empty_line_in_a_value_begins_a_paragraph():
    value = Prose("one\n\n**two**\n\nthree")
    assert [each.text for each in blocks_of("a ⓪ b", value)] == ["a one", "two", "three b"]


def test_an_empty_line_in_a_value_does_not_end_a_list():
    assert blocks_of("1. ⓪;\n1. b.", Prose("one\n\n- two")) == (
        ItemList((_paragraph("one\n- two;"), _paragraph("b."))),
    )


def test_a_block_gives_its_text_without_marks():
    paragraph, items = blocks_of("Free **Anna**\\\nnow.\n\n1. one\n1. **two**")
    assert paragraph.text == "Free Anna\nnow."
    assert items.text == "one\ntwo"


def test_a_list_inside_a_list_loses_no_item():
    (items,) = blocks_of("1. a\n   - b\n1. c")
    assert [item.text for item in items.items] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "markdown",
    [
        "1. a\n\n1. b\n\nEnd.",
        "1. a\n\n1) b",
        "- a\n\n- b\n\n1. c",
        "1. a\n\n   more of a\n\n1. b",
        "One\n1. a\n\n1. b",
        "One\n1. a\n\n1) b",
        "**One**\n\n* a\n\n** b",
        "1. a\n   1. b\n\n1. c\n\nEnd.\n\n1. d",
        "  One.\n\n 1. a\n\n\tTwo",
        "1.     a\n\n10. b",
        "One\n \t\nTwo\\\n\nThree",
    ],
)
def test_parts_read_by_themselves_are_as_read_together(markdown):
    parts = paragraphs._read(markdown)
    together = [part if isinstance(part, tuple) else part.spans for part in parts]
    found = [
        tuple(paragraphs._Inline(item.spans) for item in block.items)
        if isinstance(block, ItemList)
        else block.spans
        for block in blocks_of(markdown)
    ]
    assert [_texts(each) for each in found] == [_texts(each) for each in together]


def _texts(part: tuple) -> list[str]:
    """Return the text of a paragraph's spans together, or of each item."""
    if part and isinstance(part[0], Span):
        return "".join(span.text for span in part)
    return ["".join(span.text for span in item.spans) for item in part]
