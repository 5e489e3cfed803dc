"""Processes that are killed or told to stop, that start at once, or whose clock is wrong."""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.faults.row import Row, recovery, said
from bench.faults.site import (
    CASE,
    DOCUMENT,
    FORM,
    LETTER,
    Answer,
    Site,
    Tree,
    begun,
    is_letter,
    served,
    wait_for,
)

_AT_ONCE = 8
_STARTS = 4
_KILLS = 10
_UNTIL_OVER = 60.0
"""Seconds that a site may take to end."""


def rows(tree: Tree) -> Iterator[Row]:
    """Yield a row for each fault."""
    for row in (_killed_in_letters, _killed_in_publishing, _stopped, _starts_at_once, _clock):
        with tempfile.TemporaryDirectory() as folder:
            yield row(tree, Path(folder))


def _letters(pool: ThreadPoolExecutor, site: Site, number: int) -> list[Future[Answer]]:
    return [pool.submit(site.letter) for _ in range(number)]


def _killed_in_letters(tree: Tree, folder: Path) -> Row:
    """Kill every worker while letters are asked for."""
    with served(tree, folder) as site, ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = _letters(pool, site, 20 * _AT_ONCE)
        time.sleep(0.3)
        for worker in site.workers:
            os.kill(worker, signal.SIGKILL)
        answers = [each.result() for each in asked]
        whole = sum(map(is_letter, answers))
        seen = f"{whole} of {len(asked)} letters whole, the others have to be asked for again"
        seconds = recovery(site)
    lost = f"{len(asked) - whole} letters under way" if whole < len(asked) else "nothing"
    return Row("kill -9 of every worker in a letter", seen, lost, said(seconds))


def _killed_in_publishing(tree: Tree, folder: Path) -> Row:
    """Kill what publishes, again and again, and look for halves of publications."""
    told = 0
    environment = {"LETTERCASE_INSTANCE": str(folder)}
    for _ in range(_KILLS):
        with subprocess.Popen(
            tree.command_inside("publish_for_ever", DOCUMENT),
            cwd=tree.root,
            env=tree.environment(**environment),
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            lines = iter(process.stdout or ())
            next(lines)
            told += 1
            time.sleep(0.2)
            process.kill()
            told += len(list(lines))
    found = tree.inside("published", **environment)
    lost = []
    if found["publications"] < told:
        lost.append(f"{told - found['publications']} publications")
    if found["empty"]:
        lost.append(f"{found['empty']} of them are empty")
    seen = f"{_KILLS} times: {told} publications were told, {found['publications']} are there"
    return Row("kill -9 in publishing", seen, ", ".join(lost) or "nothing", "when it is started")


def _stopped(tree: Tree, folder: Path) -> Row:
    """Tell the site to stop while letters are asked for."""
    with served(tree, folder) as site, ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = _letters(pool, site, 20 * _AT_ONCE)
        time.sleep(0.3)
        site.process.terminate()
        code = site.process.wait(_UNTIL_OVER)
        answers = [each.result() for each in asked]
        lines = len(site.log)
    whole = sum(map(is_letter, answers))
    cut = [each for each in answers if each.status and not is_letter(each)]
    seen = (
        f"{whole} of {len(asked)} letters whole, {len(cut)} cut, others no answer; "
        f"ends with {code}, {lines} lines in the log"
    )
    return Row(
        "SIGTERM under load",
        seen,
        f"{len(cut)} letters" if cut else "nothing",
        "when it is started",
    )


def _starts_at_once(tree: Tree, folder: Path) -> Row:
    """Start several sites on one new instance."""
    environment = {"LETTERCASE_INSTANCE": str(folder / "new")}
    with ExitStack() as stack, ThreadPoolExecutor(_STARTS) as pool:
        sites = [stack.enter_context(begun(tree, environment)) for _ in range(_STARTS)]
        ready = sum(pool.map(wait_for, sites))
        letters = sum(is_letter(site.letter()) for site in sites if site.process.poll() is None)
    seen = f"{ready} serve, {letters} letters"
    went_wrong = _STARTS - min(ready, letters)
    lost = f"{went_wrong} starts" if went_wrong else "nothing"
    name = f"{_STARTS} starts at once on a new instance"
    return Row(name, seen, lost, "no" if went_wrong else "yes")


def _clock(tree: Tree, folder: Path) -> Row:
    """Let one instance start with a clock far behind, right, far ahead, and right again."""
    given = f"{json.dumps(LETTER)}\n" * 4
    found = tree.inside("other_days", CASE, FORM, str(folder), given=given)
    seen = "; ".join(
        f"{each['days']:+} days: page {each['page']}, letter {each['letter']}" for each in found
    )
    is_right = found[-1]["page"] == 200 and found[-1]["pdf"]
    pages = all(each["page"] == 200 for each in found)
    return Row(
        "clock 400 days off", seen, "nothing" if pages else "pages", "yes" if is_right else "no"
    )
