"""Documents from the files of a folder, as drafts: after review in git, or other tools' work."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.content.changes.half_changed import HalfChanged, half_changed
from app.content.library.building import build
from app.content.text.document import DocumentError
from app.content.text.folder import read_folder, refuse_links
from app.content.text.messages import Refusal
from app.records import overlay, revision
from app.records.revision import Overtaken

_NOTE = "Imported from files"


class SavedMeanwhile(Refusal):
    """Somebody saved a document while it was being imported."""

    template = "%(path)s was saved by somebody else meanwhile. Nothing was imported: try again."


class NothingToImport(Refusal):
    """The folder has no documents."""

    template = "There are no documents in %(folder)s."


class FaultsInFiles(Exception):
    """Documents of the folder have faults; nothing was imported."""

    def __init__(self, errors: tuple[DocumentError, ...]) -> None:
        self.errors = errors
        super().__init__(f"{len(errors)} faults")


@dataclass(frozen=True)
class Imported:
    """What an import did, by the documents' paths."""

    drafts: tuple[str, ...]
    withdrawn: tuple[str, ...]
    unchanged: int
    covered: tuple[str, ...] = ()
    """Of the drafts, those of which an organiser's draft waited: it stays among the revisions."""
    half_changed: tuple[tuple[str, HalfChanged], ...] = ()
    """The facts that differ from what supporters see in one language alone, by path."""


def import_files(
    session: Session,
    folder: Path,
    shipped: Mapping[str, str],
    *,
    now: datetime.datetime,
    withdraw_missing: bool = False,
) -> Imported:
    """Make drafts of what differs from what supporters see, and return what was done.

    A draft that waits stays where the folder has what supporters see, or the draft itself.
    Documents that the folder lacks stay, unless `withdraw_missing`. Raises NothingToImport,
    LeadsElsewhere, FaultsInFiles and SavedMeanwhile, and then saves nothing. The caller commits.
    """
    refuse_links(folder)
    found = read_folder(folder)
    if not found:
        raise NothingToImport(folder=folder)
    live = overlay.live_texts(session, shipped)
    waiting = {draft.path: draft for draft in overlay.drafts(session, live)}
    saved: dict[str, str | None] = {**live, **{path: each.text for path, each in waiting.items()}}
    changed = sorted(
        path for path, text in found.items() if text not in (live.get(path), saved.get(path))
    )
    lacking = sorted(path for path in live.keys() - found.keys() if saved[path] is not None)
    missing = lacking if withdraw_missing else []
    if faults := _faults(live, found, changed, missing):
        raise FaultsInFiles(faults)
    for path in (*changed, *missing):
        _save(session, path, None if path in missing else found[path], now)
    return Imported(
        tuple(changed),
        tuple(missing),
        len(found) - len(changed),
        tuple(path for path in changed if path in waiting and waiting[path].author_id is not None),
        tuple(_half_changed(live, found, changed)),
    )


def _half_changed(
    live: Mapping[str, str], found: Mapping[str, str], changed: list[str]
) -> Iterator[tuple[str, HalfChanged]]:
    """Yield what can't be published as it stands."""
    before, after = build(live).documents, build({**live, **found}).documents
    for path in changed:
        if path in before and path in after:
            for half in half_changed(path, before[path].fields, after[path].fields):
                yield path, half


def _faults(
    live: Mapping[str, str], found: Mapping[str, str], changed: list[str], missing: list[str]
) -> tuple[DocumentError, ...]:
    """Return the faults of what changed, and those that it brings about elsewhere."""
    known = {(error.path, error.message) for error in build(live).errors}
    together = {path: text for path, text in {**live, **found}.items() if path not in missing}
    return tuple(
        error
        for error in build(together).errors
        if error.path in changed or (error.path, error.message) not in known
    )


def _save(session: Session, path: str, text: str | None, now: datetime.datetime) -> None:
    latest = revision.newest(session, path)
    base = latest.number if latest else 0
    try:
        revision.save(session, path, text, base=base, author=None, note=_NOTE, now=now)
    except Overtaken:
        raise SavedMeanwhile(path=path) from None
