"""To whom something is posted: the address in every form in which it may stand on paper."""

import datetime
from dataclasses import dataclass

from app.content.languages import territories
from app.content.library.library import Library
from app.content.model.addressee import Addressee, PostalAddress
from app.content.model.case import Case
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import Localised
from app.content.postal.address import Address
from app.content.text.messages import Refusal, translatable

_RUSSIAN = "ru"
"""Of the country line below an address in Cyrillic, which the posts of all such countries read."""


class AddresseeNotOfCase(Refusal):
    """The addressee isn't among those of the case."""

    template = translatable("%(slug)s is not an addressee of this case.")


class AddresseeNotPostable(Refusal):
    """Nothing may be posted to the addressee: closed, not in use, unverified or no address."""

    template = translatable("%(office)s can’t be written to. %(reason)s")


class AddresseeHasSuccessor(AddresseeNotPostable):
    """Nothing may be posted to the addressee, but another took its place."""

    template = translatable("%(office)s can’t be written to. %(reason)s Write to: %(successor)s.")


@dataclass(frozen=True)
class Recipient:
    """An addressee's postal address as posted from one country, each form with the country line."""

    office: Localised
    country: str
    forms: tuple[tuple[str, ...], ...]
    """In Roman letters, the fullest first: with the holder, full, compact."""
    cyrillic: tuple[str, ...] = ()
    """In Russian, for the post of the country that it goes to; empty if it isn't known."""

    @property
    def text(self) -> str:
        """Every line of every form; for what holds of every character."""
        return "\n".join(line for form in (*self.forms, self.cyrillic) for line in form)


def recipient_of(
    addressee: Addressee,
    posted_from: str | None,
    day: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    language: str | None = None,
) -> Recipient:
    """Return the recipient; the holder is named if verified recently enough on that day.

    With the `language` of a letter, only if the letter names the holder, too. `posted_from` is the
    code of the country of posting, None if it isn't known.

    Raises AddresseeNotPostable.
    """
    address = postal_address(addressee)
    return Recipient(
        addressee.label,
        address.country,
        address_forms(addressee, posted_from, named=addressee.names_holder(day, limits, language)),
        _cyrillic(address, posted_from),
    )


def postable(library: Library, slug: str) -> Addressee:
    """Return the addressee; raise NoSuchDocument, or AddresseeNotPostable with its successor."""
    addressee = library.addressee(slug)
    if not addressee.is_postable:
        values = {"office": addressee.label, "reason": addressee.state_reason or ""}
        if addressee.successor:
            successor = library.addressee(addressee.successor).label
            raise AddresseeHasSuccessor(**values, successor=successor)
        raise AddresseeNotPostable(**values)
    return addressee


def postable_of_case(library: Library, case: Case, slug: str) -> Addressee:
    """Return the addressee of the case; raise AddresseeNotOfCase, or as `postable` does."""
    if slug not in case.addressees:
        raise AddresseeNotOfCase(slug=slug)
    return postable(library, slug)


def postal_address(addressee: Addressee) -> PostalAddress:
    """Return the address to post to; raise AddresseeNotPostable."""
    if not addressee.is_postable or addressee.address is None:
        raise AddresseeNotPostable(office=addressee.label, reason=addressee.state_reason or "")
    return addressee.address


def address_forms(
    addressee: Addressee, posted_from: str | None, *, named: bool
) -> tuple[tuple[str, ...], ...]:
    """Return the address in Roman letters, the fullest form first, each with the country line.

    With the holder if `named`; `posted_from` is the code of a country, None if it isn't known.
    """
    address = postal_address(addressee)
    full = tuple(address.full)
    forms = [full, tuple(address.compact)]
    if named and addressee.holder:
        forms.insert(0, (addressee.holder.printed, *full))
    return tuple(Address(lines, address.country).posted_from(posted_from) for lines in forms)


def _cyrillic(address: PostalAddress, posted_from: str | None) -> tuple[str, ...]:
    lines = tuple(address.cyrillic)
    if not lines or posted_from == address.country:
        return lines
    return (*lines, territories(_RUSSIAN)[address.country].upper())
