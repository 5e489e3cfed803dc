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
        environment = {**os.environ, "LETTERCASE_INSTANCE": folder}
        for _ in range(times):
            for name in COMMANDS:
                command = [str(Path(sys.executable).with_name("lettercase")), name]
                start = time.perf_counter()
                subprocess.run(
                    [*command, *arguments.get(name, [])],
                    check=True,
                    env=environment,
                    stdout=subprocess.DEVNULL,
                )
                taken[name].append(time.perf_counter() - start)
    return {name: median(values) for name, values in taken.items()}
