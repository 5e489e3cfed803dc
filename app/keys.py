"""The secrets of an installation: made at the first start, or given by the environment."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from app.content.text.messages import Refusal

_FILE = "keys.json"
_SHORTEST = 32
"""Characters of the key that signs sessions; by a shorter one somebody could guess it."""
_FEWEST = 8
"""How many different characters it has at least."""


class FolderUnwritable(Refusal):
    """What an installation keeps can't be kept there."""

    template = (
        "%(folder)s can't be written: %(reason)s. Let this user write there, or name another "
        "folder by LETTERCASE_INSTANCE."
    )


class KeysUnusable(Refusal):
    """The file of the keys can't be read; new ones would lock out every organiser."""

    template = (
        "%(file)s holds no keys of this site: %(reason)s. Put back a copy of it; without one, "
        "delete it: new keys are made, and every organiser needs a new link and a new second "
        "factor."
    )


class SessionKeyWeak(Refusal):
    """Whoever guesses the key can sign in as anybody."""

    template = (
        "The session key in %(where)s is too easy to guess: it needs %(shortest)s characters at "
        "random, as “openssl rand -hex 32” prints them. Another one signs everybody out, no more."
    )


@dataclass(frozen=True)
class Keys:
    """What seals sessions, passwords and second factors."""

    session: str = ""
    """Signs sessions and the tokens of forms."""
    password: str = ""
    """Goes into every password's digest."""
    second_factor: str = ""
    """Encrypts the secrets of second factors in the database."""

    @property
    def is_complete(self) -> bool:
        """Whether none is missing."""
        return all(asdict(self).values())

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Keys":
        """Return the keys of LETTERCASE_SESSION_KEY, …_PASSWORD_KEY and …_SECOND_FACTOR_KEY."""
        return cls(
            **{
                each.name: environment.get(f"LETTERCASE_{each.name.upper()}_KEY", "")
                for each in fields(cls)
            }
        )

    def kept_in(self, instance: Path, *, read_only: bool = False) -> "Keys":
        """Return these keys, with those missing taken from the folder, or made there.

        If it is `read_only`, they are made for this process and its children alone.

        Raises FolderUnwritable, KeysUnusable and SessionKeyWeak.
        """
        if self.session:
            _refuse_weak(self.session, "LETTERCASE_SESSION_KEY")
        if self.is_complete:
            return self
        kept = _read_or_make(instance, read_only=read_only)
        if not self.session:
            _refuse_weak(kept.session, instance / _FILE)
        return replace(kept, **{name: key for name, key in asdict(self).items() if key})


def make_folder(folder: Path) -> None:
    """Make a folder for what is kept, if there is none; raise FolderUnwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnwritable(folder=folder, reason=error.strerror) from None


def _refuse_weak(key: str, where: object) -> None:
    if len(key) < _SHORTEST or len(set(key)) < _FEWEST:
        raise SessionKeyWeak(where=where, shortest=_SHORTEST)


def _read_or_make(instance: Path, *, read_only: bool) -> Keys:
    """Return the folder's keys; of two processes that make them at once, the first one wins."""
    file = instance / _FILE
    if not file.exists():
        if read_only:
            return Keys(**_new())
        make_folder(instance)
        try:
            _make(file)
        except OSError as error:
            raise FolderUnwritable(folder=instance, reason=error.strerror) from None
    return _read(file)


def _new() -> dict[str, str]:
    return {each.name: secrets.token_urlsafe(48) for each in fields(Keys)}


def _make(file: Path) -> None:
    draft = file.with_name(f".{_FILE}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:  # noqa: PTH123 - pathlib can't open with a mode of its own
        json.dump(_new(), opened)
    try:
        os.link(draft, file)  # unlike a rename, it fails where another process was quicker
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(file: Path) -> Keys:
    try:
        kept = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise KeysUnusable(file=file, reason=error.strerror) from None
    except ValueError:
        raise KeysUnusable(file=file, reason="it isn't JSON in UTF-8") from None
    names = {each.name for each in fields(Keys)}
    if not isinstance(kept, dict) or not names <= kept.keys():
        raise KeysUnusable(file=file, reason=f"it lacks some of {', '.join(sorted(names))}")
    keys = {name: kept[name] for name in names}
    if not all(isinstance(key, str) and key for key in keys.values()):
        raise KeysUnusable(file=file, reason="a key in it is empty or no text")
    return Keys(**keys)
