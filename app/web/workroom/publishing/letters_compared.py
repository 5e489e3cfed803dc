"""The letters that supporters get, before and after something is published."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.library.library import Library
from app.content.model.case import Case
from app.content.model.freshness import AgeLimits
from app.content.model.kinds import ADDRESSEE, CASE, DocumentPath
from app.content.text.messages import Refusal
from app.content.texts import printed_languages
from app.letters.choices import check_addressee, check_case, is_written
from app.letters.letter import Letter, compose
from app.letters.order import Order
from app.letters.printable import check_language, letter_lacking
from app.web.workroom.documents.sample_sender import SENDER

Outcome = Literal["same", "changed", "new", "gone", "never"]


@dataclass(frozen=True)
class Pick:
    """Which letter to look at."""

    case: str
    addressee: str
    template: str
    language: str


@dataclass(frozen=True)
class Compared:
    """A letter before and after; where there is none, the reason for it."""

    pick: Pick
    drawn: int
    """Which wording of each variable paragraph is drawn: the first that makes a difference."""
    before: Letter | None
    after: Letter | None
    why_not_before: str = ""
    why_not_after: str = ""

    @property
    def outcome(self) -> Outcome:
        """What becomes of the letter."""
        if self.before and self.after:
            return "same" if _printed(self.before) == _printed(self.after) else "changed"
        if self.after:
            return "new"
        return "gone" if self.before else "never"


@dataclass(frozen=True)
class Letters:
    """The letters of two libraries, as they are written on one day."""

    before: Library
    after: Library
    today: datetime.date
    limits: AgeLimits

    def compare(self, paths: Iterable[str]) -> list[Compared]:
        """Return every letter that depends on one of the documents, and can or could be written."""
        picks = dict.fromkeys(pick for path in paths for pick in self._picks(path))
        compared = [self._compare(pick) for pick in picks]
        return [each for each in compared if each.outcome != "never"]

    def write(self, library: Library, pick: Pick, drawn: int) -> Letter:
        """Return the letter as a supporter gets it; raise the Refusal that a supporter reads."""
        case = library.case(pick.case)
        check_case(case, self.today, self.limits)
        addressee = check_addressee(library, case, pick.addressee, self.today)
        if is_written(library, pick.template, pick.language):
            day, limits = self.today, self.limits
            lacking = letter_lacking(library, case, addressee, pick.template, day, limits)
            check_language(addressee.label, lacking, pick.language)
        template = library.letter_template(pick.template, pick.language)
        return compose(
            case,
            addressee,
            template,
            SENDER,
            date=self.today,
            today=self.today,
            choices=tuple(min(drawn, count - 1) for count in template.variants),
            limits=self.limits,
        )

    def _compare(self, pick: Pick) -> Compared:
        compared = [self._compare_wording(pick, drawn) for drawn in range(self._wordings(pick))]
        return next((each for each in compared if each.outcome == "changed"), compared[0])

    def _compare_wording(self, pick: Pick, drawn: int) -> Compared:
        before, why_not_before = self._attempt(self.before, pick, drawn)
        after, why_not_after = self._attempt(self.after, pick, drawn)
        return Compared(pick, drawn, before, after, why_not_before, why_not_after)

    def _attempt(self, library: Library, pick: Pick, drawn: int) -> tuple[Letter | None, str]:
        try:
            return self.write(library, pick, drawn), ""
        except Refusal as refusal:
            return None, str(refusal)

    def _wordings(self, pick: Pick) -> int:
        """Return how many wordings may differ: one, if the letter template is the same."""
        key = (pick.template, pick.language)
        both = [library.letter_templates.get(key) for library in (self.before, self.after)]
        if both[0] is both[1]:
            return 1
        return max(max(template.variants, default=1) for template in both if template)

    def _picks(self, path: str) -> Iterator[Pick]:
        """Yield the letters that depend on a document, those of today's content first."""
        named = DocumentPath.parse(path)
        template, languages = Order.template, list(printed_languages())
        if named.language:
            template = named.slug
            languages = [named.language] if named.language in printed_languages() else []
        for library in (self.after, self.before):
            for case in library.cases.values():
                for addressee in _addressees(library, case, named, self.today):
                    for language in languages:
                        yield Pick(case.slug, addressee, template, language)


def _addressees(library: Library, case: Case, named: DocumentPath, day: datetime.date) -> list[str]:
    """Return the addressees of the case's letters that depend on a document."""
    askable = [addressee.slug for addressee in library.askable(case, day)]
    if named.kind is CASE and case.slug != named.slug:
        return []
    if named.kind is ADDRESSEE:
        return [slug for slug in askable if slug == named.slug]
    return askable


def _printed(letter: Letter) -> tuple[object, ...]:
    return letter.everything, letter.blocks, letter.return_parts
