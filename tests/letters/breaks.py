"""Ways in which what stacking relies on may turn out otherwise."""

from collections.abc import Callable
from typing import NoReturn

import pytest
from cachetools import LRUCache

from app.letters import laid_out
from app.letters.stacking import (
    blocks,
    drawing,
    embedding,
    extraction,
    objects,
    shaping,
    standing,
    tagged_pdf,
)


class Break:
    """A surprise: its name, what the error is, and how to bring it about."""

    def __init__(self, name: str, error: str, target: object, attribute: str, instead: object):
        self.name, self.error = name, error
        self._target, self._attribute, self._instead = target, attribute, instead

    def __repr__(self) -> str:
        return self.name

    def bring_about(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Break it until the end of the test, with nothing known from before."""
        for function in (blocks._set_on_first_page, tagged_pdf._known, standing.draw_address):
            function.cache_clear()
        embedding._fonts.cache_clear()
        monkeypatch.setattr(laid_out, "_TEXTS", LRUCache(100))
        monkeypatch.setattr(self._target, self._attribute, self._instead)


def _raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


SECRET = "Quirinus Einzig"
"""What an error's message may quote, and no log may repeat."""

BREAKS = [
    Break("no page in the PDF", "StopIteration", extraction, "_type_of", lambda _: None),
    Break("a page without content", "KeyError", extraction, "_resolved", lambda *_: {"F": "1 0 R"}),
    Break(
        "a font without name", "IndexError", extraction, "_resolved", _raising(IndexError(SECRET))
    ),
    Break(
        "a PDF without objects", "AttributeError", extraction, "inspect", lambda _, look: look(0)
    ),
    Break(
        "an element without kids", "TypeError", extraction, "_element", _raising(TypeError(SECRET))
    ),
    Break("runs of no text", "ValueError", extraction, "_glyphs_of", _raising(ValueError(SECRET))),
    Break("fonts not cut", "AttributeError", embedding, "embedded", lambda *_: None),
    Break("nothing drawn", "TypeError", drawing, "_begin", lambda _: b""),
    Break("no shaper", "AttributeError", shaping.SizedFont, "shaper", lambda *_: None),
    Break("the address lost", "KeyError", standing, "needs_of", _raising(KeyError(SECRET))),
    Break("no end", "ValueError", objects.Unfinished, "finished", _raising(ValueError(SECRET))),
]
"""The last spoils tagged files alone; bulk PDFs end otherwise."""
