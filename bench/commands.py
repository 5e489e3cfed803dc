"""Commands as whole processes, from start to end."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import letters

COMMANDS = ("letter", "cases", "--help")


def seconds(times: int = 7) -> dict[str, float]:
    """Return by command the median seconds that it takes, the commands in turn."""
    order = letters.standard_order()
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "letter.pdf")
        arguments = {"letter": [order.case, *order.addressees, "--name", "Anna", "-o", target]}
        _run("prepare", folder)  # as `make setup` does
        for _ in range(times):
            for name in COMMANDS:
                start = time.perf_counter()
                _run(name, folder, *arguments.get(name, []))
                taken[name].append(time.perf_counter() - start)
    return {name: median(values) for name, values in taken.items()}


def _run(name: str, instance: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("lettercase")), name, *arguments]
    environment = {**os.environ, "LETTERCASE_INSTANCE": instance}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
