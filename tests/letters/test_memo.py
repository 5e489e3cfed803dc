"""What is found out once is remembered, though not without end."""

import pytest

from app.letters.memo import Memo


def test_it_is_found_out_once():
    asked = []
    double = Memo(lambda number: asked.append(number) or 2 * number, most=10)
    assert [double[each] for each in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]


def test_what_can_t_be_found_isn_t_remembered():
    inverse = Memo(lambda number: 1 / number, most=10)
    with pytest.raises(ZeroDivisionError):
        inverse[0]
    assert inverse[2] == 0.5
    assert list(inverse) == [2]


def test_it_begins_anew_when_there_is_too_much():
    same = Memo(lambda key: key, most=3)
    for number in range(10):
        assert same[number] == number
        assert number in same
        assert len(same) <= 3


def test_what_is_found_by_others_of_its_kind_is_remembered_too():
    fibonacci: Memo[int, int] = Memo(
        lambda n: n if n < 2 else fibonacci[n - 1] + fibonacci[n - 2], most=100
    )
    assert fibonacci[30] == 832_040
    assert len(fibonacci) == 31
