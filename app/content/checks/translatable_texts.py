"""Every text of a document that stands in several languages, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.content.languages import in_order, is_known
from app.content.model.kinds import language_of_path
from app.content.text.document import Document, Location

_NO_TEXTS = ("reviewed",)
"""Stands by language too, but holds marks."""


def localised_texts(fields: Mapping[str, Any]) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    """Yield location and language → text (or paragraphs) of each text, in the document's order."""
    for name, value in fields.items():
        if name not in _NO_TEXTS:
            yield from _below((name,), value)


def _below(location: Location, value: Any) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _below((*location, index), item)
    elif isinstance(value, Mapping) and value and all(is_known(str(key)) for key in value):
        yield location, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _below((*location, name), item)


def languages_in(fields: Mapping[str, Any]) -> list[str]:
    """Return the languages in which any text of the fields stands, in our usual order."""
    found = {
        language
        for _, texts in localised_texts(fields)
        for language, text in texts.items()
        if any(text if isinstance(text, list) else [text])
    }
    return list(in_order(found))


def texts_by_language(document: Document) -> dict[str, set[str]]:
    """Return each language's texts and paragraphs; a letter template has one language, by path."""
    if language := language_of_path(document.path):
        return {language: {str(document.fields.get("title", "")), document.body}}
    found: dict[str, set[str]] = {}
    for _, texts in localised_texts(document.fields):
        for language, text in texts.items():
            paragraphs = text if isinstance(text, list) else [text]
            found.setdefault(language, set()).update(map(str, paragraphs))
    return found
