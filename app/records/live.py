"""What supporters see as a whole: documents and settings, read when there is anything newer."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.records import overlay, setting
from app.records.engines import identity
from app.records.revision import newest_publication
from app.records.setting import newest_settings
from app.records.settings import Settings


@dataclass(frozen=True)
class Version:
    """By what one tells a state from the next."""

    publication: int
    settings: int
    file: tuple[int, int] | None
    """SQLite's file: another one, put in its place, may count differently."""


@dataclass(frozen=True)
class Live:
    """What supporters see."""

    version: Version
    texts: Mapping[str, str]
    """Path → text of the documents."""
    settings: Settings


def read_newer(engine: Engine, shipped: Mapping[str, str], known: Version | None) -> Live | None:
    """Return what supporters see, None if that is the version known; raise DatabaseFails."""
    with Session(engine) as session:
        version = Version(newest_publication(session), newest_settings(session), identity(engine))
        if version == known:
            return None
        return Live(version, overlay.live_texts(session, shipped), setting.load(session))
