"""Languages as values: what each is called, how it writes dates, how its texts are set.

CLDR, which Babel brings, says it of every language. What a language says beside it stands in the
table `[language]` of its text file, `app/content/texts/<code>.toml`. Imports `language_files`.
"""

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.localedata import exists, locale_identifiers

from app.content.language_files import Rules, rules_of, text_files

ENGLISH = "en"
"""The language of the source: what isn't said in another one is said in it."""

SCRIPTS = ("Latn", "Cyrl", "Grek")
"""The scripts that our fonts can set."""

DateForm = Literal["day", "month", "year", "short_day", "short_month", "stamp_day", "stamp_month"]
"""What is written of a date: in prose a day, a month or a year; on pages, with the month
abbreviated, a day, a month, and both without the year."""

_SKELETONS: dict[DateForm, str] = {
    "month": "yMMMM",
    "year": "y",
    "short_day": "yMMMd",
    "short_month": "yMMM",
    "stamp_day": "MMMd",
    "stamp_month": "LLL",
}
_CODE = re.compile(r"[a-z]{2,3}")
_SPACE = re.compile(r"\s")
"""CLDR has narrow spaces, too, which not every font has."""
_NO_LANGUAGES = {"mul", "und", "zxx"}


@dataclass(frozen=True)
class Language:
    """One language, by its code (`kk`), with what its text file says beside CLDR."""

    code: str
    rules: Rules

    @cached_property
    def locale(self) -> str:
        """Its code with the country whose customs hold, as programs for texts have it: `kk-KZ`."""
        _, territory = _likely(self.code)
        has_country = len(territory) == 2 and exists(f"{self.code}_{territory}")
        return self.rules.locale or (f"{self.code}-{territory}" if has_country else self.code)

    @cached_property
    def cldr(self) -> Locale:
        """What CLDR knows of it: names of countries and languages, plural rule."""
        return Locale(self.code)

    @cached_property
    def _customs(self) -> Locale:
        """What CLDR knows of dates, as they are written in the country whose customs hold."""
        return Locale.parse(self.locale, sep="-")

    @property
    def name(self) -> str:
        """What it calls itself, in menus."""
        return self.rules.name or self.full_name

    @property
    def full_name(self) -> str:
        """What CLDR says that it calls itself, with a capital."""
        name = str(self.cldr.get_language_name(self.code) or english_name(self.code))
        return name[0].upper() + name[1:]

    @property
    def is_dense(self) -> bool:
        """Whether its letters are set smaller than English ones, since they run longer."""
        return self.rules.dense

    @cached_property
    def connectives(self) -> Mapping[str, re.Pattern[str]]:
        """What finds words of connection that say the same: the words, parted by |, → a pattern."""
        return {words: _any_of(words) for words in self.rules.connectives}

    def written(self, day: datetime.date, form: DateForm) -> str:
        """Return so much of the date as the form has, with no-break spaces inside."""
        text = format_date(day, getattr(self.rules, form) or self._usual_form(form), self._customs)
        return _SPACE.sub("\N{NO-BREAK SPACE}", text)

    def _usual_form(self, form: DateForm) -> str:
        if form == "day":
            return str(self._customs.date_formats["long"].pattern)
        return str(self._customs.datetime_skeletons[_SKELETONS[form]].pattern)


def _any_of(words: str) -> re.Pattern[str]:
    each = (r"\s+".join(map(re.escape, word.split())) for word in words.split("|"))
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)


def is_language(code: str) -> bool:
    """Return whether these small letters stand for a language, in whatever script."""
    is_code = _CODE.fullmatch(code) is not None and code not in _NO_LANGUAGES
    return is_code and code in Locale(ENGLISH).languages


def english_name(code: str) -> str:
    """Return what a language is called in English; its code if there is no such language."""
    return str(Locale(ENGLISH).languages.get(code, code))


@cache
def territories(code: str) -> Mapping[str, str]:
    """Return what a language calls countries and other territories, by their codes (KZ, 150).

    Raises babel.UnknownLocaleError for a language that CLDR doesn't describe.
    """
    return {territory: str(name) for territory, name in Locale(code).territories.items()}


@lru_cache(maxsize=1024)
def is_known(code: str) -> bool:
    """Return whether CLDR describes the language and our fonts can set its usual script."""
    return is_language(code) and exists(code) and _likely(code)[0] in SCRIPTS


def _likely(code: str) -> tuple[str, str]:
    """Return the script and the territory that usually go with a language; "" if none is known.

    The territory of what belongs to no country, as Esperanto, is three digits for the world.
    """
    _, script, territory = str(get_global("likely_subtags").get(code, "__")).split("_")
    return script, territory


@cache
def language_of(code: str) -> Language:
    """Return the language; raise ValueError for one that isn't known.

    Where its text file says something faulty of it, it is as CLDR has it.
    """
    if not is_known(code):
        raise ValueError(f"unknown language {code}")
    return Language(code, rules_of(code))


def in_order(codes: Collection[str]) -> tuple[str, ...]:
    """Return the known ones among these languages, in our usual order: by position, then code."""
    return tuple(
        sorted(filter(is_known, codes), key=lambda it: (language_of(it).rules.position, it))
    )


@cache
def known_languages() -> tuple[str, ...]:
    """Return every language that a document may hold, in our usual order."""
    return in_order(locale_identifiers())


@cache
def listed() -> tuple[str, ...]:
    """Return the languages that forms offer for texts: those with a text file, whole or not."""
    return in_order(text_files())
