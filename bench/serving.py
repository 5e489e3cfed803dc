"""The site as it is served: how many letters a second, how late, and how fast a preview comes.

The load generator stands in for the web server in front: it sends requests and takes answers whole.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from app import create_app
from app.config import Config
from app.letters.order import Order
from app.web.preparing import prepare_usual_letters
from bench import letters
from bench.senders import senders

SECONDS, CONNECTIONS, WORKERS = 10, 8, 2
_BODIES = 8_000
_PATIENCE = 60
"""The seconds that the site may take to start."""


class Failed(Exception):
    """The site didn't start, or answered something else than a letter."""


def posts() -> dict[str, float]:
    """Return requests a second and latencies in ms of POST …/letter, other senders each time."""
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as address:
        bodies = Path(folder) / "bodies"
        bodies.write_text("".join(f"{body}\n" for body in islice(_bodies(), _BODIES)))
        url = f"{address}/cases/{letters.standard_order().case}/letter"
        _wrk(url, bodies, 3)  # what is made on first use is made now
        result = _wrk(url, bodies, SECONDS)
    if result["failed"]:
        raise Failed(f"{result['failed']:.0f} of {result['requests']:.0f} requests failed")
    return {"posts_per_second": result["requests"] / result["seconds"], **result}


def _wrk(url: str, bodies: Path, seconds: int) -> dict[str, float]:
    script = Path(__file__).with_name("posts.lua")
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout=20s",
        "-s",
        str(script),
        url,
        "--",
    ]
    printed = subprocess.run([*command, str(bodies)], check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(printed.stdout.rpartition("JSON")[2])
    return result


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Serve the site as `lettercase serve` does and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("lettercase")), "serve"]
    environment = {**os.environ, "LETTERCASE_INSTANCE": str(folder / "instance")}
    server = subprocess.Popen(
        [*command, "--port", str(port), "--workers", str(WORKERS)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urlopen(url, timeout=_PATIENCE).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise Failed("the site did not start")


def preview_ms(number: int = 15) -> float:
    """Return the median ms of an answer with the preview, asked of the site in this process."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(instance=Path(folder))
        app = create_app(config)
        with app.app_context():
            prepare_usual_letters(config)  # as a process does before it serves
        client = app.test_client()
        url = f"/cases/{letters.standard_order().case}/letter"
        taken = []
        for body in islice(_bodies(preview="1"), number + 3):
            start = time.perf_counter()
            answer = client.post(url, data=body, content_type="application/x-www-form-urlencoded")
            taken.append(time.perf_counter() - start)
            if answer.status_code != 200 or b"data:image/png" not in answer.data:
                raise Failed(f"the preview was answered with {answer.status}")
    return median(taken[3:]) * 1000


def _bodies(**more: str) -> Iterator[str]:
    """Yield forms for ever: other senders and wordings, and the addressees of the case in turn."""
    order = letters.standard_order()
    library = letters.library()
    askable = [each.slug for each in library.askable(library.case(order.case), order.date)]
    for number, sender in enumerate(senders(("DE", "FR", "GB"))):
        addressee = askable[number % len(askable)]
        language = letters.LANGUAGES[number % len(letters.LANGUAGES)]
        chosen = replace(
            order, addressees=(addressee,), language=language, sender=sender, seed=number
        )
        yield urlencode(_fields(chosen) | more, doseq=True)


def _fields(order: Order) -> dict[str, object]:
    sender = order.sender
    return {
        "addressee": order.addressees,
        "language": order.language,
        "stationery": order.stationery.slug,
        "seed": order.seed,
        "name": sender.name,
        "address": "\n".join(sender.address),
        "town": sender.town,
        "country": sender.country or "",
        "sign_as": sender.sign_as,
    }
