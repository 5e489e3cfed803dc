"""What is typed into documents and forms, as it stands on paper and on pages: as it was typed.

In the prose of a document `**bold**` is the one mark and an empty line parts paragraphs; line ends
and several spaces stand as one space, as browsers show them. Nothing of it is read as Markdown.
"""

import re
from functools import lru_cache

Run = tuple[str, bool]
"""Some text, and whether it is bold."""
Paragraphs = list[list[Run]]

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n[ \t\n]*")
_SPACES = re.compile(r"[ \t\n]+")
_BOLD = re.compile(r"(?<!\*)\*\*(?![\s*])((?:[^*]|\*(?!\*))++)(?<![\s*])\*\*(?!\*)")
"""Two asterisks before and after, directly at the text and not three; others are asterisks."""


def folded(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line, its spaces single."""
    parts = _EMPTY_LINE.split(_LINE_END.sub("\n", text))
    lines = (_SPACES.sub(" ", part).strip(" ") for part in parts)
    return [line for line in lines if line]


def without_marks(text: str) -> list[str]:
    """Return the paragraphs of a document's prose without the marks for bold."""
    return [_BOLD.sub(r"\1", paragraph) for paragraph in folded(text)]


class Typed(str):
    """A text of one line in which nothing is a mark, such as a title."""

    def paragraphs(self) -> Paragraphs:
        """Return what stands on paper; nothing for a text of spaces."""
        line = " ".join(folded(self))
        return [[(line, False)]] if line else []


class Prose(Typed):
    """The prose of a document."""

    def paragraphs(self) -> Paragraphs:
        """Return its paragraphs in runs of bold and other text."""
        return _paragraphs(str(self))


@lru_cache(maxsize=4096)
def _paragraphs(text: str) -> Paragraphs:
    """Return the paragraphs of a document's prose, which is printed in many letters."""
    # What the pattern captures, the bold texts, stand between the others.
    split = map(_BOLD.split, folded(text))
    return [[(run, n % 2 == 1) for n, run in enumerate(runs) if run] for runs in split]


class SupporterText(Typed):
    """The own words of a supporter, whose line breaks stay."""

    def paragraphs(self) -> Paragraphs:
        """Return its paragraphs, each line without the spaces at its ends."""
        text = self.strip().replace("\r\n", "\n").replace("\r", "\n")
        parts = re.split(r"\n\s*\n", text) if text else []
        return [
            [("\n".join(line.strip() for line in part.split("\n") if line.strip()), False)]
            for part in parts
        ]
