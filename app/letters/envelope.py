"""Envelopes: where a folded letter's address stands in them, and how they are printed themselves.

Lengths are in mm from the top-left corner, the flap behind. Sizes: ISO 269, DIN 678, and the US
trade sizes. Zones: Deutsche Post, “Automationsfähige Briefsendungen”, and USPS DMM 202, of each
the stricter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.content.languages import ENGLISH
from app.content.postal.address import country_line
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_text
from app.letters.layout import Layout, at, fill, style
from app.letters.placement import Placed, PlacedRecipient, largest_sender, place_recipient
from app.letters.recipient import Recipient
from app.letters.sender import Sender, check_address, check_name
from app.letters.stationery import Box, Paper, Stationery
from app.limits import MOST_LETTERS

STAMP = (74.0, 40.0)
"""Width and height at the top right that stay free for stamps and postmarks."""
FREE_RIGHT, FREE_BOTTOM = 15.0, 16.0
"""What stays free for the codes that sorting machines print."""
OVERHANG = 0.5
"""How far the letters of the last line may hang below its line."""
LEAST_WIDTH = 69.0
"""What a compact address may be wide at most; only C6 is too narrow for half of it to hold that."""
EYE_HEIGHT = 0.42
"""The part of the height at which a short address begins."""
ENVELOPE_SENDER_SIZES = (9.0, 8.5, 8.0, 7.0)


class EnvelopeTooSmall(Refusal):
    """The address stands on the envelope in no form."""

    template = translatable(
        "The address of %(office)s doesn’t fit on a %(envelope)s envelope. Choose a larger one."
    )


class NoSuchEnvelope(Refusal):
    """There is no envelope of this name."""

    template = translatable("There is no envelope “%(slug)s”; there are %(known)s.")


class NoEnvelope(Refusal):
    """Envelopes are to be printed, but for nobody."""

    template = translatable("Choose at least one addressee to print an envelope for.")


class TooManyEnvelopes(Refusal):
    """More envelopes than are printed at once."""

    template = translatable("%(count)s envelopes are too many at once: print at most %(most)s.")


@dataclass(frozen=True)
class Envelope:
    """An envelope's size, and how often a sheet is folded to go into it."""

    slug: str
    name: str
    width: float
    height: float
    folds: int = 2

    @property
    def stamp(self) -> Box:
        """Where stamps and postmarks go, and no ink."""
        width, height = STAMP
        return Box(self.width - width, 0, width, height)

    @property
    def sender(self) -> Box:
        """The place of the sender: at the top left, above all that machines read."""
        x, y = 10.0, 9.0
        width = min(80.0, self.stamp.x - 5 - x)
        return Box(x, y, width, self.stamp.bottom - 3 - y)

    @property
    def recipient(self) -> Box:
        """Where the ink of the address must stay: from mid-width, clear of stamps and codes."""
        right = self.width - FREE_RIGHT
        x = min(self.width / 2, right - LEAST_WIDTH)
        y = self.stamp.bottom
        return Box(x, y, right - x, self.height - FREE_BOTTOM - OVERHANG - y)

    def address_top(self, placed: PlacedRecipient) -> float:
        """Return the y at which an address begins: a little above the middle if it is short."""
        zone = self.recipient
        return max(zone.y, min(self.height * EYE_HEIGHT, zone.bottom - placed.height))

    def place(self, stationery: Stationery) -> Box | None:
        """Return the field of the address as it lies in the envelope, the folded sheet centred.

        None for stationery whose envelope has no window.
        """
        if stationery.window is None:
            return None
        field = stationery.address_field
        left, top = self.corner(stationery)
        return Box(left + field.x, top + field.y, field.width, field.height)

    def corner(self, stationery: Stationery) -> tuple[float, float]:
        """Return where the corner of the folded sheet lies, the sheet centred.

        Its upper panel, which has the address, ends at the lower fold, whatever stands out above.
        """
        heights = self.panels(stationery)
        top = (self.height + max(heights)) / 2 - heights[0]
        return (self.width - stationery.paper.width) / 2, top

    def panels(self, stationery: Stationery) -> tuple[float, ...]:
        """Return the heights of the panels of a sheet folded to go in, from the top."""
        height, count = stationery.paper.height, self.folds + 1
        if self.folds < 2 or not stationery.fold_marks:
            return (height / count,) * count
        edges = (0.0, *stationery.fold_marks, height)
        return tuple(lower - upper for upper, lower in pairwise(edges))


