"""A server like that of the site, less patient, with pages that no site has: run by test_worker.

`python -m tests.web.tried_server PORT FOLDER`; what happened is noted in the folder.
"""

import os
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, request

from app.web import security, serving
from app.web.time_limit import Patience
from app.web.worker import Worker

_LOCK = threading.Lock()


class Hasty(Worker):
    """A worker that lets nothing take long."""

    patience = Patience(reading=1.0, working=1.0, publishing=8.0, answering=6.0, grace=1.0)


class Server(serving.Server):
    """The tried site in place of ours."""

    def load(self) -> Flask:
        """Return it."""
        return site(self.config)


def site(folder: Path) -> Flask:
    """Return pages that misbehave."""
    app = security.Site("tried")
    security.init_app(app)

    @contextmanager
    def noted(name: str):
        _note(folder, f"{name} began")
        try:
            yield
        except BaseException as error:
            _note(folder, f"{name}: {type(error).__name__}")
            raise
        _note(folder, f"{name} was done")

    @app.route("/loops")
    @app.route("/cases/<slug>/letter", methods=["GET", "POST"])
    def loops(slug: str = "") -> str:
        """Work in Python, for ever, and mend every error."""
        with noted("loops"), _LOCK:
            while True:
                try:
                    sum(range(1000))
                except Exception:
                    _note(folder, "swallowed")

    @app.get("/free")
    def is_free() -> str:
        """Say whether the lock is free, and which process answers."""
        return f"{not _LOCK.locked()} {os.getpid()}"

    @app.get("/holds")
    def holds() -> str:
        """Wait in a call that doesn't come back."""
        with noted("holds"):
            time.sleep(1000)
        return ""

    @app.post("/organisers/write")
    def write() -> str:
        """Write for as long as a client may have gone meanwhile."""
        with noted("write"):
            for _ in range(20):
                time.sleep(0.1)
        return "written"

    @app.post("/typed")
    def typed() -> str:
        """Say how much was typed."""
        return str(len(request.get_data()))

    @app.post("/organisers/typed")
    def typed_by_organisers() -> str:
        """Say how much was typed, which may be more."""
        request.max_content_length = 2 * 1024 * 1024
        return str(len(request.get_data()))

    @app.get("/page")
    @app.get("/organisers/page")
    def page() -> str:
        """Return a page that is worth to be compressed, and how it was asked for."""
        return f"<p>{request.scheme} {request.host}</p>" * 1000

    @app.get("/much/<int:number>")
    def much(number: int) -> bytes:
        """Answer with so many bytes."""
        return bytes(number)

    return app


def _note(folder: Path, what: str) -> None:
    with (folder / "notes").open("a") as notes:
        notes.write(f"{what}\n")


def main(port: str, folder: str) -> None:
    """Serve until stopped, in one process with two threads."""
    settings = {
        **serving.settings_for("127.0.0.1", int(port), 1),
        "worker_class": Hasty,
        "threads": 2,
    }
    Server(Path(folder), settings).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
