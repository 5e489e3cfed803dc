"""The site's own server, which `lettercase serve` and the container run."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from app import create_app, limits
from app.content.text.messages import Refusal
from app.letters.fonts import CUTS, font_of
from app.letters.printing import warm_up
from app.records.database import db
from app.web.discretion import be_discreet
from app.web.listening import listener
from app.web.preparing import prepare_usual_letters
from app.web.security import failure
from app.web.worker import Worker

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config

_THREADS = 4
"""So many requests a process answers at once; what takes long leaves the others to the rest."""
_RARELY = 30
"""After so many collections of the middle generation comes one of everything; Python's own number
is 10. Every thread stands still meanwhile.
"""


class CannotStart(Refusal):
    """Something that nobody thought of; its message might quote what is kept here."""

    template = "The site can't start: %(failure)s."


class DiscreetLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """The server's log, which can't carry what a request says either.

    What fails even while the page for errors is made, as without a database, comes to the server.
    """

    def exception(self, _message: str, *_quoted: object, **_more: object) -> None:
        """Log the kind of error and where it happened."""
        self.error("%s", failure(*sys.exc_info()))


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, told by us rather than by its command line."""

    def __init__(self, config: Config, settings: dict[str, Any]) -> None:
        self.config = config
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Take the settings."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the site, ready to be served."""
        try:
            return self._site()
        except Refusal:
            raise
        except Exception:
            raise CannotStart(failure=failure(*sys.exc_info())) from None

    def _site(self) -> Flask:
        for path, _, _ in CUTS:
            font_of(path)
        warm_up()  # once, before the workers fork: the first supporter need not wait for it
        app = create_app(self.config)
        with app.app_context():
            prepare_usual_letters(self.config)
            db.engine.dispose()  # a connection to a database can't be shared by processes
        spare_what_stays()
        return app


def spare_what_stays() -> None:
    """Keep what there is now out of every later collection of garbage, and collect all less often.

    Every thread would stand still for as long as a reader notices. Call it before workers fork:
    they share that memory for longer.
    """
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _RARELY)
    gc.collect()
    gc.freeze()


def settings_for(host: str, port: int, workers: int) -> dict[str, Any]:
    """Return what gunicorn is told.

    There is no access log: whoever asks for help with letters to a prison leaves no trace here.
    """
    return {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": Worker,
        "threads": _THREADS,
        # A connection that is kept binds whoever has it to one process, and may be closed just
        # when the web server in front sends the next request on it.
        "keepalive": 0,
        "preload_app": True,
        "timeout": limits.SECONDS_HELD,
        "worker_connections": limits.MOST_CONNECTIONS,
        "limit_request_line": limits.LONGEST_REQUEST_LINE,
        "limit_request_fields": limits.MOST_HEADERS,
        "limit_request_field_size": limits.LONGEST_HEADER,
        "accesslog": None,
        "logger_class": DiscreetLog,
        "loglevel": "error",  # a warning would quote a malformed request, and its address
        "control_socket_disable": True,
    }


def run(host: str, port: int, workers: int, config: Config) -> None:
    """Serve the site with these settings until stopped; raise a Refusal if it can't start."""
    be_discreet()
    settings = {**settings_for(host, port, workers), "bind": f"fd://{listener(host, port)}"}
    Server(config, settings).run()
