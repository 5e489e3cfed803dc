"""Rendered of sticky labels, and addresses printed on them; lengths in mm.

Labels are counted along the rows, from 1 at the top left. Source of the sheets: the label
templates of LibreOffice (extras/source/labels/labels.xml), which follow the makers’ own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from app.content.languages import ENGLISH
from app.content.text.messages import Refusal, translatable
from app.content.texts import printed_text
from app.letters.layout import Layout, at, fill, style
from app.letters.placement import PlacedRecipient, place_recipient
from app.letters.recipient import Recipient
from app.letters.stationery import A4, LETTER, Box, Paper
from app.limits import MOST_LABELS

INSET_X, INSET_Y = 3.5, 3.0
"""From a label's edge to its text: labels lie up to 2 mm beside their place in the printer."""
INSET_AT_EDGE = 5.0
"""The same in each direction, where labels run to the edge of the sheet."""


class LabelTooSmall(Refusal):
    """The address stands on the label in no form."""

    template = translatable(
        "The address of %(office)s doesn’t fit on a label of %(width)s × %(height)s mm. "
        "Choose a sheet with larger labels."
    )


class NoSuchLabelSheet(Refusal):
    """There is no label sheet of this code."""

    template = translatable("There is no label sheet “%(slug)s”; there are %(known)s.")


class NoLabel(Refusal):
    """Not one label is to be printed, or fewer than none of an address."""

    template = translatable("Say how many labels to print: at least one.")


class TooManyLabels(Refusal):
    """More labels than are printed at once."""

    template = translatable("%(count)s labels are too many at once: print at most %(most)s.")


class StartBeyondSheet(Refusal):
    """The sheet has no such label to start at."""

    template = translatable(
        "There is no label %(start)s on the sheet: start at one from 1 to %(last)s."
    )


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of equal labels, known by its maker's code."""

    code: str
    paper: Paper
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    inset_x: float = INSET_X
    inset_y: float = INSET_Y

    @property
    def slug(self) -> str:
        """The code in small letters."""
        return self.code.lower()

    @property
    def count(self) -> int:
        """How many labels there are on a sheet."""
        return self.columns * self.rows

    def label(self, number: int) -> Box:
        """Return the label of this number, from 1."""
        row, column = divmod(number - 1, self.columns)
        return Box(
            self.left + column * self.pitch_x,
            self.top + row * self.pitch_y,
            self.width,
            self.height,
        )

    def zone(self, number: int) -> Box:
        """Return where the ink on the label of this number must stay."""
        label, x, y = self.label(number), self.inset_x, self.inset_y
        return Box(label.x + x, label.y + y, label.width - 2 * x, label.height - 2 * y)


LABEL_SHEETS = {
    sheet.slug: sheet
    for sheet in (
        LabelSheet("L7163", A4, 2, 7, 99.06, 38.1, 4.67, 15.15, 101.6, 38.1),
        LabelSheet("L7160", A4, 3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1),
        LabelSheet("L7159", A4, 3, 8, 64, 33.86, 6.46, 13.06, 66.54, 33.86),
        LabelSheet("3474", A4, 3, 8, 70, 37, 0, 0, 70, 37, INSET_AT_EDGE, INSET_AT_EDGE),
        LabelSheet("5160", LETTER, 3, 10, 66.68, 25.4, 4.78, 12.7, 69.85, 25.4),
        LabelSheet("5161", LETTER, 2, 10, 101.6, 25.4, 3.96, 12.7, 106.36, 25.4),
        LabelSheet("5163", LETTER, 2, 5, 101.6, 50.8, 3.96, 12.7, 106.36, 50.8),
    )
}


def label_sheet(code: str) -> LabelSheet:
    """Return the sheet of this code, in capitals or not; raise NoSuchLabelSheet."""
    try:
        return LABEL_SHEETS[code.lower()]
    except KeyError:
        known = ", ".join(sheet.code for sheet in LABEL_SHEETS.values())
        raise NoSuchLabelSheet(slug=code, known=known) from None


@dataclass(frozen=True)
class _Label:
    """An address on its label, and its place on the sheet as CSS."""

    recipient: PlacedRecipient
    place: str


def labels(
    wanted: Sequence[tuple[Recipient, int]],
    sheet: LabelSheet,
    start: int = 1,
    language: str = ENGLISH,
) -> Layout:
    """Return so many labels of each recipient, from the first free label on to further sheets.

    `start` is the number of that label on the sheet, from 1. Raises LabelTooSmall, NoLabel,
    TooManyLabels and StartBeyondSheet.
    """
    _check([count for _, count in wanted], sheet, start)
    one_each = [(_placed(recipient, sheet), count) for recipient, count in wanted if count]
    placed = chain.from_iterable(repeat(each, count) for each, count in one_each)
    sheets: list[list[_Label]] = []
    for index, each in enumerate(placed, start - 1):
        if not sheets or index % sheet.count == 0:
            sheets.append([])
        zone = sheet.zone(index % sheet.count + 1)
        middle = zone.y + (zone.height - each.height) / 2
        sheets[-1].append(_Label(each, at(zone.x, middle, each.latin)))
    title = printed_text("paper.labels", language, sheet=sheet.code)
    html = fill("labels", title=title, language=language, sheets=sheets)
    text = "\n".join(line for each, _ in one_each for line in each.lines)
    return Layout(html, style("labels", sheet.paper), text)


def _check(counts: Sequence[int], sheet: LabelSheet, start: int) -> None:
    total = sum(counts)
    if total < 1 or min(counts) < 0:
        raise NoLabel()
    if total > MOST_LABELS:
        raise TooManyLabels(count=total, most=MOST_LABELS)
    if not 1 <= start <= sheet.count:
        raise StartBeyondSheet(start=start, last=sheet.count)


def _placed(recipient: Recipient, sheet: LabelSheet) -> PlacedRecipient:
    placed = place_recipient(recipient, sheet.zone(1))
    if placed is None:
        raise LabelTooSmall(office=recipient.office, width=sheet.width, height=sheet.height)
    return placed
