"""Cases of another form than today's: a field is called otherwise, and one more is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import Field

from app.content.editing import lifting
from app.content.editing.shape import shape_of
from app.content.library import reading
from app.content.model.case import Case
from app.content.model.kinds import CASE, KINDS, Upgrade
from app.content.model.localised import Localised

DISTRICT = "not said"
SCHEMA = CASE.schema + 1
"""The number of the new form."""


class NewCase(Case):
    """A case whose title is called headline, in a district that must be named."""

    title: Localised = Field(alias="headline")
    district: str


def lift(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an old case as those of a new one."""
    fields["headline"] = fields.pop("title")
    fields["district"] = DISTRICT
    return fields


@contextmanager
def cases_of_a_new_form(model: type[Case] = NewCase, upgrade: Upgrade = lift) -> Iterator[None]:
    """Let cases have a new form, to which this lifts old ones, until the end of the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vars(CASE), "model", model)
        patch.setitem(vars(CASE), "upgrades", (*CASE.upgrades, upgrade))
        _forget()
        yield
    _forget()


@contextmanager
def only_the_first_schema() -> Iterator[None]:
    """Let documents of every kind have no schema but the first until the end of the block."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in KINDS:
            patch.setitem(vars(kind), "upgrades", ())
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Forget what was read and known under the other form."""
    reading._read.cache_clear()
    shape_of.cache_clear()
    lifting.lifted.cache_clear()
