"""What changed between two texts, as pages show it."""

from dataclasses import dataclass

from app.content.compare.difference import Stretch, difference, with_context


@dataclass(frozen=True)
class Change:
    """A document before and after; None where there is none."""

    path: str
    old: str | None
    new: str | None

    @property
    def stretches(self) -> list[Stretch]:
        """The lines of both, those far from every change folded up."""
        return with_context(difference(self.old or "", self.new or ""))

    @property
    def is_none(self) -> bool:
        """Whether both are the same."""
        return self.old == self.new
