"""What a letter says, to whom, and what never gets into one."""

import datetime
from itertools import pairwise

import pytest

from app.content.model.addressee import Addressee
from app.content.model.case import Demand
from app.content.model.dates import PartialDate
from app.content.model.localised import Localised
from app.letters.letter import (
    Letter,
    NoDemandLeft,
    NothingToAsk,
    compose,
    draw,
)
from app.letters.paragraphs import ItemList
from app.letters.recipient import AddresseeNotPostable
from app.letters.sender import Sender
from tests.conftest import LANGUAGES, LIBRARY, TODAY
from tests.letters.conftest import ANNA

CASE = LIBRARY.case("puffchat-nine")
PROSECUTOR = LIBRARY.addressee("nb/prosecutor-general")
every_language = pytest.mark.parametrize("language", LANGUAGES)
SEEDS = range(60)


def _compose(addressee: Addressee = PROSECUTOR, **changes: object) -> Letter:
    """Compose a plain letter but for what is given."""
    template = LIBRARY.letter_template("appeal", changes.pop("language", "en"))
    plain = {
        "case": CASE,
        "sender": ANNA,
        "date": TODAY,
        "today": TODAY,
        "choices": draw(template, changes.pop("seed", 1)),
    }
    return compose(addressee=addressee, template=template, **{**plain, **changes})


def _verified(on: str) -> Addressee:
    holder = PROSECUTOR.holder.model_copy(update={"verified_on": PartialDate.parse(on)})
    return PROSECUTOR.model_copy(update={"holder": holder})


