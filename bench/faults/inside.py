"""What is done with the code of the tree under test, in a process of its own.

Its path is that tree's, so that a version before can be asked too; it prints JSON.
"""

import datetime
import json
import secrets
import sys
import time
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from flask_security import hash_password
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from app import create_app
from app.config import Config
from app.records import revision
from app.records.database import db
from app.records.organiser import Organiser
from app.records.publication import publish

_TOKEN = "0" * 40
_AGES = (-400, 0, 400)


def _moment(days: int = 0) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days)


def _day(days: int) -> datetime.date:
    return _moment(days).date()


def set_up(path: str, old: str, new: str) -> dict[str, str]:
    """Publish a document with other words, and sign an organiser in.

    Return their cookie and the token of their forms.
    """
    app = create_app()
    with app.app_context():
        _publish(path, _shipped(path).replace(old, new), base=0)
        someone = Organiser(
            email="anna@example.org",
            role="admin",
            password=hash_password(secrets.token_hex()),
            active=True,
            added_at=_moment(),
            fs_uniquifier=secrets.token_hex(16),
        )
        db.session.add(someone)
        db.session.commit()
        identifier = someone.fs_uniquifier
    client = app.test_client()
    with client.session_transaction(base_url="http://localhost/organisers/") as session:
        session.update(
            {
                "_user_id": identifier,
                "_fresh": True,
                "fs_cc": "set",
                "fs_paa": time.time(),
                "signed_in_at": _moment().timestamp(),
                "session_id": secrets.token_hex(16),
                "csrf_token": _TOKEN,
            }
        )
    cookie = client.get_cookie("organiser", path="/organisers")
    token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(_TOKEN)
    return {"cookie": cookie.value if cookie else "", "token": str(token)}


def _shipped(path: str) -> str:
    return (Config.from_environment().content / path).read_text("utf-8")


def _publish(path: str, text: str, base: int) -> None:
    saved = revision.save(db.session, path, text, base=base, author=None, note="", now=_moment())
    publish(db.session, [saved], publisher=None, note="", now=_moment())
    db.session.commit()


def publish_for_ever(path: str) -> None:
    """Publish a document again and again, saying each number once it is published."""
    app = create_app()
    with app.app_context():
        newest = revision.newest(db.session, path)
        for number in count(newest.number if newest else 0):
            _publish(path, f"{_shipped(path)}# {number}\n", base=number)
            print(number, flush=True)


def published() -> dict[str, int]:
    """Return how many publications there are, and how many of these have nothing published."""
    app = create_app()
    with app.app_context():
        of_organisers = revision.Publication.kind == "organiser"
        with_any = select(revision.Revision.publication_id).distinct()
        without = revision.Publication.id.not_in(
            with_any.where(revision.Revision.publication_id.is_not(None))
        )
        counted = select(func.count()).select_from(revision.Publication).where(of_organisers)
        return {
            "publications": db.session.scalar(counted) or 0,
            "empty": db.session.scalar(counted.where(without)) or 0,
        }


def other_days(case: str, form: str, folder: str) -> list[dict[str, Any]]:
    """Return what one installation answers when its clock stands 400 days off, and then right."""
    found = []
    for age in (*_AGES, 0):
        config = Config(
            content=Config.from_environment().content,
            instance=Path(folder),
            today=partial(_day, age),
            now=partial(_moment, age),
        )
        client = create_app(config).test_client()
        page = client.get(case).status_code
        letter = client.post(form, data=json.loads(sys.stdin.readline()))
        is_pdf = letter.data.startswith(b"%PDF")
        found.append({"days": age, "page": page, "letter": letter.status_code, "pdf": is_pdf})
    return found


TASKS: dict[str, Any] = {
    each.__name__: each for each in (set_up, publish_for_ever, published, other_days)
}

if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[task](*arguments)))
