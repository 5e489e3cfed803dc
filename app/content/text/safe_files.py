"""Files of documents, read and written so that no name and no link leads out of their folder."""

import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from app.content.text.messages import Refusal
from app.limits import DEEPEST_FILE, LARGEST_FILE, MOST_BYTES_OF_FILES, MOST_FILES

_LONGEST_NAME = 255
_NAME = re.compile(r"(?!\.)[^\x00-\x1f\x7f/\\:]+(?<![. ])")


class NoFile(Refusal):
    """Something else than a file of a reasonable size lies among the documents."""

    template = "%(name)s %(fault)s: nothing was read."


class TooMuchContent(Refusal):
    """A folder holds more than content ever does."""

    template = "%(folder)s holds more than %(most)s of documents: is it the right folder?"


def is_safe(path: str) -> bool:
    """Return whether a document's path names a file below a folder, on every kind of machine."""
    parts = path.split("/")
    return len(parts) in range(2, DEEPEST_FILE + 1) and all(
        _NAME.fullmatch(part) and len(os.fsencode(part)) <= _LONGEST_NAME for part in parts
    )


def read_files(folder: Path, files: Iterable[Path]) -> dict[str, bytes]:
    """Return path → content of files below a folder; raise NoFile and TooMuchContent."""
    found: dict[str, bytes] = {}
    room = MOST_BYTES_OF_FILES
    for file in files:
        if len(found) == MOST_FILES:
            raise TooMuchContent(folder=folder, most=f"{MOST_FILES:,} files")
        path = file.relative_to(folder)
        if len(path.parts) > DEEPEST_FILE:
            raise NoFile(name=file, fault=f"lies deeper than {DEEPEST_FILE} folders")
        content = _read(file, folder)
        room -= len(content)
        if room < 0:
            raise TooMuchContent(folder=folder, most=f"{MOST_BYTES_OF_FILES // 1024**2} MB")
        found[path.as_posix()] = content
    return found


def _read(file: Path, folder: Path) -> bytes:
    if file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        raise NoFile(name=file, fault="is a link that leads out of the folder")
    opened = os.open(file, os.O_RDONLY | os.O_NONBLOCK)  # a pipe would wait for who writes
    with open(opened, "rb") as stream:  # noqa: PTH123 - pathlib can't open without waiting
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise NoFile(name=file, fault="is no file")
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise NoFile(name=file, fault=f"is larger than {LARGEST_FILE // 1024**2} MB")
    return content


def replace_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; a link in its place is replaced, not followed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{secrets.token_hex(8)}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
