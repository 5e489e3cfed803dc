"""How a postal address stands in the windows of envelopes, for whoever edits it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from app.content.languages import ENGLISH
from app.content.model.addressee import Holder, PostalAddress
from app.content.model.source import Record
from app.content.postal.address import Address
from app.content.texts import printed_table
from app.letters.placement import ADDRESS_SIZES, AddressDoesNotFit, Placed, place_address
from app.letters.stationery import STATIONERIES, Stationery

R = TypeVar("R", bound=Record)

Forms = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Window:
    """An address as letters from abroad have it."""

    lines: tuple[str, ...]
    """Its fullest form, with the holder if named."""
    exceptions: tuple[tuple[str, str], ...]
    """The stationeries whose window holds it only in another form, or smaller, if at all."""


def read_part(model: type[R], fields: object) -> R | None:
    """Return a part of a document, None if there is none or anything is wrong with it."""
    try:
        return model.model_validate(fields) if fields else None
    except ValidationError:
        return None


def window_of(address: PostalAddress, holder: Holder | None) -> Window:
    """Return how the address stands in every window, with the holder unless None."""
    full, compact = tuple(address.full), tuple(address.compact)
    named = [(holder.printed, *full)] if holder else []
    forms = [Address(lines, address.country).posted_from(None) for lines in (*named, full, compact)]
    names = printed_table("stationery", ENGLISH)
    fits = [(names[each.slug], _fit(forms, each)) for each in STATIONERIES.values()]
    return Window(forms[0], tuple((name, fit) for name, fit in fits if fit))


def _fit(forms: Forms, stationery: Stationery) -> str:
    """Return how else than in full and at the largest size it stands in a window, if at all."""
    try:
        placed = place_address(forms, stationery, "")
    except AddressDoesNotFit as error:
        return "no form of it fits the window of {width} × {height} mm".format(**error.values)
    if placed == Placed(forms[0], ADDRESS_SIZES[0]):
        return ""
    form = "" if placed.lines == forms[0] else f"{len(placed.lines)} lines "
    return f"{form}at {placed.size:g} pt"
