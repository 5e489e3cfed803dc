"""Every case, addressee and letter template, checked against each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.content.library.links import dependants, wrong_links
from app.content.library.reading import SLUG, read_document
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.letter_template import LetterTemplate
from app.content.text.document import Document, DocumentError
from app.content.text.folder import read_folder
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_languages

__all__ = ["SLUG", "Library", "NoSuchDocument", "build", "dependants", "read_folder"]

K = TypeVar("K")
D = TypeVar("D")


class NoSuchDocument(Refusal, LookupError):
    """There is no document of this slug."""

    template = translatable("There is no %(what)s “%(slug)s”.")


@dataclass(frozen=True)
class Library:
    """The documents by slug, and what is wrong with those that are left out."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    addressees: Mapping[str, Addressee] = field(default_factory=dict)
    letter_templates: Mapping[tuple[str, str], LetterTemplate] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    errors: tuple[DocumentError, ...] = ()

    def case(self, slug: str) -> Case:
        """Return the case; raise NoSuchDocument."""
        return _find(self.cases, slug, translatable("case"), slug)

    def addressee(self, slug: str) -> Addressee:
        """Return the addressee; raise NoSuchDocument."""
        return _find(self.addressees, slug, translatable("addressee"), slug)

    def letter_template(self, slug: str, language: str) -> LetterTemplate:
        """Return the letter template in this language; raise NoSuchDocument."""
        key = (slug, language)
        return _find(
            self.letter_templates, key, translatable("letter template"), f"{slug}/{language}"
        )

    def addressees_of(self, case: Case) -> list[Addressee]:
        """Return the case's addressees in its order."""
        return [self.addressees[slug] for slug in case.addressees if slug in self.addressees]

    def can_be_asked(self, case: Case, addressee: Addressee) -> bool:
        """Return whether a letter with a demand can be posted to it today."""
        return addressee.is_postable and bool(case.open_demands(addressee.kind))

    def askable(self, case: Case) -> list[Addressee]:
        """Return the case's addressees that can be posted to and can grant an open demand."""
        return [
            addressee
            for addressee in self.addressees_of(case)
            if self.can_be_asked(case, addressee)
        ]


def _find(documents: Mapping[K, D], key: K, what: str, slug: str) -> D:
    try:
        return documents[key]
    except KeyError:
        raise NoSuchDocument(what=what, slug=slug) from None


def build(texts: Mapping[str, str]) -> Library:
    """Return the library of these documents; what has an error is left out and reported."""
    readings = {path: read_document(path, text) for path, text in texts.items()}
    contents = [reading.content for reading in readings.values()]
    library = Library(
        {case.slug: case for case in contents if isinstance(case, Case)},
        {addressee.slug: addressee for addressee in contents if isinstance(addressee, Addressee)},
        {
            (template.slug, template.language): template
            for template in contents
            if isinstance(template, LetterTemplate) and template.language in printed_languages()
        },
        {path: reading.document for path, reading in readings.items() if reading.document},
        tuple(error for reading in readings.values() for error in reading.errors),
    )
    errors = (*library.errors, *wrong_links(library))
    return replace(library, errors=tuple(sorted(errors, key=lambda it: (it.path, it.line))))
