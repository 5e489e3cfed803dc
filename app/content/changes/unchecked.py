"""Fields of documents that nobody has checked, read as what should stand there."""

from collections.abc import Mapping
from typing import Any

from app.content.languages import ENGLISH
from app.content.model.localised import first_of
from app.content.text.document import Fields


def mapping(value: object) -> Fields:
    """Return the value if it is fields, otherwise none."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> list[Any]:
    """Return the items of a list, none of anything else."""
    return list(value) if isinstance(value, list) else []


def mappings(value: object) -> list[Fields]:
    """Return those items of a list that are fields."""
    return [each for each in items(value) if isinstance(each, Mapping)]


def text_and_language(texts: object) -> tuple[str, str]:
    """Return one text of several languages and its language: English, or the first that there is.

    Two empty ones if there is none.
    """
    found = {str(each): str(value) for each, value in mapping(texts).items() if text(value)}
    if not found:
        return "", ""
    language = first_of(found, ENGLISH)
    return found[language], language


def text(value: object) -> str:
    """Return the value as a text in one line, an empty one for None."""
    return "" if value is None else " ".join(str(value).split())
