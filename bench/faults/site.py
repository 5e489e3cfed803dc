"""A site that is served from a tree of its own, and what supporters and organisers see of it."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

CASE = "/cases/puffchat-nine"
FORM = f"{CASE}/letter"
LETTER = {"addressee": "nb/prosecutor-general", "name": "Erika Mustermann", "language": "en"}
_SHIPPED, PUBLISHED = "Nine members", "Seventeen members"
DOCUMENT = "cases/puffchat-nine.yaml"
_TEXT = "/organisers/text/cases/puffchat-nine.yaml"
_TYPED = "A text that took an hour to write"
_LONGEST = 30.0
"""Seconds after which an answer counts as none."""
_PATIENCE = 120.0
"""Seconds that a site may take to start."""
_HIDDEN = re.compile(r'name="(base|opened)" value="([^"]*)"')


@dataclass(frozen=True)
class Tree:
    """The code under test, and how its commands are run."""

    root: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Return the variables with which the tree's own code is found, and made-up content."""
        content = self.root / "tests/fiction"
        given = {"PYTHONPATH": str(self.root), "LETTERCASE_CONTENT": str(content), **more}
        return {**os.environ, **given}

    def inside(self, *task: str, given: str = "", **more: str) -> Any:
        """Return what a task of bench/faults/inside.py answers."""
        done = subprocess.run(
            self.command_inside(*task),
            cwd=self.root,
            env=self.environment(**more),
            input=given,
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    def command_inside(self, *task: str) -> list[str]:
        """Return the command for such a task."""
        return [sys.executable, str(Path(__file__).with_name("inside.py")), *task]

    def serve(self, port: int, **more: str) -> "subprocess.Popen[str]":
        """Begin to serve, with what goes to the log in a pipe."""
        code = "from app.cli.commands import main; main()"
        return subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--port", str(port)],
            cwd=self.root,
            env=self.environment(**more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds; status 0 is no answer."""

    status: int
    body: bytes
    seconds: float


@dataclass
class Site:
    """A site that is served."""

    port: int
    process: "subprocess.Popen[str]"
    cookie: str = ""
    token: str = ""
    log: list[str] = field(default_factory=list)
    _form: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: Mapping[str, str] | None = None, cookie: str = "") -> Answer:
        """Return the answer to a request."""
        start = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONGEST)
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        if cookie:
            headers["Cookie"] = f"organiser={cookie}"
        status, body = 0, b""
        try:
            connection.request(
                "POST" if form else "GET", path, urlencode(form) if form else None, headers
            )
            answer = connection.getresponse()
            status = answer.status
            body = answer.read()
        except http.client.IncompleteRead as error:  # a letter that was cut isn't none
            body = error.partial
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        return Answer(status, body, time.monotonic() - start)

    def page(self) -> Answer:
        """Return a page that shows what was published."""
        return self.ask(CASE)

    def letter(self) -> Answer:
        """Return a letter."""
        return self.ask(FORM, LETTER)

    def save(self) -> Answer:
        """Return the answer to an organiser who saves a text."""
        shown = self.ask(_TEXT, cookie=self.cookie)
        if shown.status == 200:
            self._form = dict(_HIDDEN.findall(shown.body.decode()))
        form = {"text": f"# {_TYPED}: {time.time()}", "csrf_token": self.token, **self._form}
        return self.ask(_TEXT, form, cookie=self.cookie)

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in task.read_text("ascii").split()]


def is_published(page: Answer) -> bool:
    """Return whether a page shows what was published before anything failed."""
    return page.status == 200 and PUBLISHED.encode() in page.body


def is_letter(letter: Answer) -> bool:
    """Return whether a letter came whole."""
    return letter.status == 200 and letter.body.startswith(b"%PDF") and b"%%EOF" in letter.body


def is_saved(answer: Answer) -> bool:
    """Return whether an organiser's text was saved."""
    return answer.status in (302, 303)


def came_back(answer: Answer) -> bool:
    """Return whether an organiser has the text still: saved, or given back."""
    return is_saved(answer) or _TYPED.encode() in answer.body


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(site: Site) -> bool:
    """Return whether a site that was started serves pages by now."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and site.process.poll() is None:
        if site.ask("/").status == 200:
            return True
        time.sleep(0.2)
    return False


@contextmanager
def begun(tree: Tree, more: Mapping[str, str], port: int = 0) -> Iterator[Site]:
    """Give a site that was started, which may serve or have failed to; end it."""
    port = port or free_port()
    process = tree.serve(port, **more)
    site = Site(port, process)
    reader = threading.Thread(target=lambda: site.log.extend(process.stderr or ()), daemon=True)
    reader.start()
    try:
        yield site
    finally:
        children = site.workers if process.poll() is None else []
        process.terminate()
        try:
            process.wait(_LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            process.wait()
        reader.join(_LONGEST)


@contextmanager
def served(tree: Tree, instance: Path, **more: str) -> Iterator[Site]:
    """Give a site that serves a publication, and has an organiser signed in."""
    more = {"LETTERCASE_INSTANCE": str(instance), **more}
    known = tree.inside("set_up", DOCUMENT, _SHIPPED, PUBLISHED, **more)
    with begun(tree, more) as site:
        site.cookie, site.token = known["cookie"], known["token"]
        if not wait_for(site):
            raise SystemExit("the site did not start:\n" + "".join(site.log))
        site.letter()
        site.log.clear()
        yield site


def copy_of(tree: Tree, folder: Path) -> Tree:
    """Return a tree of one's own, in which files may be broken."""
    for name in ("app", "migrations", "tests/fiction"):
        shutil.copytree(tree.root / name, folder / name)
    return Tree(folder)
