"""What becomes of the old when something new is known: former holders, addresses, demands.

Works on the fields of documents as they are parsed, and gives new ones back.
"""

import copy
import datetime
import re
from collections.abc import Mapping
from typing import Any, Literal

from app.content.dates import PartialDate
from app.content.localised import LANGUAGES
from app.content.messages import Refusal, translatable
from app.content.slip import is_slip

Fields = Mapping[str, Any]

NO_REASON = translatable("Say why it is no longer asked for, in every language.")
NO_DATE = translatable("Say since when: the date is still that of the open demand.")
HOLDER_CHANGED = "The holder changed: say when and where the new one was seen."
ADDRESS_CHANGED = "The address changed: say when and where the new one was seen."

_NUMBER = re.compile(r"\w*\d\w*")
"""Of a house or a post office, with the letters that belong to it."""


class NothingToVerify(Refusal):
    """The addressee has no holder, or no address."""

    template = translatable("There is no %(what)s here that could be verified.")


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
    history = _list(fields.get("history"))
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


def verified(
    fields: Fields,
    what: Literal["holder", "address"],
    on: datetime.date,
    source_title: str,
    source_url: str | None = None,
) -> dict[str, Any]:
    """Return the fields of an addressee whose holder or address was verified on this day.

    Documents are public and organisers may be at risk, so who verified it stands in the revision
    alone. Raises NothingToVerify.
    """
    if not isinstance(fields.get(what), Mapping):
        raise NothingToVerify(what=what)
    changed = copy.deepcopy(dict(fields))
    part, day = changed[what], on.isoformat()
    part["verified_on"] = day
    part["source"] = {"title": source_title.strip(), "date": day}
    if source_url:
        part["source"]["url"] = source_url.strip()
    if what == "address":
        part["confidence"] = "high"
    return changed


def undecided_demands(old_fields: Fields, new_fields: Fields) -> list[tuple[int, str]]:
    """Return the demands of a case that are no longer open, but not with date and reason.

    Each is given by its place in the new fields, with what is missing.
    """
    before = {_text(demand.get("slug")): demand for demand in _mappings(old_fields.get("demands"))}
    missing = []
    for index, demand in enumerate(_list(new_fields.get("demands"))):
        if not isinstance(demand, Mapping):
            continue
        old = before.get(_text(demand.get("slug")), {})
        if old.get("state") != "open" or demand.get("state") not in ("met", "overtaken"):
            continue
        if not _is_in_every_language(demand.get("why")):
            missing.append((index, NO_REASON))
        if _text(demand.get("state_on")) in ("", _text(old.get("state_on"))):
            missing.append((index, NO_DATE))
    return missing


def unverified_changes(
    old_fields: Fields, new_fields: Fields
) -> list[tuple[Literal["holder", "address"], str]]:
    """Return whether an addressee's holder or address is new with what verified the old one.

    A slip of spelling may be corrected without a new date or source. No number is such a slip.
    """
    missing: list[tuple[Literal["holder", "address"], str]] = []
    before, after = _mapping(old_fields.get("holder")), _mapping(new_fields.get("holder"))
    if _is_verified_alike(before, after) and _names_another(before, after):
        missing.append(("holder", HOLDER_CHANGED))
    before, after = _mapping(old_fields.get("address")), _mapping(new_fields.get("address"))
    if _is_verified_alike(before, after) and _lies_elsewhere(before, after):
        missing.append(("address", ADDRESS_CHANGED))
    return missing


# Holders and addresses


def _is_verified_alike(before: Fields, after: Fields) -> bool:
    """Return whether there are both, with one and the same date and source."""
    dates = [_text(part.get("verified_on")) for part in (before, after)]
    sources = [
        {name: _text(value) for name, value in _mapping(part.get("source")).items()}
        for part in (before, after)
    ]
    return bool(before and after) and dates[0] == dates[1] and sources[0] == sources[1]


def _names_another(before: Fields, after: Fields) -> bool:
    """Return whether a name, or the last word of what is printed, is more than corrected.

    What is printed may be shortened: “Mr Berik Asylov” is “Mr B. Asylov”.
    """
    old, new = _mapping(before.get("name")), _mapping(after.get("name"))
    pairs = [(_text(old[language]), _text(new[language])) for language in old.keys() & new]
    surnames = [_text(part.get("printed")).rpartition(" ")[2] for part in (before, after)]
    return not all(is_slip(*pair) for pair in [*pairs, (surnames[0], surnames[1])])


def _lies_elsewhere(before: Fields, after: Fields) -> bool:
    """Return whether the full address is more than corrected, or any form has a new number."""
    (old_country, old_lines), (new_country, new_lines) = _lines(before), _lines(after)
    old, new = " ".join(old_lines), " ".join(new_lines)
    return (
        old_country != new_country
        or _NUMBER.findall(old) != _NUMBER.findall(new)
        or not is_slip(old, new)
        or not _numbers(after) <= _numbers(before)
    )


def _numbers(address: Fields) -> set[str]:
    """Return the numbers in every form of an address."""
    forms = (_list(address.get(form)) for form in ("full", "compact", "cyrillic"))
    return {number for form in forms for line in form for number in _NUMBER.findall(_text(line))}


def _has_other_holder(old: Fields, new: Fields) -> bool:
    """Return whether the holder has another name in any language; a further language is none."""
    before = _mapping(_mapping(old.get("holder")).get("name"))
    after = _mapping(_mapping(new.get("holder")).get("name"))
    if not before or not after:
        return bool(before)
    return any(
        _text(before[language]) != _text(after[language]) for language in before.keys() & after
    )


def _has_other_address(old: Fields, new: Fields) -> bool:
    before, after = _mapping(old.get("address")), _mapping(new.get("address"))
    return bool(before.get("full")) and _lines(before) != _lines(after)


def _lines(address: Fields) -> tuple[object, list[str]]:
    return address.get("country"), [_text(line) for line in _list(address.get("full"))]


def _former_holder(old: Fields) -> dict[str, Any]:
    holder = _mapping(old.get("holder"))
    return _entry(holder, {"holder": holder.get("name")})


def _former_address(old: Fields, new: Fields) -> dict[str, Any]:
    address = _mapping(old.get("address"))
    had_other_phone = _text(old.get("phone")) != _text(new.get("phone"))
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
    return _text(entry.get("date")), entry.get("source")


def _place(entry: Fields, history: list[Any]) -> int:
    """Return where an entry comes among others, the oldest of which stands first."""
    day = _first_day(entry)
    place = len(history)
    while place and day and (other := _first_day(history[place - 1])) and day < other:
        place -= 1
    return place


def _first_day(entry: object) -> datetime.date | None:
    try:
        return PartialDate.parse(_mapping(entry).get("date")).first_day
    except ValueError:
        return None


# Fields may hold anything as long as nobody has checked them


def _is_in_every_language(texts: object) -> bool:
    return all(_text(_mapping(texts).get(language)) for language in LANGUAGES)


def _mapping(value: object) -> Fields:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _mappings(value: object) -> list[Fields]:
    return [each for each in _list(value) if isinstance(each, Mapping)]


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
