"""What no native speaker has read yet, and what isn't translated."""

from collections.abc import Iterable, Iterator

from app.content.checks.ages import DocumentWarning
from app.content.checks.reviewing import review_marks
from app.content.checks.translatable_texts import languages_in, localised_texts
from app.content.languages import ENGLISH, in_order, is_known
from app.content.library.library import Library
from app.content.model.kinds import LETTER_TEMPLATE, DocumentPath, language_of_path
from app.content.model.localised import LanguageNames, first_of, is_blank
from app.content.text.document import Document, Location
from app.content.texts import printed_languages

Gaps = dict[str, list[str]]
"""Language → the paths of documents."""

_MOST_NAMED = 3
"""Texts of one document that a warning names; it counts the others."""


def unread(library: Library) -> Gaps:
    """Return the documents with texts in a language that no native speaker has read."""
    return _by_language(
        (language, path)
        for path, document in library.documents.items()
        for language in _languages(document)
        if not review_marks(document).get(language)
    )


def untranslated(library: Library) -> Gaps:
    """Return the documents that lack a text in a language of the site, or in one of their own.

    A letter template that there isn't is named by the path where it is missing.
    """
    in_documents = ((language, path) for path, language, _ in _in_documents(library))
    return _by_language((*in_documents, *_of_templates(library)))


def missing_translations(library: Library) -> list[DocumentWarning]:
    """Return a warning for each document that lacks texts in a language of the site.

    Each is at the first of them.
    """
    of_documents = [
        DocumentWarning(
            path,
            library.documents[path].line_of(locations[0]),
            f"not translated into {LanguageNames([language])}: {_named(locations)}",
        )
        for path, language, locations in _in_documents(library)
        if language in printed_languages()
    ]
    of_templates = [
        DocumentWarning(path, 1, f"there is no such letter template in {LanguageNames([language])}")
        for language, path in _of_templates(library)
    ]
    return of_documents + of_templates


def source_language(library: Library, path: str, target: str) -> str:
    """Return from which language a document is translated: English, else the first that it has.

    Its own is the `target`. English, too, if there is no other.
    """
    if LETTER_TEMPLATE.has(path):
        slug = DocumentPath.parse(path).slug
        named = map(DocumentPath.parse, filter(LETTER_TEMPLATE.has, library.documents))
        known = list(in_order({it.language for it in named if it.language and it.slug == slug}))
    else:
        known = languages_in(library.documents[path].fields) if path in library.documents else []
    others = [language for language in known if language != target]
    return first_of(others, ENGLISH) if others else ENGLISH


def _named(locations: list[Location]) -> str:
    names = [".".join(map(str, location)) for location in locations[:_MOST_NAMED]]
    more = len(locations) - _MOST_NAMED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _in_documents(library: Library) -> Iterator[tuple[str, str, list[Location]]]:
    """Yield path, language and where texts lack, for documents that hold several languages."""
    for path, document in library.documents.items():
        if LETTER_TEMPLATE.has(path):
            continue
        texts = list(localised_texts(document.fields))
        for language in in_order({*printed_languages(), *languages_in(document.fields)}):
            lacking = [location for location, each in texts if is_blank(each.get(language))]
            if lacking:
                yield path, language, lacking


def _of_templates(library: Library) -> Iterator[tuple[str, str]]:
    paths = set(filter(LETTER_TEMPLATE.has, library.documents))
    for slug in sorted({DocumentPath.parse(path).slug for path in paths}):
        for language in printed_languages():
            if (path := LETTER_TEMPLATE.path(slug, language)) not in paths:
                yield language, path


def _languages(document: Document) -> list[str]:
    if language := language_of_path(document.path):
        return [language] if is_known(language) else []
    return languages_in(document.fields)


def _by_language(found: Iterable[tuple[str, str]]) -> Gaps:
    """Return what was found in our usual order of languages, and paths in theirs."""
    pairs = sorted(found)
    return {
        language: paths
        for language in in_order({language for language, _ in pairs})
        if (paths := [path for each, path in pairs if each == language])
    }
