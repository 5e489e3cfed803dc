"""How dates, refusals and the freshness of facts are said on pages."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flask_babel import format_decimal, gettext
from markupsafe import Markup, escape

from app.content.languages import DateForm, language_of
from app.content.model.addressee import Addressee, State
from app.content.model.dates import PartialDate, date_in_words
from app.content.model.freshness import AgeLimits
from app.content.model.localised import LanguageNames, Localised, LocalisedList, Said
from app.content.text import prose
from app.content.text.messages import Refusal, Terms, translatable
from app.web.languages import current_language

_NOT_TO_BE_POSTED: dict[State, str] = {
    "closed": translatable("not to be posted: closed"),
    "not-in-use": translatable("not to be posted: no longer in use"),
    "unverified": translatable("not to be posted: not verified"),
    "no-address": translatable("not to be posted: no address known"),
}

_STATES_IN_REFUSALS = (translatable("paused"), translatable("closed"), translatable("won"))

Tone = Literal["", "old", "gone", "good"]


@dataclass(frozen=True)
class Mark:
    """A few words on how fresh a fact is; the tone only colours them."""

    text: str
    tone: Tone = ""


def long_date(date: PartialDate | datetime.date) -> str:
    """Return the date in words, in the language of the page."""
    return date_in_words(date, current_language())


def short_date(date: PartialDate) -> str:
    """Return the date with its month abbreviated, in the language of the page."""
    if not date.month:
        return str(date.year)
    return _written(date, "short_day" if date.day else "short_month")


def stamp_date(date: PartialDate) -> str:
    """Return day and month, or the month alone, for a stamp with the year below."""
    if not date.month:
        return ""
    return _written(date, "stamp_day" if date.day else "stamp_month")


def _written(date: PartialDate, form: DateForm) -> str:
    return language_of(current_language()).written(date.first_day, form)


def plain(text: str) -> Markup:
    """Return a text of our documents without the marks for bold, a line each paragraph."""
    return Markup("<br>").join(map(escape, prose.without_marks(text)))


def in_language(language: str, text: str) -> Markup:
    """Return a text as HTML that says in which language it is."""
    return Markup('<span lang="%s">%s</span>') % (language, text)


def _marked(text: Said) -> Markup:
    """Return a text as HTML, with its language if that isn't the page's."""
    is_foreign = text.language != current_language()
    return in_language(text.language, text.text) if is_foreign else escape(text.text)


def message(refusal: Refusal) -> Markup:
    """Return what the refusal says as HTML, in the language of the page."""
    values = {name: _said(name, value) for name, value in refusal.values.items()}
    return escape(gettext(refusal.template)) % values


def _said(name: str, value: object) -> object:
    if isinstance(value, Localised):
        return _marked(value.text_in(current_language()))
    if isinstance(value, LocalisedList):
        return Markup(", ").join(_marked(each.text_in(current_language())) for each in value)
    if isinstance(value, PartialDate):
        return long_date(value)
    if isinstance(value, LanguageNames):
        return value.names(current_language())
    if isinstance(value, Terms):
        return ", ".join(map(gettext, value))
    if isinstance(value, int | float):
        return format_decimal(value)
    return gettext(str(value)) if name in ("state", "what") else value


def marks(addressee: Addressee, today: datetime.date, limits: AgeLimits) -> Iterator[Mark]:
    """Yield how fresh the addressee's holder and address are, or why nothing may be posted."""
    if not addressee.is_postable:
        yield Mark(gettext(_NOT_TO_BE_POSTED[addressee.state]), "gone")
        return
    yield _mark_of_holder(addressee, today, limits)
    if mark := mark_of_address(addressee, today, limits):
        yield mark


def _mark_of_holder(addressee: Addressee, today: datetime.date, limits: AgeLimits) -> Mark:
    holder = addressee.holder
    if holder is None:
        return Mark(gettext("holder not known: office alone"), "old")
    if (change := addressee.holder_changes_on) and addressee.is_filled_anew(today):
        since = short_date(change.date)
        says = gettext("office to be filled anew from %(date)s: no name known since", date=since)
        return Mark(says, "old")
    date = short_date(holder.verified_on)
    if not addressee.names_holder(today, limits):
        return Mark(gettext("holder last seen %(date)s: office alone", date=date), "old")
    name = _marked(holder.name.text_in(current_language()))
    text = escape(gettext("%(name)s, seen in office %(date)s")) % {"name": name, "date": date}
    return Mark(text)


def mark_of_address(addressee: Addressee, today: datetime.date, limits: AgeLimits) -> Mark | None:
    """Return since when the address is confirmed, or no longer; None if there is none."""
    address = addressee.address
    if address is None:
        return None
    date = short_date(address.verified_on)
    is_confirmed = addressee.has_confirmed_address(today, limits)
    if is_confirmed and address.confidence == "high":
        return Mark(gettext("address verified %(date)s", date=date))
    if is_confirmed:
        return Mark(gettext("address from an unsure source, %(date)s", date=date))
    if addressee.may_come_back(today, limits):
        says = gettext("address unconfirmed since %(date)s: the letter may come back", date=date)
        return Mark(says, "old")
    if address.confidence == "low":
        text = gettext("address from a weak source, unconfirmed since %(date)s", date=date)
        return Mark(text, "old")
    return Mark(gettext("address unconfirmed since %(date)s", date=date), "old")
