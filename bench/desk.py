"""The site in this process, asked as a supporter and as an organiser; what each request costs."""

from __future__ import annotations

import datetime
import resource
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask_security import hash_password
from itsdangerous import URLSafeTimedSerializer

from app import create_app
from app.config import SHIPPED_CONTENT, Config
from app.records.database import db
from app.records.organiser import Organiser

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

NOW = datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery"
EMAIL = "anna@example.org"
SIGN_IN = "/organisers/sign-in"
WORKROOM = "http://localhost/organisers/"
_TOKEN = "0" * 40
_PEAK = Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Cost:
    """What a request cost."""

    seconds: float
    """Of processor time, of all threads."""
    megabytes: float
    """By how much memory grew at its peak."""
    status: int
    bytes: int
    """Of the answer."""


@dataclass(frozen=True)
class Desk:
    """A site of its own with an administrator."""

    app: Flask
    supporter: FlaskClient
    organiser: FlaskClient
    guest: FlaskClient
    """Somebody about to sign in."""
    token: str
    """What each form of the organiser carries."""

    def ask(self, path: str, **options: Any) -> Callable[[], TestResponse]:
        """Return what sends a request; one to the workroom is signed in."""
        is_workroom = path.startswith("/organisers")
        client = self.organiser if is_workroom else self.supporter
        if path == SIGN_IN:
            client = self.guest
        if "data" in options:
            if is_workroom:
                options["data"] = {"csrf_token": self.token, **options["data"]}
            return lambda: client.post(path, **options)
        return lambda: client.get(path, **options)


@contextmanager
def desk(content: Path | None = None, now: datetime.datetime = NOW) -> Iterator[Desk]:
    """Give a site with an organiser signed in, of the shipped documents or those of a folder."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(
            content=content or SHIPPED_CONTENT,
            instance=Path(folder),
            today=now.date,
            now=lambda: now,
        )
        app = create_app(config)
        try:
            organiser, guest = _signed_in(app, now), app.test_client()
            with guest.session_transaction(base_url=WORKROOM) as session:
                session["csrf_token"] = _TOKEN
            yield Desk(app, app.test_client(), organiser, guest, _token_for(app))
        finally:
            with app.app_context():
                db.engine.dispose()


def _signed_in(app: Flask, now: datetime.datetime) -> FlaskClient:
    with app.app_context():
        added = Organiser(
            email=EMAIL,
            role="admin",
            password=hash_password(PASSWORD),
            active=True,
            added_at=now,
            fs_uniquifier=secrets.token_hex(16),
        )
        db.session.add(added)
        db.session.commit()
        identifier = added.fs_uniquifier
    client = app.test_client()
    with client.session_transaction(base_url=WORKROOM) as session:
        session["_user_id"] = identifier
        session["_fresh"] = True
        session["fs_cc"] = "set"
        session["fs_paa"] = time.time()
        session["signed_in_at"] = now.timestamp()
        session["session_id"] = secrets.token_hex(16)
        session["csrf_token"] = _TOKEN
    return client


def _token_for(app: Flask) -> str:
    signer = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
    return str(signer.dumps(_TOKEN))


def cost_of(send: Callable[[], TestResponse]) -> Cost:
    """Return what sending the request costs the process that answers it, which is this one."""
    before, start = _resident(), time.process_time()
    answer = send()
    seconds, size = time.process_time() - start, len(answer.data)
    grown = max(0.0, _peak() - before)
    answer.close()
    return Cost(seconds, grown, answer.status_code, size)


def _resident() -> float:
    """Return the MB that the process has, and forget its peak where the system can."""
    try:
        _PEAK.write_text("5")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return _status("VmRSS")


def _peak() -> float:
    try:
        return _status("VmHWM")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise OSError(name)
