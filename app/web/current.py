"""What the request at hand works with: the library, the settings, the day.

A process caches its library as long as neither a publication nor a setting is newer, so that every
process of every machine shows an edit at once.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from flask import Flask, current_app, g

from app.config import Config
from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.freshness import AgeLimits
from app.content.text.folder import read_folder
from app.content.texts import faults
from app.records import database, overlay, served, setting
from app.records.database import db
from app.records.publication import record_shipped
from app.records.revision import newest_publication
from app.records.setting import newest_settings
from app.records.settings import Settings

_KEY = "lettercase"


@dataclass(frozen=True)
class _State:
    publication: int
    settings_id: int
    texts: Mapping[str, str]
    library: Library
    settings: Settings


class _Known:
    """What a process knows between requests."""

    def __init__(self, config: Config, shipped: Mapping[str, str]) -> None:
        self.config = config
        self.shipped = shipped
        self.state: _State | None = None
        self.lock = Lock()

    def up_to_date(self) -> _State:
        """Return the state of the newest publication and settings."""
        # A connection of its own goes back at once; a session's is held until the request ends.
        with db.engine.connect() as connection:
            ids = newest_publication(connection), newest_settings(connection)
        with self.lock:  # one thread builds, the others wait for it
            if self.state is None or (self.state.publication, self.state.settings_id) != ids:
                self.state = self._read(*ids)
            return self.state

    def _read(self, publication: int, settings_id: int) -> _State:
        texts = overlay.live_texts(db.session, self.shipped)
        return _State(publication, settings_id, texts, build(texts), setting.load(db.session))


def init_app(app: Flask, config: Config) -> None:
    """Read documents and text files once; what is wrong with any, or missing, goes to the log."""
    known = _Known(config, read_folder(config.content))
    app.extensions[_KEY] = known
    database.init_app(app, config.database)
    with database.alone(config.database) as session:
        record_shipped(session, known.shipped, config.now())
    # Nobody publishes before it is noted what this start serves.
    with app.app_context(), database.alone(config.database) as session:
        for each in (*faults(), *library().errors, *served.missing(session, library())):
            app.logger.error("%s", each)
        served.note_served(session, library().sound)


def _known() -> _Known:
    known: _Known = current_app.extensions[_KEY]
    return known


def _state() -> _State:
    if "lettercase" not in g:
        g.lettercase = _known().up_to_date()
    state: _State = g.lettercase
    return state


def refresh() -> None:
    """Let the rest of this request see what it has just published or set."""
    g.pop("lettercase", None)


def publication_id() -> int:
    """Return the id of the newest publication in what the rest of the request looks at."""
    return _state().publication


def library() -> Library:
    """Return the documents as supporters see them."""
    return _state().library


def live_texts() -> Mapping[str, str]:
    """Return path → text of the documents as supporters see them."""
    return _state().texts


def shipped_texts() -> Mapping[str, str]:
    """Return path → text of the shipped files."""
    return _known().shipped


def settings() -> Settings:
    """Return what the organisers have set."""
    return _state().settings


def limits() -> AgeLimits:
    """Return how old facts may be."""
    return settings().limits


def is_confirmed() -> bool:
    """Return whether the content counts as confirmed."""
    return settings().content_confirmed or config().content_confirmed


def config() -> Config:
    """Return the settings of this installation."""
    return _known().config


def today() -> datetime.date:
    """Return the day by which ages are counted and letters dated."""
    return config().today()


def now() -> datetime.datetime:
    """Return the moment, with its time zone; what is saved bears it."""
    return config().now()
