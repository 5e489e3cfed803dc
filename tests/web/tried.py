"""The server of `tried_server`, run for a while, and what it did."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Tried:
    """A server, what it noted, and what it logged."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder

    def connect(self) -> socket.socket:
        """Return a connection that fails a test rather than wait for ever."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    @contextmanager
    def many(self, number: int, sent: bytes = b"") -> Iterator[list[socket.socket]]:
        """Give so many connections, on each of which something is sent."""
        with ExitStack() as stack:
            found = [stack.enter_context(self.connect()) for _ in range(number)]
            for connection in found:
                connection.sendall(sent)
            yield found

    def send(self, request: str | bytes) -> bytes:
        """Return the whole answer to what is sent."""
        with self.connect() as connection:
            connection.sendall(request.encode() if isinstance(request, str) else request)
            return all_of(connection)

    def get(self, path: str) -> bytes:
        """Return the whole answer."""
        return self.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")

    @property
    def notes(self) -> list[str]:
        """What happened in the pages."""
        return (self.folder / "notes").read_text().splitlines()

    @property
    def log(self) -> str:
        """What the server logged."""
        return (self.folder / "log").read_text()

    def wait_for(self, note: str) -> None:
        """Return when it is noted; fail if it never is."""
        until(lambda: note in self.notes)


def all_of(connection: socket.socket) -> bytes:
    """Return what comes until the other side closes."""
    answer = b""
    while some := connection.recv(65536):
        answer += some
    return answer


def until(is_so: Callable[[], bool]) -> None:
    """Return when it is so; fail if it never is."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("It did not happen")


@contextmanager
def tried_server(folder: Path) -> Iterator[Tried]:
    """Run it, with its notes and its log in the folder."""
    (folder / "notes").touch()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "tests.web.tried_server", str(port), str(folder)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    tried = Tried(port, folder)
    try:
        until(lambda: server.poll() is not None or is_there(tried))
        yield tried
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(60)


def is_there(tried: Tried) -> bool:
    """Return whether the server answers."""
    try:
        return b"200" in tried.get("/free")
    except OSError:
        return False
