"""The structure tree: its elements as objects of a PDF, and its ParentTree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.letters.stacking.fragment import Element

_NONE = b"null"


class Tags:
    """Elements of one page, numbered as they come."""

    def __init__(self, first: int, page: int) -> None:
        self.first = first
        self.page = page
        self.made: list[bytes] = []
        self.owners: dict[int, int] = {}
        """By MCID, the object number of the element around it."""

    def add(self, element: Element, parent: int) -> int:
        """Add an element, and all in it, below the object `parent`; return its object number."""
        number = self.first + len(self.made)
        self.made.append(b"")
        kids = []
        for child in element.children:
            if isinstance(child, int):
                self.owners[child] = number
                kids.append(b"%d" % child)
            else:
                kids.append(b"%d 0 R" % self.add(child, number))
        self.made[number - self.first] = self.element(element.type, parent, b" ".join(kids))
        return number

    def element(self, type_: str, parent: int, kids: bytes) -> bytes:
        """Return an element's bytes."""
        return b"<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K[%s]>>" % (
            type_.encode(),
            parent,
            self.page,
            kids,
        )


def parent_entries(owners: Mapping[int, int], mcids: Iterable[int]) -> bytes:
    """Return the entries of the ParentTree for these MCIDs; null for one that isn't there."""
    return b" ".join([b"%d 0 R" % owners[mcid] if mcid in owners else _NONE for mcid in mcids])
