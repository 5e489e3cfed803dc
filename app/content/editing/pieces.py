"""The pieces of a YAML text: each field and each item with its lines and the comments above it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

# The line ends of YAML 1.1, by which the parser counts.
_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])")

SourceLines = list[str]
"""With their line ends."""
Region = tuple[int, int]
"""The number of a first line and of that after the last, from 0."""


class Unusual(Exception):
    """A text is laid out in a way that this module doesn't know."""


@dataclass
class Piece:
    """A field of a mapping or an item of a list, in block style."""

    above: SourceLines
    """Empty lines before it, and comments that an empty line parts from it."""
    comments: SourceLines
    """The comments directly above it, which are about it."""
    lines: SourceLines
    first: int = 0
    """Where its lines begin in the text."""

    @property
    def region(self) -> Region:
        """Its lines in the text, without what is above."""
        return self.first, self.first + len(self.lines)

    @property
    def has_comment_above(self) -> bool:
        """Whether a comment stands above that an empty line parts from it."""
        return any(map(_is_comment, self.above))


@dataclass
class Pieces:
    """A mapping or a list in block style: its pieces, and what stands before and after them."""

    head: SourceLines
    pieces: list[Piece]
    tail: SourceLines
    before: str = ""
    """What stands on the line of a mapping's first field before it: spaces, or an item's dash."""

    def joined(self, pieces: Iterable[Piece]) -> SourceLines:
        """Return the lines with these pieces, in this order, in place of the old ones."""
        result: SourceLines = []
        for piece in pieces:
            above = piece.above + piece.comments
            # Between a dash and the first field of its item there is no place for a comment.
            is_behind_dash = self.before.strip() and not result
            result += piece.lines + above if is_behind_dash else above + piece.lines
        if self.before.strip():
            result[0] = self.before + result[0][len(self.before) :]
        return self.head + result + self.tail

    def leave_out(self, left_out: Collection[int]) -> None:
        """Hand on the comments that an empty line parts from pieces that will be left out.

        They may be about more than these; they come to the next that stays, or to the tail.
        """
        handed_on: SourceLines = []
        for index, piece in enumerate(self.pieces):
            if index not in left_out:
                piece.above, handed_on = handed_on + piece.above, []
            elif piece.has_comment_above:
                handed_on += piece.above
        self.tail = handed_on + self.tail


def lines_of(text: str) -> SourceLines:
    """Return the lines of a text that ends with a line end, as the parser counts them."""
    return _LINE.findall(text)


def pieces_of(lines: SourceLines, node: Any, region: Region) -> Pieces:
    """Return the pieces of a mapping or list in block style, whose lines are this region.

    Comments after a piece belong to it if they are indented more than it is.
    """
    indent = node.start_mark.column
    parts = [part[1] if isinstance(part, tuple) else part for part in node.value]
    found: list[Piece] = []
    position, head = region[0], []
    for start, part in zip(_starts(lines, node), parts, strict=True):
        if start < position:
            raise Unusual
        gap = lines[position:start]
        if found:
            gap = _hand_over(gap, found[-1], indent)
        directly_above = _comments_at_end(gap)
        above = gap[: len(gap) - directly_above]
        if not found:
            head, above = above, []
        position = max(end_of(lines, part), start + 1)
        comments = gap[len(gap) - directly_above :]
        found.append(Piece(above, comments, lines[start:position], start))
    tail = _hand_over(lines[position : region[1]], found[-1], indent)
    if isinstance(node, SequenceNode):
        return Pieces(head, found, tail)
    # A comment above the first field is about all of them.
    first = found[0]
    head, first.comments = head + first.comments, []
    before, first.lines[0] = first.lines[0][:indent], " " * indent + first.lines[0][indent:]
    return Pieces(head, found, tail, before)


def _starts(lines: SourceLines, node: Any) -> list[int]:
    indent = node.start_mark.column
    if isinstance(node, SequenceNode):
        return [_dash(lines, item, indent) for item in node.value]
    names = [name for name, _ in node.value]
    if any(name.start_mark.column != indent or not isinstance(name, ScalarNode) for name in names):
        raise Unusual
    return [name.start_mark.line for name in names]


def _dash(lines: SourceLines, item: Node, indent: int) -> int:
    """Return the line of an item's dash, which may stand alone above it."""
    for number in range(item.start_mark.line, -1, -1):
        line = lines[number]
        if line[indent : indent + 1] == "-" and not line[:indent].strip():
            return number
        if number < item.start_mark.line and line.strip() and not _is_comment(line):
            break
    raise Unusual


def end_of(lines: SourceLines, node: Any) -> int:
    """Return the number of the line after the last of a node, empty lines and comments apart."""
    start, end = node.start_mark, node.end_mark
    if not isinstance(node, ScalarNode):
        if node.flow_style:
            return int(end.line) + 1
        last = node.value[-1]
        last = last[1] if isinstance(last, tuple) else last
        return end_of(lines, last)
    if node.style not in ("|", ">"):
        return int(end.line) + 1
    number = int(end.line)
    while number > start.line + 1 and not lines[number - 1].strip():
        number -= 1
    return number


def _hand_over(gap: SourceLines, piece: Piece, indent: int) -> SourceLines:
    """Give to the piece before a gap the comments that are indented more; return the others."""
    numbers = [number for number, line in enumerate(gap) if _is_deeper_comment(line, indent)]
    its_own = numbers[-1] + 1 if numbers else 0
    piece.lines += gap[:its_own]
    return gap[its_own:]


def _comments_at_end(gap: Sequence[str]) -> int:
    count = 0
    while count < len(gap) and _is_comment(gap[-1 - count]):
        count += 1
    return count


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_deeper_comment(line: str, indent: int) -> bool:
    return _is_comment(line) and len(line) - len(line.lstrip()) > indent
