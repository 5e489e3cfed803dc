"""How long others wait while clients are slow or stubborn: `python -m bench.clients`.

A page is asked for again and again beside such clients, of the site alone and behind nginx and
Caddy; what is told is the slowest answer. With a folder as argument, the site of that tree is asked
alone, such as of a version before. It takes some minutes and ends by itself.
"""

import asyncio
import http.client
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from bench import letters
from bench.web_servers import HOST, free_port, front

_PROBES = 6
_LONGEST = 30.0
"""Seconds after which a probe has failed."""
_BEGUN = 2.0
"""Seconds for which the clients are slow before anybody else asks."""
_WORKED = 15.0
"""Seconds until the site has worked for those who take no answer."""
_PATIENCE = 120
"""Seconds that the site may take to start."""
_FORM = f"/cases/{letters.standard_order().case}/letter"
_ASKED = f"GET / HTTP/1.1\r\nHost: {HOST}\r\n".encode()


@dataclass(frozen=True)
class Site:
    """Where the site answers, and by which certificate it is known."""

    port: int
    certificate: Path | None = None

    @property
    def tls(self) -> ssl.SSLContext | None:
        """How to speak to it."""
        return ssl.create_default_context(cafile=self.certificate) if self.certificate else None

    @asynccontextmanager
    async def connection(
        self, sent: bytes, room: int = 0
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """Give a connection on which something was sent, with so much room for the answer."""
        plain = socket.socket()
        if room:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", self.port))
        name = HOST if self.certificate else None
        reader, writer = await asyncio.open_connection(
            sock=plain, ssl=self.tls, server_hostname=name, limit=1024
        )
        try:
            writer.write(sent)
            yield reader, writer
        finally:
            writer.close()


Client = Callable[[Site], Awaitable[None]]


async def _drip_head(site: Site) -> None:
    async with site.connection(_ASKED + b"A: ") as (reader, writer):
        await _drip(reader, writer)


async def _drip_form(site: Site) -> None:
    head = f"POST {_FORM} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 5000\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    async with site.connection(f"{head}{kind}name=".encode()) as (reader, writer):
        await _drip(reader, writer)


async def _drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send a byte a second until the server has had enough."""
    while not reader.at_eof():
        writer.write(b"a")
        with suppress(TimeoutError):
            await asyncio.wait_for(reader.read(1024), 1)


async def _take_nothing(site: Site) -> None:
    """Ask for a preview of several letters, and take none of it."""
    library, order = letters.library(), letters.standard_order()
    askable = [each.slug for each in library.askable(library.case(order.case), order.date)]
    body = urlencode({"addressee": askable, "preview": "1"}, doseq=True)
    head = f"POST {_FORM} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(body)}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    async with site.connection(f"{head}{kind}{body}".encode(), room=4096) as (_, writer):
        await asyncio.wait_for(writer.wait_closed(), 60)


async def _close_nothing(site: Site) -> None:
    """Take an answer, and leave the connection open."""
    async with site.connection(_ASKED + b"Connection: close\r\n\r\n") as (reader, _):
        await reader.read(1024)
        await asyncio.sleep(5)


async def _be_idle(site: Site) -> None:
    async with site.connection(b"") as (reader, _):
        await reader.read(1)


async def _ask_at_once(site: Site) -> None:
    async with site.connection(b"") as (reader, writer):
        await asyncio.sleep(_BEGUN)
        writer.write(_ASKED + b"\r\n")
        while await reader.read(1024):
            pass


WAYS: dict[str, tuple[int, Client | None]] = {
    "nobody else": (0, None),
    "40 drip the head of a request": (40, _drip_head),
    "40 drip a form": (40, _drip_form),
    "40 take no answer": (40, _take_nothing),
    "40 close no connection": (40, _close_nothing),
    "300 idle connections": (300, _be_idle),
    "300 idle connections that ask at once": (300, _ask_at_once),
}
"""By what they do: how many clients, each of whom begins again when it is over."""


async def _go_on(client: Client, site: Site, over: threading.Event) -> None:
    while not over.is_set():
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            await client(site)
        await asyncio.sleep(0.05)


@contextmanager
def _beside(number: int, client: Client | None, site: Site) -> Iterator[None]:
    """Let so many clients do so meanwhile."""
    over = threading.Event()

    async def all_of_them() -> None:
        tasks = [asyncio.create_task(_go_on(client, site, over)) for _ in range(number) if client]
        while not over.is_set():
            await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=asyncio.run, args=(all_of_them(),))
    thread.start()
    time.sleep(_WORKED if client is _take_nothing else _BEGUN)
    try:
        yield
    finally:
        over.set()
        thread.join()


def _slowest(site: Site) -> float | None:
    """Return the seconds of the slowest answer; None if one didn't come at all."""
    slowest = 0.0
    for _ in range(_PROBES):
        start = time.monotonic()
        if site.tls:
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                HOST, site.port, timeout=_LONGEST, context=site.tls
            )
        else:
            connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=_LONGEST)
        try:
            connection.request("GET", "/")
            if connection.getresponse().read() == b"":
                return None
        except OSError:
            return None
        finally:
            connection.close()
        slowest = max(slowest, time.monotonic() - start)
        time.sleep(0.5)
    return slowest


@contextmanager
def _served(tree: Path, folder: Path) -> Iterator[int]:
    """Serve the site of a tree as `lettercase serve` does; give its port."""
    port = free_port()
    code = "from app.cli.commands import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", str(port)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(tree),
        "LETTERCASE_INSTANCE": str(folder / "instance"),
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tree, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield port
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait_for(url: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            urlopen(url, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the site did not start")


def _measure(name: str, site: Site) -> None:
    for what, (number, client) in WAYS.items():
        with _beside(number, client, site):
            found = _slowest(site)
        said = f"none in {_LONGEST:.0f} s" if found is None else f"{found:.2f} s"
        print(f"{name:<8} {what:<40} {said}", flush=True)


def main(tree: str = "") -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _served(Path(tree) if tree else letters.ROOT, folder) as port:
            _measure("alone", Site(port))
            for server in () if tree else ("nginx", "caddy"):
                with front(server, folder / server, port) as before:
                    _measure(server, Site(before.https, before.certificate))


if __name__ == "__main__":
    main(*sys.argv[1:])
