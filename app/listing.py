"""What `lettercase cases` and `lettercase addressees` print, kept in the instance folder.

To check every document takes longer than anybody waits for a list. So the lines of both lists are
kept, always those of the whole library, under a digest of everything that they were made of:
whatever differs, they are made anew. Without the file nothing is lost but time.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.content.library.library import Library
    from app.content.model.addressee import Addressee
    from app.content.model.case import Case

_HERE = Path(__file__)
_PACKAGES = Path(click.__file__).parent.parent
"""The folder of what is installed, whose time changes with it."""


@dataclass(frozen=True)
class Listing:
    """The lines of both lists."""

    cases: list[str]
    addressees: dict[str, list[str]]
    """By the slug of their case."""

    def addressees_of(self, case: str) -> list[str]:
        """Return the lines for a case; raise NoSuchDocument."""
        if case not in self.addressees:
            from app.content.library.library import NoSuchDocument

            raise NoSuchDocument(what="case", slug=case)
        return self.addressees[case]


def listing_of(library: Library) -> Listing:
    """Return the lines for these documents."""
    cases = library.cases.values()
    return Listing(
        [f"{case.slug:24}{case.state:8}{case.title}" for case in cases],
        {case.slug: list(_addressees(library, case)) for case in cases},
    )


def _addressees(library: Library, case: Case) -> Iterator[str]:
    for addressee in library.addressees_of(case):
        yield f"{addressee.slug:32}{_says(case, addressee)}"


def _says(case: Case, addressee: Addressee) -> str:
    """Return what it can be asked for, or why it can't be written to."""
    if addressee.is_postable:
        demands = [demand.slug for demand in case.open_demands(addressee.kind)]
        return ", ".join(demands) or "can only get a copy"
    says = f"{addressee.state}: {addressee.state_reason or ''}"
    return f"{says} → {addressee.successor}" if addressee.successor else says


def kept(file: Path, texts: Mapping[str, str], make: Callable[[], Listing]) -> Listing:
    """Return the listing of these documents: the one in the file if it is theirs, else a new one.

    A new one is kept in the file, if that can be written. Raises whatever `make` raises.
    """
    origin = _origin(texts)
    found = _read(file, origin)
    if found is None:
        found = make()
        with suppress(OSError):
            _write(file, origin, found)
    return found


def _origin(texts: Mapping[str, str]) -> str:
    """Return the digest of everything that a listing is made of: documents, code, packages."""
    code = {
        str(source): sha256(source.read_bytes()).hexdigest()
        for source in (_HERE, *sorted((_HERE.parent / "content").rglob("*.py")))
    }
    made_of = (sys.version, str(_PACKAGES), _PACKAGES.stat().st_mtime_ns, code, list(texts.items()))
    return _digest(json.dumps(made_of))


def _read(file: Path, origin: str) -> Listing | None:
    """Return the listing in the file; None if there is none of this origin, or not a whole one."""
    try:
        digest, _, body = file.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return Listing(**json.loads(body)) if digest == _digest(origin + body) else None


def _write(file: Path, origin: str, listing: Listing) -> None:
    """Keep the listing, in one step, so that no process ever reads half of it."""
    body = json.dumps(vars(listing))
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        draft.write_text(f"{_digest(origin + body)}\n{body}", "utf-8")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
