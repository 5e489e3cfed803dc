"""Documents as the files of a folder: read, laid over each other, and written.

It imports nothing that takes long, since lists and exports need no more.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.content.text.decoding import decoded
from app.content.text.messages import Refusal
from app.content.text.safe_files import is_safe, read_files, replace_file

CASES, ADDRESSEES, LETTER_TEMPLATES = FOLDERS = ("cases", "addressees", "letter_templates")
"""The folders of documents: of each kind one."""


class FolderHasOtherFiles(Refusal):
    """What lies in the folder isn't content: nothing is written among it."""

    template = (
        "%(folder)s holds more than content (%(name)s): name an empty folder, or one that was "
        "exported before."
    )


class LeadsElsewhere(Refusal):
    """A file or folder is a link, through which we'd write or read somewhere else."""

    template = "%(name)s is a link: nothing is written or read through it."


class UnsafeName(Refusal):
    """A document has a path that leads elsewhere, or that is no name of a file everywhere."""

    template = "%(path)r is no name for a file below a folder: it can't be written."


class IsTheSource(Refusal):
    """The site reads this folder: what is written there goes before supporters unpublished."""

    template = "%(folder)s is the folder that the site reads: name another one."


class ContentMissing(Refusal):
    """There is no content to begin from: a disk may not be mounted, or a name mistyped."""

    template = (
        "There are no documents in %(folder)s: it has neither cases nor addressees nor "
        "letter_templates. LETTERCASE_CONTENT names the folder that has them."
    )


class ContentUnreadable(Refusal):
    """Part of the content can't be read; without it, documents would seem to have been removed."""

    template = "%(name)s can't be read: %(reason)s. Let this user read all of the content."


def read_content(folder: Path) -> dict[str, str]:
    """Return path → text of the content that publications lie over.

    Raises ContentMissing and ContentUnreadable.
    """
    if not any((folder / name).is_dir() for name in FOLDERS):
        raise ContentMissing(folder=folder)
    return read_folder(folder)


def read_folder(folder: Path) -> dict[str, str]:
    """Return path → text of every file in the folders of documents, but hidden and backup files.

    Raises ContentUnreadable, NoFile and TooMuchContent.
    """
    try:
        files = (path for name in FOLDERS for path in sorted(_files(folder / name)))
        return {path: decoded(content) for path, content in read_files(folder, files).items()}
    except OSError as error:
        raise ContentUnreadable(name=error.filename, reason=error.strerror) from None


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those in it; raise OSError if one of them can't be listed."""

    def refuse(error: OSError) -> None:
        if folder.exists():
            raise error

    for parent, _, names in os.walk(folder, onerror=refuse):
        for name in names:
            path = Path(parent, name)
            if not path.is_dir() and not name.startswith(".") and not name.endswith("~"):
                yield path


def overlaid(texts: Mapping[str, str], over: Mapping[str, str | None]) -> dict[str, str]:
    """Return path → text, in the order of paths; what has no text in `over` is withdrawn."""
    together = {**texts, **over}
    return {path: text for path, text in sorted(together.items()) if text is not None}


def can_be_written(path: str) -> bool:
    """Return whether a document's path names a file in one of the folders of documents."""
    return path.partition("/")[0] in FOLDERS and is_safe(path)


def write_files(texts: Mapping[str, str], folder: Path, source: Path) -> list[str]:
    """Make the folder hold exactly these documents; return the paths that were written.

    What reads the same in the folder `source` is copied from there, byte for byte. Raises
    FolderHasOtherFiles, LeadsElsewhere, UnsafeName and IsTheSource before anything is written.
    Hidden files stay, so that the folder may be a git checkout.
    """
    if folder.resolve() == source.resolve():
        raise IsTheSource(folder=folder)
    _refuse_other_files(folder)
    refuse_links(folder)
    if unsafe := sorted(path for path in texts if not can_be_written(path)):
        raise UnsafeName(path=unsafe[0][:100])
    for path in read_folder(folder).keys() - texts.keys():
        (folder / path).unlink()
        _remove_empty(folder, folder / path)
    originals, written = read_folder(source), []
    for path, text in texts.items():
        file, data = folder / path, text.encode("utf-8", "surrogateescape")
        if originals.get(path) == text:
            data = (source / path).read_bytes()  # whatever its line ends are
        if not file.is_file() or file.read_bytes() != data:
            replace_file(file, data)
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


def refuse_links(folder: Path) -> None:
    """Raise LeadsElsewhere if a link lies among the documents of a folder."""
    for name in FOLDERS:
        for file in (folder / name, *(folder / name).rglob("*")):
            if file.is_symlink():
                raise LeadsElsewhere(name=file)
