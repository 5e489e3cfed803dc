"""An organiser at work: opens pages, sends forms; and what has been saved by then."""

import datetime
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.records import overlay, publication, revision
from app.records.database import db
from app.records.revision import Revision
from app.web import current
from tests.conftest import CONTENT
from tests.web.workroom.filled import text_of

CASE = "cases/puffchat-nine.yaml"
OTHER_CASE = "cases/lantern18-five.yaml"
OFFICE = "addressees/nb/ombudsman.yaml"
EMBASSY = "addressees/nb/embassy-berlin.yaml"
"""Gets copies alone, so that no letter has to be proved."""
TEMPLATE = "letter_templates/appeal/en.md"


def shipped(path: str) -> str:
    """Return the text of a shipped file."""
    return (CONTENT / path).read_text("utf-8")


@dataclass
class Desk:
    """Somebody who is signed in."""

    client: FlaskClient
    token: str

    def open(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(f"/organisers{path}")

    def read(self, path: str) -> str:
        """Open a page, which must be there, and return what there is to read on it."""
        answer = self.client.get(f"/organisers{path}", follow_redirects=True)
        assert answer.status_code == 200
        return text_of(answer.text)

    def send(self, path: str, **typed: object) -> TestResponse:
        """Send a form."""
        return self.client.post(f"/organisers{path}", data={"csrf_token": self.token, **typed})

    def follow(self, path: str, **typed: object) -> str:
        """Send a form, which must be taken, and return what there is to read where it leads."""
        answer = self.send(path, **typed)
        assert answer.status_code == 303, text_of(answer.text)
        return text_of(self.client.get(answer.location, follow_redirects=True).text)


@dataclass
class Shelf:
    """The site's revisions."""

    app: Flask
    now: datetime.datetime

    def save(self, path: str, text: str | None, note: str = "") -> Revision:
        """Save a revision over the newest, by nobody."""
        with self.app.app_context():
            newest = revision.newest(db.session, path)
            base = newest.number if newest else 0
            saved = revision.save(
                db.session, path, text, base=base, author=None, note=note, now=self.now
            )
            db.session.commit()
            return _detached(saved)

    def publish(self, *paths: str) -> int:
        """Publish the newest revisions of these documents; return the publication's id."""
        with self.app.app_context():
            chosen = [revision.newest(db.session, path) for path in paths]
            made = publication.publish(db.session, chosen, publisher=None, note="", now=self.now)
            db.session.commit()
            return made.id

    def newest(self, path: str) -> Revision | None:
        """Return the newest revision of a document."""
        with self.app.app_context():
            found = revision.newest(db.session, path)
            return _detached(found) if found else None

    def drafts(self) -> list[str]:
        """Return the paths of the drafts that wait."""
        with self.app.app_context():
            return [each.path for each in overlay.drafts(db.session, current.live_texts())]

    def live(self, path: str) -> str | None:
        """Return the text that supporters see."""
        with self.app.app_context():
            return current.live_texts().get(path)

    def seen(self) -> int:
        """Return the id of the newest publication."""
        with self.app.app_context():
            return revision.newest_publication(db.session)


def _detached(saved: Revision) -> Revision:
    db.session.refresh(saved)
    db.session.expunge(saved)
    return saved
