"""The parts of a text that are shaped together, each in its script."""

from __future__ import annotations

import re
from functools import lru_cache

import uharfbuzz

_WESTERN = re.compile("[\0-\u024f\u2010-\u2027]*")
"""What is Latin or of no script: most of what supporters type."""
_CYRILLIC = re.compile("[\0-@[-`{-©«-¹»-¿×÷\u2010-\u2027Ѐ-ҁҊ-ԯ]*")
"""What is Cyrillic or of no script, if it isn't all of the former."""
_LATIN_LETTER, _CYRILLIC_LETTER = "A-Za-zªºÀ-ÖØ-öø-\u024f", "Ѐ-ҁҊ-ԯ"
_LETTER = re.compile(f"[{_LATIN_LETTER}]")
_OPEN = "(<[{«‘“‹"
_BOTH = re.compile(f"[^{re.escape(_OPEN)}\u0250-Ͽ҂-҉\u0530-\u200f\u2028-\U0010ffff]*")
"""What is Latin, Cyrillic or of no script, and opens nothing."""
_RUN = re.compile(
    f"[^{_LATIN_LETTER}{_CYRILLIC_LETTER}]*"
    f"(?:([{_LATIN_LETTER}])[^{_CYRILLIC_LETTER}]*|[{_CYRILLIC_LETTER}][^{_LATIN_LETTER}]*)"
)
_CLOSED_BY = dict(zip(")>]}»’”›", _OPEN, strict=True))


def script_runs(text: str) -> list[tuple[str, str]]:
    """Return the parts of a text that are shaped together, with their scripts.

    As Pango has it, what is of no script goes with what stands before it, and a closing bracket or
    quotation mark is of the script in which it was opened.
    """
    if _WESTERN.fullmatch(text):
        return [("Latn" if _LETTER.search(text) else "", text)] if text else []
    if _CYRILLIC.fullmatch(text):
        return [("Cyrl", text)]
    if _BOTH.fullmatch(text):
        return [("Latn" if run[1] else "Cyrl", run[0]) for run in _RUN.finditer(text)]
    scripts = set(map(_script_of, set(text))) - {""}
    if len(scripts) <= 1:
        return [("".join(scripts), text)] if text else []
    return runs_by_character(text)


def runs_by_character(text: str) -> list[tuple[str, str]]:
    """Return the same for any text, one character after the other."""
    runs: list[tuple[str, str]] = []
    opened: list[tuple[str, int]] = []
    """The brackets that wait to be closed, each with the number of the run that it stands in."""
    for character in text:
        script = _script_of(character)
        if character in _CLOSED_BY:
            while opened and opened[-1][0] != _CLOSED_BY[character]:
                opened.pop()
            if opened:
                script = runs[opened.pop()[1]][0]
        before, run = runs[-1] if runs else ("", "")
        if runs and (not script or not before or script == before):
            runs[-1] = (before or script, run + character)
        else:
            runs.append((script, character))
        if character in _OPEN:
            opened.append((character, len(runs) - 1))
    return runs


@lru_cache(maxsize=5_000)
def _script_of(character: str) -> str:
    """Return the script of a character, "" for what all scripts have in common."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    script = buffer.script or ""
    return "" if script in ("Zyyy", "Zinh", "Zzzz") else str(script)
