"""The library of some texts: each document read, and held against the others."""

from collections.abc import Mapping
from dataclasses import replace

from app.content.languages import ENGLISH
from app.content.library.library import Library
from app.content.library.links import wrong_links
from app.content.library.reading import Content, read_document
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.letter_template import LetterTemplate
from app.content.model.localised import Localised
from app.content.texts import printed_languages

BEING_CORRECTED = Localised(
    {ENGLISH: "Its document holds an error that is being corrected. Until then nothing is posted."}
)


def build(texts: Mapping[str, str]) -> Library:
    """Return the library of these documents; what has an error is left out and reported."""
    readings = {path: read_document(path, text) for path, text in texts.items()}
    contents = [
        _without_letters(reading.content) if reading.errors else reading.content
        for reading in readings.values()
    ]
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
        frozenset(path for path, reading in readings.items() if reading.content),
    )
    errors = (*library.errors, *wrong_links(library))
    return replace(library, errors=tuple(sorted(errors, key=lambda it: (it.path, it.line))))


def _without_letters(content: Content | None) -> Content | None:
    """Return what a document with an error holds, so that pages have it and no letter is printed.

    It can be read, but nobody knows what was meant to stand on paper.
    """
    if isinstance(content, Case) and content.state == "open":
        return content.model_copy(update={"state": "paused"})
    if isinstance(content, Addressee) and content.state == "in-use":
        return content.model_copy(update={"state": "unverified", "state_reason": BEING_CORRECTED})
    return None if isinstance(content, LetterTemplate) else content
