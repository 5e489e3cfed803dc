"""What an installation keeps is for its own user alone, whatever was set up around it."""

import os
import stat
from pathlib import Path

UMASK = 0o077
"""Of a server: whatever it makes, nobody else may read."""
_FOLDER, _FILE = 0o700, 0o600


def tighten(folder: Path, *files: Path) -> list[str]:
    """Take a folder, the files in it and others away from everybody else.

    Returns a line for each that belongs to another user, and so stays as it is.
    """
    paths = [folder, *folder.glob("*"), *files]
    return [
        f"{path} can be opened by others, and this user can't change that: chmod go= {path}"
        for path in paths
        if path.exists() and not path.is_symlink() and not _is_private(path)
    ]


def _is_private(path: Path) -> bool:
    """Return whether nobody else can get at it, by now."""
    mode = path.stat().st_mode
    wanted = _FOLDER if stat.S_ISDIR(mode) else _FILE
    if not stat.S_IMODE(mode) & ~wanted:
        return True
    if path.stat().st_uid != os.getuid():
        return False
    try:
        path.chmod(stat.S_IMODE(mode) & wanted)
    except OSError:
        return False
    return True


def keep_private() -> None:
    """Let nobody else read what this process makes."""
    os.umask(UMASK)
