"""How letters greet: asked whenever another holder is published, who may be a woman or a man."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wtforms import Field, Form

from app.content.changes.unchecked import mapping, text, text_and_language
from app.content.checks.reviewing import unmark_changed
from app.content.editing.lifting import lifted
from app.content.editing.rewriting import rewrite
from app.content.languages import english_name, in_order, is_known
from app.content.model.kinds import ADDRESSEE, SLUG, DocumentPath
from app.content.text.document import Document, DocumentError, Fields, parse
from app.records.past import digest_of
from app.web.workroom.forms.plain_fields import InPrintedLanguages, line

_LABELS = {"salutation": "Salutation in {}", "closing": "Closing in {}"}
_FIELD = re.compile(rf"greeting-((?:{SLUG.pattern}/)+{SLUG.pattern})-(salutation|closing)-(\w+)")
_MOST = 300
NOT_SAID = "Say that they fit the new holder, once they do."


def prefix_of(path: str) -> str:
    """Return how the names of the fields begin in which the greetings of an office are typed."""
    return f"greeting-{DocumentPath.parse(path).slug}-"


class GreetingQuestion(Form):
    """The salutations and closings of one office by title, and whether they fit its new holder."""

    salutation: InPrintedLanguages
    closing: InPrintedLanguages

    def __init__(self, path: str, fields: Fields, typed: Any = None) -> None:
        known = {name: titled(fields, name) for name in _LABELS}
        self.holder = text_and_language(mapping(fields.get("holder")).get("name"))[0]
        self.shown = digest_of(repr((self.holder, known)))
        self.is_taken = bool(typed) and typed.get(f"{prefix_of(path)}shown") == self.shown
        """Whether what was typed is about this holder, and these salutations."""
        super().__init__(typed if self.is_taken else None, prefix=prefix_of(path), data=known)
        self.path, self.known = path, known
        self.fits = self.is_taken and f"{prefix_of(path)}fits" in typed
        self.fits_errors: list[str] = []

    @property
    def prefix(self) -> str:
        """How the names of its fields begin."""
        return prefix_of(self.path)

    @property
    def controls(self) -> list[Field]:
        """The control of each salutation and closing."""
        return [*self.salutation, *self.closing]

    @property
    def is_changed(self) -> bool:
        """Whether other salutations or closings were typed than the document has."""
        return any(group.texts != self.known[name] for name, group in self._groups.items())

    @property
    def _groups(self) -> dict[str, InPrintedLanguages]:
        return {"salutation": self.salutation, "closing": self.closing}

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether they can be written, and somebody says that they fit."""
        is_valid = super().validate(extra_validators)
        for name, group in self._groups.items():
            if self.known[name] and not group.texts:
                next(iter(group)).errors = ["Write it in one language at least."]
                is_valid = False
        self.fits_errors = [] if self.fits else [NOT_SAID]
        return is_valid and self.fits

    def written_into(self, text: str) -> str:
        """Return the addressee's text with what was typed; raise DocumentError if it can't be."""
        text = lifted(self.path, text)
        document = parse(self.path, text)
        fields = dict(document.fields)
        for name, group in self._groups.items():
            fields[name] = {**mapping(fields.get(name)), "titled": group.texts}
        changed = Document(self.path, fields)
        return rewrite(self.path, text, unmark_changed(document, changed))


def titled(fields: Fields, name: str) -> dict[str, str]:
    """Return language → salutation or closing by title, in our usual order."""
    texts = mapping(mapping(fields.get(name)).get("titled"))
    known = {str(code): said for code, each in texts.items() if (said := text(each))}
    return {code: known[code] for code in in_order(known)}


def greetings(found: Mapping[str, Fields], typed: Any = None) -> list[GreetingQuestion]:
    """Return a question for each office with another holder, given by path with its fields."""
    return [_question(path, fields, typed) for path, fields in found.items()]


def _question(path: str, fields: Fields, typed: Any) -> GreetingQuestion:
    """Return the question, with a control for each language that the document has."""
    groups = {
        name: InPrintedLanguages(
            type(
                "TextsForm",
                (Form,),
                {
                    code: line(label.format(english_name(code)), _MOST)
                    for code in titled(fields, name)
                },
            )
        )
        for name, label in _LABELS.items()
    }
    question: GreetingQuestion = type("Greeting", (GreetingQuestion,), groups)(path, fields, typed)
    return question


def texts_with(
    questions: Iterable[GreetingQuestion], texts: Mapping[str, str | None]
) -> dict[str, str]:
    """Return the texts of the addressees for which others were typed, with them written in."""
    written = {}
    for question in questions:
        known = texts[question.path]
        if known is None or not question.is_changed:
            continue
        try:
            written[question.path] = question.written_into(known)
        except DocumentError as error:
            question.fits_errors = [f"{error.fault}."]
    return written


def typed_besides(
    questions: Iterable[GreetingQuestion], typed: Mapping[str, str], title_of: Callable[[str], str]
) -> dict[str, str]:
    """Return, by its label, what was typed for other offices or holders than the questions'."""
    shown = {question.path for question in questions if question.is_taken}
    found = {}
    for name, value in typed.items():
        match = _FIELD.fullmatch(name)
        path = ADDRESSEE.path(match[1]) if match else ""
        if match and value.strip() and path not in shown and is_known(match[3]):
            label = _LABELS[match[2]].format(english_name(match[3]))
            found[f"{title_of(path)}: {label}"] = value
    return found
