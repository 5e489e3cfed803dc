"""The workroom, with organisers signed in already, and a database emptied after each test."""

import datetime
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from itsdangerous import URLSafeTimedSerializer
from passlib.context import CryptContext
from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from app.records import (
    audit,
    ended_session,
    finished_proof,
    organiser,
    revision,
    served,
    setting,
)
from app.records.database import db
from app.records.organiser import Organiser, RoleName
from tests.web.workroom.desk import Desk, Shelf
from tests.web.workroom.visitor import Visitor

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery"
RAW_TOKEN = "0" * 40
ANNA = "anna@example.org"


@pytest.fixture(autouse=True, scope="session")
def _quick_secrets(app: Flask) -> None:
    """Let digests and ciphers cost little: here nobody wants to guess a secret."""
    security = app.extensions["security"]
    security.pwd_context = CryptContext(
        ["argon2"], argon2__time_cost=1, argon2__memory_cost=8, argon2__parallelism=1
    )
    security._totp_factory._totp.wallet.encrypt_cost = 1


_EMPTYING = (
    delete(audit.AuditEntry.__table__),
    delete(revision.Revision.__table__),
    delete(revision.Publication.__table__).where(revision.Publication.kind == "organiser"),
    delete(setting.SettingsRecord.__table__),
    delete(finished_proof.FinishedProof.__table__),
    delete(served.ServedDocument.__table__),
    delete(ended_session.EndedSession.__table__),
    delete(organiser.FailedSignIns.__table__),
    delete(organiser.Passkey.__table__),
    delete(Organiser.__table__),
)


@pytest.fixture(autouse=True)
def _empty_afterwards(app: Flask) -> Iterator[None]:
    """Leave nothing of a test in the database, nor in what the process remembers."""
    yield
    with app.app_context(), db.engine.begin() as connection:
        for statement in _EMPTYING:
            connection.execute(statement)
    app.extensions["lettercase"].state = None


def token_for(app: Flask) -> str:
    """Return the token that every form of a client of `client_for` must carry."""
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)


@cache
def _digest(_app: Flask) -> str:
    """Return the digest of everybody's password, made once."""
    return hash_password(PASSWORD)


def organiser_of(app: Flask, role: RoleName, email: str = "") -> str:
    """Add an organiser and return the identifier of their sessions."""
    with app.app_context():
        added = Organiser(
            email=email or f"{role}-{secrets.token_hex(3)}@example.org",
            role=role,
            password=_digest(app),
            active=True,
            added_at=NOW,
            fs_uniquifier=secrets.token_hex(16),
        )
        db.session.add(added)
        db.session.commit()
        return added.fs_uniquifier


def client_for(app: Flask, identifier: str) -> FlaskClient:
    """Return a client with a session of this identifier."""
    client = app.test_client()
    with client.session_transaction(base_url="http://localhost/organisers/") as session:
        session["_user_id"] = identifier
        session["_fresh"] = True
        session["fs_cc"] = "set"
        session["fs_paa"] = time.time()
        session["signed_in_at"] = NOW.timestamp()
        session["session_id"] = secrets.token_hex(16)
        session["csrf_token"] = RAW_TOKEN
    return client


@pytest.fixture
def csrf_token(app: Flask) -> str:
    """The token that every form of a client of `signed_in` must carry."""
    return token_for(app)


NewOrganiser = Callable[..., str]


@pytest.fixture
def add_organiser(app: Flask) -> NewOrganiser:
    """Return a function that adds an organiser and returns the identifier of their sessions."""

    def add(role: RoleName, email: str = "") -> str:
        return organiser_of(app, role, email)

    return add


@pytest.fixture
def signed_in(app: Flask, add_organiser: NewOrganiser) -> Callable[..., FlaskClient]:
    """Return a function that gives a client signed in as an organiser of a role.

    Forms are protected as ever: what is posted needs `csrf_token`.
    """

    def sign_in(role: RoleName, email: str = "") -> FlaskClient:
        return client_for(app, add_organiser(role, email))

    return sign_in


@dataclass
class Clock:
    """The moment at which the site lives; a test may let time pass."""

    now: datetime.datetime = NOW

    def wait(self, **time: float) -> None:
        """Let time pass: `wait(minutes=1)`."""
        self.now += datetime.timedelta(**time)


@pytest.fixture
def clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The site's clock."""
    clock = Clock()
    known = app.extensions["lettercase"]
    monkeypatch.setattr(known, "config", replace(known.config, now=lambda: clock.now))
    return clock


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser."""
    return Visitor(app.test_client())


@pytest.fixture
def desk_of(signed_in: Callable[..., FlaskClient], csrf_token: str) -> Callable[..., Desk]:
    """Return a function that gives the desk of an organiser of a role."""
    return lambda role, email="": Desk(signed_in(role, email), csrf_token)


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """The revisions, to be looked at and to be added to by somebody else."""
    return Shelf(app, NOW)


@pytest.fixture
def anna(app: Flask, signed_in: Callable[..., FlaskClient], clock: Clock) -> Visitor:
    """An organiser with an app and recovery codes, signed in."""
    client = signed_in("editor", ANNA)
    security = app.extensions["security"]
    with app.app_context():
        organiser = db.session.scalars(select(Organiser).where(Organiser.email == ANNA)).one()
        organiser.tf_primary_method, organiser.totp_since = "authenticator", clock.now
        organiser.tf_totp_secret = security.totp_factory.generate_totp_secret()
        secret = security.totp_factory.get_totp_b32_key(organiser.tf_totp_secret)
        codes = security.mf_recovery_codes_util.create_recovery_codes(organiser)
        db.session.commit()
    anna = Visitor(client, secret=secret, recovery_codes=codes)
    anna.open("/organisers/account/")
    return anna


@pytest.fixture
def guest(app: Flask, anna: Visitor) -> Visitor:
    """Somebody else's browser, who knows Anna's app."""
    return Visitor(app.test_client(), secret=anna.secret, recovery_codes=anna.recovery_codes)


@pytest.fixture
def organiser_now(app: Flask) -> Callable[..., Organiser]:
    """Return a function that reads the organiser from the database."""

    def read(email: str = ANNA) -> Organiser | None:
        with app.app_context():
            query = select(Organiser).options(selectinload(Organiser.webauthn))
            return db.session.scalar(query.where(Organiser.email == email))

    return read


@pytest.fixture
def actions(app: Flask) -> Callable[[], list[tuple[str | None, str, str]]]:
    """Return a function that reads the audit list: who, what, about."""

    def read() -> list[tuple[str | None, str, str]]:
        with app.app_context():
            entries = reversed(audit.entries(db.session))
            return [
                (each.organiser and each.organiser.email, each.action, each.about)
                for each in entries
            ]

    return read
