"""The proof of every letter that depends on a document, for looking and for publishing."""

from collections.abc import Collection, Iterable
from itertools import chain

from babel.lists import format_list
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.content.checks.variants import apart
from app.content.editing.rewriting import from_browser
from app.content.languages import ENGLISH, english_name
from app.content.library.library import Library
from app.content.model.kinds import (
    ADDRESSEE,
    CASE,
    LETTER_TEMPLATE,
    DocumentPath,
    language_of_path,
)
from app.content.texts import printed_languages, printed_table
from app.letters.proof import OWN_WORDS, Row, proof
from app.letters.stationery import STATIONERIES
from app.letters.turns import Busy, Turns, no_longer_than_needed
from app.limits import PROOFS_AT_ONCE
from app.web import busy
from app.web.current import limits, today
from app.web.workroom.access.guard import needs
from app.web.workroom.access.read_only import only_shows
from app.web.workroom.documents import drafts
from app.web.workroom.documents.mending import errors_of
from app.web.workroom.documents.titles import name_of
from app.web.workroom.kinds import edit_url

proofs = Blueprint("proofs", __name__)

WORST = 10
"""Rows that are shown at once."""
_TURNS = Turns(PROOFS_AT_ONCE)
_PATIENCE = 5.0
"""Seconds that a publication waits for its turn."""


def proof_rows(
    library: Library, paths: Iterable[str], *, patience: float | None = None
) -> list[Row]:
    """Return the proof of every letter that depends on any of these documents, worst first.

    Raises Busy if too many others are being proved, even after seconds of `patience`.
    """
    with _TURNS.one(_PATIENCE if patience is None else patience), no_longer_than_needed():
        return _rows(library, paths)


def _rows(library: Library, paths: Iterable[str]) -> list[Row]:
    named = [DocumentPath.parse(path) for path in paths]
    cases = {each.slug for each in named if each.kind is CASE}
    addressees = {each.slug for each in named if each.kind is ADDRESSEE}
    templates = {(each.slug, each.language) for each in named if each.language}
    day, ages = today(), limits()
    found = chain(
        proof(library, day, ages, templates=templates),
        proof(library, day, ages, cases=cases),
        proof(library, day, ages, addressees=addressees),
    )
    return sorted({_key(row): row for row in found}.values(), key=_badness)


def proof_errors(rows: Iterable[Row]) -> list[str]:
    """Return what is wrong with any letter, in words: of each letter the worst of its stationeries.

    Nothing may be published while there is any.
    """
    wrong: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row.errors:
            wrong.setdefault(_key(row)[:-1], []).append(row)
    return [_in_words(letters) for letters in wrong.values()]


def _in_words(rows: list[Row]) -> str:
    worst = min(rows, key=_badness)
    others = len(rows) - 1
    more = f" (and on {others} more)" if others else ""
    return f"{worst}{more}: {'; '.join(worst.errors)}"


def _key(row: Row) -> tuple[str, ...]:
    return row.case, row.addressee, row.template, row.language, row.stationery


def _badness(row: Row) -> tuple[bool, bool, float]:
    return not row.errors, row.is_laid_out, row.millimetres_left


@proofs.route("/proof/<document_path:path>", methods=["GET", "POST"])
@needs("editor")
@only_shows()
def of_document(path: str) -> ResponseReturnValue:
    """Show the proof of what depends on a document, as it was saved or is being typed."""
    document = drafts.working(path)
    text = document.text
    if request.method == "POST" and "text" in request.form:
        text = from_browser(request.form["text"])
    library = drafts.working_library({} if text is None else {path: text})
    try:
        rows = proof_rows(library, [path], patience=0) if text is not None else []
    except Busy:
        return _later(path)
    return _page(path, library, rows)


def _apart(path: str, library: Library) -> str:
    """Return how the variants of a letter template differ from another language's."""
    named = DocumentPath.parse(path)
    return apart(library, named.slug, named.language) if named.language else ""


def _later(path: str) -> ResponseReturnValue:
    return busy.answer(render_template("workroom/proof.html", path=path, rows=None))


def _page(path: str, library: Library, rows: Collection[Row]) -> str:
    return render_template(
        "workroom/proof.html",
        path=path,
        name=name_of(path, library),
        is_of_case=CASE.has(path),
        is_of_addressee=ADDRESSEE.has(path),
        is_of_template=LETTER_TEMPLATE.has(path),
        rows=rows,
        worst=WORST,
        errors=errors_of(path, library),
        apart=_apart(path, library),
        is_served=language_of_path(path) in (None, *printed_languages()),
        pairs=len({(row.case, row.addressee) for row in rows}),
        stationeries=len(STATIONERIES),
        stationery_names=printed_table("stationery", ENGLISH),
        cases={slug: str(case.title) for slug, case in library.cases.items()},
        addressees={slug: str(each.label) for slug, each in library.addressees.items()},
        own_words=OWN_WORDS,
        edit_url=edit_url(path),
        printed=format_list([english_name(each) for each in printed_languages()], locale="en_GB"),
    )
