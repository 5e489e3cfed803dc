"""Cases that are won or closed, but not with all that has to be said of that."""

from collections.abc import Iterator

from app.content.checks.ages import DocumentWarning
from app.content.library.library import Library
from app.content.model.case import Case
from app.content.model.kinds import CASE
from app.content.text.document import Location
from app.content.text.messages import translatable

NO_OUTCOME = translatable("Say what became of the case: its outcome stands on its page.")
STILL_OPEN = translatable(
    "This demand is still open, but the case is not: say whether it is met or overtaken."
)
STILL_IN_PRISON = translatable(
    "Last reported in prison, but the case has ended: change the status, or say why it is over."
)


def undecided_at_end(case: Case) -> Iterator[tuple[Location, str]]:
    """Yield what is undecided in a case that is won or closed: where, and what to do about it."""
    if not case.has_ended:
        return
    if case.outcome is None:
        yield ("state",), NO_OUTCOME
    for index, person in enumerate(case.people):
        if person.status == "in-prison" and person.why_ended is None:
            yield ("people", index, "status"), STILL_IN_PRISON
    for index, demand in enumerate(case.demands):
        if demand.is_open:
            yield ("demands", index, "state"), STILL_OPEN


def undecided_ends(library: Library) -> list[DocumentWarning]:
    """Return a warning for everything that is undecided in cases that are won or closed."""
    return [
        DocumentWarning(path, library.documents[path].line_of(location), fault)
        for case in library.cases.values()
        if (path := CASE.path(case.slug))
        for location, fault in undecided_at_end(case)
    ]
