"""Revisions of documents, and what the publications are of which they become part.

A revision without text withdraws its document.
"""

import datetime
import secrets
from typing import Literal

from sqlalchemy import Connection, ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.records.database import Model, storable
from app.records.organiser import Organiser

_KEY_BYTES = 16
LONGEST_NOTE = 1_000
"""Characters; forms refuse what is longer, and what is forged is cut."""


class Overtaken(Exception):
    """Somebody saved a revision of the same document meanwhile."""

    def __init__(self, newest: "Revision") -> None:
        self.newest = newest
        super().__init__(f"{newest.path} has revision {newest.number} by now")


class Revision(Model):
    """One saved state of a document."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("path", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(
        String(32), unique=True, default=lambda: secrets.token_urlsafe(_KEY_BYTES)
    )
    """Names the revision in addresses, where its number could be guessed."""
    path: Mapped[str] = mapped_column(String(255))
    number: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    saved_at: Mapped[datetime.datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id"))
    author: Mapped[Organiser | None] = relationship()
    over_publication: Mapped[int] = mapped_column(default=0)
    """The id of the newest publication when it was saved, 0 if there was none."""
    drops: Mapped[bool] = mapped_column(default=False)
    """Whether it said what supporters saw when it was saved, so that it drops what came before."""
    publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"), index=True)
    publication: Mapped["Publication | None"] = relationship(back_populates="revisions")

    @property
    def withdraws(self) -> bool:
        """Whether the document is gone with this revision."""
        return self.text is None

    @property
    def gives_way(self) -> bool:
        """Whether it wants nothing but what supporters see, whatever that becomes."""
        return self.drops and self.publication_id is None


PublicationKind = Literal["organiser", "shipped"]


class Publication(Model):
    """What changed for supporters at one moment: by an organiser, or by shipped files."""

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), default="organiser")
    published_at: Mapped[datetime.datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id"))
    publisher: Mapped[Organiser | None] = relationship()
    revisions: Mapped[list[Revision]] = relationship(back_populates="publication")
    shipped: Mapped[list["ShippedText"]] = relationship(back_populates="publication")


class ShippedText(Model):
    """A shipped file as it became with an installation or upgrade; without text, it went."""

    __tablename__ = "shipped_text"
    __table_args__ = (UniqueConstraint("publication_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), index=True)
    publication: Mapped[Publication] = relationship(back_populates="shipped")
    path: Mapped[str] = mapped_column(String(255))
    text: Mapped[str | None] = mapped_column(Text)


def newest_publication(session: Session | Connection) -> int:
    """Return the id of the newest publication, 0 if there is none: one cheap query."""
    return session.scalar(select(func.max(Publication.id))) or 0


def newest(session: Session, path: str) -> Revision | None:
    """Return the newest revision of a document, None if it was never edited."""
    return session.scalar(
        select(Revision).where(Revision.path == path).order_by(Revision.number.desc()).limit(1)
    )


def revisions(session: Session, path: str) -> list[Revision]:
    """Return every revision of a document, the newest first."""
    return list(
        session.scalars(
            select(Revision).where(Revision.path == path).order_by(Revision.number.desc())
        )
    )


def by_key(session: Session, key: str) -> Revision | None:
    """Return the revision that an address names."""
    return session.scalar(select(Revision).where(Revision.key == key))


def save(
    session: Session,
    path: str,
    text: str | None,
    *,
    base: int,
    author: Organiser | None,
    note: str,
    now: datetime.datetime,
) -> Revision:
    """Return the new revision, saved over revision number `base` (0: the shipped file).

    `base` is an optimistic lock, with the constraint that makes numbers unique within a path:
    raises Overtaken if it isn't the newest any more, and rolls the transaction back. The caller
    commits.
    """
    latest = newest(session, path)
    if latest and latest.number != base:
        session.rollback()
        raise Overtaken(latest)
    number = latest.number + 1 if latest else 1
    text = None if text is None else storable(text)
    revision = Revision(
        path=path,
        number=number,
        text=text,
        over_publication=newest_publication(session),
        # Who withdraws what was never edited wants it gone, whatever is recorded of shipped files.
        drops=(text is not None or latest is not None) and text == _live_text(session, path),
        author_id=author.id if author else None,
        note=storable(note[:LONGEST_NOTE]),
        saved_at=now,
    )
    session.add(revision)
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        latest = newest(session, path)
        if latest is None or latest.number < number:
            raise  # nobody was quicker: something else is wrong
        raise Overtaken(latest) from None
    return revision


def _live_text(session: Session, path: str) -> str | None:
    """Return what supporters see of one document, by what is recorded of the shipped files."""
    ours = session.scalar(
        select(Revision)
        .where(Revision.path == path, Revision.publication_id.is_not(None))
        .order_by(Revision.publication_id.desc(), Revision.number.desc())
        .limit(1)
    )
    if ours is not None:
        return ours.text
    return session.scalar(
        select(ShippedText.text)
        .where(ShippedText.path == path)
        .order_by(ShippedText.publication_id.desc())
        .limit(1)
    )
