"""Every case, addressee and letter template, checked against each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from app.content.addressee import Addressee
from app.content.case import Case
from app.content.document import Document, DocumentError, parse
from app.content.letter_template import LetterTemplate, read
from app.content.localised import CARRIED_LANGUAGES, LANGUAGES
from app.content.messages import Refusal, translatable
from app.content.source import Record

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PATH = re.compile(
    rf"(?:cases/(?P<case>{SLUG.pattern})\.yaml"
    rf"|addressees/(?P<addressee>(?:{SLUG.pattern}/)+{SLUG.pattern})\.yaml"
    rf"|letter_templates/(?P<template>{SLUG.pattern})/(?P<language>[a-z]{{2}})\.md)"
)
_FOLDERS = ("cases", "addressees", "letter_templates")

R = TypeVar("R", bound=Record)
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


def read_folder(folder: Path) -> dict[str, str]:
    """Return path → text of every file in the folders of documents, but hidden and backup files."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", errors="surrogateescape")
        for name in _FOLDERS
        for path in sorted((folder / name).rglob("*"))
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith("~")
    }


def build(texts: Mapping[str, str]) -> Library:
    """Return the library of these documents; what has an error is left out and reported."""
    builder = _Builder()
    for path, text in texts.items():
        try:
            builder.add(path, text)
        except DocumentError as error:
            builder.errors.append(error)
    builder.check_links()
    return Library(
        builder.cases,
        builder.addressees,
        builder.letter_templates,
        builder.documents,
        tuple(sorted(builder.errors, key=lambda error: (error.path, error.line))),
    )


class _Builder:
    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.addressees: dict[str, Addressee] = {}
        self.letter_templates: dict[tuple[str, str], LetterTemplate] = {}
        self.documents: dict[str, Document] = {}
        self.errors: list[DocumentError] = []

    def add(self, path: str, text: str) -> None:
        match = _PATH.fullmatch(path)
        if not match:
            raise DocumentError(path, 1, "not the path of a document: small letters and hyphens")
        document = parse(path, text)
        self.documents[path] = document
        if slug := match["case"]:
            self.cases[slug] = _validate(Case, slug, document)
        elif slug := match["addressee"]:
            self.addressees[slug] = _validate(Addressee, slug, document)
        else:
            self._add_template(match["template"], match["language"], document)

    def _add_template(self, slug: str, language: str, document: Document) -> None:
        if language not in CARRIED_LANGUAGES:
            raise DocumentError(document.path, 1, f"unknown language {language}")
        template = _read_template(slug, language, document)
        if language in LANGUAGES:
            self.letter_templates[slug, language] = template

    def check_links(self) -> None:
        for case in self.cases.values():
            path = f"cases/{case.slug}.yaml"
            for index, slug in enumerate(case.addressees):
                if slug not in self.addressees:
                    self._report(path, ("addressees", index), f"no addressee {slug}")
            self._check_demands(case, path)
        for addressee in self.addressees.values():
            successor = addressee.successor
            if not successor:
                continue
            path = f"addressees/{addressee.slug}.yaml"
            if successor not in self.addressees:
                self._report(path, ("successor",), f"no addressee {successor}")
            elif not self.addressees[successor].is_postable:
                message = f"{successor} can't be written to either: name one that can"
                self._report(path, ("successor",), message)
        wrong = {error.path for error in self.errors}
        for slug in {slug for slug, _ in self.letter_templates}:
            for language in LANGUAGES:
                path = f"letter_templates/{slug}/{language}.md"
                if (slug, language) not in self.letter_templates and path not in wrong:
                    self.errors.append(DocumentError(path, 1, "translation missing"))

    def _check_demands(self, case: Case, path: str) -> None:
        for group in ("demands", "people"):
            slugs = [item.slug for item in getattr(case, group)]
            for index, slug in enumerate(slugs):
                if not SLUG.fullmatch(slug):
                    self._report(path, (group, index, "slug"), f"not a slug: {slug}")
                if slug in slugs[:index]:
                    self._report(path, (group, index, "slug"), f"{slug} stands here twice")
        known = {demand.slug for demand in case.demands}
        for index, past in enumerate(case.history):
            if past.continues_as and past.continues_as not in known:
                where = ("history", index, "continues_as")
                self._report(path, where, f"no demand {past.continues_as}")

    def _report(self, path: str, location: tuple[str | int, ...], message: str) -> None:
        line = self.documents[path].line_of(location)
        self.errors.append(DocumentError(path, line, message))


def _validate(model: type[R], slug: str, document: Document) -> R:
    if "slug" in document.fields:
        raise DocumentError(document.path, document.line_of(("slug",)), "the path is the slug")
    try:
        return model.model_validate({"slug": slug, **document.fields})
    except ValidationError as error:
        raise _first_error(document, error) from None


def _read_template(slug: str, language: str, document: Document) -> LetterTemplate:
    try:
        return read(slug, language, document)
    except ValidationError as error:
        raise _first_error(document, error) from None


def _first_error(document: Document, error: ValidationError) -> DocumentError:
    first = error.errors()[0]
    field_name = ".".join(str(step) for step in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    line = document.line_of(first["loc"])
    return DocumentError(document.path, line, f"{field_name}: {message}" if field_name else message)
