"""Before which characters a line of own words may begin."""

import re

from app.letters import printing

_SPACE = re.compile(" ")
_PLAIN = re.compile(
    r" ?(?:(?:[«„“(]?(?:[^\W_]+|…)[.,;:!?…]*(?:[»“”)][.,;:!?…]*)?|[–—](?! [–—]))"
    r"(?:(?<![»“”]) |(?<=[»“”]) (?![«„“(])|\Z))*+"
)
"""Words with a space between them, perhaps in quotation marks or brackets, dashes, and dots for
what is left out: a line may begin after each space, and Pango need not be asked."""


def breaks_in(text: str, language: str) -> set[int]:
    """Return before which characters a line may begin, as Pango sees it."""
    if _PLAIN.fullmatch(text):
        return {space.end() for space in _SPACE.finditer(text)} - {len(text)}
    return printing.line_breaks(text, language)
