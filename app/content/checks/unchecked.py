"""Fields of documents that nobody has checked, read as what should stand there."""

from collections.abc import Mapping
from typing import Any

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


def text(value: object) -> str:
    """Return the value as a text in one line, an empty one for None."""
    return "" if value is None else " ".join(str(value).split())
