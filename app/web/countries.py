"""The countries that a letter may be posted from, in the order of each language's alphabet."""

import unicodedata
from functools import cache, lru_cache

from babel import Locale
from markupsafe import Markup

from app.content.model.address import is_country

_ALPHABET = " abcdefghijklmnopqrstuvwxyzаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""Latin, then Kazakh, which has the letters of Russian in their order among its own."""


@cache
def countries(language: str) -> dict[str, str]:
    """Return code → name of every country, sorted by name."""
    names = Locale(language).territories.items()
    found = ((code, str(name)) for code, name in names if is_country(code))
    return dict(sorted(found, key=lambda country: _by_alphabet(country[1])))


@lru_cache(maxsize=1024)
def country_options(language: str, chosen: str, none: str) -> Markup:
    """Return the options of a `<select>` of countries; `none` names the choice of none of them."""
    named = {"": none, **countries(language)}
    option = Markup('<option value="{}"{}>{}</option>')
    selected = {chosen: Markup(" selected")}
    return Markup("").join(
        option.format(code, selected.get(code, ""), name) for code, name in named.items()
    )


def _by_alphabet(name: str) -> list[int]:
    letters = (_base(letter) for letter in name.casefold())
    return [_ALPHABET.index(letter) for letter in letters if letter in _ALPHABET]


def _base(letter: str) -> str:
    """Return é as e, but й as й."""
    return letter if letter in _ALPHABET else unicodedata.normalize("NFD", letter)[0]
