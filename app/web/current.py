"""What the request at hand works with: the library, the settings, the day.

A process caches its library as long as neither a publication nor a setting is newer, so that every
process of every machine shows an edit at once. While the database doesn't answer, supporters see
what it said last.
"""

import datetime
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

from flask import Flask, current_app, g

from app.config import Config
from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.freshness import AgeLimits
from app.content.text.folder import read_content
from app.content.texts import faults
from app.records import database, served
from app.records.database import db
from app.records.live import Live, Version, read_newer
from app.records.publication import record_shipped, refuse_gone
from app.records.settings import Settings
from app.web.asking import Asker, Unanswered

_KEY = "lettercase"


@dataclass(frozen=True)
class _State:
    live: Live
    library: Library


class _Known:
    """What a process knows between requests."""

    def __init__(
        self,
        config: Config,
        shipped: Mapping[str, str],
        read: Callable[[Mapping[str, str], Version | None], Live | None],
    ) -> None:
        self.config = config
        self.shipped = shipped
        self.read = read
        self.state: _State | None = None
        self.asker: Asker[Live | None] = Asker()
        self.answers = True
        """Whether the database answered when it was asked last."""
        self.lock = Lock()

    def begin(self) -> None:
        """Take the state for the first time; raise DatabaseFails."""
        self._take(self._look())

    def up_to_date(self) -> tuple[_State, bool]:
        """Return the newest state, and whether the database said that it is.

        While the database doesn't answer, that is what it said last.
        """
        try:
            self._take(self.asker.ask(self._look))
        except Unanswered as error:
            self._note(answers=False, why=error.__cause__)
        else:
            self._note(answers=True)
        if self.state is None:
            raise AssertionError("nothing was read at the start")
        return self.state, self.answers

    def _look(self) -> Live | None:
        """Return what is newer than the state; None if nothing is."""
        return self.read(self.shipped, self.state.live.version if self.state else None)

    def _take(self, live: Live | None) -> None:
        with self.lock:  # one thread builds, the others wait for it
            if live and not (self.state and self.state.live.version == live.version):
                self.state = _State(live, build(live.texts))

    def _note(self, *, answers: bool, why: BaseException | None = None) -> None:
        """Say once, in the log, that the database went or came back."""
        if answers == self.answers:
            return
        self.answers = answers
        if answers:
            current_app.logger.warning("The database answers again.")
        else:
            current_app.logger.error(
                "The database doesn't answer (%s): pages show what it said last.",
                type(why).__name__ if why else "nothing came in time",
            )


def init_app(app: Flask, config: Config) -> None:
    """Read documents and text files once; what is wrong with any, or missing, goes to the log."""
    shipped = read_content(config.content)
    database.init_app(app, config.database, read_only=config.read_only)
    with _at_start(config) as session:
        if config.read_only:
            refuse_gone(session, shipped, config.content)
        else:
            record_shipped(session, shipped, config.now(), config.content)
    with app.app_context():
        known = _Known(config, shipped, partial(read_newer, db.engine))
    known.begin()
    app.extensions[_KEY] = known
    # Nobody publishes before it is noted what this start serves.
    with app.app_context(), _at_start(config) as session:
        for each in (*faults(), *library().errors, *served.missing(session, library())):
            app.logger.error("%s", each)
        if not config.read_only:
            served.note_served(session, library().sound)


def _at_start(config: Config) -> AbstractContextManager[Any]:
    open_session = database.reading if config.read_only else database.alone
    return open_session(config.database)


def _known() -> _Known:
    known: _Known = current_app.extensions[_KEY]
    return known


def _state() -> _State:
    if "lettercase" not in g:
        g.lettercase, g.database_answers = _known().up_to_date()
    state: _State = g.lettercase
    return state


def database_answers() -> bool:
    """Return whether the database answered this request, which else sees what it said last."""
    _state()
    return bool(g.database_answers)


def refresh() -> None:
    """Let the rest of this request see what it has just published or set."""
    g.pop("lettercase", None)


def publication_id() -> int:
    """Return the id of the newest publication in what the rest of the request looks at."""
    return _state().live.version.publication


def library() -> Library:
    """Return the documents as supporters see them."""
    return _state().library


def live_texts() -> Mapping[str, str]:
    """Return path → text of the documents as supporters see them."""
    return _state().live.texts


def shipped_texts() -> Mapping[str, str]:
    """Return path → text of the shipped files."""
    return _known().shipped


def settings() -> Settings:
    """Return what the organisers have set."""
    return _state().live.settings


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
