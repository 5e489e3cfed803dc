"""A letter template's body in blocks, parted by empty lines, so that it can be translated.

What isn't translated yet stands as a placeholder that there isn't, which keeps the template from
being published, and its blocks from losing their order.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from app.web.workroom.editors.side_by_side import NOT_TRANSLATED, TextSideBySide
from app.web.workroom.forms.document_fields import tidy
from app.web.workroom.forms.document_forms import numbers

MOST_BLOCKS = 500

_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_TAGS = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_LETTER = re.compile(r"[^\W\d_]")


def blocks_of(body: str) -> list[str]:
    """Return the blocks of a template's body."""
    return [block for block in _EMPTY_LINES.split(body.strip("\n")) if block.strip()]


def to_translate(block: str) -> str:
    """Return a block with its placeholders, and with every prose line still to be translated."""
    lines = block.split("\n")
    return "\n".join(
        line
        for is_prose, run in groupby(lines, key=_is_prose)
        for line in ([NOT_TRANSLATED] if is_prose else run)
    )


def _is_prose(line: str) -> bool:
    return _LETTER.search(_TAGS.sub("", line)) is not None


def block_pairs(
    original: Sequence[str], translation: Sequence[str], typed: Mapping[str, str]
) -> list[TextSideBySide]:
    """Return the blocks in both languages, with what was typed over the translations."""
    most = max(len(original), len(translation), max(numbers("block", typed), default=-1) + 1)
    pairs = []
    for index in range(most):
        source = original[index] if index < len(original) else ""
        known = translation[index] if index < len(translation) else to_translate(source)
        name = f"block-{index}"
        pairs.append(
            TextSideBySide(name, f"Block {index + 1}", source, tidy(typed.get(name, known)))
        )
    return pairs


def typed_body(pairs: Sequence[TextSideBySide], known: str) -> str:
    """Return the body of the blocks typed, one left empty still to be translated.

    It is the known body as it stands if that has the same blocks.
    """
    blocks = [pair.translation or to_translate(pair.original) for pair in pairs]
    blocks = [block for block in blocks if block]
    return known if blocks_of(known) == blocks else "\n\n".join(blocks) + "\n"
