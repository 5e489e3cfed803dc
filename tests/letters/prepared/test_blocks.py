"""Blocks are laid out once, whoever needs them, and those that can't be keep no other from it."""

import threading
import time
from collections.abc import Callable

import pytest

from app.letters.letter import Letter
from app.letters.paragraphs import ItemList, Paragraph
from app.letters.prepared import blocks
from app.letters.prepared.typeface import NotPrepared
from app.letters.stationery import STATIONERIES

PAPER = STATIONERIES["din-5008-b"]
LaidOut = list[tuple[str, ...]]


@pytest.fixture
def laid_out(nothing_prepared: None, monkeypatch: pytest.MonkeyPatch) -> LaidOut:
    """Begin with nothing kept; returns the texts that are laid out from now on, by sheet."""
    found: LaidOut = []
    really = blocks.fragments

    def fragments(texts, *rest):
        found.append(tuple(text.text for text in texts))
        time.sleep(0.02)  # so that others come meanwhile
        return really(texts, *rest)

    monkeypatch.setattr(blocks, "fragments", fragments)
    return found


def test_many_who_need_a_block_at_once_wait_for_whoever_lays_it_out(
    laid_out: LaidOut, letters_with: Callable[..., list[Letter]]
):
    (letter,) = letters_with()
    threads = [threading.Thread(target=blocks.blocks_of, args=(letter, PAPER)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert laid_out == [tuple(block.text for block in letter.blocks)]


def test_only_what_differs_from_letters_before_is_laid_out(
    laid_out: LaidOut, letters_with: Callable[..., list[Letter]]
):
    (first,), (second,) = letters_with(seed=1), letters_with(seed=2)
    blocks.blocks_of(first, PAPER)
    blocks.blocks_of(second, PAPER)
    known = {block.text for block in first.blocks}
    assert laid_out[1] == tuple(block.text for block in second.blocks if block.text not in known)


def test_a_block_that_cannot_be_prepared_is_tried_once_and_spoils_no_other(
    laid_out: LaidOut, letters_with: Callable[..., list[Letter]], monkeypatch: pytest.MonkeyPatch
):
    (letter,) = letters_with()
    really = blocks.fragments

    def without_lists(texts, *rest):
        if any(isinstance(text, ItemList) for text in texts):
            raise NotPrepared("a list")
        return really(texts, *rest)

    monkeypatch.setattr(blocks, "fragments", without_lists)
    for _ in range(2):
        with pytest.raises(NotPrepared, match="a list"):
            blocks.blocks_of(letter, PAPER)
    paragraphs = [block.text for block in letter.blocks if isinstance(block, Paragraph)]
    assert sorted(text for sheet in laid_out for text in sheet) == sorted(paragraphs)