def _plain(text: str) -> str:
    """Return the text with plain spaces and without marks for bold."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("**", "")


def _demands_of(letter: Letter) -> list[str]:
    (items,) = (block for block in letter.blocks if isinstance(block, ItemList))
    return [_plain(item.text).rstrip(";.") for item in items.items]


def _texts(demands: list[Demand], language: str = "en") -> list[str]:
    return [_plain(demand.text[language]) for demand in demands]


DAY = datetime.timedelta(days=1)
YEAR_AGO = TODAY.replace(year=TODAY.year - 1)


@every_language
@pytest.mark.parametrize(
    ("verified", "date", "is_named"),
    [
        (str(YEAR_AGO), TODAY, True),
        (str(YEAR_AGO - DAY), TODAY, False),
        (str(YEAR_AGO), TODAY + DAY, False),
        (str(YEAR_AGO - DAY), TODAY - 30 * DAY, False),
        (str(TODAY), TODAY + 300 * DAY, True),
        (str(YEAR_AGO.year), TODAY, False),
    ],
    ids=[
        "verified a year ago",
        "verified longer ago",
        "a year ago today but not on the letter's date",
        "verified on the letter's date but not today",
        "verified on both",
        "verified in some month of last year",
    ],
)
def test_a_holder_is_named_only_while_verified(language, verified, date, is_named):
    addressee = _verified(verified)
    letter = _compose(addressee, language=language, date=date)
    names = [addressee.holder.printed in form for form in letter.address_forms]
    greeting, closing = addressee.salutation, addressee.closing
    if is_named:
        assert names == [True, False, False]
        assert letter.blocks[0].text == greeting.titled[language]
        assert letter.closing == closing.titled[language]
    else:
        assert not any(names)
        assert letter.blocks[0].text == greeting.neutral[language]
        assert letter.closing == closing.neutral[language]
        assert addressee.holder.name[language] not in letter.text


@every_language
def test_titled_and_neutral_differ(language):
    assert PROSECUTOR.salutation.titled[language] != PROSECUTOR.salutation.neutral[language]


def test_an_office_without_holder_is_greeted_neutrally():
    letter = _compose(PROSECUTOR.model_copy(update={"holder": None}))
    assert letter.blocks[0].text == "Dear Sir or Madam,"
    assert letter.closing == "Yours faithfully,"
    assert len(letter.address_forms) == 2


@every_language
def test_the_address_is_printed_full_then_compact(language):
    letter = _compose(_verified(str(TODAY)), language=language)
    full, compact = PROSECUTOR.address.full, PROSECUTOR.address.compact
    named, office, short = letter.address_forms
    assert named == (PROSECUTOR.holder.printed, *full, "ANTARKTIS")
    assert office == (*full, "ANTARKTIS")
    assert short == (*compact, "ANTARKTIS")


@pytest.mark.parametrize(
    ("posted_from", "country_line"),
    [
        (None, "ANTARCTICA"),
        ("DE", "ANTARKTIS"),
        ("FR", "ANTARCTIQUE"),
        ("PL", "ANTARKTYDA"),
        ("TR", "ANTARKTİKA"),
        ("US", "ANTARCTICA"),
        ("RU", "ANTARCTICA"),
        ("AQ", None),
    ],
)
def test_the_country_line_can_be_read_where_the_letter_is_posted(posted_from, country_line):
    letter = _compose(sender=Sender.typed("Anna", country=posted_from))
    ends = {form[-1] for form in letter.address_forms}
    expected = {country_line} if country_line else {PROSECUTOR.address.full[-1]}
    assert ends == expected


@pytest.mark.parametrize(
    ("country", "language", "last_line"),
    [
        ("DE", "en", "Germany"),
        ("DE", "ru", "Германия"),
        ("DE", "kk", "Германия"),
        ("US", "kk", "Америка Құрама Штаттары"),
        ("CQ", "ru", "Sark"),
        ("AQ", "en", "Ulm"),
        (None, "en", "Ulm"),
    ],
    ids=["en", "ru", "kk", "kk of the US", "no Russian name", "posted within", "not told"],
)
def test_the_senders_country_stands_in_the_letters_language(country, language, last_line):
    sender = Sender.typed("Anna", "Weg 1\nUlm", country=country)
    assert _compose(sender=sender, language=language).sender_lines[-1] == last_line


@pytest.mark.parametrize(
    ("language", "town", "line"),
    [
        ("en", "Ulm", "Ulm, 22 November 2026"),
        ("ru", "Ulm", "Ulm, 22 ноября 2026 года"),
        ("kk", "Омбаты", "Омбаты, 2026 жылғы 22 қараша"),
        ("en", "", "22 November 2026"),
    ],
)
def test_town_and_date_stand_in_the_letters_language(language, town, line):
    letter = _compose(sender=Sender.typed(town=town), language=language)
    assert _plain(letter.place_and_date) == line


ASKED = [
    (case, addressee)
    for case in LIBRARY.cases.values()
    for addressee in LIBRARY.askable(case, TODAY)
]


@every_language
@pytest.mark.parametrize(("case", "addressee"), ASKED, ids=lambda each: each.slug)
def test_only_open_demands_that_the_addressee_can_grant_are_printed(case, addressee, language):
    letter = _compose(addressee, case=case, language=language)
    granted = [
        demand
        for demand in case.demands
        if demand.state == "open" and addressee.kind in demand.grantable_by
    ]
    assert _demands_of(letter) == _texts(granted, language)


def _case_with(slug: str, **changes: object):
    demands = [
        demand.model_copy(update=changes) if demand.slug == slug else demand
        for demand in CASE.demands
    ]
    return CASE.model_copy(update={"demands": demands})


@pytest.mark.parametrize(
    "changes",
    [{"state": "met"}, {"state": "overtaken"}, {"grantable_by": ["president"]}],
    ids=["met", "overtaken", "for another office"],
)
def test_a_demand_that_may_not_be_asked_is_left_out_even_if_kept(changes):
    case = _case_with("quash", **changes)
    letter = _compose(case=case, demands=case.demands)
    (rest,) = _texts([demand for demand in CASE.demands if demand.slug == "un-investigation"])
    assert _demands_of(letter) == [rest]


def test_the_supporter_chooses_among_the_demands():
    quash, investigation = CASE.open_demands(TODAY, "prosecutor-general")
    for kept in ([quash], [investigation], [investigation, quash]):
        printed = _demands_of(_compose(demands=kept))
        assert printed == [text for text in _texts([quash, investigation]) if text in _texts(kept)]


@pytest.mark.parametrize("slugs", [(), ("pardon", "opinion")], ids=["none", "another office's"])
def test_a_letter_without_any_demand_is_refused(slugs):
    kept = [demand for demand in CASE.demands if demand.slug in slugs]
    with pytest.raises(NoDemandLeft, match=r"Keep at least one demand that Prosecutor General"):
        _compose(demands=kept)


def test_an_embassy_can_be_asked_for_nothing():
    with pytest.raises(NothingToAsk, match=r"Embassy.* can grant none of the open demands"):
        _compose(LIBRARY.addressee("nb/embassy-london"))


UNPOSTABLE = [each for each in LIBRARY.addressees.values() if each.state != "in-use"]


def test_there_are_addressees_in_every_state():
    assert {each.state for each in UNPOSTABLE} == {
        "closed",
        "not-in-use",
        "unverified",
        "no-address",
    }


@pytest.mark.parametrize("addressee", UNPOSTABLE, ids=lambda each: each.slug)
def test_nothing_is_written_to_an_addressee_that_mail_cannot_reach(addressee):
    with pytest.raises(AddresseeNotPostable) as refused:
        _compose(addressee)
    assert str(addressee.label) in str(refused.value)
    assert str(addressee.state_reason) in str(refused.value)


def test_nothing_is_written_to_an_addressee_in_use_whose_address_is_gone():
    with pytest.raises(AddresseeNotPostable):
        _compose(PROSECUTOR.model_copy(update={"address": None}))


@every_language
def test_a_reply_is_asked_for_only_where_it_can_be_sent(language):
    asks = {"en": "reply", "ru": "ответить", "kk": "жауап беруіңізді"}[language]
    full = _compose(language=language).blocks[-1].text
    for sender in (
        Sender.typed("Anna"),
        Sender.typed("Anna", "Weg 1\nUlm", sign_as="initials"),
        Sender.typed("Anna", "Weg 1\nUlm", sign_as="blank"),
    ):
        without = _compose(language=language, sender=sender).blocks[-1].text
        assert asks not in without
        assert full.startswith(without)
    assert asks in full


@every_language
@pytest.mark.parametrize("case", LIBRARY.cases.values(), ids=lambda case: case.slug)
def test_facts_and_demands_never_vary_while_the_prose_does(case, language):
    (addressee, *_) = LIBRARY.askable(case, TODAY)
    letters = [_compose(addressee, case=case, language=language, seed=seed) for seed in SEEDS]
    columns = list(zip(*(letter.blocks for letter in letters), strict=True))
    facts = len(case.summary[language])
    varying = [index for index, column in enumerate(columns) if len(set(column)) > 1]
    # Salutation, opening, facts, the request, demands, the law, thanks.
    assert varying == [1, 2 + facts, len(columns) - 1]
    assert len(columns) == facts + 6
    told = [_plain(block.text) for block in letters[0].blocks[2 : 2 + facts]]
    assert told == [_plain(text) for text in case.summary[language]]
    rest = {(letter.subject, letter.address_forms, letter.closing) for letter in letters}
    assert len(rest) == 1


@every_language
def test_a_seed_always_draws_the_same_letter(language):
    assert _compose(language=language, seed=7) == _compose(language=language, seed=7)


def test_a_seed_draws_the_same_variants_in_every_language():
    for seed in SEEDS:
        drawn = {draw(LIBRARY.letter_template("appeal", language), seed) for language in LANGUAGES}
        assert len(drawn) == 1


@every_language
def test_each_drawn_number_is_a_variant_of_its_own(language):
    template = LIBRARY.letter_template("appeal", language)
    counts = template.variants
    assert counts == LIBRARY.letter_template("appeal", "en").variants
    letters = [_compose(language=language, choices=(n,) * len(counts)) for n in range(min(counts))]
    for one, other in pairwise(letters):
        differing = [a != b for a, b in zip(one.blocks, other.blocks, strict=True)]
        assert sum(differing) == len(counts)


def test_offices_are_drawn_different_wordings():
    assert len({_compose(seed=seed).text for seed in SEEDS}) > 20


def test_own_words_stand_between_the_law_and_the_thanks():
    plain, letter = _compose(), _compose(words="I knew him.\n\nHe is\nkind.")
    *before, thanks = plain.blocks
    assert letter.blocks[: len(before)] == tuple(before)
    assert [each.text for each in letter.blocks[len(before) :]] == [
        "I knew him.",
        "He is\nkind.",
        thanks.text,
    ]


def test_the_text_of_a_letter_runs_from_the_salutation_to_the_signature():
    letter = _compose(words="Own words.")
    parts = letter.text.split("\n\n")
    assert parts[0] == letter.blocks[0].text
    assert parts[-3:] == [letter.blocks[-1].text, letter.closing, "Anna Beispiel"]
    assert "Own words." in parts
    assert _compose(sender=Sender()).text.endswith(letter.closing)


@every_language
def test_the_sender_stands_on_the_letter_as_given(language):
    letter = _compose(language=language)
    assert letter.sender_lines[:-1] == ("Anna Beispiel", "Musterstraße 12", "12345 Musterstadt")
    assert letter.return_parts == letter.sender_lines[:-1]
    assert letter.signature == "Anna Beispiel"


@every_language
def test_the_law_is_that_of_the_kind_of_office_or_else_that_of_all(language):
    of_all = CASE.hooks[0]
    text = f"Law of {language}."
    own = of_all.model_copy(
        update={"text": Localised({language: text}), "for_kinds": ["prosecutor-general"]}
    )
    case = CASE.model_copy(update={"hooks": [of_all, own]})
    letter = _compose(case=case, language=language)
    assert text in _plain(letter.text)
    assert _plain(of_all.text[language]) not in _plain(letter.text)
    other = _compose(LIBRARY.addressee("nb/ombudsman"), case=case, language=language)
    assert text not in _plain(other.text)
    assert _plain(of_all.text[language])[:40] in _plain(other.text)
