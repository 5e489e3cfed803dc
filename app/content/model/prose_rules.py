"""What may stand in a letter template between its placeholders: prose, bold, lists, line breaks.

Anything else of Markdown would stand on paper as it was typed, with its marks.
"""

import re
from collections.abc import Callable

from app.content.text.document import DocumentError

Fail = Callable[[str, int], DocumentError]
"""Makes the error for a message and a line of the template's body."""

LONGEST_WORD = 200
"""A longer run of letters or figures is no word, and takes the printer long to break."""

FIRST_STAND_IN, LAST_STAND_IN = "\U000f0000", "\U000ffffd"
"""Characters of private use that nothing prints: in a filled template they stand for values."""

_STAND_IN = re.compile(f"[{FIRST_STAND_IN}-{LAST_STAND_IN}]")
_WORD = re.compile(rf"\w{{{LONGEST_WORD + 1},}}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_RAW = re.compile(r"\{%[-+]?\s*raw\b")

_NOT_PRINTED = (
    (re.compile(r"^ {0,3}#{1,6}(?=\s|$)"), "there are no headings in a letter: leave out “{}”"),
    (re.compile(r"(?<!\\)!\["), "there are no images in a letter: leave out “{}”"),
    (
        re.compile(r"(?<!\\)\][(\[]|^ {0,3}\[[^\]]+\]:"),
        "there are no links in a letter: leave out “{}”",
    ),
    (
        re.compile(r"(?<!\\)<[A-Za-z/!?][^>\s]{0,20}"),
        "there is no HTML in letters: leave out “{}”",
    ),
    (
        re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-z]{2,8});"),
        "write the character, not “{}”",
    ),
    (re.compile(r"(?<!\\)`+"), "there is no code in a letter: leave out “{}”"),
    (re.compile(r"^ {0,3}>"), "there are no quoted blocks in a letter: leave out “{}”"),
    (
        re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={2,}[ \t]*)$"),
        "there are no lines across a letter: leave out “{}”",
    ),
)
"""What is looked for in each line, and what is said of it."""


def check_source(body: str, fail: Fail) -> None:
    """Raise what `fail` makes for what neither a parser nor a printer can make sense of."""
    if found := _WORD.search(body):
        line = body.count("\n", 0, found.start()) + 1
        raise fail(f"a word of more than {LONGEST_WORD} letters or figures", line)
    if found := _STAND_IN.search(body):
        line = body.count("\n", 0, found.start()) + 1
        raise fail(f"U+{ord(found[0]):04X} is in no font: leave it out", line)


def prose_of(body: str, instead: str = " ") -> str:
    """Return the text with `instead` for each placeholder, block and comment; lines stay."""
    return _TAG.sub(lambda tag: instead + "\n" * tag[0].count("\n"), body)


def check_prose(body: str, fail: Fail) -> None:
    """Raise what `fail` makes for the first thing in the prose that paper would show as typed."""
    for tag in _TAG.finditer(body):
        if _RAW.match(tag[0]):
            raise fail(
                "raw is not allowed in a letter template", body.count("\n", 0, tag.start()) + 1
            )
    # A character of its own for each tag: what follows one doesn't begin a line.
    for number, line in enumerate(prose_of(body, "\0").split("\n"), start=1):
        for pattern, says in _NOT_PRINTED:
            if found := pattern.search(line):
                raise fail(says.format(found[0].strip()), number)
