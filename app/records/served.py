"""Which documents supporters are served, so that no start serves fewer without a word.

A path stays here until organisers take its document away knowingly: they publish its withdrawal, or
say that it may be missing. So every process of every start finds the same ones missing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.content.library.library import Library
from app.records.database import Model

GONE = "there is no text of it any more"


class ServedDocument(Model):
    """A document that supporters were served, by its path."""

    __tablename__ = "served_document"

    path: Mapped[str] = mapped_column(String(255), primary_key=True)


@dataclass(frozen=True)
class Missing:
    """A document that supporters were served and are served no longer."""

    path: str
    faults: tuple[str, ...]
    """Why, each with its line; none if its text itself is gone."""

    def __str__(self) -> str:
        return f"{self.path}: served before and no longer: {'; '.join(self.faults) or GONE}"


def missing(session: Session, library: Library) -> list[Missing]:
    """Return the documents that were served and aren't in this library, with the reasons."""
    paths = session.scalars(select(ServedDocument.path).order_by(ServedDocument.path))
    return [Missing(path, _faults(library, path)) for path in paths if path not in library.sound]


def _faults(library: Library, path: str) -> tuple[str, ...]:
    errors = (error for error in library.errors if error.path == path)
    return tuple(f"line {error.line}, {error.message}" for error in errors)


def note_served(session: Session, paths: Iterable[str]) -> None:
    """Note what is served. The caller holds the lock, and commits."""
    known = set(session.scalars(select(ServedDocument.path)))
    session.add_all(ServedDocument(path=path) for path in sorted(set(paths) - known))


def note_taken_away(session: Session, paths: Collection[str]) -> None:
    """Note what organisers have taken away. The caller commits."""
    session.execute(delete(ServedDocument).where(ServedDocument.path.in_(paths)))
