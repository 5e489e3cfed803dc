"""The Markdown of a filled letter template as plain paragraphs and lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "escape", "newline"])
"""Paragraphs, lists, bold and line breaks; no headings, links, images, HTML or code."""


@dataclass(frozen=True)
class Span:
    """Some text, perhaps bold; a line feed breaks the line."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a letter."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text without its marks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class ItemList:
    """A numbered list."""

    items: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The items, a line each."""
        return "\n".join(item.text for item in self.items)


Block = Paragraph | ItemList


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a Markdown text, in order."""
    blocks: list[Block] = []
    items: list[Paragraph] | None = None
    depth = 0
    for token in _MARKDOWN.parse(markdown):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            depth += 1
            items = [] if items is None else items
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            depth -= 1
            if depth == 0 and items is not None:
                blocks.append(ItemList(tuple(items)))
                items = None
        elif token.type == "inline":
            paragraph = Paragraph(tuple(_spans(token.children or [])))
            (blocks if items is None else items).append(paragraph)
    return tuple(blocks)


def _spans(tokens: list[Token]) -> Iterator[Span]:
    bold = False
    text = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            if text:
                yield Span(text, bold)
            text, bold = "", token.type == "strong_open"
        elif token.type == "softbreak":
            text += " "
        elif token.type == "hardbreak":
            text += "\n"
        else:
            text += token.content
    if text:
        yield Span(text, bold)
