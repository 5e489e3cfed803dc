"""What becomes of the old holder and address of an office when a new one is known.

Works on the fields of addressees as they are parsed, and gives new ones back.
"""

import copy
import datetime
from typing import Any, Literal

from app.content.changes.unchecked import items, mapping, text
from app.content.model.dates import PartialDate
from app.content.text.document import Fields


def keep_former(
    old_fields: Fields, new_fields: Fields, *, holder: bool, address: bool
) -> dict[str, Any]:
    """Return the new fields of an addressee, with its former holder and address in the history.

    `holder` and `address` say which to keep if they differ: somebody who only corrects a spelling
    keeps neither. An entry comes after those of its date or an earlier one, and never twice.
    """
    fields = copy.deepcopy(dict(new_fields))
    entries = []
    if holder and _has_other_holder(old_fields, new_fields):
        entries.append(_former_holder(old_fields))
    if address and _has_other_address(old_fields, new_fields):
        entries.append(_former_address(old_fields, new_fields))
    if len(entries) == 2 and _known_from(entries[0]) == _known_from(entries[1]):
        entries = [{**entries[0], **entries[1]}]
    history = items(fields.get("history"))
    for entry in entries:
        if entry not in history:
            history.insert(_place(entry, history), copy.deepcopy(entry))
    if entries:
        fields["history"] = history
    return fields


def has_same(part: Literal["holder", "address"], one: Fields, other: Fields) -> bool:
    """Return whether both have the same holder by name, or the same address, or neither has one."""
    differs = _has_other_holder if part == "holder" else _has_other_address
    return not differs(one, other) and not differs(other, one)


def full_lines(address: Fields) -> tuple[object, list[str]]:
    """Return the country and the lines of the full form of an address."""
    return address.get("country"), [text(line) for line in items(address.get("full"))]


def _has_other_holder(old: Fields, new: Fields) -> bool:
    """Return whether the holder has another name in any language; a further language is none.

    Names without a language in common say nothing: then what is printed in addresses does.
    """
    was, is_ = mapping(old.get("holder")), mapping(new.get("holder"))
    before, after = _names(was), _names(is_)
    if not before or not after:
        return bool(before)
    common = before.keys() & after
    if not common:
        return text(was.get("printed")) != text(is_.get("printed"))
    return any(before[language] != after[language] for language in common)


def _names(holder: Fields) -> dict[str, str]:
    names = mapping(holder.get("name")).items()
    return {language: name for language, each in names if (name := text(each))}


def _has_other_address(old: Fields, new: Fields) -> bool:
    before, after = mapping(old.get("address")), mapping(new.get("address"))
    return bool(before.get("full")) and full_lines(before) != full_lines(after)


def _former_holder(old: Fields) -> dict[str, Any]:
    holder = mapping(old.get("holder"))
    return _entry(holder, {"holder": holder.get("name")})


def _former_address(old: Fields, new: Fields) -> dict[str, Any]:
    address = mapping(old.get("address"))
    had_other_phone = text(old.get("phone")) != text(new.get("phone"))
    return _entry(
        address,
        {
            "address": address.get("full"),
            "cyrillic": address.get("cyrillic"),
            "phone": old.get("phone") if had_other_phone else None,
        },
    )


def _entry(part: Fields, what: dict[str, Any]) -> dict[str, Any]:
    found = {"date": part.get("verified_on"), **what, "source": part.get("source")}
    return {name: value for name, value in found.items() if value}


def _known_from(entry: Fields) -> tuple[str, object]:
    return text(entry.get("date")), entry.get("source")


def _place(entry: Fields, history: list[Any]) -> int:
    """Return where an entry comes among others, the oldest of which stands first."""
    day = _first_day(entry)
    place = len(history)
    while place and day and (other := _first_day(history[place - 1])) and day < other:
        place -= 1
    return place


def _first_day(entry: object) -> datetime.date | None:
    try:
        return PartialDate.parse(mapping(entry).get("date")).first_day
    except ValueError:
        return None
