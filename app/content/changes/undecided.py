"""Demands that are no longer open, but not with all that has to be said of that."""

from collections.abc import Mapping

from app.content.changes.unchecked import items, mapping, mappings, text
from app.content.text.document import Fields
from app.content.text.messages import translatable

NO_REASON = translatable("Say why it is no longer asked for, in one language at least.")
NO_DATE = translatable("Say since when: the date is still that of the open demand.")


def undecided_demands(old_fields: Fields, new_fields: Fields) -> list[tuple[int, str]]:
    """Return the demands of a case that are no longer open, but not with date and reason.

    Each is given by its place in the new fields, with what is missing.
    """
    before = {text(demand.get("slug")): demand for demand in mappings(old_fields.get("demands"))}
    missing = []
    for index, demand in enumerate(items(new_fields.get("demands"))):
        if not isinstance(demand, Mapping):
            continue
        old = before.get(text(demand.get("slug")), {})
        if old.get("state") != "open" or demand.get("state") not in ("met", "overtaken"):
            continue
        if not any(map(text, mapping(demand.get("why")).values())):
            missing.append((index, NO_REASON))
        if text(demand.get("state_on")) in ("", text(old.get("state_on"))):
            missing.append((index, NO_DATE))
    return missing
