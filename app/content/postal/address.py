"""A postal address as it is printed, and the rules that make it one."""

import re
from dataclasses import dataclass
from functools import cache

from babel import UnknownLocaleError
from babel.languages import get_official_languages

from app.content.languages import ENGLISH, territories
from app.content.postal.postcodes import POSTCODES

MOST_LINES = 7
_POSTCODE = re.compile(r"(?=\w*\d)\w{5,}\b")
_BAD_START = re.compile(r'^[@)=\[\]"\\/,<>~]')
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_ROMAN = re.compile(r"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF' -]+")
_HAS_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Address:
    """The lines of a postal address, without the country line."""

    lines: tuple[str, ...]
    country: str

    @property
    def has_enough_lines(self) -> bool:
        """Whether there are at least an office and a place."""
        return len(self.lines) >= 2

    @property
    def has_too_many_lines(self) -> bool:
        """Whether it is longer than post offices read."""
        return len(self.lines) > MOST_LINES

    @property
    def has_known_postcode(self) -> bool:
        """Whether a postcode before the locality, where there is one, has the country's form."""
        match = _POSTCODE.match(self.lines[-1])
        return self.country != "KZ" or not match or is_kazakh_postcode(match[0])

    @property
    def bad_lines(self) -> list[str]:
        """The lines that no address has."""
        return [line for line in self.lines if not is_line(line)]

    @property
    def is_valid(self) -> bool:
        """Whether every rule holds."""
        return (
            self.has_enough_lines
            and not self.has_too_many_lines
            and self.has_known_postcode
            and not self.bad_lines
        )

    def check(self) -> None:
        """Raise ValueError that says which rule is broken."""
        if not self.has_enough_lines:
            raise ValueError("an address needs at least two lines")
        if self.has_too_many_lines:
            raise ValueError(f"an address has at most {MOST_LINES} lines")
        if not is_country(self.country):
            raise ValueError(f"no country {self.country}")
        if not self.has_known_postcode:
            raise ValueError(f"not a postcode of Kazakhstan: {self.lines[-1]!r}")
        if self.bad_lines:
            raise ValueError(f"not a line of an address: {self.bad_lines[0]!r}")

    def posted_from(self, country: str | None) -> tuple[str, ...]:
        """Return the lines as printed, with the country line last unless posted within it."""
        if country == self.country:
            return self.lines
        return (*self.lines, country_line(self.country, country))


def is_line(text: str) -> bool:
    """Return whether an address may have such a line.

    It is a single one, begins with no punctuation, and has a letter or a digit.
    """
    return (
        is_single_line(text)
        and not _BAD_START.search(text)
        and bool(_HAS_LETTER_OR_DIGIT.search(text))
    )


def is_single_line(text: str) -> bool:
    """Return whether the text has no line break, not even at its end."""
    return text.splitlines() in ([], [text])


def is_kazakh_postcode(text: str) -> bool:
    """Return whether the text is an old or a new postcode of Kazakhstan; spaces don't count."""
    return bool(re.fullmatch(POSTCODES["KZ"].pattern, text.replace(" ", "").upper()))


def is_country(code: str) -> bool:
    """Return whether these two capitals stand for a country or territory with post of its own."""
    known = territories(ENGLISH)
    return len(code) == 2 and code.isalpha() and code in known and code not in _NO_COUNTRIES


@cache
def country_line(destination: str, posted_from: str | None) -> str:
    """Return the destination's name in capitals, as the posting country can read it.

    That is its official language where there is just one and it is written in Roman letters,
    and English otherwise (Universal Postal Union: the language of the country of origin, or one
    known internationally).
    """
    language = _language_of(posted_from) if posted_from else ENGLISH
    name = territories(language).get(destination) or territories(ENGLISH)[destination]
    if language == "tr":
        name = name.replace("i", "İ").replace("ı", "I")
    return name.upper()


def _language_of(country: str) -> str:
    languages = get_official_languages(country)
    if len(languages) != 1:
        return ENGLISH
    try:
        name = territories(str(languages[0])).get("KZ", "")
    except UnknownLocaleError:
        return ENGLISH
    return str(languages[0]) if _ROMAN.fullmatch(name) else ENGLISH
