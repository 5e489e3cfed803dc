"""A row of the table: one fault, what is seen while it lasts, what is lost, what comes after."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.faults.site import Answer, Site, came_back, is_letter, is_published, is_saved

_LOOKS = 4
"""So often it is looked at while something is wrong, so that each worker is likely asked."""
_PATIENCE = 60.0
"""Seconds that a site has to recover by itself."""


@dataclass(frozen=True)
class Row:
    """What the table says of a fault."""

    fault: str
    seen: str
    lost: str
    recovers: str

    def __str__(self) -> str:
        return f"| {self.fault} | {self.seen} | {self.lost} | {self.recovers} |"


HEAD = "| What fails | What is seen | What is lost | Recovers by itself |\n|---|---|---|---|"


@dataclass
class Watch:
    """What is seen of a site."""

    site: Site
    pages: list[Answer] = field(default_factory=list)
    letters: list[Answer] = field(default_factory=list)
    saves: list[Answer] = field(default_factory=list)

    def look(self, looks: int = _LOOKS) -> None:
        """Look at a page, a letter and an organiser's form, a few times."""
        for _ in range(looks):
            self.pages.append(self.site.page())
            self.letters.append(self.site.letter())
            self.saves.append(self.site.save())

    @property
    def seen(self) -> str:
        """What was seen, with the seconds of the slowest answer to supporters."""
        slowest = max(each.seconds for each in (*self.pages, *self.letters))
        lines = len(self.site.log)
        return (
            f"page {_statuses(self.pages)}, letter {_statuses(self.letters)}, "
            f"{slowest:.1f} s at most; saving {_statuses(self.saves)}; "
            f"{lines} {'line' if lines == 1 else 'lines'} in the log"
        )

    @property
    def lost(self) -> list[str]:
        """What supporters or organisers went without."""
        going = {
            "pages": all(map(is_published, self.pages)),
            "letters": all(map(is_letter, self.letters)),
            "what was typed": all(map(came_back, self.saves)),
        }
        return [what for what, is_there in going.items() if not is_there]


def _statuses(answers: list[Answer]) -> str:
    found = sorted({each.status for each in answers})
    return " or ".join(str(each) if each else "no answer" for each in found)


def recovery(site: Site) -> float | None:
    """Return the seconds until everything works again; None if it doesn't."""
    start = time.monotonic()
    while time.monotonic() < start + _PATIENCE:
        if is_published(site.page()) and is_letter(site.letter()) and is_saved(site.save()):
            return time.monotonic() - start
        time.sleep(0.3)
    return None


def said(seconds: float | None) -> str:
    """Return whether it recovered, as the table says it."""
    return "no" if seconds is None else f"yes, in {seconds:.0f} s"


def row_of(fault: str, site: Site, begin: Callable[[], Callable[[], None]]) -> Row:
    """Let a fault begin, look, mend it with what it gave, and wait for the site to recover."""
    watch = Watch(site)
    mend = begin()
    try:
        watch.look()
        seen = watch.seen
    finally:
        mend()
    seconds = recovery(site)
    lost = [*watch.lost, *([] if is_published(site.page()) else ["what was published"])]
    return Row(fault, seen, ", ".join(lost) or "nothing", said(seconds))
