"""What Lighthouse says of the site on a phone: `python -m bench.lighthouse`.

It serves the site on this machine, looks at the pages that a supporter meets, and prints the four
marks of each, with what is missing where one isn't 100. It needs npm and Node.js 18 or newer.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import letters
from bench.serving import site

VERSION = "lighthouse@12.8.2"
TOOLS = letters.ROOT / ".venv" / "pages" / VERSION
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_LOOKS = 3
_PATIENCE = 180
"""The seconds that one page may take."""


def pages() -> dict[str, str]:
    """Return the pages to look at, by what they are."""
    order = letters.standard_order()
    return {
        "home": "/",
        "case": f"/cases/{order.case}",
        "letter form": f"/cases/{order.case}/letter",
        "office": f"/offices/{order.addressees[0]}",
        "guide": "/guide",
    }


def install() -> Path:
    """Return where Lighthouse is, which is installed if need be."""
    program = TOOLS / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        options = ("--silent", "--no-save", "--ignore-scripts", "--prefix", str(TOOLS))
        subprocess.run(["npm", "install", *options, VERSION], check=True)
    return program


def look(program: Path, url: str) -> dict[str, Any]:
    """Return what Lighthouse reports of a page, on the phone that it pretends to be."""
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        options = (
            "--quiet",
            "--output=json",
            f"--output-path={report.name}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless --no-sandbox",
        )
        environment = {**os.environ, "CHROME_PATH": browser}
        subprocess.run(
            [str(program), url, *options], check=True, env=environment, timeout=_PATIENCE
        )
        found: dict[str, Any] = json.loads(Path(report.name).read_text("utf-8"))
    return found


def best_look(program: Path, url: str) -> dict[str, Any]:
    """Return the best of up to three reports: what else a machine does takes from the marks."""
    reports: list[dict[str, Any]] = []
    while len(reports) < _LOOKS and not any(map(is_whole, reports)):
        reports.append(look(program, url))
    return max(reports, key=lambda report: sum(marks(report)))


def is_whole(report: dict[str, Any]) -> bool:
    """Tell whether every mark is 100."""
    return all(mark == 100 for mark in marks(report))


def marks(report: dict[str, Any]) -> list[int]:
    """Return the four marks, of 100."""
    return [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]


def lacking(report: dict[str, Any]) -> Iterator[str]:
    """Yield what takes from a mark."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".rstrip()


def main() -> None:
    """Print the marks of each page; exit with 1 if any isn't 100."""
    program = install()
    are_whole = True
    print("| page |", " | ".join(CATEGORIES), "|\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as address:
        for name, path in pages().items():
            report = best_look(program, address + path)
            print(f"| {name} |", " | ".join(map(str, marks(report))), "|", flush=True)
            if not is_whole(report):
                are_whole = False
                print(*lacking(report), sep="\n", file=sys.stderr)
    sys.exit(not are_whole)


if __name__ == "__main__":
    main()
