"""The text of a document with other data in it: what was written by hand stays as it is."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from app.content.editing.pairing import same
from app.content.editing.patching import patched, written
from app.content.editing.pieces import Unusual
from app.content.editing.shape import NO_SHAPE, Shape, shape_of
from app.content.editing.spelling import Unspellable
from app.content.model.dates import PartialDate
from app.content.model.kinds import DocumentPath
from app.content.text.combining import too_many_marks
from app.content.text.document import (
    FIRST_SCHEMA,
    MARKS,
    NO_TEXT,
    SCHEMA,
    Document,
    DocumentError,
    Fields,
    comments,
    has_body,
    parse,
)
from app.limits import LONGEST_DOCUMENT, MOST_DEPTH

_YEAR = re.compile(r"[1-9]\d{3}")
_FENCE = "---\n"

Place = tuple[str | int, ...]


def from_browser(text: str) -> str:
    """Return a text typed in a browser with the line ends of files, and one at its end."""
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip("\n") + "\n"


def rewrite(
    path: str, text: str, fields: Fields, body: str | None = None, *, schema: int | None = None
) -> str:
    """Return the text, changed so that it reads as these fields and, if it is given, this body.

    Comments, order, quotation marks and line breaks stay wherever the data does; if all of it
    does, the text is returned as it is. A field that is None is left out, and a year is written
    as a number where the model has a date. The number of the schema stays, too, unless the fields
    have another. Raises DocumentError, with the field's location, if the text can't be parsed or a
    value can't be written.
    """
    document, shape = parse(path, text), shape_of(path)
    number = document.said.get(SCHEMA) if schema is None else schema
    new = _writable(path, _numbered(fields, number))
    body = document.body if body is None else body
    if _says(document, new, body):
        return text
    if _says(document, new, document.body):
        return _checked(path, joined(path, document.yaml, body), new, body)
    try:
        yaml = patched(document.yaml, dict(document.said), new, shape)
        return _checked(path, joined(path, yaml, body), new, body)
    except (Unusual, Unspellable, DocumentError):
        notes = "".join(f"{comment}\n" for comment in comments(document.yaml))
        return _written(path, notes, new, body)


def fresh(path: str, fields: Fields, body: str | None = None) -> str:
    """Return the text of a new document of today's schema, its fields in the model's order.

    Raises DocumentError, with the field's location, if a value can't be written.
    """
    named = DocumentPath.find(path)
    later = named.kind.schema if named and named.kind.schema > FIRST_SCHEMA else None
    return _written(path, "", _writable(path, _numbered(fields, later)), body or "")


def joined(path: str, yaml: str, body: str) -> str:
    """Return the text of a document with this text of its fields, and this body if it has one."""
    return f"{_FENCE}{yaml}{_FENCE}{body}" if has_body(path) else yaml


def _numbered(fields: Fields, schema: int | None) -> Fields:
    """Return all that a text is to say: the fields, and the number of their schema if any."""
    return fields if schema is None else {SCHEMA: schema, **fields}


def _writable(path: str, fields: Fields) -> dict[str, Any]:
    cleaned: dict[str, Any] = _cleaned(path, fields, shape_of(path))
    # Writing what is far too much, only to find that it is, would take a minute.
    if _size(cleaned) > LONGEST_DOCUMENT:
        raise DocumentError(path, 1, f"longer than {LONGEST_DOCUMENT:,} characters")
    return cleaned


def _size(value: Any) -> int:
    """Return how many characters a value takes at least."""
    if isinstance(value, dict):
        return sum(_size(name) + _size(part) for name, part in value.items())
    if isinstance(value, list):
        return sum(1 + _size(part) for part in value)
    return len(value) if isinstance(value, str) else 1


def _written(path: str, notes: str, fields: dict[str, Any], body: str) -> str:
    try:
        yaml = notes + written(fields, shape_of(path))
    except Unspellable as error:
        raise DocumentError(path, 1, f"can't be written as YAML: {error}") from None
    return _checked(path, joined(path, yaml, body), fields, body)


def _checked(path: str, text: str, fields: dict[str, Any], body: str) -> str:
    """Return the text if it reads as it was asked for; raise DocumentError."""
    if not _says(parse(path, text), fields, body):
        raise DocumentError(path, 1, "can't be written as a document that reads the same")
    return text


def _says(document: Document, fields: dict[str, Any], body: str) -> bool:
    said = _cleaned(document.path, document.said, shape_of(document.path))
    return same(said, fields) and (document.body == body or not has_body(document.path))


def _cleaned(path: str, value: Any, shape: Shape, place: Place = ()) -> Any:
    """Return a value as it will be read: without fields that are None, and with years as numbers.

    Raises DocumentError for what no document may hold.
    """
    if len(place) > MOST_DEPTH:
        raise DocumentError(path, 1, f"more than {MOST_DEPTH} lists within lists", place)
    if isinstance(value, Mapping):
        return {
            _text(path, name, place): _cleaned(path, part, shape.part(name), (*place, name))
            for name, part in value.items()
            if part is not None
        }
    if isinstance(value, (list, tuple)):
        item = shape.item or NO_SHAPE
        return [_cleaned(path, part, item, (*place, n)) for n, part in enumerate(value)]
    if isinstance(value, (PartialDate, datetime.date)):
        value = str(value)
    if shape.is_date and isinstance(value, str) and _YEAR.fullmatch(value):
        return int(value)
    return _text(path, value, place)


def _text(path: str, value: Any, place: Place) -> Any:
    """Return a text or another value without parts; raise DocumentError if none may be such."""
    if value is not None and not isinstance(value, (str, int, float)):
        raise DocumentError(path, 1, f"a {type(value).__name__} can't be written", place)
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_DOCUMENT:
        raise DocumentError(path, 1, f"longer than {LONGEST_DOCUMENT:,} characters", place)
    if too_many_marks(value) is not None:
        raise DocumentError(path, 1, MARKS, place)
    if found := NO_TEXT.search(value):
        fault = f"U+{ord(found[0]):04X} is no character of a text in UTF-8"
        raise DocumentError(path, 1, fault, place)
    return str(value)
