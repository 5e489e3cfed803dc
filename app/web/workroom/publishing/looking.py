"""What would change if some revisions were published: looked at before it is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.content.changes.half_changed import HalfChanged, half_changed
from app.content.changes.unchecked import mapping
from app.content.changes.undecided import undecided_demands
from app.content.changes.unverified_changes import names_another, unverified_changes
from app.content.checks.ended import undecided_at_end
from app.content.checks.future import future_dates
from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.case import Case
from app.content.model.kinds import ADDRESSEE, CASE
from app.content.text.document import Document, DocumentError, Fields
from app.records import overlay, upgrades
from app.records.database import db
from app.records.revision import Revision
from app.web.current import library as live_library
from app.web.current import limits, live_texts, today
from app.web.workroom.documents.changes import Change
from app.web.workroom.documents.withdrawing import is_needed
from app.web.workroom.publishing.letters_compared import Compared, Letters

_UNDER_AN_UPGRADE = (
    "The shipped text changed since this draft was saved: open it, compare, and save it again"
)


@dataclass(frozen=True)
class Look:
    """Some revisions, and what supporters see before and after their publication."""

    chosen: Sequence[Revision]
    waiting: Sequence[Revision]
    """The other drafts."""
    texts: Mapping[str, str | None]
    """Of the chosen documents, as they are to be published."""

    @property
    def before(self) -> Library:
        """What supporters see now."""
        return live_library()

    @cached_property
    def after(self) -> Library:
        """What supporters see afterwards."""
        return _with(self.texts)

    @property
    def changes(self) -> list[Change]:
        """What changes in each document."""
        live = live_texts()
        return [Change(path, live.get(path), text) for path, text in self.texts.items()]

    @cached_property
    def errors(self) -> list[DocumentError]:
        """What must be mended before this can be published, wherever it is."""
        return [*_errors(self.before, self.after, self.texts), *self._under_an_upgrade]

    @property
    def helpful(self) -> list[Revision]:
        """The other drafts that would mend something, if they were published along."""
        return [
            draft
            for draft in self.waiting
            if len(self._errors_with(draft)) < len(self.errors) and self.errors
        ]

    @cached_property
    def letters(self) -> list[Compared]:
        """Every letter that depends on what was chosen, before and after."""
        return Letters(self.before, self.after, today(), limits()).compare(self.texts)

    @property
    def cases_without_wish(self) -> dict[str, Case]:
        """The chosen cases, by path, of which nobody knows whether the family wants letters."""
        return {
            path: case
            for case in self.after.cases.values()
            if (path := CASE.path(case.slug)) in self.texts and case.wish.wanted == "not-known"
        }

    @cached_property
    def half_changed(self) -> dict[str, list[HalfChanged]]:
        """The facts that were changed in one language alone, by path."""
        found = {
            path: half_changed(path, old.fields, new.fields)
            for path, old, new in self._documents_of_both
        }
        return {path: facts for path, facts in found.items() if facts}

    @property
    def new_holders(self) -> dict[str, Fields]:
        """The fields of offices with another holder than before, by path."""
        return {
            path: new.fields
            for path, old, new in self._documents_of_both
            if ADDRESSEE.has(path) and _has_new_holder(old.fields, new.fields)
        }

    @property
    def _documents_of_both(self) -> Iterator[tuple[str, Document, Document]]:
        """The chosen documents that supporters see before and after, with their paths."""
        for path, text in self.texts.items():
            old, new = self.before.documents.get(path), self.after.documents.get(path)
            if old and new and text is not None:
                yield path, old, new

    def _errors_with(self, draft: Revision) -> list[DocumentError]:
        texts = {**self.texts, draft.path: draft.text}
        return [*_errors(self.before, _with(texts), texts), *self._under_an_upgrade]

    @cached_property
    def _under_an_upgrade(self) -> list[DocumentError]:
        """What would take back an upgrade that whoever saved it hadn't seen."""
        return [
            DocumentError(path, 1, _UNDER_AN_UPGRADE)
            for path in upgrades.upgraded_since(db.session, self.chosen)
        ]


def _has_new_holder(old: Fields, new: Fields) -> bool:
    before, after = mapping(old.get("holder")), mapping(new.get("holder"))
    return bool(after) and (not before or names_another(before, after))


def look_at(chosen: Sequence[Revision], texts: Mapping[str, str] | None = None) -> Look:
    """Return the look at these revisions, some perhaps with another text than was saved."""
    paths = {each.path for each in chosen}
    waiting = [each for each in overlay.drafts(db.session, live_texts()) if each.path not in paths]
    return Look(chosen, waiting, {**{each.path: each.text for each in chosen}, **(texts or {})})


def _with(texts: Mapping[str, str | None]) -> Library:
    merged = {**live_texts(), **texts}
    return build({path: merged[path] or "" for path in sorted(merged) if merged[path] is not None})


def _errors(
    before: Library, after: Library, texts: Mapping[str, str | None]
) -> list[DocumentError]:
    """Return every error of the chosen documents, and those that are new in others."""
    known = {(error.path, error.message) for error in before.errors}
    found = [
        error
        for error in after.errors
        if error.path in texts or (error.path, error.message) not in known
    ]
    needed = [path for path, text in texts.items() if text is None and is_needed(path, after)]
    found += [DocumentError(path, 1, "the site writes every letter by it") for path in needed]
    found += [error for error in future_dates(after, today()) if error.path in texts]
    found += _undecided_at_end(after, texts)
    return [*found, *_undecided(before, after, texts), *_unverified(before, after, texts)]


def _undecided(
    before: Library, after: Library, texts: Mapping[str, str | None]
) -> Iterator[DocumentError]:
    """Yield an error for each demand that is met or overtaken without a date and a reason."""
    for path in filter(CASE.has, texts):
        old, new = before.documents.get(path), after.documents.get(path)
        if old and new:
            for index, fault in undecided_demands(old.fields, new.fields):
                location = ("demands", index)
                yield DocumentError(path, new.line_of(location), fault, location)


def _undecided_at_end(after: Library, texts: Mapping[str, str | None]) -> Iterator[DocumentError]:
    """Yield an error for everything that is undecided in a case that is won or closed."""
    for case in after.cases.values():
        if (path := CASE.path(case.slug)) in texts:
            for location, fault in undecided_at_end(case):
                yield DocumentError(path, after.documents[path].line_of(location), fault, location)


def _unverified(
    before: Library, after: Library, texts: Mapping[str, str | None]
) -> Iterator[DocumentError]:
    """Yield an error for each new holder or address that nobody says to have seen."""
    for path in texts:
        old, new = before.documents.get(path), after.documents.get(path)
        if old and new and ADDRESSEE.has(path):
            for part, fault in unverified_changes(old.fields, new.fields):
                location = (part, "verified_on")
                yield DocumentError(path, new.line_of(location), fault, location)
