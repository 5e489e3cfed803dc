"""No-break spaces where a line must not end, in the texts of our documents.

A phrase whose words belong together (a date, an initial and its surname, a title and its name, an
article and its number) gets no-break spaces inside, as the file of its language says. Texts of the
supporter are never touched.
"""

import re
from functools import lru_cache

from app.content.languages import is_known, language_of

NBSP = "\N{NO-BREAK SPACE}"

_EVERYWHERE = (
    r"[№§] (?=\S)",
    r"(?<!\w)(?:[^\W\d_]\. ?)+(?=[^\W\d_]{2})",  # initials before a surname
    r" (?=[–—] )",
)
_SHORT_LAST_WORD = re.compile(r"(?<=\S) (?=\S{1,8}\s*(?:\n\n|\Z))")
"""Bound to the word before it, so that no paragraph ends in a line of one short word."""


@lru_cache(maxsize=4096)
def set_spaces(text: str, language: str) -> str:
    """Return the text with no-break spaces where the language wants no line to end."""
    text = _phrases(language).sub(lambda phrase: phrase[0].replace(" ", NBSP), text)
    return _SHORT_LAST_WORD.sub(NBSP, text)


@lru_cache(maxsize=64)
def _phrases(language: str) -> re.Pattern[str]:
    """Return what finds the phrases of a language, which needn't be a known one."""
    own = language_of(language).rules.no_break if is_known(language) else ()
    return re.compile("|".join((*(each.pattern for each in own), *_EVERYWHERE)))
