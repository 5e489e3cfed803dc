"""Documents as files in a folder and back: for review in git, and for work with other tools."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.content.document import DocumentError
from app.content.library import FOLDERS, build, read_folder
from app.content.messages import Refusal
from app.records import overlay, revision
from app.records.revision import Overtaken

_NOTE = "Imported from files"


class FolderHasOtherFiles(Refusal):
    """What lies in the folder isn't content: nothing is written among it."""

    template = (
        "%(folder)s holds more than content (%(name)s): name an empty folder, or one that was "
        "exported before."
    )


class LeadsElsewhere(Refusal):
    """A file or folder is a link, through which we'd write or read somewhere else."""

    template = "%(name)s is a link: nothing is written or read through it."


class IsTheSource(Refusal):
    """The site reads this folder: what is written there goes before supporters unpublished."""

    template = "%(folder)s is the folder that the site reads: name another one."


class SavedMeanwhile(Refusal):
    """Somebody saved a document while it was being imported."""

    template = "%(path)s was saved by somebody else meanwhile. Import again: the rest is kept."


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


def write_files(texts: Mapping[str, str], folder: Path, source: Path) -> list[str]:
    """Make the folder hold exactly these documents; return the paths that were written.

    What reads the same in the folder `source` is copied from there, byte for byte. Raises
    FolderHasOtherFiles, LeadsElsewhere and IsTheSource before anything is written. Hidden files
    stay, so that the folder may be a git checkout.
    """
    if folder.resolve() == source.resolve():
        raise IsTheSource(folder=folder)
    _refuse_other_files(folder)
    _refuse_links(folder)
    for path in read_folder(folder).keys() - texts.keys():
        (folder / path).unlink()
        _remove_empty(folder, folder / path)
    originals, written = read_folder(source), []
    for path, text in texts.items():
        file, data = folder / path, text.encode("utf-8", "surrogateescape")
        if originals.get(path) == text:
            data = (source / path).read_bytes()  # whatever its line ends are
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            written.append(path)
    return written


def _remove_empty(folder: Path, file: Path) -> None:
    """Remove the folders that a file leaves empty, as git does."""
    for parent in file.relative_to(folder).parents[:-1]:
        if any((folder / parent).iterdir()):
            return
        (folder / parent).rmdir()


def _refuse_other_files(folder: Path) -> None:
    for child in sorted(folder.iterdir()) if folder.is_dir() else ():
        if child.name not in FOLDERS and not child.name.startswith("."):
            raise FolderHasOtherFiles(folder=folder, name=child.name)


def _refuse_links(folder: Path) -> None:
    for name in FOLDERS:
        for file in (folder / name, *(folder / name).rglob("*")):
            if file.is_symlink():
                raise LeadsElsewhere(name=file)


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
    LeadsElsewhere and FaultsInFiles, and then saves nothing; SavedMeanwhile.
    """
    _refuse_links(folder)
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
    )


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
