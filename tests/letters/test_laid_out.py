"""Texts are laid out once, whoever needs them; what can't be read keeps no other from it."""

import threading
import time
from collections.abc import Callable

import pytest

from app.letters import laid_out as store
from app.letters.height import heights
from app.letters.laid_out import Unreadable, keys_of, known, laid_out
from app.letters.letter import Letter
from app.letters.paragraphs import ItemList, Paragraph, Span
from app.letters.printing import GlyphMissing
from app.letters.stacking import NotStackable, stack
from app.letters.stacking.blocks import drawn_texts, read_drawn
from app.letters.stationery import STATIONERIES

PAPER = STATIONERIES["din-5008-b"]
OnSheets = list[tuple[str, ...]]


@pytest.fixture
def on_sheets(nothing_prepared: None, monkeypatch: pytest.MonkeyPatch) -> OnSheets:
    """Begin with nothing known; returns the blocks that are laid out from now on, by sheet."""
    found: OnSheets = []
    really = store.lay_out

    def lay_out(letter, *rest, **options):
        found.append(tuple(block.text for block in letter.blocks))
        time.sleep(0.02)  # so that others come meanwhile
        return really(letter, *rest, **options)

    monkeypatch.setattr(store, "lay_out", lay_out)
    return found


def test_many_who_need_a_text_at_once_wait_for_whoever_lays_it_out(
    on_sheets: OnSheets, letters_with: Callable[..., list[Letter]]
):
    (letter,) = letters_with()
    threads = [threading.Thread(target=drawn_texts, args=(letter, PAPER)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert on_sheets == [tuple(block.text for block in letter.blocks)]


def test_only_what_differs_from_letters_before_is_laid_out(
    on_sheets: OnSheets, letters_with: Callable[..., list[Letter]]
):
    (first,), (second,) = letters_with(seed=1), letters_with(seed=2)
    stack(first, PAPER)
    stack(second, PAPER)
    before = {block.text for block in first.blocks}
    new = tuple(block.text for block in second.blocks if block.text not in before)
    assert new
    assert on_sheets[1:] == [new]


def test_what_was_laid_out_to_be_printed_has_a_height(
    on_sheets: OnSheets, letters_with: Callable[..., list[Letter]]
):
    (letter,) = letters_with()
    stack(letter, PAPER)
    (high,) = heights([letter], PAPER)
    assert on_sheets[1:] == [()]  # for closing and signature alone
    assert high > 100


def test_what_cannot_be_read_is_tried_by_itself_once_and_spoils_no_other(
    on_sheets: OnSheets, letters_with: Callable[..., list[Letter]]
):
    (letter,) = letters_with()

    def without_lists(printed, texts):
        if any(isinstance(text, ItemList) for text in texts):
            raise Unreadable("a list")
        return read_drawn(printed, texts)

    texts = [letter.subject, *letter.blocks]
    for _ in range(2):
        found = laid_out(texts, "en", PAPER, without_lists)
    for text, each in zip(texts, found, strict=True):
        assert isinstance(each.drawn, Unreadable) == isinstance(text, ItemList)
        assert each.height > 10
    assert len(on_sheets) == 1 + len(texts)
    with pytest.raises(NotStackable, match="a list"):
        drawn_texts(letter, PAPER)


def test_what_was_not_asked_for_longest_goes_first(
    on_sheets: OnSheets, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "_TEXTS", store.LRUCache(2))
    one, two, three = (Paragraph((Span(text),)) for text in ("One.", "Two.", "Three."))
    laid_out([one, two], "en", PAPER)
    laid_out([one], "en", PAPER)
    laid_out([three], "en", PAPER)
    found = known(keys_of((one, two, three), "en", PAPER))
    assert [each is not None for each in found] == [True, False, True]


def test_more_texts_than_the_cache_holds_are_laid_out_all_the_same(
    on_sheets: OnSheets, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "_TEXTS", store.LRUCache(2))
    texts = [Paragraph((Span(f"Number {number}."),)) for number in range(40)]
    assert len({each.height for each in laid_out(texts, "en", PAPER)}) == 1
    assert sum(map(len, on_sheets)) == 40


def test_a_character_that_the_font_lacks_is_refused_and_nothing_remembered(on_sheets: OnSheets):
    text = Paragraph((Span("名前"),))
    with pytest.raises(GlyphMissing):
        laid_out([text], "en", PAPER)
    assert known(keys_of([text], "en", PAPER)) == [None]
