"""“Verified today, source …”: what of a document can be verified, and what that writes into it.

Works on the fields of documents as they are parsed, and gives new ones back.
"""

import copy
import datetime
from typing import Any

from app.content.text.document import Fields
from app.content.text.messages import Refusal, translatable

FACTS = "facts"
CHECK = "check"
"""That a case was looked at again, and nothing newer was found."""
PERSON = "person-"
"""Followed by the short name of somebody whose status was verified."""


class NothingToVerify(Refusal):
    """The document has no such part."""

    template = translatable("There is no %(what)s here that could be verified.")


def verified(
    fields: Fields,
    what: str,
    on: datetime.date,
    source_title: str,
    source_url: str | None = None,
) -> dict[str, Any]:
    """Return the fields of a document of which something was verified on this day.

    `what` is the holder or the address of an addressee, the facts of a case, a person's status, or
    that nothing newer than what the case says was found.
    Documents are public and organisers may be at risk, so who verified it stands in the revision
    alone. Raises NothingToVerify.
    """
    changed = copy.deepcopy(dict(fields))
    day = on.isoformat()
    source = {"title": source_title.strip(), "date": day}
    if source_url:
        source["url"] = source_url.strip()
    if what == FACTS:
        changed |= {"as_of": day, "last_reported": day, "report": source}
    elif what == CHECK:
        if "as_of" not in changed:
            raise NothingToVerify(what="case")
        changed["as_of"] = day
    elif what.startswith(PERSON):
        person = person_of(changed, what)
        if person is None:
            raise NothingToVerify(what="person")
        person |= {"status_on": day, "source": source}
        changed["as_of"] = day  # of a case, the day of the newest that went into it
    else:
        _verify_part(changed, what, day, source)
    return changed


def _verify_part(fields: dict[str, Any], what: str, day: str, source: dict[str, str]) -> None:
    part = fields.get(what)
    if not isinstance(part, dict):
        raise NothingToVerify(what=what)
    part |= {"verified_on": day, "source": source}
    if what == "address":
        part["confidence"] = "high"


def people_of(fields: Fields) -> dict[str, dict[str, Any]]:
    """Return the people of a case by what names each in `verified`; those without a short name not.

    Of two with one short name, it is the first.
    """
    people = fields.get("people")
    found: dict[str, dict[str, Any]] = {}
    for each in people if isinstance(people, list) else ():
        if isinstance(each, dict) and isinstance(slug := each.get("slug"), str) and slug:
            found.setdefault(PERSON + slug, each)
    return found


def person_of(fields: Fields, what: str) -> dict[str, Any] | None:
    """Return the fields of the person that `what` names, None if there is none."""
    return people_of(fields).get(what)
