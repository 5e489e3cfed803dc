"""The truths of the shipped documents, held against what is known of each fact.

A letter that asks to free a man who died, or that goes to a prison that closed, harms the campaign.
"""

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise, product

import pytest

from app.content.checks.future import future_dates
from app.content.library.building import build
from app.content.model.freshness import AgeLimits
from app.content.model.localised import Localised
from app.content.text.folder import read_folder
from app.letters.ended_terms import ended_terms
from app.letters.letter import Letter, compose
from app.letters.paragraphs import ItemList
from app.letters.sender import Sender
from tests.conftest import ROOT, TODAY

LIBRARY = build(read_folder(ROOT))
LANGUAGES = ("en", "ru", "kk")
"""In which these documents are whole: one more is added when its last text is translated."""

CASES = ("zhumagulov-abishev", "whatsapp-nine", "forum18-five")
ADDRESSEES = (
    "kz/prosecutor-general",
    "kz/ombudsman",
    "kz/la-155-1",
    "kz/la-155-14",
    "kz/la-155-18",
    "kz/penal-committee",
    "kz/national-security-committee",
    "kz/state-secretary",
    "kz/president",
    "kz/foreign-minister",
    "kz/religious-affairs-committee",
    "kz/national-human-rights-centre",
    "kz/embassy-london",
    "kz/embassy-berlin",
    "kz/embassy-ottawa",
    "kz/embassy-rome",
    "kz/health-minister",
    "eu/droi",
    "eu/eeas",
    "eu/commission",
    "eu/delegation-astana",
    "eu/special-representative-human-rights",
    "eu/special-representative-central-asia",
    "us/embassy-astana",
    "un/special-procedures",
)


