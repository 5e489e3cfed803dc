"""Files for a while: in one folder per server, which the next start removes if a kill left it.

WeasyPrint keeps the fonts of its letters in such files, and a killed process removes none.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "lettercase-server-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Let all files for a while be made in a folder of this server; it is gone after the block."""
    before = tempfile.gettempdir()
    _remove_left(Path(before))
    owner, (folder, held) = os.getpid(), _held_folder()
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = os.environ["TMPDIR"] = before
        if os.getpid() == owner:
            os.close(held)
            shutil.rmtree(folder, ignore_errors=True)


def _held_folder() -> tuple[Path, int]:
    """Return a new folder, locked by a descriptor that workers inherit: so long it is in use."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_SH)
        if folder.exists():
            return folder, held
        os.close(held)  # another server that started just now took it for one that was left


def _remove_left(parent: Path) -> None:
    """Remove the folders of servers that are gone, as far as they are ours."""
    for folder in parent.glob(f"{_PREFIX}*"):
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            continue
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(opened)
