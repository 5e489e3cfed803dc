"""The text of a YAML document with some of its data changed, and every other line as it stands.

The pieces of the text are kept, moved and left out whole; only what changed within them is written
anew.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode

from app.content.editing.brackets import changed_in_brackets
from app.content.editing.pairing import paired, same
from app.content.editing.pieces import (
    Piece,
    Region,
    SourceLines,
    Unusual,
    end_of,
    lines_of,
    pieces_of,
)
from app.content.editing.shape import NO_SHAPE, Shape
from app.content.editing.spelling import Form, block, entry, form_of, item
from app.content.text.document import comments, node_tree, read_yaml

_BLOCK_HEADER = re.compile(r"[|>][-+\d]*")


def patched(text: str, old: dict[Any, Any], new: dict[Any, Any], shape: Shape) -> str:
    """Return the text, which says `old`, changed so that it says `new`.

    A part whose changed text would not read back as it should is written anew, without comments.
    Raises Unusual if the document as a whole is laid out in a way that nobody uses.
    """
    text = text if text.endswith("\n") else text + "\n"
    root = node_tree(text)
    if not new or not isinstance(root, MappingNode) or root.flow_style:
        raise Unusual
    lines = lines_of(text)
    return "".join(_Patch(lines).mapping(root, (0, len(lines)), old, new, shape))


def written(fields: dict[Any, Any], shape: Shape) -> str:
    """Return the text of a new document with these fields."""
    return "".join(_ended(block(fields, 0, shape) if fields else ["{}"]))


@dataclass(frozen=True)
class _Change:
    """A field or an item that has another value now."""

    node: Any
    old: Any
    new: Any
    shape: Shape
    indent: int
    name: Any = None
    is_item: bool = False

    @property
    def is_of_one_kind(self) -> bool:
        """Whether it was and is a mapping, or a list, that isn't empty."""
        kind = type(self.new)
        return kind is type(self.old) and kind in (dict, list) and bool(self.old and self.new)

    @property
    def is_in_block(self) -> bool:
        """Whether the old value is a mapping or a list in block style."""
        return not isinstance(self.node, ScalarNode) and not self.node.flow_style

    @property
    def plain(self) -> SourceLines:
        """Its lines, as they would stand in a new document."""
        if self.is_item:
            return _ended(item(self.new, self.indent, self.shape))
        return _ended(entry(self.name, self.new, self.indent, self.shape))

    def is_said_by(self, lines: SourceLines) -> bool:
        """Return whether these lines alone read as the new value under its name."""
        try:
            said = read_yaml("".join(lines))
        except (YAMLError, ValueError):
            return False
        return same(said, [self.new] if self.is_item else {self.name: self.new})