def spaced(text: object) -> str:
    """Return the text with plain spaces for those at which no line ends."""
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def texts_of(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every text within a document's fields."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "url":
                yield from texts_of(part, f"{where}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts_of(part, f"{where}.{number}")


def texts_of_document(path: str) -> list[tuple[str, str]]:
    document = LIBRARY.documents[path]
    return [*texts_of(dict(document.fields), path), (path, document.body)]


DOCUMENTS = pytest.mark.parametrize("path", LIBRARY.documents)


def test_no_document_has_an_error():
    assert [str(error) for error in LIBRARY.errors] == []


def test_the_library_holds_the_documents_that_others_rely_on():
    assert set(CASES) <= set(LIBRARY.cases)
    assert set(ADDRESSEES) <= set(LIBRARY.addressees)
    assert {("appeal", language) for language in LANGUAGES} <= set(LIBRARY.letter_templates)


# Who can be written to


@pytest.mark.parametrize(
    ("slug", "state"),
    [
        ("kz/la-155-1", "closed"),
        ("kz/la-155-14", "no-address"),
        ("kz/state-secretary", "unverified"),
        ("kz/foreign-minister", "unverified"),
        ("kz/religious-affairs-committee", "no-address"),
        ("kz/national-human-rights-centre", "no-address"),
        ("kz/health-minister", "no-address"),
        ("eu/droi", "unverified"),
        ("eu/eeas", "unverified"),
        ("eu/commission", "no-address"),
        ("eu/delegation-astana", "no-address"),
        ("eu/special-representative-human-rights", "no-address"),
        ("eu/special-representative-central-asia", "no-address"),
    ],
)
def test_nothing_is_posted_to_what_closed_or_was_not_verified(slug, state):
    addressee = LIBRARY.addressee(slug)
    assert addressee.state == state
    assert not addressee.is_postable


def test_the_others_can_be_posted_to():
    assert {slug for slug in ADDRESSEES if LIBRARY.addressee(slug).is_postable} == {
        "kz/prosecutor-general",
        "kz/ombudsman",
        "kz/la-155-18",
        "kz/penal-committee",
        "kz/national-security-committee",
        "kz/president",
        "kz/embassy-london",
        "kz/embassy-berlin",
        "kz/embassy-ottawa",
        "kz/embassy-rome",
        "us/embassy-astana",
        "un/special-procedures",
    }


def test_the_remand_prison_closed_in_november_2018_and_its_successor_is_written_to():
    prison = LIBRARY.addressee("kz/la-155-1")
    assert str(prison.state_since) == "2018-11"
    assert prison.successor == "kz/la-155-18"
    assert prison.address is None
    assert LIBRARY.addressee("kz/la-155-18").is_postable


@pytest.mark.parametrize(
    ("slug", "successor"),
    [("kz/state-secretary", "kz/president"), ("kz/national-human-rights-centre", "kz/ombudsman")],
)
def test_who_cannot_be_written_to_names_who_can(slug, successor):
    assert LIBRARY.addressee(slug).successor == successor
    assert LIBRARY.addressee(successor).is_postable


# Holders and addresses


@pytest.mark.parametrize(
    ("slug", "holder", "verified_on", "is_named"),
    [
        ("kz/president", "Mr Kassym-Jomart Tokayev", "2026-07-01", True),
        ("us/embassy-astana", "Ms Julie M. Stufft", "2026-02-17", True),
        ("eu/delegation-astana", "Ms Aleška Simkić", "2025", False),
        ("eu/special-representative-human-rights", "Ms Kajsa Ollongren", "2025-06", False),
        ("eu/special-representative-central-asia", "Mr Eduards Stiprais", "2025-02-26", False),
        ("eu/droi", "Mr Mounir Satouri", "2024-07-23", False),
    ],
)
def test_a_holder_is_named_who_was_seen_in_office_within_the_year(
    slug, holder, verified_on, is_named
):
    addressee = LIBRARY.addressee(slug)
    assert addressee.holder.printed == holder
    assert str(addressee.holder.verified_on) == verified_on
    assert addressee.names_holder(TODAY) is is_named


NEWLY_FILLED = {
    "kz/prosecutor-general": ("Berik Assylov", "2025-12-06"),
    "kz/national-security-committee": ("Yermek Sagimbayev", "2023-10"),
    "kz/ombudsman": ("Artur Lastayev", "2026-02-05"),
}
"""Who was last seen in the posts that the Constitution of 2026 had filled anew by September."""


@pytest.mark.parametrize("slug", NEWLY_FILLED)
def test_nobody_is_named_in_a_post_that_was_to_be_filled_anew(slug):
    addressee = LIBRARY.addressee(slug)
    holder = addressee.holder
    assert (str(holder.name), str(holder.verified_on)) == NEWLY_FILLED[slug]
    assert str(addressee.holder_changes_on.date) == "2026-07-01"
    forever = AgeLimits(holder=1200)
    assert addressee.names_holder(datetime.date(2026, 6, 30), forever)
    assert not addressee.names_holder(datetime.date(2026, 7, 1), forever)


def test_nobody_is_named_as_foreign_minister_since_the_election():
    addressee = LIBRARY.addressee("kz/foreign-minister")
    assert addressee.names_holder(datetime.date(2026, 8, 22))
    assert not addressee.names_holder(datetime.date(2026, 8, 23))


@pytest.mark.parametrize(
    ("slug", "day"),
    [("eu/droi", "2027-01"), ("eu/special-representative-central-asia", "2027-02-28")],
)
def test_a_term_of_office_that_is_known_ends_the_name(slug, day):
    assert str(LIBRARY.addressee(slug).holder_changes_on.date) == day


def test_nobody_is_named_where_the_post_itself_may_have_gone():
    addressee = LIBRARY.addressee("kz/state-secretary")
    assert addressee.holder is None
    assert any(entry.holder for entry in addressee.history)


@pytest.mark.parametrize(
    "slug", ["kz/penal-committee", "kz/la-155-18", "kz/la-155-1", "kz/religious-affairs-committee"]
)
def test_a_holder_whom_no_source_names_is_not_invented(slug):
    assert LIBRARY.addressee(slug).holder is None


@pytest.mark.parametrize(
    ("day", "is_named"),
    [("2026-11-22", True), ("2027-07-01", True), ("2027-07-02", False)],
)
def test_the_president_is_named_until_the_verification_is_a_year_old(day, is_named):
    addressee = LIBRARY.addressee("kz/president")
    assert addressee.names_holder(datetime.date.fromisoformat(day)) is is_named


@pytest.mark.parametrize(
    ("slug", "verified_on", "is_confirmed"),
    [
        ("kz/embassy-ottawa", "2026-03-15", True),
        ("kz/prosecutor-general", "2018", False),
        ("kz/ombudsman", "2018", False),
        ("kz/embassy-london", "2018", False),
        ("kz/embassy-berlin", "2021", False),
        ("kz/embassy-rome", "2019", False),
        ("us/embassy-astana", "2023-11", False),
        ("un/special-procedures", "2012", False),
        ("kz/la-155-18", "2019-05-15", False),
        ("kz/penal-committee", "2018", False),
        ("kz/national-security-committee", "2018", False),
        ("kz/president", "2023", False),
    ],
)
def test_an_address_counts_as_confirmed_for_three_years(slug, verified_on, is_confirmed):
    addressee = LIBRARY.addressee(slug)
    assert str(addressee.address.verified_on) == verified_on
    assert addressee.has_confirmed_address(TODAY) is is_confirmed
    assert is_confirmed or addressee.address.note is not None


@pytest.mark.parametrize(
    ("slug", "line"),
    [
        ("kz/prosecutor-general", "14 Mangilik El Avenue"),
        ("kz/ombudsman", "8 Mangilik El Avenue"),
        ("kz/president", "6 Mangilik El Avenue"),
        ("kz/penal-committee", "2 Maylin Street"),
        ("kz/national-security-committee", "31/33 Kenesary Street"),
        ("kz/la-155-18", "73 Krasnogorskaya Street"),
        ("kz/embassy-london", "125 Pall Mall"),
        ("kz/embassy-berlin", "Nordendstraße 14–17"),
        ("kz/embassy-ottawa", "150 Metcalfe St, Suite 701"),
        ("kz/embassy-ottawa", "Ottawa ON K2P 1P1"),
        ("kz/embassy-rome", "Via Cassia 471"),
        ("us/embassy-astana", "3 Rakhymzhan Koshkarbayev Avenue"),
        ("un/special-procedures", "8–14 Avenue de la Paix"),
    ],
)
def test_the_street_is_the_one_that_a_source_gives(slug, line):
    assert line in LIBRARY.addressee(slug).address.full


UNFOLLOWED = re.compile("public listings|[Pp]ublic reporting|starter content|^Lettercase$")


@pytest.mark.parametrize("slug", LIBRARY.addressees)
def test_an_address_without_a_source_that_can_be_followed_is_of_low_confidence(slug):
    address = LIBRARY.addressee(slug).address
    if address and UNFOLLOWED.search(address.source.title):
        assert address.confidence == "low"


@DOCUMENTS
def test_no_source_is_as_vague_as_public_listings(path):
    texts = texts_of(dict(LIBRARY.documents[path].fields), path)
    vague = re.compile("public listings|[Pp]ublic reporting", re.IGNORECASE)
    assert [where for where, text in texts if vague.search(text)] == []


@pytest.mark.parametrize("slug", LIBRARY.addressees)
def test_no_name_stands_in_the_address_of_an_office(slug):
    addressee = LIBRARY.addressee(slug)
    names = [entry.holder for entry in addressee.history if entry.holder]
    if addressee.holder:
        names.append(addressee.holder.name)
    surnames = {text.split()[-1] for name in names for _, text in name.texts()}
    address = addressee.address
    lines = [*address.full, *address.compact, *address.cyrillic] if address else []
    assert [line for line in lines if any(surname in line for surname in surnames)] == []


@pytest.mark.parametrize("slug", LIBRARY.addressees)
def test_the_full_address_begins_with_an_office_and_no_title_of_a_person(slug):
    address = LIBRARY.addressee(slug).address
    lines = [*address.full, *address.compact] if address else []
    assert [line for line in lines if re.match(r"(Mr|Mrs|Ms|Dr|H\. ?E\.)\b", line)] == []


@pytest.mark.parametrize(
    ("slug", "holder", "street"),
    [
        ("kz/la-155-1", "A. A. Iztleuov", "473 Seyfullina Street"),
        ("kz/penal-committee", "A. Kh. Bazylbekov", "2 B. Maylina Street"),
        ("kz/prosecutor-general", "K. P. Kozhamzharov", "14 Mangilik Yel"),
        ("kz/national-security-committee", "K. K. Masimov", "31/33 Kenesary Street"),
        ("kz/state-secretary", "G. N. Abdykalikova", "6 Mangilik Yel"),
        ("kz/ombudsman", "A. O. Shakirov", "Left Bank, The House of Ministries"),
    ],
)
def test_what_was_published_in_2018_stands_in_the_history(slug, holder, street):
    entries = [
        (spaced(entry.holder), entry.address[0])
        for entry in LIBRARY.addressee(slug).history
        if entry.address and str(entry.source.date) == "2018"
    ]
    assert entries == [(holder, street)]


def test_the_phone_of_the_closed_prison_is_history_too():
    prison = LIBRARY.addressee("kz/la-155-1")
    assert prison.phone is None
    assert prison.history[0].phone == "+7 (727) 279 58 76"


def test_the_chairman_of_2018_is_known_to_be_in_prison():
    (entry,) = (
        entry
        for entry in LIBRARY.addressee("kz/national-security-committee").history
        if str(entry.date) == "2023-04-24"
    )
    assert "18 years" in spaced(entry.note["en"])


# What is asked of whom

GRANTABLE = {
    "zhumagulov-abishev": {
        "prosecutor-general": ["investigation", "justice", "review"],
        "ombudsman": ["complaints", "redress-support"],
        "prison-head": ["records", "no-reprisals"],
        "penal-committee": ["records", "custody-standards"],
        "health-minister": ["records"],
        "national-security-committee": ["no-pressure"],
        "president": ["instruct-review", "redress"],
        "eu-body": ["raise-case", "dialogue", "monitor"],
        "european-commission": ["dialogue", "monitor", "inform"],
        "eu-special-representative": ["raise-case", "dialogue"],
        "diplomatic-mission": ["raise-case"],
    },
    "whatsapp-nine": {
        "prosecutor-general": ["quash", "un-investigation", "verify-release"],
        "ombudsman": ["press-opinion", "press-release"],
        "penal-committee": ["still-held", "restrictions"],
        "national-security-committee": ["no-obstacle"],
        "president": ["opinion", "release", "accounts"],
        "foreign-minister": ["un-report"],
        "eu-body": ["raise-opinion", "dialogue", "monitor"],
        "european-commission": ["dialogue", "monitor", "inform"],
        "eu-special-representative": ["raise-opinion", "dialogue", "ask-visit"],
        "diplomatic-mission": ["raise-opinion", "ask-visit"],
    },
    "forum18-five": {
        "prosecutor-general": ["verify-release", "zernichenko-review", "makhamatov-term"],
        "ombudsman": ["visit", "say-where"],
        "penal-committee": ["where-held", "medical-care"],
        "health-minister": ["medical-care"],
        "national-security-committee": ["no-obstacle"],
        "president": ["release", "pardon", "bans"],
        "eu-body": ["raise-cases", "dialogue", "monitor"],
        "european-commission": ["dialogue", "monitor", "inform"],
        "eu-special-representative": ["raise-cases", "dialogue", "ask-visit"],
        "diplomatic-mission": ["raise-cases", "ask-visit"],
    },
}
DEMANDS = [(case, demand.slug) for case in CASES for demand in LIBRARY.case(case).demands]
OPEN_DEMANDS = [
    (case, demand.slug) for case in CASES for demand in LIBRARY.case(case).open_demands(TODAY)
]
EACH_DEMAND = pytest.mark.parametrize(("case", "slug"), DEMANDS)


def demand_of(case: str, slug: str):
    (demand,) = (demand for demand in LIBRARY.case(case).demands if demand.slug == slug)
    return demand


@pytest.mark.parametrize(("case", "slug"), OPEN_DEMANDS)
def test_a_demand_is_made_of_those_who_can_grant_it(case, slug):
    kinds = [kind for kind, slugs in GRANTABLE[case].items() if slug in slugs]
    assert sorted(demand_of(case, slug).grantable_by) == sorted(kinds)


@pytest.mark.parametrize(
    ("case", "kind"), [(case, kind) for case, kinds in GRANTABLE.items() for kind in kinds]
)
def test_an_office_is_asked_for_what_it_can_grant(case, kind):
    open_demands = LIBRARY.case(case).open_demands(TODAY, kind)
    assert [demand.slug for demand in open_demands] == GRANTABLE[case][kind]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "kind",
    [
        "embassy",
        "un-body",
        "state-secretary",
        "religious-affairs-committee",
        "national-human-rights-centre",
    ],
)
def test_an_office_that_can_grant_nothing_gets_copies_at_most(case, kind):
    assert LIBRARY.case(case).open_demands(TODAY, kind) == []


@pytest.mark.parametrize("case", CASES)
def test_no_office_is_asked_for_more_than_three_things(case):
    kinds = {addressee.kind for addressee in LIBRARY.addressees.values()}
    assert [kind for kind in kinds if len(LIBRARY.case(case).open_demands(TODAY, kind)) > 3] == []


@pytest.mark.parametrize("case", CASES)
def test_no_number_of_letters_is_wanted_while_nobody_counts_them(case):
    assert LIBRARY.case(case).goal is None


@pytest.mark.parametrize("case", CASES)
def test_each_case_can_be_written_about_to_five_offices_at_least(case):
    assert len(LIBRARY.askable(LIBRARY.case(case), TODAY)) >= 5


@pytest.mark.parametrize("case", CASES)
def test_whether_the_family_wants_letters_is_not_known(case):
    assert LIBRARY.case(case).wish.wanted == "not-known"


@pytest.mark.parametrize("case", CASES)
def test_every_letter_names_in_bold_whom_it_is_about(case):
    names = re.compile(r"\*\*[^*]+\*\*")
    for addressee in LIBRARY.askable(LIBRARY.case(case), TODAY):
        for language in LANGUAGES:
            demands = LIBRARY.case(case).open_demands(TODAY, addressee.kind)
            assert any(names.search(demand.text[language]) for demand in demands), addressee.slug


@EACH_DEMAND
def test_every_name_in_a_demand_is_bold(case, slug):
    for language, text in demand_of(case, slug).text.texts():
        plain = re.sub(r"\*\*[^*]+\*\*", "", text)
        names = [person.name.text_in(language).text for person in LIBRARY.case(case).people]
        stems = [name.split()[-1][:5] for name in names]
        assert [stem for stem in stems if stem in plain] == []
        assert "*" not in plain


@EACH_DEMAND
def test_a_demand_is_a_clause_that_the_letter_ends(case, slug):
    for _, text in demand_of(case, slug).text.texts():
        assert text == text.strip()
        assert text[-1] not in ".,;:!"


# Case 1: one man is free, the other is dead


def test_abishev_died_on_17_january_2022_and_zhumagulov_left_the_colony():
    zhumagulov, abishev = LIBRARY.case("zhumagulov-abishev").people
    assert (abishev.slug, abishev.status, str(abishev.status_on)) == (
        "abishev",
        "died",
        "2022-01-17",
    )
    assert (zhumagulov.slug, zhumagulov.status, str(zhumagulov.status_on)) == (
        "zhumagulov",
        "restricted-freedom",
        "2021-10-01",
    )


RELEASE = re.compile(
    r"releas|\bfree(?:d|ing|dom)?\b|pardon|amnest|liberat|parole"
    r"|освобо|помилов|амнист|выпуст|на свободу"
    r"|босат|босау|кешірім|рақым|рақымшылық|азат ет"
    r"|freilass|freizulass|freikomm|entlass|begnadig",
    re.IGNORECASE,
)


@pytest.mark.parametrize("slug", [slug for case, slug in DEMANDS if case == CASES[0]])
def test_nobody_is_asked_to_free_the_dead(slug):
    texts = demand_of("zhumagulov-abishev", slug).text.texts()
    assert [text for _, text in texts if RELEASE.search(text)] == []


@pytest.mark.parametrize("path", [path for path in LIBRARY.documents if path.endswith(".md")])
def test_no_letter_template_asks_for_a_release(path):
    assert RELEASE.search(LIBRARY.documents[path].body) is None


RESTRICTED = r"restricted freedom|ограничени\w+ свобод\w+|бостандығы шектел|Freiheitsbeschränkung"
DEATH = re.compile(r"\bdied\b|\bумер\b|қайтыс болды|\bstarb\b")


def test_where_the_letter_speaks_of_a_release_it_speaks_of_the_death_after_it():
    case = LIBRARY.case("zhumagulov-abishev")
    spoken = [
        bool(DEATH.search(clause))
        for language in ("en", "ru", "kk", "de")
        for clause in re.split(r"[.;] ", " ".join(case.summary[language]))
        if RELEASE.search(re.sub(RESTRICTED, "", clause))
    ]
    assert spoken == [True] * 4


@pytest.mark.parametrize("text", ["subject", "title"])
def test_neither_title_nor_subject_asks_for_a_release(text):
    texts: Localised = getattr(LIBRARY.case("zhumagulov-abishev"), text)
    assert [each for _, each in texts.texts() if RELEASE.search(each)] == []


def test_the_demands_and_calls_of_2018_are_history_and_each_says_what_became_of_it():
    case = LIBRARY.case("zhumagulov-abishev")
    assert [(str(past.date), past.state, past.continues_as) for past in case.history] == [
        ("2018", "overtaken", "investigation"),
        ("2018", "overtaken", None),
        ("2018", "overtaken", "investigation"),
        ("2018", "open", "justice"),
        ("2018", "overtaken", "review"),
        ("2018", "open", "no-pressure"),
        ("2018", "overtaken", "raise-case"),
        ("2018", "open", "monitor"),
        ("2018", "open", "inform"),
    ]


def test_nobody_is_asked_to_visit_men_who_are_free_or_dead():
    visits = re.compile(r"\bvisit|посет|навест|\bбару|besuch", re.IGNORECASE)
    asked = LIBRARY.case("zhumagulov-abishev").open_demands(TODAY)
    assert [demand.slug for demand in asked if visits.search(str(demand.text.root))] == []


@pytest.mark.parametrize("case", CASES)
def test_a_former_demand_that_is_still_open_goes_on_as_one_of_today(case):
    found = LIBRARY.case(case)
    open_today = {demand.slug for demand in found.open_demands(TODAY)}
    going_on = {past.continues_as for past in found.history if past.state == "open"}
    assert going_on <= open_today


# Cases 2 and 3: what is known ends in September 2023

IF_STILL_HELD = re.compile(r"still|ещё|әлі")


@pytest.mark.parametrize(
    ("case", "slug"),
    [
        ("whatsapp-nine", "verify-release"),
        ("whatsapp-nine", "press-release"),
        ("whatsapp-nine", "no-obstacle"),
        ("whatsapp-nine", "release"),
        ("forum18-five", "verify-release"),
        ("forum18-five", "no-obstacle"),
        ("forum18-five", "release"),
        ("forum18-five", "pardon"),
    ],
)
def test_a_release_is_asked_for_those_who_are_still_held(case, slug):
    demand = demand_of(case, slug)
    assert [language for language in LANGUAGES if not RELEASE.search(demand.text[language])] == []
    assert [
        language for language in LANGUAGES if not IF_STILL_HELD.search(demand.text[language])
    ] == []


@pytest.mark.parametrize(
    ("case", "statuses"),
    [
        (
            "whatsapp-nine",
            {
                "in-prison": ["mynbasov", "adilov", "samatov"],
                "restricted-freedom": [
                    "nurgaliyev",
                    "abdrakhmanov",
                    "iskakov",
                    "suleimenov",
                    "umbetaliyev",
                    "taurbekov",
                ],
            },
        ),
        (
            "forum18-five",
            {
                "in-prison": [
                    "zernichenko",
                    "mazhenov",
                    "makhamatov",
                    "abilkairov",
                    "abduzhabbarov",
                ]
            },
        ),
    ],
)
def test_where_each_man_was_in_september_2023_is_told_with_the_date(case, statuses):
    people = LIBRARY.case(case).people
    found: dict[str, list[str]] = {}
    for person in people:
        found.setdefault(person.status, []).append(person.slug)
    assert found == statuses
    assert {str(person.status_on) for person in people} == {"2023-09-26"}


@pytest.mark.parametrize(
    ("case", "since"),
    [
        ("zhumagulov-abishev", {"en": "2021", "ru": "2021", "kk": "2021"}),
        ("whatsapp-nine", {"en": "2023", "ru": "2023", "kk": "2023"}),
        ("forum18-five", {"en": "2023", "ru": "2023", "kk": "2023"}),
    ],
)
def test_a_letter_says_as_of_when_it_speaks_of_what_is_older_than_a_year(case, since):
    as_last_reported = {
        "en": "[Aa]s last reported",
        "ru": "[Пп]о последним сообщениям",
        "kk": "[Сс]оңғы хабарлар бойынша",
    }
    for language, year in since.items():
        text = " ".join(LIBRARY.case(case).summary[language])
        assert re.search(f"{as_last_reported[language]}.{{0,40}}{year}", text), language


EARLY = re.compile(r"early release|parole|досрочн|мерзімінен бұрын|vorzeitig", re.IGNORECASE)


@pytest.mark.parametrize("case", ["whatsapp-nine", "forum18-five"])
def test_no_early_release_is_asked_for_where_the_terms_are_over(case):
    found = LIBRARY.case(case)
    asked = [text for demand in found.open_demands(TODAY) for _, text in demand.text.texts()]
    asked += [text for texts in found.summary.root.values() for text in texts]
    asked += [text for _, text in found.subject.texts()]
    assert [text for text in asked if EARLY.search(text)] == []


ENDED = {
    "whatsapp-nine": {
        "en": "Beket Mynbasov, Ernar Samatov (April 2026); Samat Adilov (October 2026).",
        "ru": "Бекет Мынбасов, Ернар Саматов (апрель 2026 года); Самат Адилов (октябрь 2026 года).",
        "kk": "Бекет Мыңбасов, Ернар Саматов (2026 жылғы сәуір); Самат Әділов (2026 жылғы қазан).",
    },
    "forum18-five": {
        "en": "Abdukhalil Abduzhabbarov (18 February 2025); Galymzhan Abilkairov (19 May 2026); "
        "Dadash Mazhenov (16 July 2026).",
        "ru": "Абдухалил Абдужаббаров (18 февраля 2025 года); Галымжан Абилкаиров "
        "(19 мая 2026 года); Дадаш Маженов (16 июля 2026 года).",
        "kk": "Әбдіхалил Әбдіжаппаров (2025 жылғы 18 ақпан); Ғалымжан Әбілқайыров "
        "(2026 жылғы 19 мамыр); Дадаш Мәженов (2026 жылғы 16 шілде).",
    },
}
"""What letters and page say of the terms of those last reported in prison."""


@pytest.mark.parametrize("case", ENDED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_whose_terms_have_ended_and_when(case, language):
    found = LIBRARY.case(case)
    said = spaced(ended_terms(found, found.past_term(TODAY), language))
    assert said.endswith(ENDED[case][language])


def test_the_man_whose_term_is_not_over_is_told_apart():
    case = LIBRARY.case("forum18-five")
    (zernichenko,) = (person for person in case.people if person.slug == "zernichenko")
    assert spaced(zernichenko.sentence.text) == "7 years (20 June 2022)"
    for slug in ("verify-release", "no-obstacle", "release"):
        assert "Zernichenko" not in str(demand_of("forum18-five", slug).text)


# What gets on paper

SENDER = Sender("Anna Beispiel", ("Musterstraße 12", "12345 Musterstadt"), "Musterstadt", "DE")
LETTERS = [
    (case, addressee.slug, language)
    for case in CASES
    for addressee in LIBRARY.askable(LIBRARY.case(case), TODAY)
    for language in LANGUAGES
]
EACH_LETTER = pytest.mark.parametrize(("case", "addressee", "language"), LETTERS)


def letter(case: str, addressee: str, language: str, choices=(0, 0, 0), **options) -> Letter:
    return compose(
        LIBRARY.case(case),
        LIBRARY.addressee(addressee),
        LIBRARY.letter_template("appeal", language),
        SENDER,
        date=TODAY,
        today=TODAY,
        choices=choices,
        **options,
    )


@EACH_LETTER
def test_no_letter_names_who_may_have_left_the_post(case, addressee, language):
    text = letter(case, addressee, language).everything
    former = r"As?sylov|Lastayev|Sagimbayev|Kosherbayev|Асылов|Ластаев|Са[гғ]ымбаев|Сагимбаев"
    assert re.search(former, text) is None


@EACH_LETTER
def test_no_letter_asks_for_early_release_after_the_term(case, addressee, language):
    text = letter(case, addressee, language).text
    if case in ENDED:
        assert EARLY.search(text) is None
        assert spaced(text).count(ENDED[case][language]) == 1


GENERIC = re.compile(
    r"Sir or Madam|To whom it may|[Уу]важаемые (?:господа|дамы)|[Кк] тем, кого|"
    r"[Ққ]ұрметті (?:мырза|ханым)(?:лар)?(?: мен | және |[!,])"
)
"""What greets nobody in particular."""


@EACH_LETTER
def test_no_letter_greets_whoever_opens_it_where_the_office_has_a_title(case, addressee, language):
    greeting = letter(case, addressee, language).blocks[0].text
    known = LIBRARY.addressee(addressee)
    named = known.names_holder(TODAY)
    assert greeting == (known.salutation.titled if named else known.salutation.neutral)[language]
    assert GENERIC.search(greeting) is None


@EACH_LETTER
def test_one_demand_is_a_sentence_and_several_are_a_list(case, addressee, language):
    demands = LIBRARY.case(case).open_demands(TODAY, LIBRARY.addressee(addressee).kind)
    alone = letter(case, addressee, language, demands=demands[:1])
    assert not any(isinstance(block, ItemList) for block in alone.blocks)
    assert "мыналар" not in alone.text
    whole = letter(case, addressee, language)
    lists = [len(block.items) for block in whole.blocks if isinstance(block, ItemList)]
    assert lists == ([len(demands)] if len(demands) > 1 else [])


CONNECTING = {
    "en": r"therefore|for these reasons|that is why|because",
    "ru": r"поэтому|потому|в связи с этим|ввиду",
    "kk": r"сондықтан|осыған байланысты|себебі|осыдан",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_drawn_letter_repeats_a_word_of_connection(language):
    variants = LIBRARY.letter_template("appeal", language).variants
    for choices in product(*map(range, variants)):
        text = letter(CASES[1], "kz/president", language, choices).text
        assert len(re.findall(CONNECTING[language], text, re.IGNORECASE)) <= 1, choices


@EACH_LETTER
def test_a_letter_greets_by_the_title(case, addressee, language):
    if LIBRARY.addressee(addressee).kind != "prison-head":
        greeting = letter(case, addressee, language).blocks[0].text
        assert not re.search(r"Sir|Madam|господа|мырзалар", greeting)


# How all of it is written


@DOCUMENTS
def test_no_text_has_straight_quotation_marks(path):
    found = [where for where, text in texts_of_document(path) if re.search("[\"'`]", text)]
    assert found == []


@DOCUMENTS
def test_no_text_has_typewriter_dashes_or_dots(path):
    texts = texts_of_document(path)
    assert [where for where, text in texts if re.search(r" - |--|\.\.\.", text)] == []


@DOCUMENTS
def test_no_text_has_spaces_in_a_row_or_at_its_ends(path):
    document = LIBRARY.documents[path]
    texts = texts_of(dict(document.fields), path)
    assert [where for where, text in texts if text != " ".join(text.split(" ")).strip()] == []


def texts_by_language(value: object, where: str) -> Iterator[tuple[str, dict]]:
    if isinstance(value, dict):
        if "en" in value:
            yield where, value
        for name, part in value.items():
            yield from texts_by_language(part, f"{where}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts_by_language(part, f"{where}.{number}")


@DOCUMENTS
def test_every_text_exists_in_each_language_and_in_its_letters(path):
    """Words of Latin letters within Russian and Kazakh texts are names of publications."""
    found = list(texts_by_language(dict(LIBRARY.documents[path].fields), path))
    assert found or path.endswith(".md")
    for where, texts in found:
        if where.endswith("reviewed"):
            continue
        for language in LANGUAGES:
            text = (
                " ".join(texts[language]) if isinstance(texts[language], list) else texts[language]
            )
            is_cyrillic = len(re.findall("[А-ӿ]", text)) > len(re.findall("[A-Za-z]", text))
            assert is_cyrillic is (language != "en"), (where, language)


@pytest.mark.parametrize("kind", ["cases", "addressees"])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_drafts_are_not_passed_off_as_reviewed(kind, language):
    documents = getattr(LIBRARY, kind).values()
    assert [each.slug for each in documents if each.reviewed[language]] == []


WITHOUT_A_TITLE = {
    "kz/national-human-rights-centre",
    "eu/eeas",
    "eu/commission",
    "un/special-procedures",
}


@pytest.mark.parametrize("slug", LIBRARY.addressees)
def test_the_neutral_salutation_is_the_title_without_name_and_gender(slug):
    neutral = LIBRARY.addressee(slug).salutation.neutral
    assert slug in WITHOUT_A_TITLE or not re.search("Mr|Ms|господин|госпожа", str(neutral.root))
    is_generic = neutral["en"] == "Dear Sir or Madam,"
    assert is_generic is (slug in WITHOUT_A_TITLE or slug in ("kz/la-155-1", "kz/la-155-14"))


@pytest.mark.parametrize("slug", LIBRARY.addressees)
@pytest.mark.parametrize("form", ["titled", "neutral"])
def test_a_salutation_speaks_to_one_person_as_the_letter_does(slug, form):
    texts = getattr(LIBRARY.addressee(slug).salutation, form)
    assert not re.search("господа|дамы|мырзалар|ханымдар", texts["ru"] + texts["kk"])


@pytest.mark.parametrize("slug", LIBRARY.addressees)
@pytest.mark.parametrize("form", ["titled", "neutral"])
def test_a_salutation_ends_as_its_language_has_it(slug, form):
    texts = dict(getattr(LIBRARY.addressee(slug).salutation, form).texts())
    ends = {language: text[-1] for language, text in texts.items() if language in LANGUAGES}
    assert ends == {"en": ",", "ru": "!", "kk": "!"}


@pytest.mark.parametrize("case", CASES)
def test_facts_stand_in_the_order_of_time(case):
    """Of a month and a day in it, either may stand first."""
    dates = [fact.date for fact in LIBRARY.case(case).facts]
    assert all(one.first_day <= next_.last_day for one, next_ in pairwise(dates))


@pytest.mark.parametrize("slug", LIBRARY.addressees)
def test_histories_have_the_oldest_first(slug):
    days = [past.date.first_day for past in LIBRARY.addressee(slug).history]
    assert days == sorted(days)


def test_no_date_is_still_to_come():
    assert future_dates(LIBRARY, TODAY) == []


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_known_of_the_future(case):
    found = LIBRARY.case(case)
    assert found.as_of.last_day <= TODAY
    assert max(fact.date.first_day for fact in found.facts) <= found.as_of.last_day
    assert found.last_reported.last_day <= found.as_of.last_day


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_appeal_offers_the_same_variants_in_each_language(language):
    template = LIBRARY.letter_template("appeal", language)
    assert template.variants == LIBRARY.letter_template("appeal", "en").variants
    assert min(template.variants) >= 3
    assert template.variants[0] == 5


@pytest.mark.parametrize("path", [path for path in LIBRARY.documents if path.startswith("cases/")])
def test_no_letter_speaks_for_the_banned_movement(path):
    texts = texts_of(dict(LIBRARY.documents[path].fields), path)
    banned = re.compile(r"\bDCK\b|\bДВК\b|\bҚДТ\b|Democratic Choice|Демократический выбор|Ablyazov")
    assert [where for where, text in texts if banned.search(text)] == []


@pytest.mark.parametrize("case", CASES)
def test_no_article_of_the_constitution_is_cited(case):
    found = LIBRARY.case(case)
    texts = [*found.summary.root.values(), *found.account.root.values()]
    printed = [text for paragraphs in texts for text in paragraphs]
    printed += [text for hook in found.hooks for _, text in hook.text.texts()]
    printed += [text for demand in found.demands for _, text in demand.text.texts()]
    assert [text for text in printed if re.search("[Cc]onstitution|[Кк]онституци", text)] == []


def test_every_successor_can_be_written_to():
    for addressee in LIBRARY.addressees.values():
        if addressee.successor:
            assert LIBRARY.addressee(addressee.successor).is_postable


# The table of docs/content.md: where everything of the base documents stands

BASE = (ROOT / "docs" / "content.md").read_text("utf-8").split("## The base documents")[1]
SECTIONS = {
    heading.strip("`"): section
    for heading, section in re.findall(
        r"^### (?:Case )?(.+?)\n(.*?)(?=^### |\Z)", BASE, re.M | re.S
    )
}
BODIES = SECTIONS["Addressees and other bodies"]


def rows_of(section: str) -> list[list[str]]:
    """Return the cells of every row below the heads of the section's tables."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = [number - 1 for number, row in enumerate(rows) if set("".join(row)) == {"-"}]
    return [row for number, row in enumerate(rows) if {number, number - 1}.isdisjoint(heads)]


def states_of(section: str, what: str) -> dict[str, str]:
    """Return name → state of the rows whose second cell is such a thing by its name."""
    found = ((re.fullmatch(f"{what}`(.+)`", here), state) for _, here, state, _ in rows_of(section))
    return {match[1]: state for match, state in found if match}


def test_every_row_says_where_something_stands():
    rows = [row for section in SECTIONS.values() for row in rows_of(section)]
    assert [row for row in rows if len(row) != 4 or not all(row)] == []


@pytest.mark.parametrize("case", CASES)
def test_the_table_has_everything_of_a_case_with_its_state(case):
    found, section = LIBRARY.case(case), SECTIONS[case]
    assert states_of(section, "person ") == {each.slug: each.status for each in found.people}
    assert states_of(section, "demand ") == {each.slug: each.state for each in found.demands}
    assert states_of(section, "history ") == {
        str(number): past.state for number, past in enumerate(found.history, start=1)
    }
    assert set(found.addressees) <= states_of(BODIES, "").keys()


def test_the_table_has_every_addressee_with_its_state():
    states = {slug: addressee.state for slug, addressee in LIBRARY.addressees.items()}
    assert states_of(BODIES, "") == states


@pytest.mark.parametrize("case", CASES)
def test_the_table_says_of_whom_each_demand_is_made(case):
    named = {
        here.removeprefix("demand ").strip("`"): re.findall("`(.+?)`", whom)
        for _, here, _, whom in rows_of(SECTIONS[case])
        if here.startswith("demand ")
    }
    addressees = [
        each for each in LIBRARY.addressees_of(LIBRARY.case(case)) if each.state != "closed"
    ]
    assert named == {
        demand.slug: [each.slug for each in addressees if each.kind in demand.grantable_by]
        for demand in LIBRARY.case(case).demands
    }


@pytest.mark.parametrize("case", CASES)
def test_the_table_says_as_what_a_former_demand_goes_on(case):
    going_on = [
        (re.findall("goes on as `(.+?)`", where) or [None])[0]
        for _, here, _, where in rows_of(SECTIONS[case])
        if here.startswith("history ")
    ]
    assert going_on == [past.continues_as for past in LIBRARY.case(case).history]
