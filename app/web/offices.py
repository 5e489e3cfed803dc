"""The page of an office: where and who it is, what it can be asked, and who held it before."""

from flask import Blueprint, abort, render_template

from app.content.library.library import NoSuchDocument
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.postal.address import Address
from app.content.text.messages import translatable
from app.web.current import library, limits, today
from app.web.offered import why_no_letter, writable
from app.web.wording import Mark, marks

offices = Blueprint("offices", __name__)

CONFIDENCE = {
    "high": translatable("a source names it clearly"),
    "medium": translatable("inferred, or from an older source"),
    "low": translatable("from one weak source, or from one that was not noted"),
}


@offices.get("/offices/<path:slug>")
def office(slug: str) -> str:
    """Show one office; answer 404 for one that there isn't."""
    try:
        found = library().addressee(slug)
    except NoSuchDocument:
        abort(404)
    return render_template(
        "office.html",
        office=found,
        marks=marks_of(found),
        window=window_of(found),
        confidence=CONFIDENCE[found.address.confidence] if found.address else "",
        change=found.holder_changes_on if found.is_filled_anew(today()) else None,
        successor=library().addressees.get(found.successor or ""),
        asked=[(case, case.open_demands(today(), found.kind)) for case in _cases_with(found)],
        is_written_to=lambda case: not why_no_letter(case) and slug in writable(case),
    )


def marks_of(office: Addressee) -> list[Mark]:
    """Return how fresh its holder and its address are today, or why nothing may be posted."""
    return list(marks(office, today(), limits()))


def window_of(office: Addressee) -> tuple[str, ...]:
    """Return the lines of its address as printed; none if nothing may be posted."""
    address = office.address
    if not office.is_postable or address is None:
        return ()
    named = office.holder if office.names_holder(today(), limits()) else None
    lines = (named.printed, *address.full) if named else tuple(address.full)
    return Address(lines, address.country).posted_from(None)


def _cases_with(office: Addressee) -> list[Case]:
    """Return the cases in which it is written to and can be asked for something."""
    return [
        case
        for case in library().cases.values()
        if case.state == "open"
        and office.slug in case.addressees
        and case.open_demands(today(), office.kind)
    ]
