"""What may not answer holds up nobody."""

from threading import Event

import pytest

from app.web.asking import Asker, Unanswered


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def asker(clock):
    return Asker(patience=30.0, rest=3.0, clock=clock)


def fail():
    raise OSError("no disk")


def test_an_answer_is_given(asker):
    assert asker.ask(lambda: "yes") == "yes"


def test_nothing_is_an_answer_too(asker):
    assert asker.ask(lambda: None) is None


def test_a_failure_is_told_with_its_cause(asker):
    with pytest.raises(Unanswered) as told:
        asker.ask(fail)
    assert isinstance(told.value.__cause__, OSError)


def test_after_a_failure_nothing_is_asked_until_it_has_rested(asker, clock):
    with pytest.raises(Unanswered):
        asker.ask(fail)
    asked = []
    with pytest.raises(Unanswered):
        asker.ask(lambda: asked.append(1))
    assert asked == []
    clock.now += 3.0
    asker.ask(lambda: asked.append(1))
    assert asked == [1]


def test_while_a_question_hangs_no_other_is_asked(clock):
    asker, go_on = Asker(patience=0.01, rest=0.0, clock=clock), Event()
    with pytest.raises(Unanswered) as told:
        asker.ask(lambda: go_on.wait(60))
    assert told.value.__cause__ is None
    clock.now += 1000
    with pytest.raises(Unanswered):
        asker.ask(lambda: "another")
    go_on.set()
    asker._hanging[0].join(60)
    clock.now += 1
    patient = Asker(patience=30.0, clock=clock)
    patient._hanging = asker._hanging
    assert patient.ask(lambda: "another") == "another"
