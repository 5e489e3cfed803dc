"""Addresses without a postcode, where the country has them."""

from app.content.checks.ages import DocumentWarning
from app.content.library.library import Library
from app.content.model.kinds import ADDRESSEE
from app.content.postal.postcodes import POSTCODES


def without_postcode(library: Library) -> list[DocumentWarning]:
    """Return a warning for each office that is written to without a postcode.

    It may not be known, and the letter may arrive all the same: nothing false is printed.
    """
    return [
        DocumentWarning(
            path,
            library.documents[path].line_of(("address", "full")),
            f"it has no postcode: look for one, such as {known.example}",
        )
        for addressee in library.addressees.values()
        if addressee.is_postable
        and (address := addressee.address)
        and (known := POSTCODES.get(address.country))
        and not any(map(known.of, address.full))
        and (path := ADDRESSEE.path(addressee.slug))
    ]
