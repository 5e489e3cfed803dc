"""Object numbers and MCIDs: a block in the same place of a page has always the same ones.

So whatever is written about it can be cached as bytes. Numbers are given out by slots; those of the
last slot of a block that it doesn't need stay free, and no file minds.
"""

from __future__ import annotations

OBJECTS, TEXTS = 32, 16
"""So many object numbers of the file, and MCIDs of the page, are in a slot."""
PARENTS = 11
"""The ParentTree; the fonts come before it."""
DOCUMENT = OBJECTS
"""The first of what describes the whole file: a stream of these objects, but for METADATA."""
METADATA, ELEMENT, CATALOG, TREE, OUTLINES, ROOT, DATA = range(DOCUMENT + 1, DOCUMENT + 8)
"""ELEMENT is the one around all pages, TREE that of the pages, ROOT that of the structure."""
FIRST = 2
"""The slot with which the first page begins."""
FRAME = 3
"""The slots at the beginning of a page for all but blocks and own words."""


class PageNumbers:
    """The numbers of a page that begins with a slot: of itself and what every page has."""

    def __init__(self, slot: int = FIRST, slots: int = FRAME) -> None:
        self.slot = slot
        self.after = slot + slots + 1
        """The slot with which the next page begins."""
        self.own = OBJECTS * (slot + slots)
        """What is drawn of the sender: the last number of the page."""
        self.number = OBJECTS * slot
        self.outline = self.number + 1
        """Its item in the outline."""
        self.body = self.number + 2
        """The element in which blocks and own words stand."""
        self.frame = self.number + 3
        """The stream with the other elements, which follow it."""
        self.streams = self.number + 2 * OBJECTS
        """The first of what is drawn between the blocks."""

    def objects(self, slot: int) -> int:
        """Return the first object's number in a slot counted from the page's first."""
        return OBJECTS * (self.slot + slot)


def slots_for(objects: int, texts: int) -> int:
    """Return how many slots so many numbers of `objects` and MCIDs of `texts` take."""
    return max(-(-objects // OBJECTS), -(-texts // TEXTS))
