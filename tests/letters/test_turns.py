"""So many at a time, in the order of coming, and never one turn lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.letters import turns
from app.letters.layout import Layout
from app.letters.printing import render
from app.letters.turns import (
    LAYING_OUT,
    Busy,
    Turns,
    be_patient,
    give_back_all,
    no_longer_than_needed,
)
from tests.others import others_have

PAGE = Layout("<html lang=en><title>x</title><p>x", "", "x")


@pytest.fixture
def two() -> Iterator[Turns]:
    """Two turns, forgotten afterwards."""
    yield (made := Turns(2))
    turns._ALL.remove(made)


def test_who_gets_none_in_time_is_told_so_and_takes_none(two):
    with others_have(two), pytest.raises(Busy), two.one(patience=0):
        pytest.fail("There was none")
    with others_have(two):
        pass


def test_whoever_has_one_needs_no_other(two):
    with two.one(), two.one(patience=0), two.one(patience=0):
        assert len(two._taken) == 1
    assert two._taken == set()


def test_they_come_in_the_order_of_asking(two):
    came = []

    def take(name: int) -> None:
        with two.one():
            came.append(name)

    with ThreadPoolExecutor(3) as pool, others_have(two):
        for number in range(3):
            pool.submit(take, number)
            while len(two._waiting) <= number:
                pass
        two._number = 1  # one after the other
    assert came == [0, 1, 2]


def test_a_request_keeps_its_turn_until_it_is_answered(two):
    be_patient(0.01)
    with two.one():
        pass
    assert len(two._taken) == 1
    give_back_all()
    assert two._taken == set()


def test_much_work_in_small_pieces_keeps_none(two):
    be_patient(0.01)
    with no_longer_than_needed():
        with two.one():
            pass
        assert two._taken == set()
    with others_have(two), pytest.raises(Busy), two.one():
        pytest.fail("It is patient no longer")
    give_back_all()


def test_nothing_is_left_of_whoever_was_interrupted(two):
    taken = two.one()
    taken.__enter__()
    two._waiting.append(next(iter(two._taken)))
    give_back_all()
    assert (two._taken, two._waiting) == (set(), [])
    del taken


def test_nothing_is_laid_out_without_a_turn():
    be_patient(0.01)
    try:
        with others_have(LAYING_OUT), pytest.raises(Busy):
            render(PAGE)
    finally:
        give_back_all()
    assert render(PAGE).pages == 1
