"""The family's wish: asked whenever a case is published of which it isn't known."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.validators import ValidationError

from app.content.checks.reviewing import unmark_changed
from app.content.editing.lifting import lifted
from app.content.editing.rewriting import rewrite
from app.content.languages import english_name
from app.content.model.case import Case
from app.content.model.dates import PartialDate
from app.content.model.kinds import CASE, SLUG, DocumentPath
from app.content.text.document import Document, DocumentError, parse
from app.content.texts import printed_languages
from app.limits import LONGEST_LINE, LONGEST_SAID
from app.web.current import today
from app.web.workroom.forms.one_line import one_line
from app.web.workroom.forms.plain_fields import by_language
from app.web.workroom.forms.size import at_most

_CHOICES = {
    "yes": "They want letters",
    "no": "They don’t want letters: none are written for the case then",
    "not-known": "Still not known: publish it all the same",
}
_LABELS = {
    "wanted": "What do they wish?",
    **{f"said_by-{code}": f"Who said so, in {english_name(code)}" for code in printed_languages()},
    "date": "When",
}
_FIELD = re.compile(rf"wish-({SLUG.pattern})-({'|'.join(_LABELS)})")


def _short_line(label: str) -> StringField:
    return StringField(label, [at_most(LONGEST_SAID)], [one_line])


def prefix_of(path: str) -> str:
    """Return how the names of the fields begin in which the wish of a case is typed."""
    return f"wish-{DocumentPath.parse(path).slug}-"


class WishQuestion(Form):
    """What the family or the lawyers of one case wish, who said so, and when."""

    wanted = RadioField(
        _LABELS["wanted"],
        choices=[SelectChoice(*each) for each in _CHOICES.items()],
        validate_choice=False,
    )
    said_by = by_language(_short_line, "Who said so, in {}")
    date = StringField(_LABELS["date"], [at_most(LONGEST_LINE)], [one_line])

    def __init__(self, path: str, case: Case, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed, prefix=prefix_of(path))
        self.path, self.case = path, case

    @property
    def is_answered(self) -> bool:
        """Whether there is something to be written into the case."""
        return self.wanted.data in ("yes", "no")

    def validate_wanted(self, field: RadioField) -> None:
        """Ask for an answer, even if it is that nobody knows."""
        if field.data not in _CHOICES:
            raise ValidationError("Choose what they wish, or that it is still not known.")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether it can be written; an answer needs who said so, and when."""
        is_valid = super().validate(extra_validators)
        if not self.is_answered:
            return is_valid
        if not self.said_by.texts:
            self.said_by.english.errors = [
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
        text = lifted(self.path, text)
        document = parse(self.path, text)
        said = {"said_by": self.said_by.texts, "date": self.date.data}
        wish = {"wanted": self.wanted.data, **said}
        changed = Document(self.path, {**document.fields, "wish": wish})
        return rewrite(self.path, text, unmark_changed(document, changed))


def forms_for(
    cases: Mapping[str, Case], typed: MultiDict[str, str] | None = None
) -> list[WishQuestion]:
    """Return a form for each of these cases, which are given by path."""
    return [WishQuestion(path, case, typed) for path, case in cases.items()]


def texts_with(forms: Iterable[WishQuestion], texts: Mapping[str, str | None]) -> dict[str, str]:
    """Return the texts of the cases for which there is an answer, with it written in."""
    written = {}
    for form in forms:
        text = texts[form.path]
        if not form.is_answered or text is None:
            continue
        try:
            written[form.path] = form.written_into(text)
        except DocumentError as error:
            form.said_by.english.errors = [f"{error.fault}."]
    return written


def typed_besides(
    forms: Iterable[WishQuestion], typed: Mapping[str, str], title_of: Callable[[str], str]
) -> dict[str, str]:
    """Return, by its label, what was typed of the wishes in other cases than those of the forms."""
    shown = {form.path for form in forms}
    found = {}
    for name, value in typed.items():
        match = _FIELD.fullmatch(name)
        path = CASE.path(match[1]) if match else ""
        if match and value.strip() and path not in shown:
            found[f"{title_of(path)}: {_LABELS[match[2]]}"] = _CHOICES.get(value, value)
    return found
