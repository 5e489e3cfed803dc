"""Measuring in a process of its own, so that nothing done before counts: `python -m bench.process`.

It prints what it found as JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice, pairwise
from pathlib import Path
from statistics import linear_regression
from typing import Any

from app.content.languages import ENGLISH
from app.letters.letter import Letter
from app.letters.printing import warm_up
from app.letters.sheet import sheet_of
from bench import letters, ours
from bench.rounds import forget_garbage

_EVERY = 100
"""So many letters lie between two readings of the memory."""
_MB = 1024


def measure(*task: object) -> subprocess.Popen[str]:
    """Start a process for a task, named by its function here and the arguments."""
    command = [sys.executable, "-m", "bench.process", *map(str, task)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=letters.ROOT)


def found(process: "subprocess.Popen[str]") -> Any:
    """Return what such a process found; raise CalledProcessError if it failed."""
    printed, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return json.loads(printed)


def _memory(field: str) -> float:
    """Return the MB that this process takes (VmRSS), or the most it ever took (VmHWM)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / _MB
    raise LookupError(field)


def growth(way: str, number: str) -> dict[str, float]:
    """Print letters one by one; return the MB by which memory grows for each 1,000.

    It is the slope over the readings of all but the first fifth, in which caches fill.
    """
    readings = []
    printed = ours.WAYS[way]
    for made, letter in enumerate(islice(letters.any_letters(), int(number)), start=1):
        printed([letter], letters.PAPER)
        if made % _EVERY == 0:
            readings.append((made, _memory("VmRSS")))
    settled = readings[len(readings) // 5 :]
    slope, _ = linear_regression(*zip(*settled, strict=True))
    return {"mb_per_1000": slope * 1000, "first_mb": settled[0][1], "last_mb": settled[-1][1]}


def many(way: str, number: str, kind: str) -> dict[str, float]:
    """Print different English letters into one PDF; return seconds, bytes and MB.

    Seconds are those of the clock, and those that all processors together worked on it. The
    process is warm: others were printed before, though one by one.
    """
    if way != "typst":
        letters.prepare_usual()
    stream = letters.standard_letters if kind == "standard" else letters.any_letters
    texts = stream(languages=[ENGLISH])
    with ExitStack() as stack:
        pdf = _printer(way, stack)
        for letter in islice(texts, 200 if _is_quick(way) else 5):
            one = pdf([letter])
        chosen = list(islice(texts, int(number)))
        forget_garbage()
        before = _memory("VmRSS")
        start, worked = time.perf_counter(), time.process_time()
        everything = pdf(chosen)
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
    return {
        "seconds": seconds,
        "processor_seconds": worked,
        "bytes": len(everything),
        "bytes_per_extra_letter": (len(everything) - len(one)) / max(1, int(number) - 1),
        "before_mb": before,
        "peak_mb": _memory("VmHWM"),
    }


def _printer(way: str, stack: ExitStack) -> Callable[[list[Letter]], bytes]:
    if way != "typst":
        return lambda chosen: ours.WAYS[way](chosen, letters.PAPER)
    from bench.rivals import typst_letter  # its memory isn't to count in ours

    typst = typst_letter.printer(stack)
    return lambda chosen: typst([sheet_of(letter, letters.PAPER) for letter in chosen])


def _is_quick(way: str) -> bool:
    return way != "full"


def first(way: str, number: str) -> dict[str, Any]:
    """Print the first letter of so many combinations; return the ms and MB that each adds.

    They are of one language and stationery after another, and the second letter of each is taken
    off: what is left is what was prepared.
    """
    warm_up()
    letters.library()
    printed = ours.WAYS[way]
    texts = letters.standard_letters()
    chosen = list(islice(texts, 2 * len(letters.LANGUAGES)))
    ms, mb = [], [_memory("VmRSS")]
    for index in range(int(number)):
        pair = chosen[index], chosen[index + len(letters.LANGUAGES)]
        start = time.perf_counter()
        printed([pair[0]], letters.PAPER)
        between = time.perf_counter()
        printed([pair[1]], letters.PAPER)
        ms.append((2 * between - start - time.perf_counter()) * 1000)
        mb.append(_memory("VmRSS"))
    return {"ms": ms, "mb": [after - before for before, after in pairwise(mb)]}


TASKS: dict[str, Callable[..., dict[str, Any]]] = {"growth": growth, "many": many, "first": first}

if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[task](*arguments)))
