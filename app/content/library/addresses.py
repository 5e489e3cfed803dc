"""Addresses that can be read, but that no post office would have so.

Pages of what was published before stay, so that an upgrade takes none away, and no letter is
posted there until the error is mended.
"""

from collections.abc import Iterator

from app.content.model.addressee import Addressee, PostalAddress
from app.content.postal.country_names import ends_with_country
from app.content.postal.postcodes import POSTCODES, is_attempted
from app.content.postal.scripts import foreign_letters, is_without, mixed_word
from app.content.text.document import Document, DocumentError, Location

_Found = tuple[Location, str]


def wrong_addresses(document: Document, addressee: Addressee) -> tuple[DocumentError, ...]:
    """Return an error for each line of an address that no post office would have so."""
    found = list(_of_holder(addressee))
    if addressee.address:
        found += _of_address(addressee.address)
    return tuple(
        DocumentError(document.path, document.line_of(location), fault, location)
        for location, fault in found
    )


def _of_holder(addressee: Addressee) -> Iterator[_Found]:
    if addressee.holder and (letters := foreign_letters(addressee.holder.printed, "LATIN")):
        yield ("holder", "printed"), _NOT_LATIN.format(letters)


def _of_address(address: PostalAddress) -> Iterator[_Found]:
    for form in ("full", "compact", "cyrillic"):
        lines = getattr(address, form)
        if not lines:
            continue
        for index, line in enumerate(lines):
            if fault := _of_script(line, form):
                yield ("address", form, index), fault
        last: Location = ("address", form, len(lines) - 1)
        if named := ends_with_country(lines[-1], address.country):
            yield last, f"leave out “{named}”: the country is printed below where it is needed"
        elif fault := _of_postcode(lines[-1], address.country):
            yield last, fault
    yield from _of_postcodes(address)


_NOT_LATIN = "“{}”: this is printed in Roman letters, for the post of every country"


def _of_script(line: str, form: str) -> str:
    if form != "cyrillic":
        letters = foreign_letters(line, "LATIN")
        return _NOT_LATIN.format(letters) if letters else ""
    if is_without(line, "CYRILLIC"):
        return "has no Cyrillic letter: write it in Cyrillic"
    word = mixed_word(line)
    return f"“{word}” mixes Cyrillic letters with others that look like them" if word else ""


def _of_postcode(line: str, country: str) -> str:
    """Return what is wrong with what may be meant as a postcode in the last line."""
    known = POSTCODES.get(country)
    if known is None or known.of(line) or not is_attempted(line):
        return ""
    return (
        f"“{line}” has no postcode of this country at its beginning or end: "
        f"write it as {known.example}"
    )


def _of_postcodes(address: PostalAddress) -> Iterator[_Found]:
    """Yield a fault for each other form without the postcode of the full one, or with another."""
    known = POSTCODES.get(address.country)
    if known is None or _of_postcode(address.full[-1], address.country):
        return
    postcode = next(filter(None, map(known.of, reversed(address.full))), None)
    for form in ("compact", "cyrillic"):
        lines = getattr(address, form)
        found = known.anywhere(lines)
        if lines and (postcode not in found if postcode else found):
            other = ", ".join(sorted(found)) or "none"
            fault = f"the postcode is {other} here, and {postcode or 'none'} in the full address"
            yield ("address", form), fault
