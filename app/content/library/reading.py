"""One document read on its own: what its path and its text say, and everything wrong with it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pydantic import ValidationError

from app.content.languages import is_known
from app.content.library.faults import in_words
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.letter_template import LetterTemplate, read
from app.content.model.source import Record
from app.content.text.document import Document, DocumentError, parse

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PATH = re.compile(
    rf"(?:cases/(?P<case>{SLUG.pattern})\.yaml"
    rf"|addressees/(?P<addressee>(?:{SLUG.pattern}/)+{SLUG.pattern})\.yaml"
    rf"|letter_templates/(?P<template>{SLUG.pattern})/(?P<language>[a-z]{{2}})\.md)"
)

Content = Case | Addressee | LetterTemplate
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """What one document holds, or everything that is wrong with it."""

    document: Document | None
    """None if the text cannot be parsed."""
    content: Content | None
    """None if anything is wrong."""
    errors: tuple[DocumentError, ...] = ()


class _Faulty(Exception):
    """A document was parsed, but is not as it must be."""

    def __init__(self, document: Document, *errors: DocumentError) -> None:
        self.document, self.errors = document, errors


def read_document(path: str, text: str) -> Reading:
    """Return the document of this text, and what it holds or what is wrong with it.

    The same text under the same path gives the same objects again: they must not be changed.
    """
    try:
        return _read_sound(path, text)
    except _Faulty as faulty:
        return Reading(faulty.document, None, faulty.errors)
    except DocumentError as error:
        return Reading(None, None, (error,))


# Most of a library is the same as a minute ago. What is wrong is raised, and so read again: it is
# being mended, and an error that is kept keeps the whole stack that it was raised from.
# A long case takes 270 kB, so that even one that is typed letter by letter stays below 70 MB.
@lru_cache(maxsize=256)
def _read_sound(path: str, text: str) -> Reading:
    match = _PATH.fullmatch(path)
    if not match:
        raise DocumentError(path, 1, "not the path of a document: small letters and hyphens")
    document = parse(path, text)
    try:
        return Reading(document, _content(match, document))
    except DocumentError as error:
        raise _Faulty(document, error) from None
    except ValidationError as error:
        raise _Faulty(document, *_errors(document, error)) from None


def _content(match: re.Match[str], document: Document) -> Content:
    if slug := match["case"]:
        return _validate(Case, slug, document)
    if slug := match["addressee"]:
        return _validate(Addressee, slug, document)
    if not is_known(match["language"]):
        raise DocumentError(document.path, 1, f"unknown language {match['language']}")
    return read(match["template"], match["language"], document)


def _validate(model: type[R], slug: str, document: Document) -> R:
    if "slug" in document.fields:
        location = ("slug",)
        line = document.line_of(location)
        raise DocumentError(document.path, line, "the path is the slug: remove this", location)
    return model.model_validate({"slug": slug, **document.fields})


def _errors(document: Document, error: ValidationError) -> list[DocumentError]:
    return [
        DocumentError(document.path, document.line_of(each["loc"]), in_words(each), each["loc"])
        for each in error.errors()
    ]
