"""What somebody who publishes is asked, and what the answers write into drafts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.content.changes.half_changed import in_words
from app.records.revision import Revision
from app.web.workroom.access.guard import note_along
from app.web.workroom.documents.titles import titles
from app.web.workroom.publishing import greetings, half_changes, wishes
from app.web.workroom.publishing.greetings import GreetingQuestion
from app.web.workroom.publishing.half_changes import HalfChangeQuestion, texts_without
from app.web.workroom.publishing.looking import Look
from app.web.workroom.publishing.wishes import WishQuestion


class Written(NamedTuple):
    """A document's text with an answer in it, and the note of its revision."""

    text: str
    note: str


@dataclass(frozen=True)
class Questions:
    """What is asked before some drafts are published, with what was answered."""

    wishes: Sequence[WishQuestion] = field(default_factory=list)
    half_changes: Sequence[HalfChangeQuestion] = field(default_factory=list)
    greetings: Sequence[GreetingQuestion] = field(default_factory=list)

    @classmethod
    def about(cls, look: Look, typed: Any) -> "Questions":
        """Return the questions about a look; with a form that was sent, its answers."""
        return cls(
            wishes.forms_for(look.cases_without_wish, typed),
            half_changes.half_changes(look.half_changed, typed or {}),
            greetings.greetings(look.new_holders, typed),
        )

    def are_answered(self) -> bool:
        """Return whether each has an answer; otherwise each says what it lacks."""
        wishes = [question.validate() for question in self.wishes]
        decisions = [question.validate() for question in self.half_changes]
        greetings = [question.validate() for question in self.greetings]
        return all((*wishes, *decisions, *greetings))

    @property
    def are_faulty(self) -> bool:
        """Whether an answer can't be taken."""
        return (
            any(question.errors for question in self.wishes)
            or any(question.errors for question in self.half_changes)
            or any(question.errors or question.fits_errors for question in self.greetings)
        )

    def left_out(self, texts: Mapping[str, str | None]) -> dict[str, Written]:
        """Return the documents from which languages are to be left out, without them."""
        changed = texts_without(self.half_changes, texts)
        return {path: Written(text, self._note_of(path)) for path, text in changed.items()}

    def written(self, texts: Mapping[str, str | None]) -> dict[str, Written]:
        """Return the documents with what was answered; what can't be written becomes an error."""
        of_cases = wishes.texts_with(self.wishes, texts)
        of_offices = greetings.texts_with(self.greetings, texts)
        return {
            **{path: Written(text, "The family’s wish") for path, text in of_cases.items()},
            **{path: Written(text, "For the new holder") for path, text in of_offices.items()},
        }

    def typed_besides(
        self, typed: Mapping[str, str], title_of: Callable[[str], str]
    ) -> dict[str, str]:
        """Return, by its label, what was typed and stands in none of these questions."""
        return {
            **wishes.typed_besides(self.wishes, typed, title_of),
            **greetings.typed_besides(self.greetings, typed, title_of),
        }

    def note_decisions(self, published: Collection[Revision]) -> None:
        """Add to the audit list what was said to be only a correction, and to fit.

        The caller commits.
        """
        numbers = {each.path: each.number for each in published}
        for question in self.half_changes:
            path = question.path
            about = f"{path}, revision {numbers[path]}: {question.half}"
            note_along("published as a correction", about)
        for greeting in self.greetings:
            path = greeting.path
            about = f"{path}, revision {numbers[path]}: {greeting.holder}"
            note_along("said that salutations fit", about)

    def _note_of(self, path: str) -> str:
        left = [each for each in self.half_changes if each.path == path and each.leaves_out]
        facts = (f"{it.half.fact.name}: {in_words(it.half.may_be_left_out)}" for it in left)
        return f"Left out of {titles()(path)}. {'; '.join(facts)}"
