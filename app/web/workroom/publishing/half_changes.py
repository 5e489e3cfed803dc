"""A fact that was changed in one language alone: what is to become of the other languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.content.changes.half_changed import HalfChanged, left_out
from app.content.checks.reviewing import unmark_changed
from app.content.editing.lifting import lifted
from app.content.editing.rewriting import rewrite
from app.content.model.kinds import DocumentPath
from app.content.text.document import Document, parse
from app.records.past import digest_of

UNDECIDED = (
    "Change the others as well, leave them out, or say that this only corrects how it is written."
)
_NOT_LEFT_OUT = "What stays can’t be left out: change it, or say that it is only a correction."
Decision = Literal["", "same", "leave"]


@dataclass
class HalfChangeQuestion:
    """Whether what stays of a half-changed fact says the same, or is left out."""

    path: str
    half: HalfChanged
    decision: Decision = ""
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its field in the form."""
        return f"half-{DocumentPath.parse(self.path).slug}-{self.half.fact.key}"

    def value(self, decision: Decision) -> str:
        """Return what the form sends for a decision: it holds for these very texts alone."""
        return f"{decision}-{digest_of(repr((self.half.changed, self.half.stays)))}"

    @property
    def is_answered(self) -> bool:
        """Whether there is a decision that can be carried out."""
        return self.decision == "same" or (self.leaves_out and bool(self.half.may_be_left_out))

    @property
    def leaves_out(self) -> bool:
        """Whether what stays is to be left out."""
        return self.decision == "leave"

    def validate(self) -> bool:
        """Return whether it is decided; otherwise say what to do."""
        if not self.is_answered:
            self.errors = [_NOT_LEFT_OUT if self.leaves_out else UNDECIDED]
        return not self.errors


def half_changes(
    found: Mapping[str, Iterable[HalfChanged]], typed: Mapping[str, str]
) -> list[HalfChangeQuestion]:
    """Return a question for each half-changed fact, given by path, with what was decided."""
    questions = [HalfChangeQuestion(path, half) for path, facts in found.items() for half in facts]
    decisions: tuple[Decision, ...] = ("same", "leave")
    for question in questions:
        chosen = typed.get(question.name)
        question.decision = next((it for it in decisions if question.value(it) == chosen), "")
    return questions


def texts_without(
    questions: Iterable[HalfChangeQuestion], texts: Mapping[str, str | None]
) -> dict[str, str]:
    """Return, by path, the texts of documents without what is to be left out of them."""
    changed: dict[str, str] = {}
    for question in questions:
        path = question.path
        text = changed.get(path) or texts[path]
        if question.leaves_out and question.is_answered and text is not None:
            text = lifted(path, text)
            document = parse(path, text)
            left = Document(path, left_out(document.fields, question.half))
            changed[path] = rewrite(path, text, unmark_changed(document, left))
    return changed
