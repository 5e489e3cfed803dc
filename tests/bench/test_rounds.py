"""Medians and ratios of the benchmark, and that its rounds are fair; nothing here is timed."""

from itertools import count

import pytest

from bench.rounds import Contender, Spread, ratio, rotated, run, spread


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([7.0], Spread(7, 7, 7)),
        ([1.0, 3.0], Spread(2, 1.5, 2.5)),
        ([5.0, 1.0, 4.0, 2.0, 3.0], Spread(3, 2, 4)),
        ([1.0, 1.0, 1.0, 1.0, 900.0], Spread(1, 1, 1)),
    ],
    ids=["one alone", "two", "in any order", "one that was disturbed does not count"],
)
def test_a_spread_is_the_median_between_its_quartiles(values, expected):
    assert spread(values) == expected


def test_a_ratio_is_taken_within_each_round_so_that_a_slow_round_slows_both():
    slower, faster = [10.0, 100.0, 20.0], [1.0, 10.0, 2.0]
    assert ratio(slower, faster) == Spread(10, 10, 10)


def test_a_ratio_needs_the_same_rounds_of_both():
    with pytest.raises(ValueError, match="zip"):
        ratio([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.3071, "0.307 (0.307–0.307)"), (21.26, "21.3 (21.3–21.3)"), (1234.5, "1234 (1234–1234)")],
)
def test_a_spread_shows_three_figures_that_count(value, shown):
    assert str(Spread(value, value, value)) == shown


def test_each_contender_begins_a_round_in_turn():
    assert [rotated("abc", number) for number in range(4)] == [
        ["a", "b", "c"],
        ["b", "c", "a"],
        ["c", "a", "b"],
        ["a", "b", "c"],
    ]


def test_contenders_get_the_same_work_in_a_round_and_none_of_it_twice():
    seen = {"quick": [], "slow": []}
    contenders = [
        Contender("quick", seen["quick"].append, batch=4),
        Contender("slow", seen["slow"].append, batch=2),
    ]
    run(contenders, count(), rounds=2, warm=1)
    assert seen == {"quick": list(range(12)), "slow": [0, 1, 4, 5, 8, 9]}


def test_the_time_of_a_round_is_that_of_a_piece_and_warming_up_does_not_count():
    class Clock:
        now = 0.0

        def __call__(self) -> float:
            return self.now

    clock = Clock()

    def work(piece: float) -> None:
        clock.now += piece

    pieces = iter([50.0, 50.0, 2.0, 4.0, 6.0, 8.0])
    taken = run([Contender("one", work, batch=2)], pieces, rounds=2, warm=1, clock=clock)
    assert taken == {"one": [3.0, 7.0]}
