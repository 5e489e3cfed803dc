"""The line of a text that an error names, with the place in it marked."""

import re
from dataclasses import dataclass

from app.content.text.document import DocumentError

_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_NAMED = re.compile(r"\{\{ (\w+) \}\}|“([^”]+)”|[Uu]nknown tag '(\w+)'")
_OF_THE_WHOLE = ("placeholder missing", "longer than", "blocks or brackets")
"""How errors begin that no line of the text is to blame for."""
_BESIDE = 60
"""Characters that are shown on each side of the marked place, and of that place itself."""


@dataclass(frozen=True)
class MarkedLine:
    """A line in three parts, the middle one to be marked."""

    number: int
    before: str
    marked: str
    after: str


def marked_line(text: str, error: DocumentError) -> MarkedLine | None:
    """Return the line that an error names, None if there is nothing on it to look at."""
    lines = text.split("\n")
    if error.fault.startswith(_OF_THE_WHOLE) or not 1 <= error.line <= len(lines):
        return None
    line = lines[error.line - 1]
    if not line.strip():
        return None
    start, end = _place(line, error.fault)
    return MarkedLine(
        error.line,
        _shortened(line[:start], from_left=True),
        _shortened(line[start:end], from_left=False),
        _shortened(line[end:], from_left=False),
    )


def _place(line: str, fault: str) -> tuple[int, int]:
    """Return where that begins and ends which the error speaks of: a placeholder, or all of it."""
    tags = [tag.span() for tag in _TAG.finditer(line)]
    for names in _NAMED.findall(fault)[:1]:
        name = "".join(names)
        at = re.search(
            rf"(?<!\w){re.escape(name)}(?!\w)" if name.isalnum() else re.escape(name), line
        )
        if at:
            return next((tag for tag in tags if tag[0] <= at.start() < tag[1]), at.span())
    if len(tags) == 1:
        return tags[0]
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _shortened(text: str, *, from_left: bool) -> str:
    if len(text) <= _BESIDE:
        return text
    return "…" + text[-_BESIDE:] if from_left else text[:_BESIDE] + "…"
