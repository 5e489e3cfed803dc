"""What the models say of a document's parts: the order of fields, and which of them are dates."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import RootModel

from app.content.languages import known_languages
from app.content.model.dates import PartialDate
from app.content.model.kinds import DocumentPath
from app.content.model.source import Record
from app.content.text.document import SCHEMA


@dataclass(frozen=True)
class Shape:
    """What is known of one part of a document."""

    parts: Mapping[str, "Shape"] = field(default_factory=dict)
    """The fields that it may have, in their order."""
    item: "Shape | None" = None
    """What each item is, if it is a list."""
    is_date: bool = False
    spaced: tuple[str, ...] = ()
    """The fields before which a new document has an empty line."""

    def part(self, name: object) -> "Shape":
        """Return what is known of a field; nothing if there shouldn't be one of this name."""
        return self.parts.get(str(name), NO_SHAPE)

    def arranged(self, present: list[Any], names: list[Any]) -> list[Any]:
        """Return these names: those present as they stand, the others where the model has them."""
        order = list(self.parts)
        wanted, there = set(names), set(present)
        arranged = [name for name in present if name in wanted]
        for name in sorted(names, key=lambda it: order.index(it) if it in order else len(order)):
            if name not in there:
                arranged.insert(self._place(name, arranged, order), name)
        return arranged

    def _place(self, name: Any, arranged: list[Any], order: list[str]) -> int:
        if name not in order:
            return len(arranged)
        for before in reversed(order[: order.index(name)]):
            if before in arranged:
                return arranged.index(before) + 1
        return 0


NO_SHAPE = Shape()

_FIRST_SPACED = "people"


@cache
def shape_of(path: str) -> Shape:
    """Return what is known of the document at this path."""
    named = DocumentPath.find(path)
    parts = {SCHEMA: NO_SHAPE, **_shape(named.kind.model).parts} if named else {}
    names = tuple(parts)
    spaced = names[names.index(_FIRST_SPACED) :] if _FIRST_SPACED in names else ()
    return Shape(parts, spaced=spaced)


def _shape(annotation: Any) -> Shape:
    kind, arguments = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return _shape(arguments[0])
    if kind in (Union, types.UnionType):
        return _shape(next(each for each in arguments if each is not type(None)))
    if kind is list:
        return Shape(item=_shape(arguments[0]))
    if not isinstance(annotation, type):
        return NO_SHAPE
    if issubclass(annotation, Record):
        fields = annotation.model_fields.items()
        return Shape({name: _shape(info.annotation) for name, info in fields})
    if issubclass(annotation, RootModel):
        inner = _shape(get_args(annotation.model_fields["root"].annotation)[1])
        return Shape(dict.fromkeys(known_languages(), inner))
    return Shape(is_date=annotation is PartialDate)
