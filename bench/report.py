"""What was measured, as Markdown tables and as build/bench.json."""

import datetime
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from bench import letters
from bench.contest import FAST, FULL, Result
from bench.figures import FIGURES
from bench.measuring import Measured
from bench.rivals.chromium_letter import browser
from bench.rounds import ratio, spread

RESULTS = letters.ROOT / "build" / "bench.json"
PAGE = letters.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- written by make bench -->", "<!-- until here -->"


def tables(measured: Measured) -> str:
    """Return all tables, with the day and the versions."""
    parts = [_versions()]
    for title, result in measured.contests.items():
        parts.append(f"**{title}**, medians and quartiles of rounds:\n\n{_contest(result)}")
    parts.append(_aims(measured))
    parts.append(_table(("Beside these", "Measured"), measured.beside))
    parts += [_table(title.split(" | "), rows) for title, rows in measured.scales.items()]
    return "\n\n".join(parts)


def write(measured: Measured) -> None:
    """Write the figures to RESULTS, and the tables into PAGE between its marks."""
    RESULTS.parent.mkdir(exist_ok=True)
    figures = {figure.key: round(measured.figures[figure.key], 3) for figure in FIGURES}
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    text = f"{before}{BEGIN}\n\n{tables(measured)}\n\n{END}{after}"
    PAGE.write_text(text, encoding="utf-8")


def _contest(result: Result) -> str:
    full, fast = result.seconds[FULL], result.seconds[FAST]
    rows = [
        (
            name,
            str(spread([each * 1000 for each in seconds])),
            str(ratio(seconds, fast)),
            str(ratio(seconds, full)),
            f"{result.sizes[name] / 1000:.0f}",
            "yes" if result.tagged[name] else "no",
        )
        for name, seconds in result.seconds.items()
    ]
    return _table(("Way", "ms a letter", "× prepared", "× full path", "KB", "Tagged"), rows)


def _aims(measured: Measured) -> str:
    rows = []
    for figure in FIGURES:
        value = measured.figures[figure.key]
        reached = "reached" if figure.is_reached(value) else "not reached"
        rows.append((figure.says, f"{value:.3g} {figure.unit}", figure.aim, reached))
    return _table(("Figure", "Measured", "Aim", ""), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _versions() -> str:
    packages = ("weasyprint", "typst", "reportlab")
    named = [f"Python {platform.python_version()}"]
    named += [f"{name} {version(name)}" for name in packages]
    if path := browser():
        command = [path, "--version"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        named.append(said.strip())
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    today = datetime.date.today().isoformat()
    return f"{today}, {os.cpu_count()} cores ({processor}); {', '.join(named)}."
