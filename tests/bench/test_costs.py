"""No request that the site takes costs more than 2 s of processor time or 150 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.costs import MOST_MEGABYTES, MOST_SECONDS
from bench.desk import desk
from bench.every_form import BUTTONS, rules
from bench.kinds import KINDS

ROOT = Path(__file__).parent.parent.parent
DEAREST = ("save: unknown keys",)
"""What cost most of all that organisers send, but for a proof, when all was measured last."""
DEAREST_LETTERS = (
    "letters of two pages, lines",
    "the same with a guide, prose",
    "all with copies and guide",
    "120 labels, 5160",
)
"""The same of what supporters send: to lay it out takes the suite too long by default."""


def costs_of(*requests: str) -> list[tuple[str, dict[str, float]]]:
    """Return what these requests cost, or all, in a process of their own."""
    command = [sys.executable, "-m", "bench.costs", "--json", *requests]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def _hold(costs: list[tuple[str, dict[str, float]]]) -> None:
    dear = [
        f"{name}: {cost['seconds']:.2f} s, {cost['megabytes']:.0f} MB"
        for name, cost in costs
        if cost["seconds"] > MOST_SECONDS or cost["megabytes"] > MOST_MEGABYTES
    ]
    assert not dear
    assert [name for name, cost in costs if cost["status"] >= 500] == []


def test_every_form_of_the_site_is_asked_with_what_costs_most():
    with desk() as asked:
        forms = set(rules(asked))
    assert forms - BUTTONS - KINDS.keys() == set(), "a new form: say in bench/ what costs most"
    assert BUTTONS - forms == set()
    assert not BUTTONS & KINDS.keys()


@pytest.mark.timeout(600)  # in seconds that pass: others may want the processors meanwhile
@pytest.mark.parametrize(
    "dearest",
    [DEAREST, pytest.param(DEAREST_LETTERS, marks=pytest.mark.only_with_all)],
    ids=["organisers", "supporters"],
)
def test_the_dearest_requests_cost_no_more_than_they_may(dearest):
    costs = costs_of(*dearest)
    assert sorted({name for name, _ in costs}) == sorted(dearest)
    _hold(costs)


@pytest.mark.only_with_all
@pytest.mark.timeout(900)
def test_no_request_costs_more_than_it_may():
    _hold(costs_of())
