"""Taking away: a document from supporters, or a draft from those that wait."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.languages import english_name
from app.content.library.building import build
from app.content.library.library import Library
from app.content.library.links import dependants
from app.content.model.kinds import LETTER_TEMPLATE, DocumentPath
from app.letters.order import Order
from app.records.revision import Overtaken
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.saving import typed_base
from app.web.workroom.documents.titles import title_of, titles
from app.web.workroom.kinds import edit_url, list_url

withdrawing = Blueprint("withdrawing", __name__)


@dataclass(frozen=True)
class Dependant:
    """A document that uses the one to be withdrawn."""

    title: str
    url: str
    fault: str
    """What will be wrong with it, if anything."""


def is_needed(path: str, library: Library) -> bool:
    """Return whether the site could write no letter at all if a library lost this document."""
    named = DocumentPath.parse(path)
    is_read = any(
        slug == Order.template and language != named.language
        for slug, language in library.letter_templates
    )
    return _is_for_every_letter(named) and not is_read


def _is_for_every_letter(named: DocumentPath) -> bool:
    """Return whether it is a letter template by which the site writes."""
    return named.kind is LETTER_TEMPLATE and named.slug == Order.template


@withdrawing.route("/withdraw/<document_path:path>", methods=["GET", "POST"])
@needs("editor")
def withdraw(path: str) -> ResponseReturnValue:
    """Show what uses a document; save its withdrawal as a draft, which a publisher publishes."""
    document = drafts.working(path)
    if request.method == "GET":
        return _page(document)
    if document.text is None or is_needed(path, drafts.working_library()):
        return _page(document, status=422)
    try:
        note = request.form.get("note", "")
        drafts.save(path, None, base=typed_base(), note=note, action="withdrew")
    except Overtaken as overtaken:
        return _page(drafts.working(path), overtaken, 409)
    if document.live is None:
        flash("It is dropped. It can be restored from its revisions.")
        return redirect(list_url(DocumentPath.parse(path).kind), 303)
    flash("The withdrawal is saved as a draft. Supporters see the document until it is published.")
    return redirect(url_for("workroom.publishing.index", path=path), 303)


def _page(
    document: WorkingDocument, overtaken: Overtaken | None = None, status: int = 200
) -> ResponseReturnValue:
    path, library = document.path, drafts.working_library()
    faults = _faults_without(path, library)
    named = DocumentPath.parse(path)
    page = render_template(
        "workroom/withdraw.html",
        document=document,
        title=titles()(path),
        dependants=_dependants(path, library, faults),
        language=english_name(named.language or "") if _is_for_every_letter(named) else "",
        is_needed=is_needed(path, library),
        overtaken=overtaken,
        back=list_url(named.kind),
    )
    return make_response(page, status)


def _faults_without(path: str, library: Library) -> dict[str, str]:
    """Return by path what will be wrong with other documents when this one is gone."""
    texts = drafts.working_texts()
    texts.pop(path, None)
    known = {(error.path, error.message) for error in library.errors}
    return {
        error.path: error.fault
        for error in build(texts).errors
        if (error.path, error.message) not in known
    }


def _dependants(path: str, library: Library, faults: Mapping[str, str]) -> list[Dependant]:
    """Return what uses a document; every case uses all letter templates, so that isn't told."""
    used_in = [] if LETTER_TEMPLATE.has(path) else dependants(library, path)
    return [
        Dependant(title_of(each, library), edit_url(each), faults.get(each, "")) for each in used_in
    ]


@withdrawing.post("/discard/<document_path:path>")
@needs("editor")
def discard(path: str) -> ResponseReturnValue:
    """Drop a draft: save what supporters see as the newest revision. The draft is kept below it."""
    document = drafts.working(path)
    if not document.is_draft:
        flash("There is no draft of it any more.")
        return redirect(list_url(DocumentPath.parse(path).kind), 303)
    try:
        drafts.save(
            path, document.live, base=typed_base(), note="Draft dropped", action="dropped a draft"
        )
    except Overtaken as overtaken:
        flash("Nothing was dropped: somebody saved it again meanwhile. Look at it first.")
        newest = overtaken.newest.key
        seen = url_for("workroom.revisions.difference", old_key="live", new_key=newest, path=path)
        return redirect(seen, 303)
    flash("The draft is dropped. It can be restored from the revisions.")
    return redirect(list_url(DocumentPath.parse(path).kind), 303)
