"""What the guide says of each letter: where to, until when, and what is in it."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.dates import date_in_words
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import LanguageNames, Localised, Said
from app.content.text.typography import set_spaces
from app.content.texts import filled, printed_text, unfilled
from app.letters.aligned import Aligned, aligned
from app.letters.letter import Letter
from app.letters.order import Order, composed
from app.letters.placement import Placed
from app.letters.recipient import postal_address
from app.letters.stationery import Box

AIR_MAIL = "PRIORITY / PAR AVION".replace(" ", "\N{NO-BREAK SPACE}")
"""The words of the Universal Postal Union, which every post office reads."""
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)


@dataclass(frozen=True)
class Voice:
    """Says the guide's texts in the reader's language, and collects what was said."""

    language: str
    said: list[str] = field(default_factory=list)

    def __call__(self, name: str, **values: object) -> str:
        """Return the text of this name, with the values in it."""
        text = set_spaces(unfilled(name, self.language), self.language)
        if not any(isinstance(value, Markup) for value in values.values()):
            return self.collect(set_spaces(filled(text, values), self.language))
        escaped = {key: escape(value) for key, value in values.items()}
        said = Markup(filled(escape(text), escaped))  # noqa: S704 - escaped one by one
        self.collect(said.striptags())
        return said

    def document(self, text: Localised) -> str:
        """Return a document's text; with its language and a word about it if it isn't the reader's.

        It is collected where it is said in another text.
        """
        said = text.text_in(self.language)
        if said.language == self.language:
            return said.text
        name = LanguageNames([said.language]).names(self.language)
        span = Markup('<span lang="%s">%s</span>') % (said.language, said.text)
        return self("guide.only_in", text=span, language=name)

    def heading(self, name: str) -> str:
        """Return it without no-break spaces: in a narrow margin, lines end after any word."""
        return self.collect(printed_text(name, self.language))

    def collect(self, text: str) -> str:
        """Return a text that comes from elsewhere, collected."""
        self.said.append(text)
        return text

    def around(self, name: str) -> tuple[str, str]:
        """Return what stands before and after the one value of a text; it isn't collected."""
        before, after = re.split(r"%\(\w+\)s", unfilled(name, self.language))
        return set_spaces(before, self.language), set_spaces(after, self.language)

    @property
    def everything(self) -> str:
        """All that was said; for what holds of every character."""
        return "\n".join(self.said)


@dataclass(frozen=True)
class Postage:
    """What is said of the postage; the organisers' note may be in another language."""

    before: str
    note: Said | None = None
    after: str = ""


@dataclass(frozen=True)
class GuidedLetter:
    """One letter's part of the guide; what doesn't apply is empty."""

    title: str
    case: str
    """The case's title, where the letters are of several."""
    address: Placed
    postage: Postage
    by_air: str
    unconfirmed: str
    until: str
    post_by: str
    beside: Aligned | None


def guided_letters(
    library: Library,
    orders: Sequence[Order],
    say: Voice,
    today: datetime.date,
    width: float,
    postage: Mapping[str, Said],
    limits: AgeLimits = DEFAULT_LIMITS,
) -> list[GuidedLetter]:
    """Return what is said of each letter of the orders; the width in mm is for the address."""
    are_of_one_case = len({order.case for order in orders}) == 1
    guided = []
    for order in orders:
        title = library.case(order.case).title
        case = "" if are_of_one_case else say.collect(say.document(title))
        letters = [each for each in composed(library, order, today, limits) if not each.mark]
        translations = aligned(library, order, say.language, today, limits)
        beside = {each.letter.addressee: each for each in translations}
        say.said.extend(each.text for each in translations)
        for letter in letters:
            addressee = library.addressee(letter.addressee)
            guided.append(
                GuidedLetter(
                    _title(say, order, addressee),
                    case,
                    _address(say, letter, width),
                    _postage(say, order, addressee, postage),
                    say("guide.posting.by_air", air=AIR_MAIL)
                    if _is_abroad(order, addressee)
                    else "",
                    _unconfirmed(say, addressee, today, limits),
                    _until(say, order, addressee, today, limits),
                    _post_by(say, order, library.case(order.case), addressee, limits),
                    beside.get(letter.addressee),
                )
            )
    return guided


def _title(say: Voice, order: Order, addressee: Addressee) -> str:
    name = "guide.copy_to" if addressee.slug in order.copies else "guide.letter_to"
    return say(name, office=say.document(addressee.label))


def _address(say: Voice, letter: Letter, width: float) -> Placed:
    """Return the fullest form of the address, as large as it is to be copied by hand."""
    placed = [Placed(letter.address_forms[0], size) for size in _SIZES]
    room = Box(0, 0, width, placed[0].height)
    say.said.extend(letter.address_forms[0])
    return next((each for each in placed if each.fits(room)), placed[-1])


def _country(addressee: Addressee) -> str:
    return postal_address(addressee).country


def _is_abroad(order: Order, addressee: Addressee) -> bool:
    return _country(addressee) != order.sender.country


def _postage(say: Voice, order: Order, addressee: Addressee, known: Mapping[str, Said]) -> Postage:
    costs = known.get(_country(addressee))
    if costs is None or not costs.text:
        where = "abroad" if _is_abroad(order, addressee) else "inland"
        return Postage(say(f"guide.posting.ask_{where}"))
    note = set_spaces(costs.text.removesuffix("."), costs.language)
    before, after = say.around("guide.posting.costs")
    say.collect(before + note + after)
    return Postage(before, Said(note, costs.language), after)


def _unconfirmed(say: Voice, addressee: Addressee, today: datetime.date, limits: AgeLimits) -> str:
    if addressee.has_confirmed_address(today, limits):
        return ""
    date = date_in_words(postal_address(addressee).verified_on, say.language)
    if addressee.may_come_back(today, limits):
        return say("guide.posting.may_come_back", date=date)
    return say("guide.posting.unconfirmed", date=date)


def _until(
    say: Voice, order: Order, addressee: Addressee, today: datetime.date, limits: AgeLimits
) -> str:
    holder, until = addressee.holder, addressee.last_day_of_name(limits)
    is_named = addressee.names_holder(max(order.date, today), limits, order.language)
    if holder is None or until is None or not is_named:
        return ""
    return say(
        "guide.posting.until_text",
        holder=say.document(holder.name),
        date=date_in_words(holder.verified_on, say.language),
        until=date_in_words(until, say.language),
    )


def _post_by(say: Voice, order: Order, case: Case, addressee: Addressee, limits: AgeLimits) -> str:
    """Return until when the letter may be posted: its case counts, and what it asks for."""
    asked = [
        demand
        for demand in case.open_demands(order.date, addressee.kind)
        if order.demands is None or demand.slug in order.demands
    ]
    ends = [case.withheld_from(demand) for demand in asked]
    first = min(filter(None, (*ends, case.as_of.first_day_older_than(limits.case_end))))
    return say(
        "guide.posting.post_by",
        until=date_in_words(first - datetime.timedelta(days=1), say.language),
    )


def unchecked_cases(
    library: Library,
    orders: Sequence[Order],
    say: Voice,
    today: datetime.date,
    limits: AgeLimits,
) -> list[str]:
    """Return of each case that nobody has checked lately since when."""
    cases = [library.case(slug) for slug in dict.fromkeys(order.case for order in orders)]
    return [
        say("guide.posting.unchecked", date=date_in_words(case.as_of, say.language))
        for case in cases
        if case.is_unchecked(today, limits)
    ]
