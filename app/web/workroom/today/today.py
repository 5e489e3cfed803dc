"""Today, the start page: what an organiser should look at."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.checks import gaps
from app.content.checks.ages import upcoming, went_stale
from app.content.checks.variants import unlike_variants
from app.content.checks.wordings import repetitions
from app.content.languages import ENGLISH, listed
from app.content.library.library import Library
from app.content.library.links import dependants
from app.content.model.addressee import Addressee
from app.content.model.kinds import ADDRESSEE, CASE, KINDS, NotADocument
from app.content.texts import faults, printed_table
from app.letters.proof import OWN_WORDS
from app.letters.unprintable import unprintable
from app.records import overlay, past, publication, served, upgrades
from app.records.database import db
from app.records.publication import AlreadyPublished, PublishedMeanwhile
from app.records.revision import Overtaken, Publication, Revision
from app.web import current
from app.web.languages import offered
from app.web.workroom.access.guard import needs, note_done, organiser
from app.web.workroom.documents import drafts
from app.web.workroom.documents.titles import titles
from app.web.workroom.kinds import edit_url
from app.web.workroom.today import tight_letters
from app.web.workroom.today.lifting import of_older_schema
from app.web.workroom.today.stale import entries_of
from app.web.workroom.today.summing_up import lede, number_in_words

today_page = Blueprint("today", __name__)

KEPT_OURS = "Ours kept over the upgrade"


@dataclass(frozen=True)
class Waiting:
    """A draft, and what is wrong with it."""

    draft: Revision
    errors: int


@dataclass(frozen=True)
class UpgradedFile:
    """A shipped file that changed after it had been edited here."""

    path: str
    publication: Publication
    has_draft: bool
    draft: Revision | None = None
    """The draft that was saved before, where supporters see the new shipped file."""


@today_page.get("/")
@needs("editor")
def index() -> str:
    """Show what went stale, and what waits."""
    live, working = current.library(), drafts.working_library()
    day, ages = current.today(), current.limits()
    stale, soon = went_stale(live, day, ages), upcoming(live, day, ages)
    waiting, newest = _waiting(working), past.newest_by_path(db.session)
    missing = served.missing(db.session, live)
    upgraded = _upgraded(waiting)
    return render_template(
        "workroom/today.html",
        today=day,
        lede=lede(
            stale, soon, day, drafts=len(waiting), upgraded=len(upgraded), missing=len(missing)
        ),
        number_in_words=number_in_words,
        missed=live.errors,
        faults_of_texts=faults(),
        missing=missing,
        mend_url=_mend_url,
        source_of=partial(gaps.source_language, working),
        unprintable=list(unprintable(live, day, ages, offered())),
        stale=entries_of([*soon, *stale], live, day),
        unpostable=_unpostable(live),
        waiting=waiting,
        has_draft={each.draft.path for each in waiting},
        base_of={path: each.number for path, each in newest.items()},
        upgraded=upgraded,
        lifted=of_older_schema(working),
        unread=gaps.unread(working),
        untranslated=gaps.untranslated(working),
        offered=offered(),
        unlike_variants=[*unlike_variants(working), *repetitions(working, day)],
        room_left=tight_letters.prove() if "prove" in request.args else tight_letters.last_proof(),
        was_asked="prove" in request.args,
        wishes=[case for case in live.cases.values() if case.wish.wanted == "not-known"],
        live=live,
        title_of=titles(),
        kinds=_kinds,
        used_in=lambda path: _used_in(live, path),
        edit_url=edit_url,
        case_path=CASE.path,
        addressee_path=ADDRESSEE.path,
        stationery_names=printed_table("stationery", ENGLISH),
        own_words=OWN_WORDS,
    )


@today_page.post("/keep/<document_path:path>")
@needs("publisher")
def keep(path: str) -> ResponseReturnValue:
    """Publish what supporters see anew, so that it counts as decided over the upgrade's file."""
    document = drafts.working(path)
    if path not in _undecided() or document.is_draft:
        flash("Nothing was done: a draft of it waits, or it was decided already.", "error")
        return redirect(url_for(".index"), 303)
    try:
        saved = drafts.put(path, document.saved, base=document.base, note=KEPT_OURS)
        publication.publish(
            db.session,
            [saved],
            publisher=organiser(),
            note=KEPT_OURS,
            now=current.now(),
            seen=current.publication_id(),
        )
    except (Overtaken, AlreadyPublished, PublishedMeanwhile):
        flash("Nothing was done: somebody saved or published something meanwhile.", "error")
        return redirect(url_for(".index"), 303)
    note_done("published", f"{path}, revision {saved.number}")
    current.refresh()
    flash("Ours stays. Supporters notice nothing.")
    return redirect(url_for(".index"), 303)


def _unpostable(library: Library) -> list[Addressee]:
    """Return the offices that nothing can be posted to though something might be done about it.

    One that is closed stays closed. Those that cases name come first.
    """
    named = {slug for case in library.cases.values() for slug in case.addressees}
    found = [
        each
        for each in library.addressees.values()
        if not each.is_postable and (each.state != "closed" or not each.successor)
    ]
    return sorted(found, key=lambda each: each.slug not in named)


def _waiting(working: Library) -> list[Waiting]:
    errors = Counter(error.path for error in working.errors)
    found = overlay.drafts(db.session, current.live_texts())
    errors.update(upgrades.upgraded_since(db.session, found).keys())
    return [Waiting(draft, errors[draft.path]) for draft in found]


def _upgraded(waiting: Sequence[Waiting]) -> list[UpgradedFile]:
    drafted = {each.draft.path: each.draft for each in waiting}
    before = upgrades.upgraded_since(db.session, list(drafted.values()))
    found = [UpgradedFile(path, each, path in drafted) for path, each in _undecided().items()]
    found += [UpgradedFile(path, each, True, drafted[path]) for path, each in before.items()]
    return sorted(found, key=lambda each: each.path)


def _mend_url(path: str) -> str:
    """Return where a document is edited; nothing for a file whose name is no document's."""
    try:
        return edit_url(path)
    except NotADocument:
        return ""


def _other_than(language: str) -> str:
    """Return the first language beside which a text in this one can be read."""
    return next(each for each in listed() if each != language)


def _undecided() -> Mapping[str, Publication]:
    """Return the upgrades after edits made here, unless both come to the same text."""
    live, shipped = current.live_texts(), current.shipped_texts()
    changed = upgrades.changed_under_an_edit(db.session)
    return {path: each for path, each in changed.items() if live.get(path) != shipped.get(path)}


def _used_in(library: Library, path: str) -> int:
    """Return in how many cases a document is used."""
    return sum(map(CASE.has, dependants(library, path)))


def _kinds(paths: Sequence[str]) -> str:
    """Return how many documents of each kind there are: 3 cases, 1 letter template."""
    counts = ((kind.name, sum(map(kind.has, paths))) for kind in KINDS)
    return ", ".join(
        f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts if count
    )