ENVELOPES = {
    envelope.slug: envelope
    for envelope in (
        Envelope("dl", "DL", 220, 110),
        Envelope("c6", "C6", 162, 114),
        Envelope("c6-5", "C6/5", 229, 114),
        Envelope("c5", "C5", 229, 162, folds=1),
        Envelope("c4", "C4", 324, 229, folds=0),
        Envelope("b6", "B6", 176, 125),
        Envelope("us-10", "#10", 241.3, 104.8),
        Envelope("us-9", "#9", 225.4, 98.4),
    )
}

_USUAL = {
    "dl-left": "dl",
    "dl-right": "dl",
    "c65-right": "c6-5",
    "c5-left": "c5",
    "us-10": "us-10",
    "none": "dl",
}
"""By the names that stationeries give to their envelopes and windows."""


def envelope_of(stationery: Stationery) -> Envelope:
    """Return the envelope that the stationery is usually posted in."""
    return ENVELOPES[_USUAL[stationery.envelope]]


def envelope(name: str) -> Envelope:
    """Return the envelope of this slug or name, in capitals or not; raise NoSuchEnvelope."""
    for each in ENVELOPES.values():
        if name.casefold() in (each.slug, each.name.casefold()):
            return each
    known = ", ".join(each.name for each in ENVELOPES.values())
    raise NoSuchEnvelope(slug=name, known=known)


@dataclass(frozen=True)
class _Addressed:
    """What stands on one envelope, and the places of it as CSS."""

    recipient: PlacedRecipient
    recipient_place: str
    sender: Placed
    sender_place: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines."""
        return (*self.recipient.lines, *self.sender.lines)


def envelopes(
    recipients: Sequence[Recipient],
    envelope: Envelope,
    sender: Sender | None = None,
    language: str = ENGLISH,
) -> Layout:
    """Return an envelope for each recipient, in the language of what prints them.

    Raises EnvelopeTooSmall, NoEnvelope, TooManyEnvelopes, and SenderError for a sender that can't
    stand at the top left.
    """
    if not recipients:
        raise NoEnvelope()
    if len(recipients) > MOST_LETTERS:
        raise TooManyEnvelopes(count=len(recipients), most=MOST_LETTERS)
    if sender:
        check_name(sender, envelope)
        check_address(sender, envelope)
    addressed = [_addressed(recipient, envelope, sender) for recipient in recipients]
    title = printed_text("paper.envelopes", language, size=envelope.name)
    html = fill("envelopes", title=title, language=language, envelopes=addressed)
    paper = Paper(envelope.name, envelope.width, envelope.height)
    text = "\n".join(line for each in addressed for line in each.lines)
    return Layout(html, style("envelopes", paper), text)


def _addressed(recipient: Recipient, envelope: Envelope, sender: Sender | None) -> _Addressed:
    placed = place_recipient(recipient, envelope.recipient)
    if placed is None:
        raise EnvelopeTooSmall(office=recipient.office, envelope=envelope.name)
    place = at(envelope.recipient.x, envelope.address_top(placed), placed.latin)
    lines = sender.block(_country_of(sender, recipient)) if sender else ()
    above = largest_sender(lines, envelope.sender, ENVELOPE_SENDER_SIZES)
    return _Addressed(placed, place, above, at(envelope.sender.x, envelope.sender.y, above))


def _country_of(sender: Sender, recipient: Recipient) -> str:
    """Return the sender's country in English, for whoever sends the letter back from abroad."""
    if sender.country is None or sender.country == recipient.country:
        return ""
    return country_line(sender.country, None)
