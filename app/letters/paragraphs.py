"""The Markdown of a filled letter template as plain paragraphs and lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.content.letter_template import Filled
from app.content.prose_rules import FIRST_STAND_IN, LAST_STAND_IN

_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "escape", "newline"])
"""Paragraphs, lists, bold and line breaks; no headings, links, images, HTML or code."""
_STAND_IN = re.compile(f"([{FIRST_STAND_IN}-{LAST_STAND_IN}])")


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


def blocks_of(filled: Filled) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a filled letter template, in order.

    An empty line in a value begins a paragraph; in a list, which it must not end, a line.
    """
    blocks: list[Block] = []
    items: list[Paragraph] | None = None
    depth = 0
    for token in _MARKDOWN.parse(filled.markdown):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            depth += 1
            items = [] if items is None else items
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            depth -= 1
            if depth == 0 and items is not None:
                blocks.append(ItemList(tuple(items)))
                items = None
        elif token.type == "inline":
            paragraphs = _with_values(_spans(token.children or []), filled)
            if items is None:
                blocks += map(_paragraph, paragraphs)
            else:
                items.append(_paragraph(_on_lines(paragraphs)))
    return tuple(blocks)


def _with_values(spans: Iterable[Span], filled: Filled) -> list[list[Span]]:
    """Return the spans, by paragraph, with each value in the place of its sign."""
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        for part in _STAND_IN.split(span.text):
            if not _STAND_IN.fullmatch(part):
                paragraphs[-1].append(Span(part, span.bold))
                continue
            for number, runs in enumerate(filled.value(part)):
                if number:
                    paragraphs.append([])
                paragraphs[-1] += [Span(text, bold or span.bold) for text, bold in runs]
    return paragraphs


def _on_lines(paragraphs: Iterable[list[Span]]) -> list[Span]:
    lines = [[Span("\n"), *spans] for spans in paragraphs]
    return list(chain.from_iterable(lines))[1:]


def _paragraph(spans: Iterable[Span]) -> Paragraph:
    """Return the paragraph of the spans, neighbours of one type joined."""
    joined = (
        Span("".join(span.text for span in alike), bold)
        for bold, alike in groupby((span for span in spans if span.text), lambda span: span.bold)
    )
    return Paragraph(tuple(joined))


def _spans(tokens: Iterable[Token]) -> Iterator[Span]:
    bold = False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type == "softbreak":
            yield Span(" ", bold)
        elif token.type == "hardbreak":
            yield Span("\n", bold)
        else:  # there is no slanted type: the signs for it stand as typed
            yield Span(token.content or token.markup, bold)
