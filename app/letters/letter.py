"""The text of one letter to one addressee."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.content.languages import ENGLISH, territories
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.dates import date_in_words
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.letter_template import LetterTemplate
from app.content.model.localised import Localised, LocalisedList
from app.content.text.messages import Refusal, translatable
from app.content.text.prose import SupporterText
from app.content.text.typography import set_spaces
from app.letters.contents import contents_of
from app.letters.paragraphs import Block, body_of
from app.letters.recipient import address_forms, postal_address
from app.letters.sender import Sender


class CaseTakesNoLetters(Refusal):
    """The case isn't open, or the family wants no letters."""

    template = translatable("No letters are written for “%(case)s” now: %(state)s.")


class CaseUnchecked(Refusal):
    """Nobody has held the case against its sources for so long that nothing is printed of it."""

    template = translatable(
        "No letters are written for “%(case)s” until somebody checks it again: nobody has since "
        "%(date)s."
    )


class NothingToAsk(Refusal):
    """The addressee can grant none of the open demands; it could only get a copy."""

    template = translatable("%(office)s can grant none of the open demands of this case.")


class TermMayHaveEnded(NothingToAsk):
    """The addressee could only be asked for what makes no sense after the end of a term."""

    template = translatable(
        "%(office)s can’t be asked for anything in this case now: what it could grant makes no "
        "sense any more, as these terms may have ended: %(people)s."
    )


class NoDemandLeft(Refusal):
    """The supporter left out every demand that the addressee can grant."""

    template = translatable("Keep at least one demand that %(office)s can grant.")


@dataclass(frozen=True)
class Letter:
    """The composed text for one addressee: no HTML, no layout."""

    language: str
    case: str
    addressee: str
    office: Localised
    subject: str
    sender_lines: tuple[str, ...]
    return_parts: tuple[str, ...]
    address_forms: tuple[tuple[str, ...], ...]
    """The printed address with the country line: full, then compact."""
    place_and_date: str
    blocks: tuple[Block, ...]
    closing: str
    signature: str
    own: range | None = None
    """Which of the blocks are own words; None if those don't stand in blocks of their own."""
    mark: str = ""
    """The word “Copy” in the letter's language, on what is printed again to go with a copy."""

    @property
    def everything(self) -> str:
        """All that may be printed, a line each; for what holds of every character."""
        lines = (self.mark, self.subject, self.place_and_date, *self.sender_lines, self.text)
        return "\n".join((*lines, *("\n".join(form) for form in self.address_forms)))

    @property
    def text(self) -> str:
        """The letter's text from salutation to signature, for reading and copying."""
        parts = [*(block.text for block in self.blocks), self.closing, self.signature]
        return "\n\n".join(part for part in parts if part)


def draw(template: LetterTemplate, seed: int) -> tuple[int, ...]:
    """Return which variant of each choose block a seed draws; the same in every language."""
    return tuple(
        int.from_bytes(hashlib.sha256(f"{template.slug} {seed} {block}".encode()).digest()) % count
        for block, count in enumerate(template.variants)
    )


def compose(
    case: Case,
    addressee: Addressee,
    template: LetterTemplate,
    sender: Sender,
    *,
    date: datetime.date,
    today: datetime.date,
    choices: tuple[int, ...],
    words: str = "",
    demands: Sequence[Demand] | None = None,
    limits: AgeLimits = DEFAULT_LIMITS,
) -> Letter:
    """Return the letter; raise a Refusal for what may not get on paper.

    `choices` are the variants drawn. A holder is named only while verified on both `today` and the
    letter's `date`, and only in languages that have the name. `demands` are those that the
    supporter kept; only open ones that this addressee can grant are printed. Each of its texts must
    be there in the language of the template: `printable` says it beforehand.
    """
    address = postal_address(addressee)
    language = template.language
    day = max(date, today)
    named = addressee.names_holder(day, limits, language)
    asked = demands_for(case, addressee, day, demands)
    contents = contents_of(case, addressee, asked, day, named=named)
    values = {"words": SupporterText(words), "has_address": bool(sender.return_parts())}
    put_in = contents.put_in(language, template.placeholders)
    body = body_of(template.fill({**values, **put_in}, choices))
    return Letter(
        language=language,
        case=case.slug,
        addressee=addressee.slug,
        office=addressee.office,
        subject=set_spaces(contents.subject[language], language),
        sender_lines=sender.block(country_name(sender.country, address.country, language)),
        return_parts=sender.return_parts(),
        address_forms=address_forms(addressee, sender.country, named=named),
        place_and_date=place_and_date(sender, date, language),
        blocks=body.blocks,
        closing=contents.closing[language],
        signature=sender.signature,
        own=body.own,
    )


def place_and_date(sender: Sender, date: datetime.date, language: str) -> str:
    """Return the line with the sender's town, if given, and the letter's date."""
    return ", ".join(part for part in (sender.town, date_in_words(date, language)) if part)


def demands_for(
    case: Case, addressee: Addressee, day: datetime.date, kept: Sequence[Demand] | None
) -> Sequence[Demand]:
    """Return the kept open demands of that day that it can grant.

    Raises NothingToAsk, TermMayHaveEnded or NoDemandLeft.
    """
    check_askable(case, addressee, day)
    grantable = case.open_demands(day, addressee.kind)
    printed = [demand for demand in grantable if kept is None or demand in kept]
    if not printed:
        raise NoDemandLeft(office=addressee.label)
    return printed


def check_askable(case: Case, addressee: Addressee, day: datetime.date) -> None:
    """Raise NothingToAsk, or TermMayHaveEnded, if it can grant nothing that is asked that day."""
    if case.open_demands(day, addressee.kind):
        return
    withheld = case.withheld_demands(day, addressee.kind)
    if not withheld:
        raise NothingToAsk(office=addressee.label)
    raise TermMayHaveEnded(office=addressee.label, people=people_in_way(case, withheld, day))


def people_in_way(case: Case, withheld: Iterable[Demand], day: datetime.date) -> LocalisedList:
    """Return the names of those because of whom demands are withheld on that day."""
    people = {
        person.slug: person.name
        for demand in withheld
        for person in case.keeps_from_asking(demand, day)
    }
    return LocalisedList(people.values())


def country_name(country: str | None, destination: str, language: str) -> str:
    """Return the sender's country as the letter's language has it, "" within the country.

    `country` and `destination` are codes; None is a country that isn't told.
    """
    if country is None or country == destination:
        return ""
    return territories(language).get(country) or territories(ENGLISH).get(country, "")
