"""Every case, addressee and letter template, checked against each other."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.kinds import ADDRESSEE, CASE, LETTER_TEMPLATE, Kind
from app.content.model.letter_template import LetterTemplate
from app.content.text.document import Document, DocumentError
from app.content.text.messages import Refusal, translatable

K = TypeVar("K")
D = TypeVar("D")


class NoSuchDocument(Refusal, LookupError):
    """There is no document of this slug."""

    template = translatable("There is no %(what)s “%(slug)s”.")


@dataclass(frozen=True)
class Library:
    """The documents by slug, and what is wrong with any, those that are left out among them."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    addressees: Mapping[str, Addressee] = field(default_factory=dict)
    letter_templates: Mapping[tuple[str, str], LetterTemplate] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    errors: tuple[DocumentError, ...] = ()
    sound: frozenset[str] = frozenset()
    """The paths of the documents that can be used, even if something in them is written wrong."""

    def case(self, slug: str) -> Case:
        """Return the case; raise NoSuchDocument."""
        return _find(self.cases, slug, CASE, slug)

    def addressee(self, slug: str) -> Addressee:
        """Return the addressee; raise NoSuchDocument."""
        return _find(self.addressees, slug, ADDRESSEE, slug)

    def letter_template(self, slug: str, language: str) -> LetterTemplate:
        """Return the letter template in this language; raise NoSuchDocument."""
        key = (slug, language)
        return _find(self.letter_templates, key, LETTER_TEMPLATE, f"{slug}/{language}")

    def addressees_of(self, case: Case) -> list[Addressee]:
        """Return the case's addressees in its order."""
        return [self.addressees[slug] for slug in case.addressees if slug in self.addressees]

    def can_be_asked(self, case: Case, addressee: Addressee, day: datetime.date) -> bool:
        """Return whether a letter with a demand of that day can be posted to it."""
        return addressee.is_postable and bool(case.open_demands(day, addressee.kind))

    def askable(self, case: Case, day: datetime.date) -> list[Addressee]:
        """Return the case's addressees that can be posted to and can grant a demand of that day."""
        return [
            addressee
            for addressee in self.addressees_of(case)
            if self.can_be_asked(case, addressee, day)
        ]


def _find(documents: Mapping[K, D], key: K, kind: Kind, slug: str) -> D:
    try:
        return documents[key]
    except KeyError:
        raise NoSuchDocument(what=kind.name, slug=slug) from None
