"""When a case and its people were last reported, for whoever edits it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.content.checks.verification import FACTS, people_of
from app.content.model.dates import PartialDate
from app.content.model.person import Person
from app.content.model.source import Source
from app.web.current import limits, today
from app.web.workroom.documents.parts_to_verify import part_in_words
from app.web.workroom.editors.windows import read_part


@dataclass(frozen=True)
class Report:
    """What was reported, on which day, and where; to be verified again."""

    what: str
    name: str
    shown: str
    known_on: PartialDate
    source: Source | None
    is_recent: bool

    @property
    def is_of_facts(self) -> bool:
        """Whether it speaks of the case, and not of one person."""
        return self.what == FACTS


def reports_of(fields: Mapping[str, Any]) -> list[Report]:
    """Return the case's last report, and those of its people that are too old.

    None of a case that isn't open: nobody relies on it. What can't be read is left out.
    """
    if fields.get("state") != "open":
        return []
    return [*_of_facts(fields), *_of_people(fields)]


def _of_facts(fields: Mapping[str, Any]) -> list[Report]:
    try:
        date = PartialDate.parse(fields.get("last_reported"))
    except ValueError:
        return []
    source, is_recent = read_part(Source, fields.get("report")), limits().is_recent(date, today())
    name = "The facts of the case"
    return [Report(FACTS, name, part_in_words(fields, FACTS), date, source, is_recent)]


def _of_people(fields: Mapping[str, Any]) -> list[Report]:
    read = {what: read_part(Person, each) for what, each in people_of(fields).items()}
    return [
        Report(
            what,
            str(person.name),
            part_in_words(fields, what),
            person.status_on,
            person.source,
            False,
        )
        for what, person in read.items()
        if person and not person.has_recent_status(today(), limits())
    ]
