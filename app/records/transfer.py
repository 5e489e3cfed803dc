"""Documents as files in a folder and back: for review in git, and for work with other tools."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.content.document import DocumentError
from app.content.library import FOLDERS, build, read_folder
from app.content.messages import Refusal
from app.records import revision

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


def write_files(texts: Mapping[str, str], folder: Path) -> list[str]:
    """Make the folder hold exactly these documents; return the paths that were written.

    Raises FolderHasOtherFiles and LeadsElsewhere before anything is written. Hidden files stay, so
    that the folder may be a git checkout.
    """
    _refuse_other_files(folder)
    _refuse_links(folder)
    for name in FOLDERS:
        for file in sorted((folder / name).rglob("*"), reverse=True):
            if file.is_file() and file.relative_to(folder).as_posix() not in texts:
                file.unlink()
            elif file.is_dir() and not any(file.iterdir()):
                file.rmdir()
    written = []
    for path, text in texts.items():
        file, data = folder / path, text.encode("utf-8", "surrogateescape")
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            written.append(path)
    return written


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
    """Make drafts of what differs from the newest texts, and return what was done.

    Documents that the folder lacks stay, unless `withdraw_missing`. Raises NothingToImport,
    LeadsElsewhere and FaultsInFiles, and then saves nothing.
    """
    _refuse_links(folder)
    found = read_folder(folder)
    if not found:
        raise NothingToImport(folder=folder)
    live = revision.live_texts(session, shipped)
    newest = {**live, **{draft.path: draft.text for draft in revision.drafts(session, live)}}
    kept = {path: text for path, text in newest.items() if text is not None}
    missing = sorted(kept.keys() - found.keys()) if withdraw_missing else []
    together = {path: text for path, text in {**kept, **found}.items() if path not in missing}
    library = build(together)
    if library.errors:
        raise FaultsInFiles(library.errors)
    changed = sorted(path for path, text in found.items() if newest.get(path) != text)
    for path in (*changed, *missing):
        latest = revision.newest(session, path)
        revision.save(
            session,
            path,
            None if path in missing else found[path],
            base=latest.number if latest else 0,
            author=None,
            note=_NOTE,
            now=now,
        )
    return Imported(tuple(changed), tuple(missing), len(found) - len(changed))
