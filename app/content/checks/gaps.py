"""What no native speaker has read yet, and what isn't translated."""

from collections.abc import Iterable

from app.content.checks.reviewing import review_marks
from app.content.checks.translatable_texts import languages_of, localised_texts
from app.content.languages import in_order, is_known
from app.content.library.library import Library
from app.content.model.kinds import LETTER_TEMPLATE, DocumentPath, language_of
from app.content.text.document import Document
from app.content.texts import printed_languages

Gaps = dict[str, list[str]]
"""Language → the paths of documents."""


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
    return _by_language((*_in_documents(library), *_of_templates(library)))


def _in_documents(library: Library) -> Iterable[tuple[str, str]]:
    for path, document in library.documents.items():
        if LETTER_TEMPLATE.has(path):
            continue
        texts = [texts for _, texts in localised_texts(document.fields)]
        for language in {*printed_languages(), *languages_of(document.fields)}:
            if not all(each.get(language) for each in texts):
                yield language, path


def _of_templates(library: Library) -> Iterable[tuple[str, str]]:
    paths = set(filter(LETTER_TEMPLATE.has, library.documents))
    for slug in {DocumentPath.parse(path).slug for path in paths}:
        for language in printed_languages():
            if (path := LETTER_TEMPLATE.path(slug, language)) not in paths:
                yield language, path


def _languages(document: Document) -> list[str]:
    if language := language_of(document.path):
        return [language] if is_known(language) else []
    return languages_of(document.fields)


def _by_language(found: Iterable[tuple[str, str]]) -> Gaps:
    """Return what was found in our usual order of languages, and paths in theirs."""
    pairs = sorted(found)
    return {
        language: paths
        for language in in_order({language for language, _ in pairs})
        if (paths := [path for each, path in pairs if each == language])
    }
