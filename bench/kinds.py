"""The kinds of requests, each with a function that yields the dearest ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.desk import Desk

Send = Callable[[], Any]
Requests = Iterator[tuple[str, Send]]
"""Each with what it is called."""
Kind = Callable[[Desk], Requests]

KINDS: dict[str, Kind] = {}
"""By the endpoint that is asked, without its language."""
PILE = "a" + "\u0301\u0316" * 35_000
"""A letter under marks of two classes: to put them in order takes the square of their number."""
PROSE = "This is a sentence of mine, and so it goes on. " * 400


def kind(*endpoints: str) -> Callable[[Kind], Kind]:
    """Name a function that yields the dearest requests to these endpoints."""

    def named(requests: Kind) -> Kind:
        KINDS.update(dict.fromkeys(endpoints, requests))
        return requests

    return named
