"""Forms for documents and for their parts: from the document's fields to the form, and back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wtforms import FieldList, Form, FormField

from app.content.languages import in_order
from app.content.text.document import Location
from app.content.texts import printed_languages
from app.limits import MOST_PARTS
from app.web.workroom.forms.document_fields import DocumentField, control_text

_NUMBER = re.compile(r"[0-9]{1,6}")


def numbers(name: str, typed: Iterable[str]) -> set[int]:
    """Return the numbers of a list's parts for which there is any field in a page's form."""
    start = f"{name}-"
    found = (each.removeprefix(start).partition("-")[0] for each in typed if each.startswith(start))
    return {int(number) for number in found if _NUMBER.fullmatch(number)}


class DocumentForm(Form):
    """A form for a document or for a part of one."""

    def document_fields(self) -> dict[str, DocumentField]:
        """Return the fields by name."""
        fields = self._fields.items()
        return {name: field for name, field in fields if isinstance(field, DocumentField)}

    def written(self) -> dict[str, Any]:
        """Return the fields of the document; those that are empty are absent."""
        values = {name: field.written() for name, field in self.document_fields().items()}
        return {name: value for name, value in values.items() if value is not None}

    def trail(self, location: Location) -> list[DocumentField]:
        """Return the fields on the way to a location of the document, the nearest to it last."""
        field = self.document_fields().get(str(location[0])) if location else None
        return field.trail(location[1:]) if field else []

    def shown_languages(self) -> list[str]:
        """Return the languages to show: those printed, and those in which there is any text."""
        fields = self.document_fields().values()
        found = set(printed_languages()).union(*(field.shown_languages() for field in fields))
        return list(in_order(found))

    def rows(self, names: Iterable[str] | None = None) -> list[list[DocumentField]]:
        """Return all fields, or those named, with neighbours that are short in one row."""
        fields = self.document_fields()
        rows: list[list[DocumentField]] = []
        for field in map(fields.__getitem__, names if names is not None else fields):
            if rows and field.is_short and rows[-1][-1].is_short:
                rows[-1].append(field)
            else:
                rows.append([field])
        return rows

    def heading(self) -> str:
        """Return what tells this part from the others of its kind."""
        return ""


class Group(DocumentField, FormField):  # type: ignore[type-arg] # generic in its types only
    """A part of a document with fields of its own; absent if all of them are."""

    kind = "group"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the fields from what was typed, or from a document."""
        del extra_filters
        known = data if isinstance(data, Mapping) else {}
        self.form = self.form_class(
            formdata,
            prefix=self.name + self.separator,
            data={name: value for name, value in known.items() if isinstance(name, str)},
        )

    def written(self) -> Any:
        """Return its fields, None if there are none."""
        return self.form.written() or None

    def trail(self, location: Location) -> list[DocumentField]:
        """Return this field and those below it on the way to a location of the document."""
        return [self, *self.form.trail(location)]

    def shown_languages(self) -> set[str]:
        """Return the languages for which it has a control or a text."""
        fields = self.form.document_fields().values()
        return set().union(*(field.shown_languages() for field in fields))

    def is_wrong(self) -> bool:
        """Return whether anything is wrong with it, or with a field below it."""
        below = self.form.document_fields().values()
        return bool(self.faults) or any(field.is_wrong() for field in below)


class Parts(DocumentField, FieldList):  # type: ignore[type-arg] # generic in its types only
    """A list in a document: what can be added, moved and removed."""

    kind = "parts"

    def __init__(
        self, part: Any, label: str, *, one: str, is_needed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(part, label, max_entries=MOST_PARTS, **kwargs)
        self.one = one
        """What one of its parts is called, with its article."""
        self.is_needed = is_needed
        """Whether it stands in the document even without parts."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the parts from what was typed, or from a document; of very many the first ones.

        `lost` tells of the others.
        """
        known = data[:MOST_PARTS] if isinstance(data, list) else []
        super().process(formdata, known, extra_filters)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """Yield the numbers after the prefix; WTForms' own stumbles over figures such as ²."""
        yield from numbers(prefix, formdata)

    def kept(self) -> list[DocumentField]:
        """Return the parts that get into the document: those that aren't empty."""
        return [part for part in self.entries if part.written() is not None]

    def written(self) -> Any:
        """Return the values of the parts; None if there are none and none are needed."""
        values = [part.written() for part in self.kept()]
        return values if values or self.is_needed else None

    def trail(self, location: Location) -> list[DocumentField]:
        """Return this field and those below it on the way to a location of the document."""
        kept = self.kept()
        if location and isinstance(location[0], int) and location[0] < len(kept):
            return [self, *kept[location[0]].trail(location[1:])]
        return [self]

    def shown_languages(self) -> set[str]:
        """Return the languages for which it has a control or a text."""
        return set().union(*(part.shown_languages() for part in self.entries))

    def is_wrong(self) -> bool:
        """Return whether anything is wrong with it, or with a field below it."""
        return bool(self.faults) or any(part.is_wrong() for part in self.entries)


def trail_in_words(trail: Sequence[DocumentField]) -> str:
    """Return which field a trail leads to, such as “Person 2, sentence”."""
    words = []
    for field in trail:
        if not isinstance(field, Parts) or field is trail[-1]:
            number = f" {int(field.short_name) + 1}" if field.short_name.isdecimal() else ""
            words.append(field.label.text + number)
    return ", ".join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])


def lost(fields: Mapping[str, Any], written: Mapping[str, Any]) -> str | None:
    """Return the first field of a document with something that its form would not write.

    None if the form holds all that the document says.
    """
    said, kept = _said(fields) or {}, _said(written) or {}
    return next((name for name in said if said[name] != kept.get(name)), None)


def _said(value: Any) -> Any:
    """Return what a value says, without what says nothing and without the kinds of numbers."""
    if isinstance(value, Mapping):
        said = {control_text(name): _said(part) for name, part in value.items()}
        return {name: part for name, part in said.items() if part is not None} or None
    if isinstance(value, list):
        return [part for part in map(_said, value) if part is not None] or None
    return control_text(value) or None if value is not False else None
