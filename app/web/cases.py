"""The list of cases, and the page of one."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext, pgettext

from app.content.library.library import NoSuchDocument
from app.content.model.case import Case, CaseState, DemandState, PastDemand
from app.content.model.dates import PartialDate
from app.content.model.person import Person, Status
from app.content.model.source import Source
from app.content.text.messages import translatable
from app.letters.ended_terms import ended_terms
from app.web.asked import asked_of, sources_of
from app.web.current import library, limits, today
from app.web.languages import current_language
from app.web.offered import unchecked, why_no_letter, writable
from app.web.offices import marks_of, window_of
from app.web.wording import long_date

cases = Blueprint("cases", __name__)

STATES: dict[CaseState, str] = {
    "open": translatable("Open case"),
    "paused": translatable("Paused case"),
    "closed": translatable("Closed case"),
    "won": translatable("Won case"),
}
DEMAND_STATES: dict[DemandState, str] = {
    "open": translatable("still asked for"),
    "met": translatable("met"),
    "overtaken": translatable("overtaken"),
}
_STATUSES: dict[Status, str] = {
    "in-prison": translatable("In prison, as last reported (%(date)s)"),
    "restricted-freedom": translatable("Under restricted freedom, as last reported (%(date)s)"),
    "released": translatable("Released (%(date)s)"),
    "died": translatable("Died on %(date)s"),
    "not-known": translatable("Not known where (%(date)s)"),
}


@dataclass(frozen=True)
class PeopleByStatus:
    """People of a case who share a status and its date."""

    status: str
    people: list[Person]


@cases.get("/")
def index() -> str:
    """Show the cases, those won and closed apart, and what this is."""
    public = [case for case in library().cases.values() if case.state != "draft"]
    public.sort(key=lambda case: case.since, reverse=True)
    return render_template(
        "cases.html",
        open_cases=[case for case in public if case.state in ("open", "paused")],
        ended_cases=[case for case in public if case.state in ("closed", "won")],
        states=STATES,
        groups_of=_groups,
        why_no_letter=why_no_letter,
        is_old=_is_old,
    )


@cases.get("/cases/<slug>")
def case(slug: str) -> str:
    """Show one case: what happened, what is asked, and who can be written to."""
    found = public_case(slug)
    return render_template(
        "case.html",
        case=found,
        state=STATES[found.state],
        writable=writable(found),
        why_no_letter=why_no_letter(found),
        groups=_groups(found),
        asked=asked_of(found),
        sources=sources_of(found),
        asked_before=_asked_before(found),
        demand_states=DEMAND_STATES,
        labels={slug: each.label for slug, each in library().addressees.items()},
        marks_of=marks_of,
        window_of=window_of,
        is_old=_is_old,
        today=today(),
        ended_terms=ended_terms(found, found.past_term(today()), current_language()),
        unchecked=unchecked(found),
    )


def public_case(slug: str) -> Case:
    """Return the case; answer 404 for one that there isn't or that is still a draft."""
    try:
        found = library().case(slug)
    except NoSuchDocument:
        abort(404)
    if found.state == "draft":
        abort(404)
    return found


def verified_on() -> PartialDate | None:
    """Return the date that the content of the page at hand carries: the earliest, if of many."""
    slug = (request.view_args or {}).get("slug", "")
    of_page = library().cases.get(slug)
    dates = [of_page.as_of] if of_page else [each.as_of for each in library().cases.values()]
    return min(dates, default=None)


def _is_old(date: PartialDate) -> bool:
    return not limits().is_recent(date, today())


def _groups(case: Case) -> list[PeopleByStatus]:
    groups: dict[str, list[Person]] = {}
    for person in case.people:
        groups.setdefault(_status(person), []).append(person)
    return [PeopleByStatus(status, people) for status, people in groups.items()]


def _status(person: Person) -> str:
    date = long_date(person.status_on)
    text = _STATUSES[person.status]
    # The context lets a translation agree with a woman; without one, the general form serves.
    if person.feminine and (said := pgettext("woman", text)) != text:
        return str(said % {"date": date})
    return str(gettext(text, date=date))


def _asked_before(case: Case) -> list[tuple[PartialDate, Source, list[PastDemand]]]:
    """Return the demands of former years, those together that were made in one publication."""
    groups = groupby(case.history, key=lambda past: (past.date, past.source))
    return [(date, source, list(demands)) for (date, source), demands in groups]
