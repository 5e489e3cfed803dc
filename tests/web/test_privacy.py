"""Nothing of a supporter stays anywhere, and nothing leaves the machine."""

import io
import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from gunicorn.config import Config as GunicornConfig

from app.web.serving import DiscreetLog
from tests.web.conftest import LANGUAGES

MARK = "Zyxwvutsra"
TYPED = {
    "addressee": "nb/prosecutor-general",
    "name": f"{MARK} Qponml",
    "address": f"{MARK} Street 1",
    "town": f"{MARK}ton",
    "words": f"My mark is {MARK}.",
    "country": "DE",
}
COLLECTED = json.dumps(
    {
        "case": "lantern18-five",
        "addressees": ["nb/ombudsman"],
        "copies": [],
        "language": "en",
        "demands": None,
        "words": f"Another {MARK}.",
        "seed": 1,
    }
)
WAYS = {
    "a pack with a guide": {"guide": "1", "copy": "nb/embassy-berlin", "collected": COLLECTED},
    "to edit": {"docx": "1"},
    "as text": {"text": "1"},
    "envelopes": {"envelopes": "1", "with_sender": "1"},
    "labels": {"labels": "1"},
    "calibration": {"calibration": "1"},
    "one more case": {"collect": "1", "next_case": "lantern18-five"},
    "a letter taken out": {"collected": COLLECTED, "remove": "1"},
}
PAGES = ("/", "/cases/puffchat-nine", "/cases/puffchat-nine/letter", "/guide")


def _files_changed_since(start: float, folders: list[Path]) -> list[Path]:
    found = []
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                path = Path(root, name)
                if path.is_file() and path.stat().st_mtime >= start:
                    found.append(path)
    return found


@contextmanager
def _served(folder: Path, **variables: str) -> Iterator[int]:
    """Serve the site by a process that keeps log and database in the folder; gives its port."""
    port = _free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [Path(sys.executable).with_name("lettercase"), "serve", "--port", str(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, "LETTERCASE_INSTANCE": str(folder / "instance"), **variables},
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield port
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(60)


@dataclass(frozen=True)
class Served:
    """What a real server did until it was stopped."""

    status_beside_idle_connections: int
    changed: list[Path]
    """The files that were written meanwhile."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A server, asked for letters and previews, beside idle connections, and what it must refuse.

    It takes five seconds of work to start one, so it is asked for everything.
    """
    folder = tmp_path_factory.mktemp("served")
    start = time.time() - 1
    with _served(folder, TMPDIR=str(folder), HOME=str(folder)) as port:
        status = _ask_beside_idle_connections(port)
        _ask(f"http://127.0.0.1:{port}")
        _ask_badly(port)
    folders = [folder, Path.cwd() / "app", Path.cwd() / "cases"]
    return Served(status, _files_changed_since(start, folders))


def test_marked_personal_data_is_nowhere_afterwards(served):
    assert {"log", "lettercase.sqlite"} <= {path.name for path in served.changed}
    for path in served.changed:
        assert MARK.encode() not in path.read_bytes(), path


def test_idle_connections_keep_nobody_out(served):
    assert served.status_beside_idle_connections == 200


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def _ask_badly(port: int) -> None:
    """Send what is no request; a server that warns of it would quote it."""
    for request in (f"GARBAGE {MARK}", f"GET / HTTP/1.1\r\n{MARK} : x"):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(f"{request}\r\n\r\n".encode())
            assert b"400" in connection.recv(1000)


def _ask_beside_idle_connections(port: int) -> int:
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(6)]
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
        status = answer.status
    for connection in idle:
        connection.close()
    return status


def _wait_for(site: str) -> None:
    for _ in range(1200):  # it lays out the usual letters first
        try:
            urlopen(f"{site}/healthz").read()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The site doesn’t start")


def _ask(site: str) -> None:
    form = f"{site}/cases/puffchat-nine/letter"
    for changes in ({}, {"preview": "1"}, *WAYS.values()):
        with urlopen(form, urlencode({**TYPED, **changes}).encode()) as answer:
            assert answer.read()
            assert "Set-Cookie" not in answer.headers
            assert answer.headers["Cache-Control"] == "no-store"
            assert MARK not in str(answer.headers)
            assert MARK not in answer.url
    for changes in (
        {"name": f"{MARK} 😀"},
        {"words": MARK * 400},
        {"collected": MARK},
        {"collected": COLLECTED.replace("ombudsman", MARK)},
        {"collect": "1", "next_case": MARK},
        {"envelopes": "1", "envelope": MARK},
    ):
        with pytest.raises(HTTPError, match="422") as refused:
            urlopen(form, urlencode({**TYPED, **changes}).encode())
        refused.value.close()


def test_a_failure_logs_where_but_not_what_was_typed(app, caplog, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise ValueError(f"could not print {MARK}")

    monkeypatch.setattr("app.web.ways.press_all", fail)
    app.testing = False
    try:
        with caplog.at_level(logging.DEBUG):
            answer = app.test_client().post("/cases/puffchat-nine/letter", data=TYPED)
    finally:
        app.testing = True
    assert answer.status_code == 500
    assert "<h1" in answer.get_data(as_text=True)
    assert "ValueError" in caplog.text
    assert MARK not in caplog.text
    assert MARK not in answer.get_data(as_text=True)


def test_a_failure_that_comes_to_the_server_is_logged_without_a_word_of_the_request(capfd):
    log = DiscreetLog(GunicornConfig())
    try:
        raise ValueError(f"could not read {MARK}")
    except ValueError:
        log.exception("Error handling request %s", f"/cases/{MARK}")
    said = capfd.readouterr().err
    assert "ValueError at " in said
    assert Path(__file__).name in said
    assert MARK not in said


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_sets_a_cookie_or_names_another_host(client, prefix, path):
    answer = client.get(prefix + path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    page = answer.get_data(as_text=True)
    asked = re.findall(
        r"<(?:script|img|link|source|iframe|form)[^>]*(?:src|href|srcset|action)=\"([^\"]*)", page
    )
    assert [
        address for address in asked if not address.startswith(("/", "data:image/png", "#"))
    ] == []
    assert " style=" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/healthz"])
def test_every_answer_is_guarded_by_its_headers(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_what_was_typed_is_sent_in_the_body_never_in_the_address(client):
    page = client.get("/cases/puffchat-nine/letter").get_data(as_text=True)
    (form,) = re.findall(r"<form[^>]*>", page)
    assert 'method="post"' in form.lower()


def test_the_pdf_holds_no_name_outside_its_text(client):
    import pikepdf

    answer = client.post("/cases/puffchat-nine/letter", data=TYPED)
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        told = str(dict(document.docinfo)) + str(document.open_metadata())
    assert MARK not in told
    assert MARK not in str(answer.headers)
