"""The files that pages link to with their version, so that browsers keep each for good."""

from functools import cache
from pathlib import Path
from zlib import crc32

from flask import url_for

STATIC = Path(__file__).parent / "static"


@cache
def _versions() -> dict[str, str]:
    return {path.name: f"{crc32(path.read_bytes()):08x}" for path in STATIC.iterdir()}


def static_url(name: str) -> str:
    """Return the address of a file as it is now; another version has another address."""
    return url_for("static", filename=name, v=_versions()[name])


def is_version(name: str, version: str | None) -> bool:
    """Return whether the file of this name has this version."""
    return version is not None and _versions().get(name) == version
