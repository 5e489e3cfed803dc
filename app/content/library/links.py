"""How documents hang together: what one says of another, and what depends on it."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter

from app.content.library.library import Library
from app.content.model.case import Case
from app.content.model.kinds import ADDRESSEE, CASE, LETTER_TEMPLATE, SLUG, DocumentPath
from app.content.text.document import Document, DocumentError, Location, first_of_many

_Found = tuple[str, Location, str]


def wrong_links(library: Library) -> list[DocumentError]:
    """Return an error for each mention of what there isn't."""
    found = sorted((*_of_cases(library), *_of_addressees(library)), key=itemgetter(0))
    errors = list[DocumentError]()
    for path, of_document in groupby(found, key=itemgetter(0)):
        errors += first_of_many(list(of_document), partial(_error, library.documents[path]))
    return errors


def _error(document: Document, found: _Found) -> DocumentError:
    path, location, fault = found
    return DocumentError(path, document.line_of(location), fault, location)


def _of_cases(library: Library) -> Iterator[_Found]:
    for case in library.cases.values():
        path = CASE.path(case.slug)
        for index, slug in enumerate(case.addressees):
            if slug not in library.addressees:
                yield path, ("addressees", index), f"no addressee {slug}"
        for location, fault in _slugs(case):
            yield path, location, fault


def _slugs(case: Case) -> Iterator[tuple[Location, str]]:
    for group in ("demands", "people"):
        slugs = [item.slug for item in getattr(case, group)]
        for index, slug in enumerate(slugs):
            if not SLUG.fullmatch(slug):
                yield (group, index, "slug"), f"not a slug: {slug}"
            if slug in slugs[:index]:
                yield (group, index, "slug"), f"{slug} stands here twice"
    people = {person.slug for person in case.people}
    for index, demand in enumerate(case.demands):
        for place, slug in enumerate(demand.of):
            if slug not in people:
                yield ("demands", index, "of", place), f"no person {slug} in this case"
    known = {demand.slug for demand in case.demands}
    for index, past in enumerate(case.history):
        if past.continues_as and past.continues_as not in known:
            yield ("history", index, "continues_as"), f"no demand {past.continues_as}"


def _of_addressees(library: Library) -> Iterator[_Found]:
    for addressee in library.addressees.values():
        successor = addressee.successor
        if not successor:
            continue
        path, location = ADDRESSEE.path(addressee.slug), ("successor",)
        if successor not in library.addressees:
            yield path, location, f"no addressee {successor}"
        elif not library.addressees[successor].is_postable:
            yield path, location, f"{successor} can't be written to either: name one that can"


def dependants(library: Library, path: str) -> list[str]:
    """Return the paths of the documents that use this one, faulty ones as well, in order.

    A case uses its addressees, an addressee its successor, and every case the letter templates.
    """
    named = DocumentPath.parse(path)
    if named.kind is LETTER_TEMPLATE:
        return sorted(filter(CASE.has, library.documents))
    if named.kind is not ADDRESSEE:
        return []
    return sorted(
        other
        for other, document in library.documents.items()
        if _mentions(document.fields.get("addressees"), named.slug)
        or document.fields.get("successor") == named.slug
    )


def _mentions(slugs: object, slug: str) -> bool:
    return isinstance(slugs, list) and slug in slugs
