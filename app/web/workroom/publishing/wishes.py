"""The family's wish: asked whenever a case is published of which it isn't known."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.validators import Length, ValidationError

from app.content.checks.reviewing import unmark_changed
from app.content.editing.rewriting import rewrite
from app.content.library.library import SLUG
from app.content.model.case import Case
from app.content.model.dates import PartialDate
from app.content.model.localised import LANGUAGES
from app.content.text.document import Document, DocumentError, parse
from app.web.current import today
from app.web.workroom.documents.titles import slug_of
from app.web.workroom.forms.one_line import one_line
from app.web.workroom.forms.value_names import LANGUAGE_NAMES

_CHOICES = {
    "yes": "They want letters",
    "no": "They don’t want letters: none are written for the case then",
    "not-known": "Still not known: publish it all the same",
}
_LABELS = {
    "wanted": "What do they wish?",
    **{f"said_by_{each}": f"Who said so, in {LANGUAGE_NAMES[each]}" for each in LANGUAGES},
    "date": "When",
}
_FIELD = re.compile(rf"wish-({SLUG.pattern})-({'|'.join(_LABELS)})")
_SHORT = Length(max=300, message="At most 300 characters.")


class WishForm(Form):
    """What the family or the lawyers of one case wish, who said so, and when."""

    wanted = RadioField(
        _LABELS["wanted"],
        choices=[SelectChoice(*each) for each in _CHOICES.items()],
        validate_choice=False,
    )
    said_by_en = StringField(_LABELS["said_by_en"], [_SHORT], [one_line])
    said_by_ru = StringField(_LABELS["said_by_ru"], [_SHORT], [one_line])
    said_by_kk = StringField(_LABELS["said_by_kk"], [_SHORT], [one_line])
    date = StringField(_LABELS["date"], filters=[one_line])

    def __init__(self, path: str, case: Case, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed, prefix=f"wish-{slug_of(path)}-")
        self.path, self.case = path, case

    @property
    def is_answered(self) -> bool:
        """Whether there is something to be written into the case."""
        return self.wanted.data in ("yes", "no")

    @property
    def said_by(self) -> list[Field]:
        """The fields for who said so."""
        return [self[f"said_by_{language}"] for language in LANGUAGES]

    def validate_wanted(self, field: RadioField) -> None:
        """Ask for an answer, even if it is that nobody knows."""
        if field.data not in _CHOICES:
            raise ValidationError("Choose what they wish, or that it is still not known.")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether it can be written; an answer needs who said so, and when."""
        is_valid = super().validate(extra_validators)
        if not self.is_answered:
            return is_valid
        if not any(field.data for field in self.said_by):
            self.said_by[0].errors = [
                "Write who said so, in one language at least, such as: his wife, by telephone."
            ]
        if fault := self._fault_of_date():
            self.date.errors = [fault]
        return not self.errors

    def _fault_of_date(self) -> str:
        try:
            date = PartialDate.parse(self.date.data or "")
        except ValueError:
            return "Write the date as 2026-11-22, 2026-11 or 2026."
        return "That day is still to come." if date.first_day > today() else ""

    def written_into(self, text: str) -> str:
        """Return the case's text with the answer; raise DocumentError if it can't be written."""
        document = parse(self.path, text)
        typed = {language: self[f"said_by_{language}"].data for language in LANGUAGES}
        said_by = {language: text for language, text in typed.items() if text}
        wish = {"wanted": self.wanted.data, "said_by": said_by, "date": self.date.data}
        changed = Document(self.path, {**document.fields, "wish": wish})
        return rewrite(self.path, text, unmark_changed(document, changed))


def forms_for(
    cases: Mapping[str, Case], typed: MultiDict[str, str] | None = None
) -> list[WishForm]:
    """Return a form for each of these cases, which are given by path."""
    return [WishForm(path, case, typed) for path, case in cases.items()]


def texts_with(forms: Iterable[WishForm], texts: Mapping[str, str | None]) -> dict[str, str]:
    """Return the texts of the cases for which there is an answer, with it written in."""
    written = {}
    for form in forms:
        text = texts[form.path]
        if not form.is_answered or text is None:
            continue
        try:
            written[form.path] = form.written_into(text)
        except DocumentError as error:
            form.said_by[0].errors = [f"{error.fault}."]
    return written


def typed_besides(
    forms: Iterable[WishForm], typed: Mapping[str, str], title_of: Callable[[str], str]
) -> dict[str, str]:
    """Return, by its label, what was typed of the wishes in other cases than those of the forms."""
    shown = {form.path for form in forms}
    found = {}
    for name, value in typed.items():
        match = _FIELD.fullmatch(name)
        path = f"cases/{match[1]}.yaml" if match else ""
        if match and value.strip() and path not in shown:
            found[f"{title_of(path)}: {_LABELS[match[2]]}"] = _CHOICES.get(value, value)
    return found
