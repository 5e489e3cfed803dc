"""One document read on its own: what its path and its text say, and everything wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.content.languages import is_known
from app.content.library.addresses import wrong_addresses
from app.content.library.faults import fault_in_words
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.kinds import DocumentPath, Kind, NotADocument, Unliftable
from app.content.model.letter_template import LetterTemplate, read_template
from app.content.text.document import (
    SCHEMA,
    Document,
    DocumentError,
    cut_off,
    first_of_many,
    parse,
)

Content = Case | Addressee | LetterTemplate


@dataclass(frozen=True)
class Reading:
    """What one document holds, and everything that is wrong with it."""

    document: Document | None
    """None if the text cannot be parsed."""
    content: Content | None
    """None if it can't be used."""
    errors: tuple[DocumentError, ...] = ()
    """All that is wrong, even if what it holds can be used."""


class _Faulty(Exception):
    """A document was parsed, but is not as it must be."""

    def __init__(self, document: Document, *errors: DocumentError) -> None:
        self.document, self.errors = document, errors


def read_document(path: str, text: str) -> Reading:
    """Return the document of this text, and what it holds or what is wrong with it.

    A text of an older schema is read as what it says in today's. The same text under the same path
    gives the same objects again: they must not be changed.
    """
    return _read(path, text)


# Most of a library is the same as a minute ago, and a draft with errors stands in every page.
# A long case takes 270 kB, so that even one that is typed letter by letter stays below 70 MB.
@lru_cache(maxsize=256)
def _read(path: str, text: str) -> Reading:
    try:
        return _read_sound(path, text)
    except _Faulty as faulty:
        return Reading(faulty.document, None, _without_stacks(faulty.errors))
    except DocumentError as error:
        return Reading(None, None, _without_stacks([error]))


def _without_stacks(errors: Sequence[DocumentError]) -> tuple[DocumentError, ...]:
    """Return the errors without what they were raised from, which holds all that was read."""
    for each in errors:
        each.__traceback__ = each.__context__ = None
    return tuple(errors)


def _read_sound(path: str, text: str) -> Reading:
    try:
        named = DocumentPath.parse(path)
    except NotADocument:
        fault = "not the path of a document: small letters and hyphens"
        raise DocumentError(path, 1, fault) from None
    document = parse(path, text)
    cut = cut_off(document)
    try:
        document = _lifted(named.kind, document)
        content = _content(named, document)
        wrong = wrong_addresses(document, content) if isinstance(content, Addressee) else ()
        return Reading(document, content, (*cut, *wrong))
    except DocumentError as error:
        raise _Faulty(document, *cut, error) from None
    except ValidationError as error:
        raise _Faulty(document, *cut, *_errors(document, error)) from None


def _lifted(kind: Kind, document: Document) -> Document:
    """Return the document with the fields of today's schema; it tells of which its text is."""
    if document.schema == kind.schema:
        return document
    line = document.line_of((SCHEMA,))
    if document.schema > kind.schema:
        fault = f"written by a newer Lettercase: this one knows schema {kind.schema} at most"
        raise DocumentError(document.path, line, fault, (SCHEMA,))
    try:
        return replace(document, fields=kind.lifted(document.fields, document.schema))
    except Unliftable:
        fault = f"can’t be lifted from schema {document.schema} to {kind.schema}"
        raise DocumentError(document.path, line, fault) from None


def _content(named: DocumentPath, document: Document) -> Content:
    if named.language is None:
        return _validated(named, document)
    if not is_known(named.language):
        raise DocumentError(document.path, 1, f"unknown language {named.language}")
    return read_template(named.slug, named.language, document)


def _validated(named: DocumentPath, document: Document) -> Content:
    if "slug" in document.fields:
        location = ("slug",)
        line = document.line_of(location)
        raise DocumentError(document.path, line, "the path is the slug: remove this", location)
    content = named.kind.model.model_validate({"slug": named.slug, **document.fields})
    return cast(Content, content)


def _errors(document: Document, error: ValidationError) -> list[DocumentError]:
    def error_at(each: ErrorDetails) -> DocumentError:
        line = document.line_of(each["loc"])
        return DocumentError(document.path, line, fault_in_words(each), each["loc"])

    return first_of_many(error.errors(), error_at)
