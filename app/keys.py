"""The secrets of an installation: made at the first start, or given by the environment."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

_FILE = "keys.json"


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

    def kept_in(self, instance: Path) -> "Keys":
        """Return these keys, with those missing taken from the folder, or made there."""
        if self.is_complete:
            return self
        kept = _read_or_make(instance)
        return replace(kept, **{name: key for name, key in asdict(self).items() if key})


def _read_or_make(instance: Path) -> Keys:
    """Return the folder's keys; of two processes that make them at once, the first one wins."""
    file = instance / _FILE
    if not file.exists():
        instance.mkdir(parents=True, exist_ok=True)
        made = {each.name: secrets.token_urlsafe(48) for each in fields(Keys)}
        draft = instance / f".{_FILE}.{secrets.token_hex(4)}"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:  # noqa: PTH123 - pathlib can't open with a mode of its own
            json.dump(made, opened)
        try:
            os.link(draft, file)  # unlike a rename, it fails where another process was quicker
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return Keys(**json.loads(file.read_text("utf-8")))
