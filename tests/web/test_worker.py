"""How a process of the server takes its turns, tried with a process that serves three pages."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.web import worker

PATIENCE = 30
"""Seconds after which something that should have come won't."""
_SERVER = """
import sys, time
from pathlib import Path
from gunicorn.app.base import BaseApplication
from app.web import worker

port, folder, most_aside = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
worker._MOST_ASIDE = most_aside or worker._MOST_ASIDE


def pages(environ, start_response):
    path = environ["PATH_INFO"].strip("/")
    if path.startswith("waits"):
        (folder / path).touch()
        for _ in range(3000):
            if (folder / "go-on").exists():
                break
            time.sleep(0.01)
        else:
            path = "waited too long"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [path.encode()]


class Server(BaseApplication):
    def load_config(self):
        self.cfg.set("bind", f"127.0.0.1:{port}")
        self.cfg.set("worker_class", worker.TurnWorker)
        self.cfg.set("loglevel", "error")
        self.cfg.set("control_socket_disable", True)

    def load(self):
        return pages


Server().run()
"""


@dataclass(frozen=True)
class Site:
    """A site served by one process, and the folder by which its pages are told to go on."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"

    def get(self, path: str, patience: float = PATIENCE) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=patience) as answer:
            return answer.read().decode()

    def begin(self, pool: ThreadPoolExecutor, path: str) -> "Future[str]":
        """Ask for a page that waits, and return when it has begun."""
        answer = pool.submit(self.get, path)
        _wait_until(lambda: (self.folder / path).exists())
        return answer

    def go_on(self) -> None:
        (self.folder / "go-on").touch()

    def connect(self, until: ExitStack) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        return until.enter_context(connection)


def _rest(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as answer:
        return answer.read()


def _wait_until(is_so) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def _served(folder: Path, most_aside: int = 0) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", _SERVER, str(port), folder, str(most_aside)])
    site = Site(port, folder, process)
    try:
        _wait_until(lambda: _is_up(site))
        yield site
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _is_up(site: Site) -> bool:
    try:
        return site.get("up", patience=1) == "up"
    except OSError:
        return False


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with _served(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as made:
        yield made


@pytest.fixture
def end() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture(autouse=True)
def _from_the_beginning(request: pytest.FixtureRequest) -> None:
    if "site" in request.fixturenames:
        for file in request.getfixturevalue("site").folder.iterdir():
            file.unlink()


def test_many_are_answered_one_after_the_other(site, pool):
    assert set(pool.map(site.get, ["page"] * 50)) == {"page"}


def test_what_takes_long_keeps_others_waiting_only_if_all_do(site, pool):
    slow = [site.begin(pool, f"waits-{number}") for number in range(worker.THREADS - 1)]
    assert [site.get("quick") for _ in range(3)] == ["quick"] * 3
    last = site.begin(pool, "waits-last")
    late = pool.submit(site.get, "late")
    assert not late.done()
    site.go_on()
    assert [each.result(PATIENCE) for each in slow] == [f"waits-{n}" for n in range(len(slow))]
    assert (last.result(PATIENCE), late.result(PATIENCE)) == ("waits-last", "late")
    assert site.get("afterwards") == "afterwards"


def test_connections_on_which_nothing_comes_keep_nobody_waiting(site, end):
    idle = [site.connect(end) for _ in range(20)]
    assert site.get("page") == "page"
    idle[7].sendall(b"GET /at-last HTTP/1.0\r\n\r\n")
    assert _rest(idle[7]).endswith(b"at-last")


def test_half_a_request_is_answered_when_the_rest_comes(site, end):
    slow = site.connect(end)
    slow.sendall(b"GET /slow")
    assert site.get("quick") == "quick"
    slow.sendall(b"ly HTTP/1.0\r\n\r\n")
    assert _rest(slow).endswith(b"slowly")


def test_of_too_many_idle_connections_the_oldest_are_closed(tmp_path, end):
    with _served(tmp_path, most_aside=3) as site:
        idle = [site.connect(end) for _ in range(6)]
        assert site.get("page") == "page"
        assert [each.recv(1) for each in idle[:2]] == [b"", b""]
        idle[-1].sendall(b"GET /newest HTTP/1.0\r\n\r\n")
        assert _rest(idle[-1]).endswith(b"newest")


def test_a_request_that_has_begun_is_answered_before_the_process_ends(tmp_path, pool):
    with _served(tmp_path) as site:
        slow = site.begin(pool, "waits")
        site.process.send_signal(signal.SIGTERM)
        _wait_until(lambda: not _is_up(site))
        site.go_on()
        assert slow.result(PATIENCE) == "waits"
        assert site.process.wait(PATIENCE) == 0


def test_who_says_nothing_for_long_is_hung_up_on():
    made = object.__new__(worker.TurnWorker)
    ours, theirs = socket.socketpair()
    with worker.selectors.DefaultSelector() as made.selector:
        made.selector.register(ours, worker.selectors.EVENT_READ)
        made.aside = {ours: worker._Aside(None, None, until=100.0)}
        made._close_idle(99.0)
        assert made.aside
        made._close_idle(100.0)
        assert not made.aside
        assert theirs.recv(1) == b""
    theirs.close()
