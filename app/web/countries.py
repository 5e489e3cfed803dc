"""The countries that a letter may be posted from, in the order of each language's alphabet."""

import unicodedata
from functools import cache, lru_cache

from markupsafe import Markup

from app.content.languages import language_of, territories
from app.content.postal.address import is_country


@cache
def countries(language: str) -> dict[str, str]:
    """Return code → name of every country, sorted by name."""
    found = ((code, name) for code, name in territories(language).items() if is_country(code))
    alphabet = language_of(language).rules.alphabet
    return dict(sorted(found, key=lambda country: _by_alphabet(country[1], alphabet)))


@lru_cache(maxsize=1024)
def country_options(language: str, chosen: str, none: str) -> Markup:
    """Return the options of a `<select>` of countries; `none` names the choice of none of them."""
    named = {"": none, **countries(language)}
    option = Markup('<option value="{}"{}>{}</option>')
    selected = {chosen: Markup(" selected")}
    return Markup("").join(
        option.format(code, selected.get(code, ""), name) for code, name in named.items()
    )


def _by_alphabet(name: str, alphabet: str) -> list[tuple[int, int]]:
    """Return the places of a name's letters; those of the alphabet stand after all others.

    Punctuation and accents don't count, but for the space between words.
    """
    letters = [_base(each, alphabet) for each in name.casefold()]
    return [
        (alphabet.find(letter) + 1, ord(letter))
        for letter in letters
        if letter == " " or letter.isalpha()
    ]


def _base(letter: str, alphabet: str) -> str:
    """Return é as e, but й as й where the alphabet has it."""
    return letter if letter in alphabet else unicodedata.normalize("NFD", letter)[0]
