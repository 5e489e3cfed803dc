"""Publishing: what changes for supporters is looked at first, and then done at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.text.document import DocumentError
from app.records import overlay, publication, revision
from app.records.database import db
from app.records.publication import AlreadyPublished, PublishedMeanwhile
from app.records.revision import Overtaken, Revision
from app.web import current
from app.web.workroom.access.guard import needs, note_done, organiser
from app.web.workroom.documents import drafts
from app.web.workroom.documents.revisions import side
from app.web.workroom.documents.titles import titles
from app.web.workroom.kinds import edit_url
from app.web.workroom.publishing import letters_before_and_after, proofs
from app.web.workroom.publishing.looking import Look, look_at
from app.web.workroom.publishing.wishes import (
    WishQuestion,
    forms_for,
    prefix_of,
    texts_with,
    typed_besides,
)

publishing = Blueprint("publishing", __name__)

MOST_AT_ONCE = 100
_NO_TURN = "Others are being proved just now. Wait some seconds, then publish again."


@dataclass
class Hindrances:
    """What stands in the way of a publication, beside errors of documents."""

    refusals: list[str] = field(default_factory=list)
    proof_errors: list[str] | None = None
    """None if the letters weren't held against their pages."""
    wishes: list[WishQuestion] | None = None
    """None if they are still to be asked, with what was typed."""
    written: frozenset[str] = frozenset()
    """The cases of which the wish that was typed stands in their drafts by now."""
    status: int = 422


@publishing.get("/publish/")
@needs("editor")
def index() -> ResponseReturnValue:
    """Show the drafts, and what would change if those ticked were published."""
    asked = request.args.getlist("path")[:MOST_AT_ONCE]
    waiting = overlay.drafts(db.session, current.live_texts())
    look = look_at([draft for draft in waiting if draft.path in asked])
    hindrances = Hindrances(status=200)
    if "proof" in request.args and look.chosen and not look.errors:
        hindrances.proof_errors = _proof_errors(look)
    return _page(look, hindrances)


@publishing.post("/publish/")
@needs("publisher")
def publish() -> ResponseReturnValue:
    """Publish the revisions that the page showed, or say what stands in the way."""
    chosen = _shown_revisions()
    if not chosen:
        return _page(look_at([]), Hindrances(["Tick at least one draft."]))
    if refusal := _overtaken(chosen):
        return _look_again(chosen, refusal)
    look = look_at(chosen)
    wishes = forms_for(look.cases_without_wish, request.form)
    answers = [form.validate() for form in wishes]
    written = texts_with(wishes, look.texts) if all(answers) else {}
    if any(form.errors for form in wishes):
        return _page(look, Hindrances(wishes=wishes))
    final = look_at(chosen, written)
    if final.errors:
        return _page(final, Hindrances(wishes=wishes))
    try:
        wrong = _proof_errors(final)
    except proofs.Busy:
        return _later(final, wishes)
    if wrong:
        return _page(final, Hindrances(proof_errors=wrong, wishes=wishes))
    return _published(chosen, written)


def _published(chosen: Sequence[Revision], written: dict[str, str]) -> ResponseReturnValue:
    """Publish the revisions, with the family's wishes written into them."""
    note, final = request.form.get("note", "").strip(), list[Revision]()
    try:
        for each in chosen:
            if text := written.get(each.path):
                each = drafts.save(each.path, text, base=each.number, note="The family’s wish")
            final.append(each)
        made = publication.publish(
            db.session,
            final,
            publisher=organiser(),
            note=note,
            now=current.now(),
            seen=current.publication_id(),
        )
    except (Overtaken, AlreadyPublished, PublishedMeanwhile) as error:
        saved = frozenset(each.path for each in final if each.path in written)
        return _look_again(chosen, _said(error), saved)
    note_done("published", ", ".join(f"{each.path}, revision {each.number}" for each in final))
    current.refresh()
    flash("Supporters see it now.")
    return redirect(url_for("workroom.publications.publication", number=made.id), 303)


def _shown_revisions() -> list[Revision]:
    """Return the revisions that the form names, each document once."""
    keys = request.form.getlist("key")[:MOST_AT_ONCE]
    found = [side(key).revision for key in dict.fromkeys(keys)]
    return list({each.path: each for each in found if each is not None}.values())


def _overtaken(chosen: Sequence[Revision]) -> str:
    """Return why what was looked at isn't what would be published; nothing if it is."""
    for each in chosen:
        newest = revision.newest(db.session, each.path)
        if newest is not None and newest.id != each.id:
            return _said(Overtaken(newest))
        if each.publication_id is not None:
            return _said(AlreadyPublished(each))
    if request.form.get("seen") != str(current.publication_id()):
        return _said(PublishedMeanwhile())
    return ""


def _said(error: Overtaken | AlreadyPublished | PublishedMeanwhile) -> str:
    if isinstance(error, PublishedMeanwhile):
        return "Something else was published meanwhile, so supporters see another state by now."
    if isinstance(error, AlreadyPublished):
        return f"{error.revision.path}, revision {error.revision.number}, is published already."
    newest = error.newest
    who = newest.author.email if newest.author else "Somebody"
    return f"{who} saved {newest.path} again meanwhile: it has revision {newest.number} by now."


def _look_again(
    chosen: Sequence[Revision], refusal: str, written: frozenset[str] = frozenset()
) -> ResponseReturnValue:
    """Return the page of what there is by now (409), with what was typed."""
    current.refresh()
    paths = {each.path for each in chosen}
    waiting = overlay.drafts(db.session, current.live_texts())
    look = look_at([draft for draft in waiting if draft.path in paths])
    return _page(look, Hindrances([refusal], written=written, status=409))


def _later(look: Look, wishes: list[WishQuestion]) -> ResponseReturnValue:
    """Return the page (503) for a publication that got no turn to be proved."""
    answer = make_response(_page(look, Hindrances([_NO_TURN], wishes=wishes, status=503)))
    answer.headers["Retry-After"] = "3"
    return answer


def _proof_errors(look: Look) -> list[str]:
    return proofs.proof_errors(proofs.proof_rows(look.after, look.texts))


def _page(look: Look, hindrances: Hindrances) -> ResponseReturnValue:
    wishes, title_of = hindrances.wishes, titles()
    if wishes is None:
        wishes = forms_for(look.cases_without_wish, request.form or None)
    page = render_template(
        "workroom/publish.html",
        look=look,
        hindrances=hindrances,
        wishes=wishes,
        seen=current.publication_id(),
        may_publish=organiser().may("publisher"),
        title_of=title_of,
        kept=_kept(look, wishes, hindrances.written, title_of),
        mends=_by_document(look),
        edit_url=edit_url,
        **letters_before_and_after.page_values(look),
    )
    return make_response(page, hindrances.status)


def _kept(
    look: Look, wishes: list[WishQuestion], written: frozenset[str], title_of: Callable[[str], str]
) -> dict[str, str]:
    """Return what was typed and stands in no form of the page, to be given back."""
    has_form = bool(look.chosen) and not look.errors
    gone = tuple(prefix_of(path) for path in written)
    other = {name: text for name, text in request.form.items() if not name.startswith(gone)}
    kept = typed_besides(wishes if has_form else [], other, title_of)
    note = request.form.get("note", "").strip()
    return kept if has_form or not note else {**kept, "Note": note}


def _by_document(look: Look) -> dict[str, list[DocumentError]]:
    """Return the errors of a look by the path of their document."""
    found: dict[str, list[DocumentError]] = {}
    for error in look.errors:
        found.setdefault(error.path, []).append(error)
    return found
