"""Texts that exist in several languages."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import RootModel, field_validator

from app.content.languages import is_known
from app.content.texts import printed_languages


def _check_languages(texts: Mapping[str, str | list[str]]) -> None:
    unknown = [language for language in texts if not is_known(language)]
    if unknown:
        raise ValueError(f"unknown language {', '.join(unknown)}")
    missing = [language for language in printed_languages() if _is_blank(texts.get(language))]
    if missing:
        raise ValueError(f"translation missing: {', '.join(missing)}")


def _is_blank(texts: str | list[str] | None) -> bool:
    """Return whether there is no text, or a paragraph of none."""
    paragraphs = [texts] if isinstance(texts, str) else texts
    return not paragraphs or any(not paragraph.strip() for paragraph in paragraphs)


class Localised(RootModel[dict[str, str]]):
    """One text, by language."""

    @field_validator("root")
    @classmethod
    def _is_complete(cls, texts: dict[str, str]) -> dict[str, str]:
        _check_languages(texts)
        return texts

    def __getitem__(self, language: str) -> str:
        """Return the text in this language."""
        return self.root[language]

    def __str__(self) -> str:
        return self.root["en"]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield language and text of each translation."""
        yield from self.root.items()


class LocalisedParagraphs(RootModel[dict[str, list[str]]]):
    """Paragraphs, by language; each language has the same number of them."""

    @field_validator("root")
    @classmethod
    def _is_complete(cls, paragraphs: dict[str, list[str]]) -> dict[str, list[str]]:
        _check_languages(paragraphs)
        if len({len(texts) for texts in paragraphs.values()}) > 1:
            raise ValueError("every language must have the same number of paragraphs")
        return paragraphs

    def __getitem__(self, language: str) -> list[str]:
        """Return the paragraphs in this language."""
        return self.root[language]


class Reviewed(RootModel[dict[str, bool]]):
    """Whether a native speaker other than the author has read the texts, by language."""

    @field_validator("root")
    @classmethod
    def _is_complete(cls, marks: dict[str, bool]) -> dict[str, bool]:
        missing = [language for language in printed_languages() if language not in marks]
        if missing:
            raise ValueError(f"review mark missing: {', '.join(missing)}")
        return marks

    def __getitem__(self, language: str) -> bool:
        """Return whether the texts in this language were reviewed."""
        return self.root.get(language, False)


class Said(NamedTuple):
    """A text, and the language that it is in."""

    text: str
    language: str
