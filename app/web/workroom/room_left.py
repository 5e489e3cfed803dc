"""Letters with little room left: proved when an organiser asks, and known until anything changes.

A proof takes seconds, so Today doesn't wait for it. Each process knows what it has proved itself.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, current_app

from app.letters.proof import Row, proof
from app.records import revision, setting
from app.records.database import db
from app.web import current

LITTLE = 10.0
"""In mm, below the signature with 400 characters of own words: two lines of type."""
_KEY = "lettercase-room-left"


@dataclass(frozen=True)
class Proved:
    """The proof of every letter as supporters see the content."""

    at: datetime.datetime
    letters: int
    """How many kinds of letter there are."""
    tight: list[Row]
    """Those with an error or little room, worst first: of each letter its worst stationery."""


_State = tuple[int, int, datetime.date]
"""The newest publication and settings, and the day: what a proof depends on."""


@dataclass
class _Known:
    state: _State | None = None
    proved: Proved | None = None
    proving: Lock = field(default_factory=Lock)


def init_app(app: Flask) -> None:
    """Let the process remember its last proof."""
    app.extensions[_KEY] = _Known()


def last_proof() -> Proved | None:
    """Return the proof of what supporters see today, if this process has made it already."""
    known = _known()
    return known.proved if known.state == _state() else None


def prove() -> Proved | None:
    """Return the proof, made now unless it is known; None while another thread is making it."""
    known = _known()
    if found := last_proof():
        return found
    if not known.proving.acquire(blocking=False):
        return None
    try:
        state, rows = _state(), list(proof(current.library(), current.today(), current.limits()))
        known.state, known.proved = state, Proved(current.now(), len(rows), _tight(rows))
        return known.proved
    finally:
        known.proving.release()


def _tight(rows: list[Row]) -> list[Row]:
    worst: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row.errors or row.millimetres_left < LITTLE:
            worst[row.case, row.addressee, row.template, row.language].append(row)
    return sorted((min(letter, key=_badness) for letter in worst.values()), key=_badness)


def _badness(row: Row) -> tuple[bool, float]:
    return not row.errors, row.millimetres_left


def _known() -> _Known:
    known: _Known = current_app.extensions[_KEY]
    return known


def _state() -> _State:
    session = db.session
    ids = revision.newest_publication(session), setting.newest_settings(session)
    return *ids, current.today()