@dataclass(frozen=True)
class _Patch:
    old_lines: SourceLines

    def mapping(self, node: Any, region: Region, old: Any, new: Any, shape: Shape) -> SourceLines:
        """Return the lines of a mapping in block style, changed."""
        indent, names = node.start_mark.column, list(old)
        found = pieces_of(self.old_lines, node, region)
        found.leave_out([index for index, name in enumerate(names) if name not in new])
        is_spaced = any(piece.above for piece in found.pieces)
        pieces = dict(zip(names, found.pieces, strict=True))
        nodes = dict(zip(names, (value for _, value in node.value), strict=True))
        order = shape.arranged(names, list(new))
        for name in order:
            part = shape.part(name)
            if name not in pieces:
                gap = ["\n"] if is_spaced and name in shape.spaced else []
                change = _Change(None, None, new[name], part, indent, name)
                pieces[name] = Piece(gap, [], change.plain)
            elif not same(old[name], new[name]):
                change = _Change(nodes[name], old[name], new[name], part, indent, name)
                self._apply(change, pieces[name])
        return found.joined(pieces[name] for name in order)

    def sequence(self, node: Any, region: Region, old: Any, new: Any, shape: Shape) -> SourceLines:
        """Return the lines of a list in block style, changed."""
        indent, part = node.start_mark.column, shape.item or NO_SHAPE
        found, places = pieces_of(self.old_lines, node, region), paired(old, new)
        found.leave_out(set(range(len(old))) - set(places))
        # Empty lines stay where they are when items are moved, comments go with their item.
        gaps = [[] if piece.has_comment_above else piece.above for piece in found.pieces]
        usual_gap = ["\n"] if gaps[1:] and all(gaps[1:]) else []
        pieces = []
        for place, (index, value) in enumerate(zip(places, new, strict=True)):
            gap = gaps[place] if place < len(gaps) else usual_gap
            if index is None:
                change = _Change(None, None, value, part, indent, is_item=True)
                pieces.append(Piece(gap, [], change.plain))
                continue
            piece = found.pieces[index]
            if not same(old[index], value):
                change = _Change(node.value[index], old[index], value, part, indent, is_item=True)
                self._apply(change, piece)
            piece.above = gap + (piece.above if piece.has_comment_above else [])
            pieces.append(piece)
        return found.joined(pieces)

    def _apply(self, change: _Change, piece: Piece) -> None:
        """Put the changed value into a piece; write the piece anew if it doesn't read back."""
        before = comments("".join(piece.lines))
        try:
            lines = self._changed(change, piece)
        except Unusual:
            lines = []
        if not lines or not change.is_said_by(lines):
            lines = change.plain
        elif change.is_in_block:
            before = []
        # What is written anew has no place for the comments within, so they go above.
        lost = Counter(before) - Counter(comments("".join(lines)))
        piece.comments += _ended([f"{' ' * change.indent}{comment}" for comment in lost.elements()])
        piece.lines = lines

    def _changed(self, change: _Change, piece: Piece) -> SourceLines:
        """Return the lines of a piece with its new value; none if it has to be written anew."""
        if not change.is_in_block:
            return self._replaced(change, piece)
        if not change.is_of_one_kind:
            return []
        first, end = piece.region
        start = first if change.node.start_mark.line == first else first + 1
        inner = self.mapping if isinstance(change.node, MappingNode) else self.sequence
        lines = inner(change.node, (start, end), change.old, change.new, change.shape)
        return piece.lines[: start - first] + lines

    def _replaced(self, change: _Change, piece: Piece) -> SourceLines:
        """Return the lines of a piece with another text, number or list in brackets in it."""
        start, end = change.node.start_mark, change.node.end_mark
        row = start.line - piece.first
        before, prefix = piece.lines[:row], piece.lines[row][: start.column]
        if header := _BLOCK_HEADER.match(piece.lines[row], start.column):
            rest = piece.lines[row][header.end() :]
        else:
            rest = piece.lines[end.line - piece.first][end.column :]
        if rest.strip() and not rest.lstrip().startswith("#"):
            raise Unusual
        head, below = self._form(change)
        if prefix.strip():
            prefix = f"{prefix.rstrip()} " if head and not prefix.endswith(" ") else prefix
        line = f"{prefix}{head}{rest.rstrip()}".rstrip(" ")
        after = piece.lines[end_of(self.old_lines, change.node) - piece.first :]
        return [*before, *_ended([line] if line else []), *_ended(below), *after]

    def _form(self, change: _Change) -> Form:
        """Return the form of a new value, in the style of the old one."""
        if change.is_of_one_kind:
            text = changed_in_brackets(
                self.old_lines, change.node, change.old, change.new, change.shape
            )
            return text, []
        both_texts = isinstance(change.old, str) and isinstance(change.new, str)
        name = "" if change.name is None else str(change.name)
        style = change.node.style if both_texts else ""
        return form_of(change.new, change.indent, change.shape, name, style)


def _ended(lines: list[str]) -> SourceLines:
    return [f"{line}\n" for line in lines]
