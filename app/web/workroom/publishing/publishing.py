"""Publishing: what changes for supporters is looked at first, and then done at once."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.letters.turns import Busy
from app.records import overlay, publication, revision
from app.records.database import db, take_lock
from app.records.publication import AlreadyPublished, PublishedMeanwhile
from app.records.revision import Overtaken, Revision
from app.web import busy, current
from app.web.workroom.access.guard import needs, note_along, organiser
from app.web.workroom.documents import drafts
from app.web.workroom.documents.revisions import side
from app.web.workroom.publishing import proofs
from app.web.workroom.publishing.looking import Look, look_at
from app.web.workroom.publishing.publish_page import Hindrances, publish_page
from app.web.workroom.publishing.questions import Questions, Written

publishing = Blueprint("publishing", __name__)

MOST_AT_ONCE = 100
_LEFT_OUT = (
    "What stayed as before was left out of the draft, and nothing was published yet. "
    "Look at it again, then publish."
)
_NO_TURN = "Others are being proved just now. Wait some seconds, then publish again."


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
    return publish_page(look, hindrances)


@publishing.post("/publish/")
@needs("publisher")
def publish() -> ResponseReturnValue:
    """Publish the revisions that the page showed, or say what stands in the way."""
    chosen = _shown_revisions()
    if not chosen:
        return publish_page(look_at([]), Hindrances(["Tick at least one draft."]))
    if refusal := _overtaken(chosen):
        return _look_again(chosen, refusal)
    look = look_at(chosen)
    questions = Questions.about(look, request.form)
    if left := questions.left_out(look.texts):
        return _left_out(chosen, left)
    written = questions.written(look.texts) if questions.are_answered() else {}
    if questions.are_faulty:
        return publish_page(look, Hindrances(questions=questions))
    final = look_at(chosen, {path: each.text for path, each in written.items()})
    if final.errors:
        return publish_page(final, Hindrances(questions=questions))
    try:
        wrong = _proof_errors(final)
    except Busy:
        return _later(final, questions)
    if wrong:
        return publish_page(final, Hindrances(proof_errors=wrong, questions=questions))
    return _published(chosen, written, questions)


def _left_out(chosen: Sequence[Revision], left: dict[str, Written]) -> ResponseReturnValue:
    """Save drafts without what is left out of them, and show what would change now."""
    take_lock(db.session)  # saved all at once: others who do the same wait here
    try:
        saved = [
            drafts.put(
                each.path,
                left[each.path].text,
                base=each.number,
                note=left[each.path].note,
                action="left languages out",
            )
            if each.path in left
            else each
            for each in chosen
        ]
    except Overtaken as error:
        return _look_again(chosen, _said(error))
    db.session.commit()
    return publish_page(look_at(saved), Hindrances([_LEFT_OUT], status=200))


def _published(
    chosen: Sequence[Revision], written: dict[str, Written], questions: Questions
) -> ResponseReturnValue:
    """Publish the revisions, with the answers written into them."""
    note, final = request.form.get("note", "").strip(), list[Revision]()
    take_lock(db.session)
    try:
        for each in chosen:
            if answer := written.get(each.path):
                each = drafts.put(each.path, answer.text, base=each.number, note=answer.note)
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
        return _look_again(chosen, _said(error))
    note_along("published", ", ".join(f"{each.path}, revision {each.number}" for each in final))
    questions.note_decisions(final)
    db.session.commit()
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


def _look_again(chosen: Sequence[Revision], refusal: str) -> ResponseReturnValue:
    """Return the page of what there is by now (409), with what was typed."""
    current.refresh()
    paths = {each.path for each in chosen}
    waiting = overlay.drafts(db.session, current.live_texts())
    look = look_at([draft for draft in waiting if draft.path in paths])
    return publish_page(look, Hindrances([refusal], status=409))


def _later(look: Look, questions: Questions) -> ResponseReturnValue:
    """Return the page (503) for a publication that got no turn to be proved."""
    return busy.answer(publish_page(look, Hindrances([_NO_TURN], questions=questions, status=503)))


def _proof_errors(look: Look) -> list[str]:
    return proofs.proof_errors(proofs.proof_rows(look.after, look.texts))
