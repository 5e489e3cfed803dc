"""`python -m bench.costs`: what the dearest requests of each kind cost, and the attacks of before.

    python -m bench.costs                     the table for docs/security.md
    python -m bench.costs --attacks [FOLDER]  what once stopped a site, of the code in the folder
    python -m bench.costs --json [REQUEST…]   for the test that holds them against the bounds

Each request is sent to a site in this process; its processor time is measured, and by how much
memory grows. It ends by itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from bench.attacks import attacks
from bench.dear_letters import letter, offices_of
from bench.desk import Cost, Desk, cost_of, desk
from bench.every_form import every_form
from bench.kinds import KINDS, Kind, Requests

MOST_SECONDS, MOST_MEGABYTES = 2.0, 150.0
"""What a request may cost: processor time, and memory beside what the process has."""


def measured(requests: Requests) -> Iterator[tuple[str, Cost]]:
    """Yield what each request costs, made when its turn comes."""
    for name, send in requests:
        yield name, cost_of(send)


def _whole() -> list[Kind]:
    return [*dict.fromkeys(KINDS.values()), every_form]


def _warm(desk: Desk) -> None:
    """Let what is made once in a process be made: importing what lays out, and the fonts."""
    for case, (addressees, _) in offices_of(desk).items():
        letter(desk, case, addressee=addressees[:1], guide="1")()


def _print(rows: Iterable[tuple[str, Cost]]) -> None:
    print("| Request | Seconds of processor time | MB more | Answer |\n|---|---|---|---|")
    for name, cost in rows:
        answer = f"{cost.status}, {cost.bytes / 1024:,.0f} KB"
        print(f"| {name} | {cost.seconds:.2f} | {cost.megabytes:.0f} | {answer} |", flush=True)


def _of_other_code(folder: str) -> None:
    """Run the attacks on the code of another folder, asked by the modules of this one."""
    here, there = Path(__file__).parent.parent, Path(folder).resolve()
    program = (
        f"import sys; sys.path.insert(0, {str(here)!r}); import bench; "
        f"sys.path.insert(0, {str(there)!r}); from bench.costs import main; main(['--attacks'])"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=there)


def main(arguments: list[str]) -> None:
    """Measure what the arguments ask for."""
    options = {each for each in arguments if each.startswith("--")}
    names = [each for each in arguments if not each.startswith("--")]
    if "--attacks" in options and names:
        _of_other_code(names[0])
        return
    with desk() as asked:
        _warm(asked)
        if "--attacks" in options:
            _print(measured(attacks(asked)))
        elif "--json" in options:
            every = (row for each in _whole() for row in each(asked))
            chosen = (row for row in every if not names or row[0] in names)
            rows = measured(islice(chosen, len(names) or None))
            print(json.dumps([(name, asdict(cost)) for name, cost in rows]))
        else:
            for each in _whole():
                print(f"\n{each.__name__}\n")
                dearest = sorted(measured(each(asked)), key=lambda row: -row[1].seconds)
                _print(dearest[:12])


if __name__ == "__main__":
    main(sys.argv[1:])
