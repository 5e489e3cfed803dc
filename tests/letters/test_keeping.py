"""What is prepared is kept: bounded, made once, and no failure is taken for it."""

import threading
import time

import pytest

from app.letters.prepared.keeping import Kept


def test_many_who_want_one_thing_wait_for_whoever_makes_it():
    kept: Kept[str, object] = Kept(2)
    made = []

    def make() -> object:
        made.append(threading.get_ident())
        time.sleep(0.02)
        return object()

    got: list[object] = []
    threads = [
        threading.Thread(target=lambda: got.append(kept.get_or_make("a", make))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(set(map(id, got))) == 1
    assert len(got) == 8


def test_what_was_used_longest_ago_goes_first():
    kept: Kept[str, str] = Kept(2)
    kept.put("a", "A")
    kept.put("b", "B")
    kept.get("a")
    kept.put("c", "C")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("A", None, "C")
    assert len(kept) == 2


def test_what_fails_is_tried_again():
    kept: Kept[str, str] = Kept(2)

    def fail() -> str:
        raise ValueError("no such letter")

    with pytest.raises(ValueError, match="no such letter"):
        kept.get_or_make("a", fail)
    assert kept.get_or_make("a", lambda: "A") == "A"
