"""PostgreSQL, on a server of one's own: restarted, stopped, frozen."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.faults.row import Row, row_of
from bench.faults.site import Tree, served

Mend = Callable[[], None]


@dataclass(frozen=True)
class Server:
    """A server whose data and socket lie in one folder."""

    programs: Path
    folder: Path
    account: dict[str, Any]

    def call(self, program: str, *arguments: str) -> None:
        """Run one of its programs as its user."""
        subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **self.account,
        )

    def control(self, what: str, *more: str) -> None:
        """Start or stop it, and wait for that."""
        self.call("pg_ctl", what, "-D", "data", "-w", "-s", *more)

    def start(self) -> None:
        """Start it, without a network."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self.control("start", "-l", "log", "-o", options)

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self.control("stop", "-m", "immediate")

    def signal(self, number: int) -> None:
        """Send a signal to all of its processes."""
        first = int((self.folder / "data/postmaster.pid").read_text("ascii").split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text("ascii").split()
        for each in (first, *map(int, children)):
            os.kill(each, number)

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://tests@/postgres?host={self.folder}"


@contextmanager
def _running(programs: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="lettercase-faults-") as name:
        account: dict[str, Any] = {}
        if os.geteuid() == 0:  # as whom it refuses to run; its package brings a user along
            account = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(name, "postgres", "postgres")
        server = Server(programs, Path(name), account)
        server.call("initdb", "-D", "data", "--no-sync", "--auth=trust", "--username=tests")
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _restart(server: Server) -> Mend:
    server.stop()
    server.start()
    return lambda: None


def _stop(server: Server) -> Mend:
    server.stop()
    return server.start


def _freeze(server: Server) -> Mend:
    server.signal(signal.SIGSTOP)
    return lambda: server.signal(signal.SIGCONT)


def _refuse_writing(server: Server) -> Mend:
    set_to = "ALTER SYSTEM SET default_transaction_read_only = {}"
    _tell(server, set_to.format("on"))
    return lambda: _tell(server, set_to.format("off"))


def _tell(server: Server, statement: str) -> None:
    for each in (statement, "SELECT pg_reload_conf()"):
        server.call("psql", "-q", "-h", str(server.folder), "-U", "tests", "-c", each, "postgres")
    time.sleep(0.5)


_FAULTS: dict[str, Callable[[Server], Mend]] = {
    "PostgreSQL restarted": _restart,
    "PostgreSQL stopped": _stop,
    "PostgreSQL frozen": _freeze,
    "PostgreSQL read-only, as a replica": _refuse_writing,
}


def rows(tree: Tree) -> Iterator[Row]:
    """Yield a row for each fault; none where PostgreSQL isn't installed."""
    programs = _programs()
    if programs is None:
        return
    for name, begin in _FAULTS.items():
        with (
            _running(programs) as server,
            tempfile.TemporaryDirectory() as folder,
            served(tree, Path(folder), DATABASE_URL=server.url) as site,
        ):
            yield row_of(name, site, partial(begin, server))


def _programs(names: Sequence[str] = ("pg_ctl", "initdb", "psql")) -> Path | None:
    found = shutil.which("pg_ctl")
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    for each in (*reversed(newest), *([Path(found).resolve()] if found else [])):
        if all((each.parent / name).exists() for name in names):
            return each.parent
    return None
