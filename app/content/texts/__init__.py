"""The program's own printed texts, one file a language: `<language>.toml`.

Every file is held against the English one when it is first asked for. One with a fault is left
out, so that its language isn't printed, and reported; English must be whole. Imports `languages`
and `language_files`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from app.content.language_files import TextFault, faults_of_rules, text_files, unreadable_files
from app.content.languages import ENGLISH, in_order, is_known, language_of

Texts = Mapping[str, str]
"""Dotted key → text; the key of a plural form ends in its name."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
_NOT_KNOWN = "CLDR has no such language, or our fonts lack its script"
_PLURAL_FORMS = {"zero", "one", "two", "few", "many", "other"}


class EnglishIsFaulty(Exception):
    """The English texts, which every language is held against, can't be used."""


@cache
def printed_languages() -> tuple[str, ...]:
    """Return the languages that can be printed, in our usual order; raise EnglishIsFaulty."""
    if broken := [str(each) for each in faults() if each.code == ENGLISH]:
        raise EnglishIsFaulty("; ".join(broken))
    faulty = {each.code for each in faults()}
    return in_order([code for code in text_files() if code not in faulty and _texts(code)])


@cache
def faults() -> tuple[TextFault, ...]:
    """Return what is wrong with text files; a language of which anything is said isn't printed."""
    found = unreadable_files()
    if ENGLISH not in text_files():
        return (*found, TextFault(ENGLISH, "English is missing"))
    for code in text_files():
        found += faults_of_rules(code)
        says = differences(code, _texts(code)) if is_known(code) else [_NOT_KNOWN]
        found += [TextFault(code, each) for each in says]
    return tuple(found)


def printed_text(key: str, language: str, **values: object) -> str:
    """Return a printed text with its placeholders filled; it needn't have one for each value.

    Raises KeyError for a text or value that there isn't, and for a language that isn't printed.
    """
    return filled(unfilled(key, language), values)


def printed_plural(key: str, language: str, number: int, **values: object) -> str:
    """Return a text in the form that its language has for the number, which fills %(number)s."""
    form = language_of(language).cldr.plural_form(number)
    return filled(unfilled(f"{key}.{form}", language), {"number": number, **values})


def unfilled(key: str, language: str) -> str:
    """Return a printed text with its placeholders as they are; raise KeyError."""
    return _printed_texts(language)[key]


@cache
def printed_table(name: str, language: str) -> Texts:
    """Return the texts of a table (`stationery`), by the rest of their keys."""
    above = f"{name}."
    every = _printed_texts(language).items()
    return {key.removeprefix(above): text for key, text in every if key.startswith(above)}


def placeholders(text: str) -> set[str]:
    """Return the names of the values that the text wants."""
    return set(_PLACEHOLDER.findall(text))


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return the text with its placeholders filled."""
    return _PLACEHOLDER.sub(lambda name: str(values[name[1]]), text)


def _printed_texts(code: str) -> Texts:
    if code not in printed_languages():
        raise KeyError(code)
    return _texts(code)


@cache
def _texts(code: str) -> Texts:
    return dict(_flat(text_files()[code]))


def _flat(tables: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield key and text of all tables but `[language]`; where a line ends, there is a space."""
    for name, value in tables.items():
        if isinstance(value, str):
            yield f"{above}{name}", _LINE_END.sub(" ", value.strip(" \t\n"))
        elif isinstance(value, Mapping) and (above or name != "language"):
            yield from _flat(value, f"{above}{name}.")


def differences(code: str, texts: Texts) -> Iterator[str]:
    """Yield what these texts lack or have too much beside the English ones: keys, placeholders.

    No texts at all are no fault: such a file says only how texts in its language are set.
    """
    if not texts:
        yield from ["there are no texts"] if code == ENGLISH else []
        return
    wanted = dict(_wanted(code))
    for key in wanted.keys() - texts.keys():
        yield f"{key} is missing, or is no text"
    for key, text in texts.items():
        if key not in wanted:
            yield f"{key}: there is no such text in English"
        elif not text:
            yield f"{key} is empty"
        elif placeholders(text) != wanted[key]:
            names = ", ".join(f"%({name})s" for name in sorted(wanted[key])) or "none"
            yield f"{key} must have the placeholders of English: {names}"


def _wanted(code: str) -> Iterator[tuple[str, set[str]]]:
    """Yield every key that the language must have, and the placeholders of its text."""
    for key, text in _texts(ENGLISH).items():
        above, _, last = key.rpartition(".")
        if last not in _PLURAL_FORMS:
            yield key, placeholders(text)
        elif last == "other":
            for form in (*language_of(code).cldr.plural_form.tags, last):
                yield f"{above}.{form}", placeholders(text)
