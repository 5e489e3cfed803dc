"""The list of cases, and the page of one."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext, pgettext

from app.content.library.library import NoSuchDocument
from app.content.model.address import Address
from app.content.model.addressee import Addressee
from app.content.model.case import Case, CaseState, DemandState, Person, Status
from app.content.model.dates import PartialDate
from app.content.text.messages import translatable
from app.web.current import library, limits, today
from app.web.offered import why_no_letter, writable
from app.web.wording import Mark, long_date, marks

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


@dataclass(frozen=True)
class Office:
    """An addressee of a case as its page shows it."""

    addressee: Addressee
    demands: list[int]
    """The numbers of the open demands that it can grant."""
    marks: list[Mark]
    window: tuple[str, ...]
    """The address as printed; empty if nothing may be posted."""
    successor: Addressee | None


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
    offices = [_office(found, addressee) for addressee in library().addressees_of(found)]
    return render_template(
        "case.html",
        case=found,
        state=STATES[found.state],
        writable=writable(found),
        why_no_letter=why_no_letter(found),
        groups=_groups(found),
        granting=_granting(found),
        offices=[each for each in offices if each.demands or not each.addressee.is_postable],
        copies=[each.addressee for each in offices if each.window and not each.demands],
        demand_states=DEMAND_STATES,
        is_old=_is_old,
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


def _granting(case: Case) -> dict[str, list[Addressee]]:
    """Return, by demand, the addressees that can be written to and can grant it."""
    return {
        demand.slug: [
            addressee
            for addressee in library().askable(case)
            if addressee.kind in demand.grantable_by
        ]
        for demand in case.open_demands()
    }


def _office(case: Case, addressee: Addressee) -> Office:
    numbers = [
        number
        for number, demand in enumerate(case.open_demands(), start=1)
        if addressee.kind in demand.grantable_by
    ]
    return Office(
        addressee,
        numbers,
        list(marks(addressee, today(), limits())),
        _window(addressee),
        library().addressees.get(addressee.successor or ""),
    )


def _window(addressee: Addressee) -> tuple[str, ...]:
    address = addressee.address
    if not addressee.is_postable or address is None:
        return ()
    named = addressee.holder if addressee.names_holder(today(), limits()) else None
    lines = (named.printed, *address.full) if named else tuple(address.full)
    return Address(lines, address.country).posted_from(None)
