"""Revisions of documents, and the publications that put them before supporters.

What supporters see is the newest published revision of each path, over the shipped files. A
revision without text withdraws its document. A draft is a newest revision that no publication
covers and that differs from what supporters see.
"""

import datetime
import secrets
from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship

from app.records.database import Model, storable, take_lock
from app.records.organiser import Organiser

_KEY_BYTES = 16
_LONGEST_NOTE = 1_000
"""Characters; forms refuse what is longer, and what is forged is cut."""


class Overtaken(Exception):
    """Somebody saved a revision of the same document meanwhile."""

    def __init__(self, newest: "Revision") -> None:
        self.newest = newest
        super().__init__(f"{newest.path} has revision {newest.number} by now")


class AlreadyPublished(Exception):
    """Supporters see this revision already: somebody else was quicker."""

    def __init__(self, revision: "Revision") -> None:
        self.revision = revision
        super().__init__(f"{revision.path}, revision {revision.number}, is published already")


class PublishedMeanwhile(Exception):
    """Supporters see another state by now than the one that was looked at."""


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


def newest_publication(session: Session) -> int:
    """Return the id of the newest publication, 0 if there is none: one cheap query."""
    return session.scalar(select(func.max(Publication.id))) or 0


def published(session: Session, until: int | None = None) -> dict[str, Revision]:
    """Return the newest published revision of each path, as of a publication's id."""
    newest = select(
        Revision.path,
        Revision.id,
        func.row_number()
        .over(
            partition_by=Revision.path,
            order_by=(Revision.publication_id.desc(), Revision.number.desc()),
        )
        .label("place"),
    ).where(Revision.publication_id.is_not(None))
    if until is not None:
        newest = newest.where(Revision.publication_id <= until)
    ranked = newest.subquery()
    found = session.scalars(
        select(Revision).join(ranked, Revision.id == ranked.c.id).where(ranked.c.place == 1)
    )
    return {revision.path: revision for revision in found}


def overlay(shipped: Mapping[str, str], published: Mapping[str, Revision]) -> dict[str, str]:
    """Return path → text as supporters see it: published revisions over shipped files."""
    texts: dict[str, str] = {path: text for path, text in shipped.items() if path not in published}
    for path, revision in published.items():
        if revision.text is not None:
            texts[path] = revision.text
    return dict(sorted(texts.items()))


def live_texts(session: Session, shipped: Mapping[str, str]) -> dict[str, str]:
    """Return path → text as supporters see it now."""
    return overlay(shipped, published(session))


def texts_at(session: Session, publication: int) -> dict[str, str]:
    """Return path → text as supporters saw it after a publication; for comparing with today."""
    shipped: dict[str, str] = {}
    for row in session.scalars(
        select(ShippedText)
        .where(ShippedText.publication_id <= publication)
        .order_by(ShippedText.publication_id)
    ):
        if row.text is None:
            shipped.pop(row.path, None)
        else:
            shipped[row.path] = row.text
    return overlay(shipped, published(session, publication))


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


def drafts(session: Session, live: Mapping[str, str]) -> list[Revision]:
    """Return the newest revision of each path that isn't published and differs from what is.

    One that dropped a draft is none, even if an upgrade changed the shipped file since.
    """
    later = aliased(Revision)
    overtaken = select(later.id).where(later.path == Revision.path, later.number > Revision.number)
    found = session.scalars(
        select(Revision)
        .where(Revision.publication_id.is_(None), Revision.drops.is_(False), ~overtaken.exists())
        .order_by(Revision.path)
    )
    return [revision for revision in found if revision.text != live.get(revision.path)]


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

    Raises Overtaken if that isn't the newest any more. Commits.
    """
    latest = newest(session, path)
    if latest and latest.number != base:
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
        note=storable(note[:_LONGEST_NOTE]),
        saved_at=now,
    )
    session.add(revision)
    try:
        session.commit()
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


def publish(
    session: Session,
    chosen: Sequence[Revision],
    *,
    publisher: Organiser | None,
    note: str,
    now: datetime.datetime,
    seen: int | None = None,
) -> Publication:
    """Return the publication that puts these revisions before supporters at once. Commits.

    Raises Overtaken or AlreadyPublished, and publishes nothing, if one of them isn't the newest of
    its document or was published meanwhile; PublishedMeanwhile if anything was published since
    publication `seen`, over which these were looked at. One at a time publishes, so that the ids of
    publications grow in the order in which they can be seen.
    """
    take_lock(session)
    try:
        for revision in chosen:
            _check_publishable(session, revision)
        if seen is not None and newest_publication(session) != seen:
            raise PublishedMeanwhile
    except (Overtaken, AlreadyPublished, PublishedMeanwhile):
        session.rollback()
        raise
    publication = Publication(
        kind="organiser",
        publisher_id=publisher.id if publisher else None,
        note=storable(note[:_LONGEST_NOTE]),
        published_at=now,
        revisions=list(chosen),
    )
    session.add(publication)
    session.commit()
    return publication


def _check_publishable(session: Session, revision: Revision) -> None:
    session.refresh(revision)  # as it is by now: the lock made others finish
    if revision.publication_id is not None:
        raise AlreadyPublished(revision)
    latest = newest(session, revision.path)
    if latest is not None and latest.id != revision.id:
        raise Overtaken(latest)


def record_shipped(
    session: Session, shipped: Mapping[str, str], now: datetime.datetime
) -> Publication | None:
    """Return the publication that records how shipped files changed, None if none did."""
    known, texts = shipped_texts(session), {path: storable(shipped[path]) for path in shipped}
    changed: dict[str, str | None] = {
        path: texts.get(path) for path in {*known, *texts} if known.get(path) != texts.get(path)
    }
    if not changed:
        return None
    publication = Publication(
        kind="shipped",
        published_at=now,
        shipped=[ShippedText(path=path, text=changed[path]) for path in sorted(changed)],
    )
    session.add(publication)
    session.flush()
    return publication


def shipped_texts(session: Session) -> dict[str, str]:
    """Return path → text of the shipped files as last recorded."""
    texts: dict[str, str] = {}
    rows = session.scalars(select(ShippedText).order_by(ShippedText.publication_id))
    for row in rows:
        if row.text is None:
            texts.pop(row.path, None)
        else:
            texts[row.path] = row.text
    return texts


def changed_under_an_edit(session: Session) -> dict[str, Publication]:
    """Return, by path, the upgrade that changed a shipped file after it had been edited here."""
    live = published(session)
    found: dict[str, Publication] = {}
    for row in session.scalars(select(ShippedText).order_by(ShippedText.publication_id)):
        revision = live.get(row.path)
        if revision and (revision.publication_id or 0) < row.publication_id:
            found[row.path] = row.publication
    return found


def upgraded_since(session: Session, saved: Sequence[Revision]) -> dict[str, Publication]:
    """Return, by path, the upgrade that changed what supporters see after a revision was saved.

    Where something was published here, supporters go on seeing that.
    """
    over = {revision.path: revision.over_publication for revision in saved}
    if not over:
        return {}
    rows = session.scalars(
        select(ShippedText)
        .where(ShippedText.path.in_(over), ShippedText.publication_id > min(over.values()))
        .order_by(ShippedText.publication_id)
    ).all()
    edited = published(session) if rows else {}
    return {
        row.path: row.publication
        for row in rows
        if row.publication_id > over[row.path] and row.path not in edited
    }
