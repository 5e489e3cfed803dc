"""New holders and addresses that nobody says to have seen."""

import re
from typing import Literal

from app.content.changes.slip import is_slip
from app.content.changes.succession import full_lines
from app.content.changes.unchecked import items, mapping, text
from app.content.text.document import Fields

HOLDER_CHANGED = "The holder changed: say when and where the new one was seen."
ADDRESS_CHANGED = "The address changed: say when and where the new one was seen."

_NUMBER = re.compile(r"\w*\d\w*")
"""Of a house or a post office, with the letters that belong to it."""


def unverified_changes(
    old_fields: Fields, new_fields: Fields
) -> list[tuple[Literal["holder", "address"], str]]:
    """Return whether an addressee's holder or address is new with what verified the old one.

    A slip of spelling may be corrected without a new date or source. No number is such a slip.
    """
    missing: list[tuple[Literal["holder", "address"], str]] = []
    before, after = mapping(old_fields.get("holder")), mapping(new_fields.get("holder"))
    if _is_verified_alike(before, after) and names_another(before, after):
        missing.append(("holder", HOLDER_CHANGED))
    before, after = mapping(old_fields.get("address")), mapping(new_fields.get("address"))
    if _is_verified_alike(before, after) and _lies_elsewhere(before, after):
        missing.append(("address", ADDRESS_CHANGED))
    return missing


def _is_verified_alike(before: Fields, after: Fields) -> bool:
    """Return whether there are both, with one and the same date and source."""
    dates = [text(part.get("verified_on")) for part in (before, after)]
    sources = [
        {name: text(value) for name, value in mapping(part.get("source")).items()}
        for part in (before, after)
    ]
    return bool(before and after) and dates[0] == dates[1] and sources[0] == sources[1]


def names_another(before: Fields, after: Fields) -> bool:
    """Return whether a holder's name, or the last word as printed, is more than corrected.

    What is printed may be shortened: “Mr Berik Asylov” is “Mr B. Asylov”.
    """
    old, new = mapping(before.get("name")), mapping(after.get("name"))
    pairs = [(text(old[language]), text(new[language])) for language in old.keys() & new]
    surnames = [text(part.get("printed")).rpartition(" ")[2] for part in (before, after)]
    return not all(is_slip(*pair) for pair in [*pairs, (surnames[0], surnames[1])])


def _lies_elsewhere(before: Fields, after: Fields) -> bool:
    """Return whether the full address is more than corrected, or any form has a new number."""
    (old_country, old_lines), (new_country, new_lines) = full_lines(before), full_lines(after)
    old, new = " ".join(old_lines), " ".join(new_lines)
    return (
        old_country != new_country
        or _NUMBER.findall(old) != _NUMBER.findall(new)
        or not is_slip(old, new)
        or not _numbers(after) <= _numbers(before)
    )


def _numbers(address: Fields) -> set[str]:
    """Return the numbers in every form of an address."""
    forms = (items(address.get(form)) for form in ("full", "compact", "cyrillic"))
    return {number for form in forms for line in form for number in _NUMBER.findall(text(line))}
