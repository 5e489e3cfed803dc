"""Publishing: what changes for supporters is looked at first, and then done at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.document import DocumentError
from app.records import revision
from app.records.database import db
from app.records.revision import AlreadyPublished, Overtaken, PublishedMeanwhile, Revision
from app.web import current
from app.web.workroom import drafts, letters, proofs
from app.web.workroom.looking import Look, look_at
from app.web.workroom.revisions import side
from app.web.workroom.room import audit, needs, organiser
from app.web.workroom.titles import titles
from app.web.workroom.wishes import WishForm, forms_for, texts_with

publishing = Blueprint("publishing", __name__)

MOST_AT_ONCE = 100


@dataclass
class Attempt:
    """What stands in the way of a publication, beside errors of documents."""

    refusals: list[str] = field(default_factory=list)
    proof_errors: list[str] | None = None
    """None if the letters weren't held against their pages."""
    wishes: list[WishForm] | None = None
    status: int = 422


@publishing.get("/publish/")
@needs("editor")
def index() -> ResponseReturnValue:
    """Show the drafts, and what would change if those ticked were published."""
    asked = request.args.getlist("path")[:MOST_AT_ONCE]
    waiting = revision.drafts(db.session, current.live_texts())
    look = look_at([draft for draft in waiting if draft.path in asked])
    attempt = Attempt(status=200)
    if "proof" in request.args and look.chosen and not look.errors:
        attempt.proof_errors = _proof_errors(look)
    return _page(look, attempt)


@publishing.post("/publish/")
@needs("publisher")
def publish() -> ResponseReturnValue:
    """Publish the revisions that the page showed, or say what stands in the way."""
    chosen = _shown_revisions()
    if not chosen:
        return _page(look_at([]), Attempt(["Tick at least one draft."]))
    if refusal := _overtaken(chosen):
        return _look_again(chosen, refusal)
    look = look_at(chosen)
    wishes = forms_for(look.cases_without_wish, request.form)
    answers = [form.validate() for form in wishes]
    written = texts_with(wishes, look.texts) if all(answers) else {}
    if any(form.errors for form in wishes):
        return _page(look, Attempt(wishes=wishes))
    final = look_at(chosen, written)
    if final.errors:
        return _page(final, Attempt(wishes=wishes))
    if wrong := _proof_errors(final):
        return _page(final, Attempt(proof_errors=wrong, wishes=wishes))
    return _published(chosen, written)


def _published(chosen: Sequence[Revision], written: dict[str, str]) -> ResponseReturnValue:
    """Publish the revisions, with the family's wishes written into them."""
    note = request.form.get("note", "").strip()
    try:
        final = [
            drafts.save(each.path, written[each.path], base=each.number, note="The family’s wish")
            if each.path in written
            else each
            for each in chosen
        ]
        publication = revision.publish(
            db.session,
            final,
            publisher=organiser(),
            note=note,
            now=current.now(),
            seen=current.publication(),
        )
    except (Overtaken, AlreadyPublished, PublishedMeanwhile) as error:
        return _look_again(chosen, _said(error))
    audit("published", ", ".join(f"{each.path}, revision {each.number}" for each in final))
    current.forget()
    flash("Supporters see it now.")
    return redirect(url_for(".publication", number=publication.id), 303)


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
    if request.form.get("seen") != str(current.publication()):
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


def _look_again(chosen: Sequence[Revision], refusal: str) -> ResponseReturnValue:
    """Return the page of what there is by now (409)."""
    current.forget()
    paths = {each.path for each in chosen}
    waiting = revision.drafts(db.session, current.live_texts())
    look = look_at([draft for draft in waiting if draft.path in paths])
    return _page(look, Attempt([refusal], status=409))


def _proof_errors(look: Look) -> list[str]:
    return proofs.errors_of(proofs.proof_rows(look.after, look.texts))


def _page(look: Look, attempt: Attempt) -> ResponseReturnValue:
    wishes = attempt.wishes
    if wishes is None:
        wishes = forms_for(look.cases_without_wish)
    page = render_template(
        "workroom/publish.html",
        look=look,
        attempt=attempt,
        wishes=wishes,
        seen=current.publication(),
        may_publish=organiser().may("publisher"),
        title_of=titles(),
        mends=_by_document(look),
        edit_url=drafts.edit_url,
        **letters.shown(look),
    )
    return make_response(page, attempt.status)


def _by_document(look: Look) -> dict[str, list[DocumentError]]:
    """Return the errors of a look by the path of their document."""
    found: dict[str, list[DocumentError]] = {}
    for error in look.errors:
        found.setdefault(error.path, []).append(error)
    return found
