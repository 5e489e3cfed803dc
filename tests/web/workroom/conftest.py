"""The workroom, with organisers who are signed in already, and a database emptied after each test."""

import datetime
import secrets
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import delete

from app.records import audit, organiser, revision, setting
from app.records.database import db
from app.records.organiser import Organiser, RoleName

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery"
RAW_TOKEN = "0" * 40


@pytest.fixture(autouse=True)
def _empty_afterwards(app: Flask) -> Iterator[None]:
    """Leave nothing of a test in the database, nor in what the process remembers."""
    yield
    with app.app_context():
        session = db.session
        session.execute(delete(audit.AuditEntry))
        session.execute(delete(revision.Revision))
        session.execute(
            delete(revision.Publication).where(revision.Publication.kind == "organiser")
        )
        session.execute(delete(setting.SettingsRecord))
        session.execute(delete(organiser.FailedSignIns))
        session.execute(delete(organiser.Passkey))
        session.execute(delete(Organiser))
        session.commit()
    app.extensions["lettercase"].state = None


@pytest.fixture
def csrf_token(app: Flask) -> str:
    """The token that every form of a client of `signed_in` must carry."""
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)


NewOrganiser = Callable[..., str]


@pytest.fixture
def add_organiser(app: Flask) -> NewOrganiser:
    """Return a function that adds an organiser and returns the identifier of their sessions."""

    def add(role: RoleName, email: str = "") -> str:
        with app.app_context():
            added = Organiser(
                email=email or f"{role}-{secrets.token_hex(3)}@example.org",
                role=role,
                password=hash_password(PASSWORD),
                active=True,
                added_at=NOW,
                fs_uniquifier=secrets.token_hex(16),
            )
            db.session.add(added)
            db.session.commit()
            return added.fs_uniquifier

    return add


@pytest.fixture
def signed_in(app: Flask, add_organiser: NewOrganiser) -> Callable[..., FlaskClient]:
    """Return a function that gives a client signed in as an organiser of a role.

    Forms are protected as ever: what is posted needs `csrf_token`.
    """

    def sign_in(role: RoleName, email: str = "") -> FlaskClient:
        client = app.test_client()
        with client.session_transaction(base_url="http://localhost/organisers/") as session:
            session["_user_id"] = add_organiser(role, email)
            session["_fresh"] = True
            session["fs_cc"] = "set"
            session["fs_paa"] = time.time()
            session["signed_in_at"] = NOW.timestamp()
            session["csrf_token"] = RAW_TOKEN
        return client

    return sign_in
