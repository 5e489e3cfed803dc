"""Letters with little room left: proved when an organiser asks, and known until anything changes.

A proof takes seconds, so Today doesn't wait for it. What it finds is kept in the database: every
process knows it, and it is made once for a state of the content and a day.
"""

import datetime
from collections import defaultdict
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

from app.letters.proof import Row, proof
from app.letters.turns import Busy, Turns, no_longer_than_needed
from app.records import finished_proof
from app.records.database import db
from app.web import current

LITTLE = 10.0
"""In mm, below the signature with 400 characters of own words: two lines of text."""
_TURNS = Turns(1)
"""A process proves everything once at a time."""


class Found(BaseModel):
    """What the proof of every letter as supporters see the content has found."""

    model_config = ConfigDict(frozen=True)

    letters: int
    """How many kinds of letter there are."""
    tight: list[Row]
    """Those with an error or little room, worst first: of each letter its worst stationery."""


class Proved(Found):
    """A proof, and when it was made."""

    at: datetime.datetime


def last_proof() -> Proved | None:
    """Return the proof of what supporters see today, if anybody has made it already."""
    kept = finished_proof.of_state(db.session, _state())
    return _read(kept) if kept else None


def prove() -> Proved | None:
    """Return the proof, made now unless it is known; None while another thread is making it."""
    if known := last_proof():
        return known
    try:
        with _TURNS.one(patience=0), no_longer_than_needed():
            state = _state()
            rows = list(proof(current.library(), current.today(), current.limits()))
            found = Found(letters=len(rows), tight=_tight(rows))
            return _kept(state, found, current.now())
    except Busy:
        return None


def _kept(state: str, found: Found, now: datetime.datetime) -> Proved:
    """Return what was found, for every process to know where it can be saved."""
    if current.config().read_only:
        return Proved(letters=found.letters, tight=found.tight, at=now)
    return _read(finished_proof.store(db.session, state, found.model_dump_json(), now))


def _read(kept: finished_proof.FinishedProof) -> Proved:
    found = Found.model_validate_json(kept.result)
    return Proved(letters=found.letters, tight=found.tight, at=kept.proved_at)


def _tight(rows: list[Row]) -> list[Row]:
    worst: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row.errors or row.millimetres_left < LITTLE:
            worst[row.case, row.addressee, row.template, row.language].append(row)
    return sorted((min(letter, key=_badness) for letter in worst.values()), key=_badness)


def _badness(row: Row) -> tuple[bool, float]:
    return not row.errors, row.millimetres_left


def _state() -> str:
    """Return a digest of all that a proof depends on: the texts, the age limits, the day."""
    parts = (current.today(), current.limits(), sorted(current.live_texts().items()))
    return sha256(repr(parts).encode()).hexdigest()
