"""The texts of a case or addressee in two languages, side by side, paragraph by paragraph."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.content.checks.translatable_texts import localised_texts
from app.content.text.document import Fields, Location
from app.web.workroom.forms.document_fields import control_text, tidy
from app.web.workroom.forms.document_forms import DocumentForm, trail_in_words
from app.web.workroom.forms.localised_fields import split_paragraphs

NOT_TRANSLATED = "{{ not_translated }}"
"""Stands in a letter template for what isn't translated yet; it keeps it from being published."""


@dataclass(frozen=True)
class TextSideBySide:
    """A text, or a paragraph of one, in two languages."""

    name: str
    """Of the control in which the translation is typed."""
    label: str
    """Which field it belongs to."""
    original: str
    translation: str

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing to read in the other language."""
        return bool(self.original) and (not self.translation or NOT_TRANSLATED in self.translation)


def pairs(
    form: DocumentForm,
    fields: Fields,
    source: str,
    target: str,
    typed: Mapping[str, str],
) -> Iterator[TextSideBySide]:
    """Yield a document's texts in both languages, with what was typed over the translations."""
    for location, texts in localised_texts(fields):
        label = trail_in_words(form.trail(location)) or ".".join(map(str, location))
        if not isinstance(_any(texts), list):
            name = _name(location)
            translation = typed.get(name, control_text(texts.get(target)))
            yield TextSideBySide(name, label, control_text(texts.get(source)), translation)
            continue
        originals, translations = _list(texts.get(source)), _list(texts.get(target))
        for index in range(max(len(originals), len(translations))):
            name = _name((*location, index))
            translation = typed.get(name, _at(translations, index))
            number = f"{label}, paragraph {index + 1}"
            yield TextSideBySide(name, number, _at(originals, index), translation)


def translated(fields: Fields, target: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields with what was typed in the target language; what wasn't sent stays."""
    changed = copy.deepcopy(dict(fields))
    for location, texts in localised_texts(fields):
        text = _typed_at(location, texts, target, typed)
        if text is None:
            continue
        below: Any = changed
        for step in location:
            below = below[step]
        if text:
            below[target] = text
        else:
            below.pop(target, None)
    return _with_mark(changed, target)


def _typed_at(location: Location, texts: Fields, target: str, typed: Mapping[str, str]) -> Any:
    """Return the text or the paragraphs typed for a location; None if nothing was sent."""
    if not isinstance(_any(texts), list):
        name = _name(location)
        return tidy(typed[name]) if name in typed else None
    most = max(len(_list(value)) for value in texts.values())
    others = max((len(_list(each)) for key, each in texts.items() if key != target), default=0)
    names = [_name((*location, index)) for index in range(most)]
    if not any(name in typed for name in names):
        return None
    known = _list(texts.get(target))
    paragraphs = [
        paragraph
        for index, name in enumerate(names)
        for paragraph in split_paragraphs(tidy(typed.get(name, _at(known, index))))
    ]
    while len(paragraphs) > others and not paragraphs[-1]:
        paragraphs.pop()
    return paragraphs if any(paragraphs) else []


def _with_mark(fields: dict[str, Any], target: str) -> dict[str, Any]:
    """Return the fields with the mark that nobody has reviewed a language which has none yet."""
    marks = fields.get("reviewed")
    has_texts = any(texts.get(target) for _, texts in localised_texts(fields))
    if isinstance(marks, dict) and has_texts:
        marks.setdefault(target, False)
    return fields


def _name(location: Location) -> str:
    return "-".join(("text", *map(str, location)))


def _any(texts: Fields) -> Any:
    return next((text for text in texts.values() if text), "")


def _list(value: Any) -> list[str]:
    return [control_text(each) for each in value] if isinstance(value, list) else []


def _at(texts: list[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""
