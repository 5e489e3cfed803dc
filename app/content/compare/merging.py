"""Two texts made from the same one, put together line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from merge3 import Merge3

from app.content.compare.alignment import Matcher

Resolution = Literal["theirs", "mine", "both"]


@dataclass(frozen=True)
class Agreed:
    """Lines that stand in the merged text, whoever wrote them."""

    text: str


@dataclass(frozen=True)
class Conflict:
    """Lines that both changed, each in another way; any of the three may be empty."""

    base: str
    theirs: str
    mine: str

    def decided(self, choice: Resolution) -> str:
        """Return what stands there after the choice; both means theirs, then mine."""
        return {"theirs": self.theirs, "mine": self.mine, "both": self.theirs + self.mine}[choice]


@dataclass(frozen=True)
class Merged:
    """A merged text, as far as nobody has to decide."""

    parts: tuple[Agreed | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What has to be decided, in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Conflict))

    @property
    def has_conflicts(self) -> bool:
        """Whether anything has to be decided."""
        return bool(self.conflicts)

    def text(self, choices: Sequence[Resolution] = ()) -> str:
        """Return the text with each conflict decided; raise ValueError if that isn't so."""
        if len(choices) != len(self.conflicts):
            raise ValueError(f"{len(self.conflicts)} conflicts, but {len(choices)} choices")
        decided = iter(choices)
        return "".join(
            part.text if isinstance(part, Agreed) else part.decided(next(decided))
            for part in self.parts
        )


def merge(base: str, theirs: str, mine: str) -> Merged:
    """Return the two texts merged, which were both made from the base.

    Changes of neighbouring lines may conflict. Every text that isn't empty is taken to end with
    its line.
    """
    old, a, b = map(_lines, (base, theirs, mine))
    parts: list[Agreed | Conflict] = []
    for group in Merge3(old, a, b, sequence_matcher=Matcher).merge_groups():
        if group[0] == "conflict":
            parts.append(Conflict(*("".join(lines) for lines in group[1:])))
        elif parts and isinstance(parts[-1], Agreed):
            parts[-1] = Agreed(parts[-1].text + "".join(group[1]))
        else:
            parts.append(Agreed("".join(group[1])))
    return Merged(tuple(parts))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [f"{line}\n" for line in lines]
