"""The text files, `app/content/texts/<code>.toml`: what stands in each, and says of its language.


What else stands in them is read by `texts`. Imports nothing of ours.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_letters
from typing import Any

from babel.localedata import exists
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

TEXT_FILES = Path(__file__).parent / "texts"

_IN_QUOTES = re.compile(r"'[^']*'")
_LETTERS_OF_DATES = set("dMLy")
_LAST = 1_000


class Rules(BaseModel):
    """What a text file may say of its language; where it says nothing, CLDR does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    position: int = Field(default=_LAST, ge=1)
    name: str = ""
    locale: str = ""
    dense: bool = True
    day: str = ""
    month: str = ""
    year: str = ""
    short_day: str = ""
    short_month: str = ""
    stamp_day: str = ""
    stamp_month: str = ""
    alphabet: str = ""
    no_break: tuple[re.Pattern[str], ...] = ()
    connectives: tuple[str, ...] = ()

    @field_validator("locale")
    @classmethod
    def _is_locale(cls, locale: str) -> str:
        if not exists(locale.replace("-", "_")):
            raise ValueError(f"CLDR has no locale {locale}")
        return locale

    @field_validator("connectives")
    @classmethod
    def _are_words(cls, connectives: tuple[str, ...]) -> tuple[str, ...]:
        if not all(word.strip() for each in connectives for word in each.split("|")):
            raise ValueError("write words, with | between those that say the same")
        return connectives

    @field_validator("day", "month", "year", "short_day", "short_month", "stamp_day", "stamp_month")
    @classmethod
    def _is_pattern(cls, pattern: str) -> str:
        if unknown := set(_IN_QUOTES.sub("", pattern)) & set(ascii_letters) - _LETTERS_OF_DATES:
            raise ValueError(f"CLDR has no {', '.join(sorted(unknown))} in dates: quote it")
        return pattern


@dataclass(frozen=True)
class TextFault:
    """What is wrong with a language's text file."""

    code: str
    fault: str

    def __str__(self) -> str:
        return f"app/content/texts/{self.code}.toml: {self.fault}"


@cache
def text_files() -> Mapping[str, Mapping[str, Any]]:
    """Return what stands in each text file, by language; a file that is no TOML is left out."""
    return {code: tables for code, tables in _files().items() if isinstance(tables, Mapping)}


def unreadable_files() -> list[TextFault]:
    """Return the text files that are no TOML, with what is wrong."""
    return [each for each in _files().values() if isinstance(each, TextFault)]


@cache
def _files() -> dict[str, dict[str, Any] | TextFault]:
    return {file.stem: _read(file) for file in sorted(TEXT_FILES.glob("*.toml"))}


def _read(file: Path) -> dict[str, Any] | TextFault:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return TextFault(file.stem, str(error))


@cache
def rules_of(code: str) -> Rules:
    """Return what a file says of its language; nothing if anything of it is faulty."""
    return Rules() if faults_of_rules(code) else Rules.model_validate(_said(code))


def faults_of_rules(code: str) -> list[TextFault]:
    """Return what is wrong with the table `[language]` of a file."""
    try:
        Rules.model_validate(_said(code))
    except ValidationError as error:
        return [
            TextFault(code, f"{'.'.join(('language', *map(str, each['loc'])))}: {each['msg']}")
            for each in error.errors()
        ]
    return []


def _said(code: str) -> Any:
    return text_files().get(code, {}).get("language", {})
