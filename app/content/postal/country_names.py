"""Whether a line of an address ends with its country, in whatever language that is named."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from itertools import chain

from babel.languages import get_official_languages

from app.content.languages import ENGLISH, is_known, known_languages, listed, territories

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OF_A_STATE = re.compile(
    r".*(?:republi|républi|repúbli|repubbli|respubli|rzeczpospolit|республик|рэспублік|kingdom"
    r"|federa|федера).*|the|of|de|du|del|della|di|la|der"
)
"""The words by which a long name is longer: Republic of Kazakhstan, Қазақстан Республикасы."""
_NAMES_BESIDE_CLDR = {
    "CZ": {"česká republika"},
    "GB": {"uk", "great britain"},
    "US": {"usa", "united states of america"},
}
_LIKE_ANOTHER = 0.42
"""How alike two names of one country are at least; towns are less like their country."""
_LIKE_THEIR_TOWN = (
    *("DJ", "GI", "GT", "HK", "KW", "LU"),
    *("MC", "MO", "PA", "SG", "SM", "VA"),
)
"""Countries in whose addresses the name of the country is that of the town."""


def ends_with_country(line: str, country: str) -> str | None:
    """Return the words at the end of a line that name its country by code, or None.

    Any language of CLDR counts, and so does a long name such as “Republic of …”.
    """
    if country in _LIKE_THEIR_TOWN:
        return None
    words = [(word.start(), word[0].casefold()) for word in _WORD.finditer(line)]
    for first, (begin, _) in enumerate(words):
        if _spellings(word for _, word in words[first:]) & _usual_names(country):
            return line[begin:]
    last = line.rpartition(",")[2].strip()
    return last if _is_named_elsewhere(last, country) else None


def _is_named_elsewhere(text: str, country: str) -> bool:
    """Return whether the text names the country in any language.

    They take long to read. What stands beside a postcode is a town, and a name of the country is
    like another one.
    """
    if any(map(str.isdigit, text)):
        return False
    found, usual = _spellings(_WORD.findall(text.casefold())), _usual_names(country)
    is_like = any(get_close_matches(each, usual, n=1, cutoff=_LIKE_ANOTHER) for each in found)
    return is_like and bool(found & _names(country, known_languages()))


def _spellings(words: Iterable[str]) -> set[str]:
    """Return the words as one text, and without those of a state; none of no words."""
    words = list(words)
    short = (word for word in words if not _OF_A_STATE.fullmatch(word))
    return {" ".join(words), " ".join(short)} - {""}


@cache
def _usual_names(country: str) -> frozenset[str]:
    """Return what the country is called in English, in its own languages and in those of texts."""
    official = map(str, get_official_languages(country, de_facto=True))
    beside = _NAMES_BESIDE_CLDR.get(country, set())
    languages = dict.fromkeys((ENGLISH, *listed(), *filter(is_known, official)))
    return _names(country, tuple(languages)) | beside | {country.casefold()}


@cache
def _names(country: str, languages: tuple[str, ...]) -> frozenset[str]:
    names = (territories(language).get(country, "") for language in languages)
    spellings = (_spellings(_WORD.findall(name.casefold())) for name in names)
    return frozenset(chain.from_iterable(spellings))
