"""The preview: the real PDF's pages as images, which live only in the answer."""

import datetime
from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.content.languages import ENGLISH
from app.content.library.library import Library
from app.content.model.freshness import AgeLimits
from app.content.model.localised import first_of
from app.content.text.messages import Refusal
from app.letters.letter import Letter
from app.letters.order import Order, languages_of, write
from app.letters.png import page_images
from app.letters.press import OnPaper, press, to_pdf
from app.letters.space_left import Room, room_for_words
from app.letters.stationery import Stationery
from app.limits import MOST_PREVIEWED


@dataclass(frozen=True)
class PreviewedLetter:
    """A letter as it will be printed."""

    addressee: str
    pages: tuple[str, ...]
    """`data:` addresses of the pages' images."""
    millimetres_left: int
    mark: str
    """What is printed above a copy; empty for a letter itself."""


@dataclass(frozen=True)
class Preview:
    """The letters of an order as they will be printed, and the room left for own words."""

    order: Order
    """What is shown: the supporter's order without what was wrong in it."""
    letters: tuple[PreviewedLetter, ...]
    stationery: Stationery
    room: Room
    is_whole: bool
    """Whether nothing was left out because it can't be printed."""
    count: int
    """How many letters will be posted: a copy goes out with its covering letter."""

    @property
    def not_shown(self) -> int:
        """How many of them aren't among those shown, which are a few pages."""
        return self.count - sum(not letter.mark for letter in self.letters)


def _first_pages(letters: Sequence[Letter], stationery: Stationery) -> list[OnPaper]:
    """Return the first letters on their paper, as far as a preview shows them; at least one."""
    printed: list[OnPaper] = []
    for letter in letters:
        if sum(each.pages for each in printed) >= MOST_PREVIEWED:
            break
        printed.append(press(letter, stationery))
    return printed


def preview(
    library: Library,
    order: Order,
    wrong: Collection[str],
    today: datetime.date,
    limits: AgeLimits,
) -> Preview | None:
    """Return the preview without the wrong fields, or None if nothing can be printed so."""
    if wrong:
        order = _without(order, wrong, library, today, limits)
    try:
        letters = write(library, order, today, limits)
        printed = _first_pages(letters, order.stationery)
    except Refusal:
        return None
    return Preview(
        order,
        tuple(_previewed(printed)),
        order.stationery,
        room_for_words(printed, order.words),
        is_whole=not wrong,
        count=sum(not letter.mark for letter in letters),
    )


def _previewed(printed: Sequence[OnPaper]) -> list[PreviewedLetter]:
    images = iter(page_images(to_pdf(printed)))
    return [
        PreviewedLetter(
            each.letter.addressee,
            tuple(map(data_address, islice(images, each.pages))),
            max(0, int(each.millimetres_left)),
            each.letter.mark,
        )
        for each in printed
    ]


def data_address(image: bytes) -> str:
    """Return the address under which a PNG stands in the page itself."""
    return "data:image/png;base64," + b64encode(image).decode("ascii")


def _without(
    order: Order,
    wrong: Collection[str],
    library: Library,
    today: datetime.date,
    limits: AgeLimits,
) -> Order:
    """Return the order as it would be if the wrong fields had been left as they were.

    A wrong language is one in which it can't be printed: another is shown.
    """
    sender = order.sender
    if "name" in wrong:
        sender = replace(sender, name="")
    if "address" in wrong:
        sender = replace(sender, address=())
    if "town" in wrong:
        sender = replace(sender, town="")
    if "addressee" in wrong:
        askable = [each.slug for each in library.askable(library.case(order.case), today)]
        chosen = tuple(slug for slug in order.addressees if slug in askable)
        order = replace(order, addressees=chosen or tuple(askable[:1]))
    order = replace(
        order,
        sender=sender,
        copies=() if "copy" in wrong else order.copies,
        words="" if "words" in wrong else order.words,
        date=today if "date" in wrong else order.date,
        demands=None if "demand" in wrong else order.demands,
    )
    languages = languages_of(library, order, today, limits)
    if "language" in wrong and languages:
        return replace(order, language=first_of(languages, ENGLISH))
    return order
