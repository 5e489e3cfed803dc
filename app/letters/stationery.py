"""Paper, and where on it the address, the marks and the text of a letter stand.

Lengths are in mm from the top-left corner of the sheet, font sizes in pt. Sources: DIN 5008
(forms A and B), SN 010130 (Swiss), the French norm for a window at the right, the single-window
#10 envelope of the USPS, and the letter classes of KOMA-Script, which follow them.
"""

from dataclasses import dataclass
from functools import cached_property

from app.content.languages import language_of


@dataclass(frozen=True)
class Paper:
    """A sheet and its size in mm."""

    name: str
    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in mm from its top-left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class FontSize:
    """The size of a font and the distance of its lines (the leading), in pt."""

    size: float
    line: float


A4 = Paper("A4", 210, 297)
LETTER = Paper("Letter", 215.9, 279.4)

_FONTS = {"A4": FontSize(10.5, 13.6), "Letter": FontSize(10, 12.75)}
_DENSE_FONTS = {"A4": FontSize(10, 12.25), "Letter": FontSize(10, 12)}
"""For the languages whose words are longer, so that the same letter still fits on one page."""

RETURN_LINE_HEIGHT = 5.0
UNPRINTABLE = 5.0
"""Nearer to the edge many printers leave no ink; only marks come so near."""
INK_MARGIN = 7.0
"""All ink but the marks stays at least so far from the edge."""


@dataclass(frozen=True)
class Stationery:
    """Paper and the place of everything on it."""

    slug: str
    paper: Paper
    address_field: Box
    has_return_line: bool
    fold_marks: tuple[float, ...]
    hole_mark: float | None
    window: Box | None
    """The part of the address field that shows in every usual envelope."""
    envelope: str
    """The envelope that the drawing on the page shows."""
    sender: Box
    date: Box
    body_top: float
    margin_left: float = 25.0
    margin_right: float = 20.0
    margin_bottom: float = 15.0

    @cached_property
    def address_zone(self) -> Box:
        """Where the ink of the address must stay: the window, or the field where there is none."""
        zone = self.window or self.address_field
        left = self.margin_left if zone.x < self.margin_left else zone.x + 3
        return Box(left, zone.y + 0.9, zone.right - left, zone.height - 1.8)

    @cached_property
    def return_line(self) -> Box | None:
        """Where the sender stands in small letters above the address."""
        if not self.has_return_line:
            return None
        x = self.address_zone.x
        field = self.address_field
        return Box(x, field.y, field.right - x, RETURN_LINE_HEIGHT)

    @property
    def body_width(self) -> float:
        """The width of the text."""
        return self.paper.width - self.margin_left - self.margin_right

    def font_for(self, language: str) -> FontSize:
        """Return the font size of the letter's text; most languages run longer than English."""
        fonts = _DENSE_FONTS if language_of(language).is_dense else _FONTS
        return fonts[self.paper.name]

    @property
    def body_bottom(self) -> float:
        """Where the text must have ended."""
        return self.paper.height - self.margin_bottom


STATIONERIES: dict[str, Stationery] = {
    stationery.slug: stationery
    for stationery in (
        Stationery(
            "din-5008-b",
            A4,
            address_field=Box(20, 45, 85, 45),
            has_return_line=True,
            fold_marks=(105, 210),
            hole_mark=148.5,
            window=Box(22, 60, 69, 25.5),
            envelope="dl-left",
            sender=Box(25, 11, 80, 32),
            date=Box(125, 50, 75, 5),
            body_top=98.5,
        ),
        Stationery(
            "din-5008-a",
            A4,
            address_field=Box(20, 27, 85, 45),
            has_return_line=True,
            fold_marks=(87, 192),
            hole_mark=148.5,
            window=Box(20, 32, 80, 40),
            envelope="dl-left",
            sender=Box(125, 25, 75, 32),
            date=Box(125, 64, 75, 5),
            body_top=82,
        ),
        Stationery(
            "swiss-right",
            A4,
            address_field=Box(112, 45, 90, 45),
            has_return_line=True,
            fold_marks=(105, 210),
            hole_mark=None,
            window=Box(122, 50, 71, 21.5),
            envelope="c65-right",
            sender=Box(25, 11, 80, 32),
            date=Box(25, 66, 80, 5),
            body_top=98.5,
        ),
        Stationery(
            "swiss-left",
            A4,
            address_field=Box(20, 35.5, 100, 45),
            has_return_line=True,
            fold_marks=(105, 210),
            hole_mark=None,
            window=Box(20, 52, 81, 28.5),
            envelope="c5-left",
            sender=Box(125, 11, 75, 32),
            date=Box(125, 70, 75, 5),
            body_top=92,
        ),
        Stationery(
            "french",
            A4,
            address_field=Box(100, 35, 100, 45),
            has_return_line=True,
            fold_marks=(99, 198),
            hole_mark=None,
            window=Box(100, 45, 90, 34),
            envelope="dl-right",
            sender=Box(25, 11, 70, 32),
            date=Box(25, 70, 70, 5),
            body_top=92,
        ),
        Stationery(
            "us-10",
            LETTER,
            address_field=Box(17.5, 55.6, 114.3, 28.6),
            has_return_line=False,
            fold_marks=(93.1, 186.2),
            hole_mark=None,
            window=Box(22, 63.5, 89, 16.9),
            envelope="us-10",
            sender=Box(25, 11, 85, 32),
            date=Box(120, 47, 75, 5),
            body_top=90,
            margin_bottom=12,
        ),
        Stationery(
            "plain-a4",
            A4,
            address_field=Box(20, 45, 85, 45),
            has_return_line=False,
            fold_marks=(),
            hole_mark=None,
            window=None,
            envelope="none",
            sender=Box(25, 11, 80, 32),
            date=Box(125, 50, 75, 5),
            body_top=98.5,
        ),
        Stationery(
            "plain-letter",
            LETTER,
            address_field=Box(17.5, 55.6, 114.3, 28.6),
            has_return_line=False,
            fold_marks=(),
            hole_mark=None,
            window=None,
            envelope="none",
            sender=Box(25, 11, 85, 32),
            date=Box(120, 47, 75, 5),
            body_top=90,
            margin_bottom=12,
        ),
    )
}
DEFAULT_STATIONERY = "din-5008-b"
