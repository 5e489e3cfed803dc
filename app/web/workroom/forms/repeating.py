"""Adding, moving and removing parts of a document in its form: nothing is saved by it.

Everything typed comes along, since only the numbers in the names of what was sent are changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.web.workroom.forms.document_forms import DocumentForm, Parts, numbers

_ACTION = re.compile(r"([a-z_]+)-(?:(add)|([0-9]{1,6})-(up|down|remove))")


@dataclass(frozen=True)
class Rearranged:
    """What was typed, with the parts of a list in another order."""

    typed: MultiDict[str, str]
    list_name: str
    place: int | None
    """Where the part in question stands now; None if it is gone."""

    @property
    def id(self) -> str:
        """What in the page to look at: the part, or its list."""
        return self.list_name if self.place is None else f"{self.list_name}-{self.place}"


def rearrange(form: DocumentForm, typed: MultiDict[str, str], action: str) -> Rearranged | None:
    """Return what was typed after an action such as `people-2-up`; None for one there isn't."""
    match = _ACTION.fullmatch(action)
    if not match or not isinstance(form.document_fields().get(match[1]), Parts):
        return None
    name, order = match[1], sorted(numbers(match[1], typed))
    if match[2]:
        new = order[-1] + 1 if order else 0
        added = typed.copy()
        added.add(f"{name}-{new}", "")
        return Rearranged(_in_order(added, name, [*order, new]), name, len(order))
    if int(match[3]) not in order:
        return None
    place = order.index(int(match[3]))
    part = order.pop(place)
    if match[4] == "remove":
        return Rearranged(_in_order(typed, name, order), name, None)
    place = max(place - 1, 0) if match[4] == "up" else min(place + 1, len(order))
    order.insert(place, part)
    return Rearranged(_in_order(typed, name, order), name, place)


def _in_order(typed: MultiDict[str, str], name: str, order: Sequence[int]) -> MultiDict[str, str]:
    """Return what was typed with the parts numbered in this order; others of the list are gone."""
    places = {str(number): place for place, number in enumerate(order)}
    of_list = re.compile(rf"{name}-([0-9]{{1,6}})((?:-.*)?)", re.DOTALL)
    arranged: MultiDict[str, str] = MultiDict()
    for key, value in typed.items(multi=True):
        match = of_list.fullmatch(key)
        if not match:
            arranged.add(key, value)
        elif (number := str(int(match[1]))) in places:
            arranged.add(f"{name}-{places[number]}{match[2]}", value)
    return arranged
