"""`python -m bench.fuzz [SECONDS [SEED]]`: every form, with whatever chance puts into its fields.

A request that fails with 500, or costs more than it may, is printed with the seed that gives it
again: it becomes a case of the suite. It ends by itself.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from bench.costs import MOST_SECONDS
from bench.desk import Desk, cost_of, desk
from bench.every_form import rules

_PIECES = (
    *("a", "Ж", "ü\u0301", "\u0301\u0316", "\u200d", "\u202e", "\0", "\r", "\n", "\t", " ", "😀"),
    *("9", "-1", "1e99", "2026-11-22", "[", "{", "}}", "{{", "{%", "<b>", "&#0;", "%00", "\\u0301"),
    *("- ", ": ", "#", "*", "&a ", "!!x ", "---\n", "'", '"', "../", "/", "\ud800", "ﾞ", "١"),
)
_LENGTHS = (0, 1, 3, 20, 200, 2_000, 20_000)
_NAMES = (
    *("addressee", "copy", "demand", "words", "name", "address", "town", "country", "date", "seed"),
    *("language", "stationery", "collected", "labels_each", "first_label", "remove", "guide"),
    *("text", "base", "note", "title", "slug", "email", "password", "code", "key", "seen", "do"),
    *("title-en", "people-0-name-en", "facts-0-date", "block-0", "text-title", "whole", "what"),
)
_SOUND = {"addressee": ["kz/president"], "language": ["en"], "date": ["2026-11-22"]}
"""With these among them, more of the rest gets as far as paper."""
_BUTTONS = ("preview", "reword", "docx", "text", "envelopes", "labels", "collect", "calibration")


def _text(chance: random.Random) -> str:
    some = chance.choices(_PIECES, k=chance.randint(1, 4))
    text = "".join(chance.choices(some, k=chance.choice(_LENGTHS)))
    return text.encode("utf-8", "replace").decode()


def _form(chance: random.Random) -> dict[str, list[str]]:
    names = chance.sample(_NAMES, chance.randint(1, 12))
    form = {name: [_text(chance) for _ in range(chance.choice((1, 1, 1, 5)))] for name in names}
    sound = _SOUND if chance.random() < 0.5 else {}
    return {**form, **sound, chance.choice(_BUTTONS): ["1"]}


def _try(asked: Desk, end: float, seed: int, found: Counter[str]) -> int:
    """Send forms until the time is over or a form has signed the organiser out; return the seed."""
    forms = rules(asked)
    while time.monotonic() < end:
        chance = random.Random(seed)
        endpoint = chance.choice(sorted(forms))
        cost = cost_of(asked.ask(forms[endpoint], data=_form(chance)))
        found[str(cost.status)] += 1
        if cost.status == 500 or cost.seconds > MOST_SECONDS:
            found["to be mended"] += 1
            print(f"seed {seed}: {endpoint}, {cost.status}, {cost.seconds:.2f} s", flush=True)
        seed += 1
        if cost.status == 401:
            break
    return seed


def _main(seconds: float = 120, seed: int = 1) -> None:
    found, end = Counter[str](), time.monotonic() + seconds
    while time.monotonic() < end:
        with desk() as asked:
            asked.app.testing = False
            seed = _try(asked, end, seed, found)
    print(", ".join(f"{name}: {count}" for name, count in sorted(found.items())))


if __name__ == "__main__":
    _main(*map(int, sys.argv[1:3]))
