"""Copies of a letter: to the embassy in the sender's country, and to bodies that are asked nothing.

A copy goes out as two sheets: a covering letter that has its own address in the window and is
signed, and behind it the letter itself, printed again and marked. So the covering letter asks for
nothing that its receiver can't grant, what the office was asked stays word for word, and both
sheets are known to fit.
"""

import datetime
from dataclasses import replace

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.dates import date_in_words
from app.content.model.localised import Localised
from app.content.text.messages import Refusal, translatable
from app.content.text.typography import set_spaces
from app.content.texts import printed_text
from app.letters.contents import greeting_of
from app.letters.letter import Letter, country_name
from app.letters.paragraphs import Paragraph, Span
from app.letters.recipient import address_forms, postable_of_case, postal_address
from app.letters.sender import Sender


class CanBeAsked(Refusal):
    """The addressee can grant a demand of its own, and so gets no mere copy."""

    template = translatable("%(office)s can be asked itself: write to it instead of a copy.")


class EmbassyOfOtherCountry(Refusal):
    """The embassy doesn't serve the country that the supporter posts from."""

    template = translatable("%(office)s does not serve the country that you post from.")


def copies_for(
    library: Library, case: Case, country: str | None, day: datetime.date
) -> list[Addressee]:
    """Return the case's addressees to whom a copy can be posted from this country, in its order."""
    return [
        addressee
        for addressee in library.addressees_of(case)
        if addressee.is_postable
        and not case.open_demands(day, addressee.kind)
        and (not addressee.serves or country in addressee.serves)
    ]


def check_copy(
    library: Library, case: Case, slug: str, country: str | None, day: datetime.date
) -> Addressee:
    """Return the addressee; raise a Refusal unless a copy can be posted to it from the country.

    Whoever doesn't say from where may send a copy to any embassy.
    """
    addressee = postable_of_case(library, case, slug)
    if case.open_demands(day, addressee.kind):
        raise CanBeAsked(office=addressee.label)
    if addressee.serves and country and country not in addressee.serves:
        raise EmbassyOfOtherCountry(office=addressee.label)
    return addressee


def cover_and_copy(
    letter: Letter,
    office: Localised,
    receiver: Addressee,
    sender: Sender,
    date: datetime.date,
    *,
    named: bool,
) -> tuple[Letter, Letter]:
    """Return the covering letter to whom the copy goes, and the letter to the office as a copy.

    `named` is whether the receiver's holder is addressed by name. Each text must be there in the
    letter's language: `printable` says it beforehand.
    """
    language = letter.language
    destination = postal_address(receiver).country
    salutation, closing = greeting_of(receiver, named=named)
    written = {"date": date_in_words(date, language), "office": office[language]}
    asks = "copy.asks_embassy" if receiver.serves else "copy.asks"
    cover = replace(
        letter,
        addressee=receiver.slug,
        office=receiver.label,
        subject=printed_text("copy.subject", language, subject=letter.subject),
        sender_lines=sender.block(country_name(sender.country, destination, language)),
        address_forms=address_forms(receiver, sender.country, named=named),
        blocks=(
            _paragraph(salutation[language]),
            _paragraph(set_spaces(printed_text("copy.sends", language, **written), language)),
            _paragraph(set_spaces(printed_text(asks, language), language)),
        ),
        own=range(0),
        closing=closing[language],
    )
    return cover, replace(letter, mark=printed_text("copy.mark", language))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))
