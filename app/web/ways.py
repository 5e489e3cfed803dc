"""The ways in which letters leave the site: printed, to be edited, and what goes with them.

Each way is given the orders of a pack and the form. The last order is that of the form, which the
view has checked; the others came with it, and are checked as their letters are written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from flask import Response, render_template

from app.letters.calibration import calibration
from app.letters.envelope import ENVELOPES, envelopes
from app.letters.guide import guide
from app.letters.label_sheet import LABEL_SHEETS, labels
from app.letters.layout import Layout
from app.letters.letter import Letter
from app.letters.order import Order, composed, write
from app.letters.plain_text import Mail, mailto, plain_text
from app.letters.press import OnPaper, press_all, to_pdf
from app.letters.printing import Rendered, render
from app.letters.recipient import Recipient, postable, recipient_of
from app.letters.stationery import Stationery
from app.letters.word_document import docx_of
from app.web.current import library, limits, settings, today
from app.web.languages import current_language
from app.web.letter_form import LetterForm, value_of

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def to_print(orders: Sequence[Order], form: LetterForm) -> Response:
    """Return the letters of all orders as one PDF, the guide behind them if it is wanted."""
    letters, with_guide = list(_letters(orders)), bool(form.guide.data)
    sheets: list[OnPaper | Rendered] = [
        *press_all(letters, orders[-1].stationery, with_guide=with_guide)
    ]
    if with_guide:
        sheets.append(render(_guide(orders)))
    return _download(to_pdf(sheets), _PDF, f"{_name(orders)}.pdf")


def to_edit(orders: Sequence[Order], _form: LetterForm) -> Response:
    """Return the letters as a document for a word processor."""
    return _download(
        docx_of(list(_letters(orders)), orders[0].stationery), _DOCX, f"{_name(orders)}.docx"
    )


@dataclass(frozen=True)
class AsText:
    """A letter to copy, and to send by e-mail where the addressee has an address for it."""

    letter: Letter
    enclosed: Letter | None
    """The letter that a covering letter goes out with, marked as a copy."""
    mail: Mail | None

    @property
    def text(self) -> str:
        """The letter, and what it encloses."""
        return plain_text(self.letter, self.enclosed)


def as_text(orders: Sequence[Order], _form: LetterForm) -> Response:
    """Return a page with the letters as plain text."""
    case = library().case(orders[-1].case)
    found = list(_texts(list(_letters(orders))))
    return Response(render_template("letter_text.html", letters=found, case=case))


def _texts(letters: Sequence[Letter]) -> Iterator[AsText]:
    for letter, following in zip_longest(letters, letters[1:]):
        if letter.mark:
            continue
        enclosed = following if following and following.mark else None
        addressee = library().addressee(letter.addressee)
        yield AsText(letter, enclosed, mailto(letter, addressee, enclosed))


def envelopes_of(orders: Sequence[Order], form: LetterForm) -> Response:
    """Return an envelope for each letter and copy."""
    envelope = ENVELOPES[value_of(form.envelope)]
    sender = orders[0].sender if form.with_sender.data else None
    layout = envelopes(_recipients(orders), envelope, sender, current_language())
    return _download(to_pdf([render(layout)]), _PDF, f"envelopes-{envelope.slug}.pdf")


def labels_of(orders: Sequence[Order], form: LetterForm) -> Response:
    """Return as many labels as are wanted for each letter and copy, from the first free one on."""
    sheet, each = LABEL_SHEETS[value_of(form.sheet)], _number(form.labels_each.data)
    wanted = [(recipient, each) for recipient in _recipients(orders)]
    layout = labels(wanted, sheet, _number(form.first_label.data), current_language())
    return _download(to_pdf([render(layout)]), _PDF, f"labels-{sheet.slug}.pdf")


def calibration_page(paper: Stationery) -> Response:
    """Return the calibration page of the stationery."""
    layout = calibration(paper, current_language())
    return _download(to_pdf([render(layout)]), _PDF, f"calibration-{paper.slug}.pdf")


Way = Callable[[Sequence[Order], LetterForm], Response]

WAYS: dict[str, Way] = {
    "docx": to_edit,
    "text": as_text,
    "envelopes": envelopes_of,
    "labels": labels_of,
}
"""By the name of the button; without one of these, the letters are printed."""


def _letters(orders: Sequence[Order]) -> Iterator[Letter]:
    """Yield the letters of all orders; raise the first Refusal."""
    for order in orders[:-1]:
        yield from write(library(), order, today(), limits())
    yield from composed(library(), orders[-1], today(), limits())


def _guide(orders: Sequence[Order]) -> Layout:
    language, known = current_language(), settings()
    return guide(
        library(),
        orders,
        language,
        today(),
        postage=known.postage_from(orders[0].sender.country, language),
        contact=known.contact,
        limits=limits(),
    )


def _recipients(orders: Sequence[Order]) -> list[Recipient]:
    """Return to whom something is posted, one for each letter and copy."""
    return [
        recipient_of(
            postable(library(), slug),
            order.sender.country,
            max(order.date, today()),
            limits(),
            order.language,
        )
        for order in orders
        for slug in (*dict.fromkeys(order.addressees), *dict.fromkeys(order.copies))
    ]


def _number(typed: int | None) -> int:
    return 1 if typed is None else typed


def _name(orders: Sequence[Order]) -> str:
    """Return the file's name without its suffix; it holds nothing that was typed."""
    if len(orders) > 1:
        return "letters"
    (order,) = orders
    chosen = list(dict.fromkeys((*order.addressees, *order.copies)))
    if len(chosen) > 1:
        return f"letters-{order.case}"
    return f"letter-{order.case}-{chosen[0].rpartition('/')[2]}"


def _download(data: bytes, kind: str, name: str) -> Response:
    response = Response(data, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
