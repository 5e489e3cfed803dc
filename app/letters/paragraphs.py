"""The Markdown of a filled letter template as plain paragraphs and lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.content.model.letter_template import Filled
from app.content.model.prose_rules import FIRST_STAND_IN, LAST_STAND_IN
from app.content.text.prose import SupporterText, Typed

_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "escape", "newline"])
"""Paragraphs, lists, bold and line breaks; no headings, links, images, HTML or code."""
_STAND_IN = re.compile(f"([{FIRST_STAND_IN}-{LAST_STAND_IN}])")


@dataclass(frozen=True)
class Span:
    """Some text, perhaps bold; a line feed breaks the line."""

    text: str
    bold: bool = False


class _HashedOnce:
    """What is looked up in every letter: its hash is found once."""

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(vars(self).values()))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True)
class Paragraph(_HashedOnce):
    """A paragraph of a letter."""

    spans: tuple[Span, ...]
    __hash__ = _HashedOnce.__hash__

    @property
    def text(self) -> str:
        """The text without its marks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class ItemList(_HashedOnce):
    """A numbered list."""

    items: tuple[Paragraph, ...]
    __hash__ = _HashedOnce.__hash__

    @property
    def text(self) -> str:
        """The items, a line each."""
        return "\n".join(item.text for item in self.items)


Block = Paragraph | ItemList


@dataclass(frozen=True)
class _Inline:
    """The text of a paragraph or an item before its values are put in."""

    spans: tuple[Span, ...]


_Part = _Inline | tuple[_Inline, ...]
"""A paragraph, or the items of a list."""


@dataclass(frozen=True)
class Body:
    """The paragraphs and lists of a letter, and which of them are the supporter's own words."""

    blocks: tuple[Block, ...]
    own: range | None
    """Where own words stand, empty if there are none; None if not in paragraphs of their own."""


def letter_blocks(filled: Filled) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a filled letter template, in order."""
    return body_of(filled).blocks


def body_of(filled: Filled) -> Body:
    """Return the paragraphs and lists of a filled letter template, in order.

    An empty line in a value begins a paragraph; in a list, which it must not end, a line. Parts
    without own words are cached, so that a combination never met before is put together from
    known ones.
    """
    blocks: list[Block] = []
    own: list[range] = []
    is_apart = True
    for chunk, stand_ins in _chunks(filled.markdown):
        values = tuple(map(filled.value, stand_ins))
        if not any(isinstance(value, SupporterText) for value in values):
            made = _known(chunk, values, tuple(map(type, values)))
        else:
            made = _made(chunk, values)
            is_apart &= chunk == FIRST_STAND_IN
            own.append(range(len(blocks), len(blocks) + len(made)))
        first, last = (made or (None,))[0], (blocks or (None,))[-1]
        if isinstance(first, ItemList) and isinstance(last, ItemList):  # which goes on
            blocks[-1], made = ItemList(last.items + first.items), made[1:]
        blocks += made
    if not own:
        return Body(tuple(blocks), range(len(blocks), len(blocks)))
    return Body(tuple(blocks), own[0] if is_apart and len(own) == 1 else None)


_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_ITEM = re.compile(r"\d{1,9}\. {1,4}\S")
_PLAIN = re.compile(rf"[^\W\d_]|\*\*(?![\s*])|[\"«„“(]|{_STAND_IN.pattern}")
"""How a paragraph begins that is certain to be one."""


@lru_cache(maxsize=512)
def _chunks(markdown: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the parts that can be read by themselves, each with its stand-ins in their order.

    In a part every value has the same stand-in, so that it is known whatever stands before it.
    Where it isn't certain that no part depends on another, the whole text is one.
    """
    found = [chunk.strip("\n") for chunk in _EMPTY_LINES.split(markdown)]
    found = [chunk for chunk in found if chunk]
    if not all(map(_is_one_block, found)):
        found = [markdown]
    return tuple(
        (_STAND_IN.sub(FIRST_STAND_IN, chunk), tuple(_STAND_IN.findall(chunk))) for chunk in found
    )


def _is_one_block(chunk: str) -> bool:
    """Return whether a part is certainly one paragraph or one list."""
    begins = _PLAIN.match(chunk) or _ITEM.match(chunk)
    return bool(begins) and len(_read(_STAND_IN.sub(FIRST_STAND_IN, chunk))) == 1


@lru_cache(maxsize=4096)
def _known(
    chunk: str, values: tuple[Typed, ...], _types: tuple[type[Typed], ...]
) -> tuple[Block, ...]:
    """Return the blocks of a part in which nothing is of a supporter."""
    return _made(chunk, values)


def _made(chunk: str, values: Iterable[Typed]) -> tuple[Block, ...]:
    """Return the blocks of a part, the values put in one after the other."""
    rest = iter(values)
    blocks: list[Block] = []
    for part in _read(chunk):
        if isinstance(part, _Inline):
            blocks += map(_paragraph, _with_values(part.spans, rest))
        else:
            items = [_paragraph(_on_lines(_with_values(item.spans, rest))) for item in part]
            blocks.append(ItemList(tuple(items)))
    return tuple(blocks)


@lru_cache(maxsize=1024)
def _read(markdown: str) -> tuple[_Part, ...]:
    """Return the paragraphs and lists of a Markdown text, which has stand-ins instead of values."""
    parts: list[_Part] = []
    items: list[_Inline] | None = None
    depth = 0
    for token in _MARKDOWN.parse(markdown):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            depth += 1
            items = [] if items is None else items
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            depth -= 1
            if depth == 0 and items is not None:
                parts.append(tuple(items))
                items = None
        elif token.type == "inline":
            inline = _Inline(tuple(_spans(token.children or [])))
            if items is None:
                parts.append(inline)
            else:
                items.append(inline)
    return tuple(parts)


def _with_values(spans: Iterable[Span], values: Iterator[Typed]) -> list[list[Span]]:
    """Return the spans, by paragraph, with the next value in the place of each stand-in."""
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        for part in _STAND_IN.split(span.text):
            if not _STAND_IN.fullmatch(part):
                paragraphs[-1].append(Span(part, span.bold))
                continue
            for number, runs in enumerate(next(values).paragraphs()):
                if number:
                    paragraphs.append([])
                paragraphs[-1] += [Span(text, bold or span.bold) for text, bold in runs]
    return paragraphs


def _on_lines(paragraphs: Iterable[list[Span]]) -> list[Span]:
    lines = [[Span("\n"), *spans] for spans in paragraphs]
    return list(chain.from_iterable(lines))[1:]


def _paragraph(spans: Iterable[Span]) -> Paragraph:
    """Return the paragraph of the spans, neighbours of one weight joined."""
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
        else:  # there is no italic font: the characters for it stand as typed
            yield Span(token.content or token.markup, bold)
