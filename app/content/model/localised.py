"""Texts that exist in several languages: in one at least, and not always in all."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from pydantic import RootModel, field_validator

from app.content.languages import ENGLISH, in_order, is_known, language_of
from app.content.text.messages import Refusal, translatable


class LanguageNames(tuple[str, ...]):
    """Codes of languages that a message names: in English, unless a page says them otherwise."""

    __slots__ = ()

    def names(self, reader: str) -> str:
        """Return the names, with commas between them, in the language `reader`."""
        known = language_of(reader).cldr.languages
        return ", ".join(str(known.get(code, code)) for code in self)

    def __str__(self) -> str:
        return self.names(ENGLISH)


class LocalisedList(tuple["Localised", ...]):
    """Texts that a message names one after the other."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self))


class Said(NamedTuple):
    """A text, and the language that it is in."""

    text: str
    language: str


class NotInLanguage(Refusal):
    """A text was asked for in a language in which there is none."""

    template = translatable(
        "“%(text)s” is not translated yet. Asked for in: %(language)s; written in: %(languages)s."
    )


def first_of(languages: Iterable[str], wanted: str) -> str:
    """Return the language to read in: the wanted one, else English, else the first of those given.

    There must be one.
    """
    known = list(languages)
    return next(each for each in (wanted, ENGLISH, *known) if each in known)


def is_blank(texts: object) -> bool:
    """Return whether there is no text, or a paragraph of none."""
    paragraphs = texts if isinstance(texts, list) else [texts]
    return not paragraphs or any(not str(each or "").strip() for each in paragraphs)


def _written(texts: Mapping[str, str | list[str]]) -> tuple[str, ...]:
    """Return the languages with a text, in our order; raise ValueError if there is none."""
    unknown = [language for language in texts if not is_known(language)]
    if unknown:
        raise ValueError(f"unknown language {', '.join(unknown)}")
    written = in_order([language for language in texts if not is_blank(texts[language])])
    if not written:
        raise ValueError("write it in one language at least")
    return written


class Localised(RootModel[dict[str, str]]):
    """One text, by language."""

    @field_validator("root")
    @classmethod
    def _is_in_a_language(cls, texts: dict[str, str]) -> dict[str, str]:
        return {language: texts[language] for language in _written(texts)}

    def __contains__(self, language: str) -> bool:
        return language in self.root

    def __getitem__(self, language: str) -> str:
        """Return the text in this language; raise NotInLanguage."""
        if language not in self.root:
            raise _not_in(language, self, self.root)
        return self.root[language]

    def __str__(self) -> str:
        return self.text_in(ENGLISH).text

    def text_in(self, language: str) -> Said:
        """Return the text in this language, else in English, else in the first that there is."""
        if language not in self.root:
            language = first_of(self.root, language)
        return Said(self.root[language], language)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield language and text of each translation."""
        yield from self.root.items()


class LocalisedParagraphs(RootModel[dict[str, list[str]]]):
    """Paragraphs, by language; each language has the same number of them."""

    @field_validator("root")
    @classmethod
    def _is_in_a_language(cls, paragraphs: dict[str, list[str]]) -> dict[str, list[str]]:
        written = {language: paragraphs[language] for language in _written(paragraphs)}
        if len({len(texts) for texts in written.values()}) > 1:
            raise ValueError("every language must have the same number of paragraphs")
        return written

    def __contains__(self, language: str) -> bool:
        return language in self.root

    def __getitem__(self, language: str) -> list[str]:
        """Return the paragraphs in this language; raise NotInLanguage."""
        if language not in self.root:
            raise _not_in(language, self.paragraphs[0], self.root)
        return self.root[language]

    @cached_property
    def paragraphs(self) -> tuple[Localised, ...]:
        """Each paragraph in all of its languages."""
        in_languages = zip(*self.root.values(), strict=True)
        return tuple(Localised(dict(zip(self.root, each, strict=True))) for each in in_languages)


def _not_in(language: str, text: Localised, texts: Mapping[str, object]) -> NotInLanguage:
    return NotInLanguage(
        text=text, language=LanguageNames([language]), languages=LanguageNames(texts)
    )


class Reviewed(RootModel[dict[str, bool]]):
    """Whether a native speaker other than the author has read the texts, by language."""

    def __getitem__(self, language: str) -> bool:
        """Return whether the texts in this language were reviewed; not if nothing is said."""
        return self.root.get(language, False)
