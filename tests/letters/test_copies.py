"""Copies: to whom they go, what the covering letter says, and what is printed twice."""

from dataclasses import replace

import pytest

from app.content.library.library import Library
from app.content.texts import printed_text
from app.letters.copies import CanBeAsked, EmbassyOfOtherCountry, check_copy, copies_for
from app.letters.order import refusals, write
from app.letters.printing import lay_out
from app.letters.recipient import AddresseeNotOfCase, AddresseeNotPostable
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES, Box
from tests.conftest import LANGUAGES, LIBRARY, TODAY, sample
from tests.letters.conftest import MM, ink_of, pages_of

CASES = list(LIBRARY.cases.values())
BERLIN = "nb/embassy-berlin"


def _slugs(found) -> list[str]:
    return [addressee.slug for addressee in found]


# To whom


@pytest.mark.parametrize(
    ("country", "embassies"),
    [
        ("DE", [BERLIN]),
        ("GB", ["nb/embassy-london"]),
        ("CA", ["nb/embassy-ottawa"]),
        ("FR", []),
        (None, []),
    ],
)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_a_copy_goes_to_the_embassy_in_the_senders_country(case, country, embassies):
    assert _slugs(copies_for(LIBRARY, case, country, TODAY)) == embassies


@pytest.fixture
def with_minister(library: Library) -> Library:
    """The content once an organiser has verified the foreign minister's address."""
    minister = library.addressee("nb/foreign-minister").model_copy(update={"state": "in-use"})
    addressees = {**library.addressees, minister.slug: minister}
    return replace(library, addressees=addressees)


def test_a_copy_goes_to_a_body_that_can_grant_nothing(with_minister, case):
    assert _slugs(copies_for(with_minister, case, None, TODAY)) == ["nb/foreign-minister"]
    assert _slugs(copies_for(with_minister, case, "DE", TODAY)) == [
        "nb/foreign-minister",
        BERLIN,
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_nobody_is_both_asked_and_sent_a_copy(case):
    asked = set(_slugs(LIBRARY.askable(case, TODAY)))
    for country in ("DE", "GB", "CA"):
        assert asked.isdisjoint(_slugs(copies_for(LIBRARY, case, country, TODAY)))


@pytest.mark.parametrize(
    ("slug", "country", "refusal"),
    [
        ("nb/president", "DE", CanBeAsked),
        ("nb/embassy-london", "DE", EmbassyOfOtherCountry),
        ("nb/foreign-minister", "DE", AddresseeNotPostable),
        ("nb/lo-777-18", "DE", AddresseeNotOfCase),
        ("nb/nobody", "DE", AddresseeNotOfCase),
    ],
)
def test_a_copy_that_cannot_be_posted_is_refused(order_with, case, slug, country, refusal):
    with pytest.raises(refusal):
        check_copy(LIBRARY, case, slug, country, TODAY)
    order = order_with(copies=(slug,))
    [(field, refused)] = refusals(LIBRARY, order, TODAY)
    assert field == "copy"
    assert type(refused) is refusal


def test_who_does_not_say_from_where_may_send_a_copy_to_any_embassy(case):
    assert check_copy(LIBRARY, case, "nb/embassy-london", None, TODAY).slug == "nb/embassy-london"


# What it says


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_covering_letter_is_the_receivers_own_and_asks_for_no_demand(letters_with, language):
    letter, cover, copy = letters_with(language=language, copies=(BERLIN,), words="Own words.")
    receiver = LIBRARY.addressee(BERLIN)
    assert cover.addressee == BERLIN
    assert cover.blocks[0].text == receiver.salutation.neutral[language]
    assert cover.closing == receiver.closing.neutral[language]
    assert cover.address_forms[0] == tuple(receiver.address.full)
    assert cover.sender_lines == letter.sender_lines[:-1]  # within the country, it isn't named
    assert letter.subject in cover.subject
    assert "2026" in cover.blocks[1].text
    office = LIBRARY.addressee("nb/prosecutor-general").label[language]
    assert office in cover.blocks[1].text.replace("\N{NO-BREAK SPACE}", " ")
    for demand in LIBRARY.case("puffchat-nine").demands:
        assert demand.text[language] not in cover.text
    assert "Own words." not in cover.text
    assert copy == replace(letter, mark=printed_text("copy.mark", language))
    assert "Own words." in copy.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_an_embassy_is_asked_to_pass_it_on(with_minister, order_with, language):
    order = order_with(language=language, copies=("nb/foreign-minister", BERLIN))
    _, to_minister, _, to_embassy, _ = write(with_minister, order, TODAY)
    assert len(to_minister.blocks[2].text) < len(to_embassy.blocks[2].text)
    salutation = LIBRARY.addressee("nb/foreign-minister").salutation
    assert to_minister.blocks[0].text in (salutation.titled[language], salutation.neutral[language])


def test_of_letters_to_several_offices_the_first_goes_out_as_a_copy(letters_with):
    offices = ("nb/president", "nb/prosecutor-general")
    first, second, cover, copy = letters_with(addressees=offices, copies=(BERLIN, BERLIN))
    assert [first.addressee, second.addressee] == list(offices)
    assert copy.blocks == first.blocks
    assert first.office == copy.office
    assert LIBRARY.addressee(offices[0]).label["en"] in cover.text
    assert not any(letter.mark for letter in (first, second, cover))


def test_a_holder_of_the_receiver_is_named_while_seen_in_office(with_minister, order_with):
    order = order_with(copies=("nb/foreign-minister",))
    minister = with_minister.addressee("nb/foreign-minister")
    holder = minister.holder.model_copy(update={"verified_on": "2026-10-01"})
    holder = type(minister.holder).model_validate(holder.model_dump())
    seen = minister.model_copy(update={"holder": holder})
    library = replace(with_minister, addressees={**with_minister.addressees, seen.slug: seen})
    _, neutral, _ = write(with_minister, order, TODAY)
    _, titled, _ = write(library, order, TODAY)
    assert titled.blocks[0].text == minister.salutation.titled["en"]
    assert titled.address_forms[0][0] == holder.printed
    assert neutral.address_forms[0][0] != holder.printed


# On paper


@pytest.mark.parametrize("slug", sample([(slug,) for slug in STATIONERIES], every=3))
def test_the_mark_of_a_copy_stands_clear_of_everything(pdf_with, slug):
    stationery = STATIONERIES[slug]
    long = "\n".join(["Musterstraße 12, Hinterhaus, bei Beispiel"] * 4)
    sender = Sender.typed("Anna Beispiel", long, "Musterstadt", "DE")
    order = {"stationery": slug, "copies": (BERLIN,), "sender": sender}
    mark = printed_text("copy.mark", "ru")
    with pages_of(pdf_with(**order, language="ru")) as (_letter, _cover, copy):
        [word] = [
            word for word in copy.extract_words() if word["text"] == printed_text("copy.mark", "ru")
        ]
        ink = ink_of(copy)
    box = Box(*(word[name] / MM for name in ("x0", "top")), 0, 0)
    box = replace(box, width=word["x1"] / MM - box.x, height=word["bottom"] / MM - box.y)
    assert [each.text for each in ink if each.touches(box)] == list(mark)
    if stationery.window:
        window = stationery.window
        assert box.bottom <= window.y or box.right <= window.x or box.x >= window.right


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_covering_letter_takes_one_page(letters_with, language):
    for case in LIBRARY.cases:
        order = {"case": case, "addressees": ("nb/penal-committee",), "copies": (BERLIN,)}
        _, cover, _ = letters_with(**order, language=language)
        assert lay_out(cover, STATIONERIES["us-10"]).pages == 1
