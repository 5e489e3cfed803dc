"""Letters are printed in the languages in which everything on them exists, and in no other."""

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.freshness import DEFAULT_LIMITS
from app.letters.aligned import aligned, read_in
from app.letters.guide import guide
from app.letters.letter import Letter, NothingToAsk
from app.letters.order import Order, languages_of, refusals, write
from app.letters.printable import LetterInNoLanguage, LetterNotInLanguage, printable_languages
from app.letters.printing import lay_out, pdf, render
from app.letters.proof import proof
from app.letters.recipient import AddresseeNotPostable
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES
from app.letters.unprintable import unprintable
from app.letters.usual import usual_letters
from tests.conftest import LANGUAGES, TODAY
from tests.partly_translated import (
    CASE,
    EMBASSY,
    MARKS,
    OFFICE,
    PRISON,
    documents,
    in_all,
    without,
)

ORDER = Order(CASE, (OFFICE,), "en", STATIONERIES["din-5008-b"], TODAY, seed=1)
LATER = TODAY + datetime.timedelta(days=366)
"""When the holder isn't named any more."""
ON_LETTER = {
    OFFICE: ("subject", "summary", "hook", "visit", "review", "template", "sentence"),
    PRISON: (
        *("subject", "summary", "hook", "visit", "template", "sentence"),
        *("prison-dear", "prison-end"),
    ),
}
"""The names of texts that a letter needs, beside what depends on the holder."""
TITLED = ("ombudsman-dear-holder", "ombudsman-end-holder")
NEUTRAL = ("ombudsman-dear", "ombudsman-end")


def library_of(languages_of=in_all) -> Library:
    library = build(documents(languages_of))
    assert library.errors == ()
    return library


def languages(library: Library, slug: str, day=TODAY, demands=None) -> tuple[str, ...]:
    case = library.case(CASE)
    kept = demands and [each for each in case.demands if each.slug in demands]
    return printable_languages(
        library, case, library.addressee(slug), "appeal", day, DEFAULT_LIMITS, kept
    )


def others_in(letter: Letter) -> set[str]:
    """Return the languages of texts that stand in a letter of another."""
    words = letter.everything.casefold()
    return {each for each, mark in MARKS.items() if mark in words and each != letter.language}


def test_a_complete_content_is_printed_in_every_language():
    assert languages(library_of(), OFFICE) == LANGUAGES


@pytest.mark.parametrize("lacks", [*ON_LETTER[OFFICE], *TITLED])
def test_a_letter_that_lacks_anything_in_a_language_is_not_printed_in_it(lacks):
    library = library_of(without("kk", lacks))
    assert languages(library, OFFICE) == ("en", "ru")
    for language in ("en", "ru"):
        (letter,) = write(library, replace(ORDER, language=language), TODAY)
        assert MARKS[language] in letter.text
    with pytest.raises(LetterNotInLanguage):
        write(library, replace(ORDER, language="kk"), TODAY)


@pytest.mark.parametrize(
    "lacks", ["title", "account", "place", "ada", "fact", "why", "past", "holder", "ombudsman"]
)
def test_what_stands_on_no_letter_may_lack(lacks):
    assert languages(library_of(without("kk", lacks)), OFFICE) == LANGUAGES


@pytest.mark.parametrize("lacks", NEUTRAL)
def test_the_neutral_greeting_is_needed_once_the_holder_is_not_named(lacks):
    library = library_of(without("kk", lacks))
    assert languages(library, OFFICE) == LANGUAGES
    assert languages(library, OFFICE, LATER) == ("en", "ru")


@pytest.mark.parametrize("lacks", TITLED)
def test_the_greeting_by_title_is_needed_only_while_the_holder_is_named(lacks):
    library = library_of(without("kk", lacks))
    assert languages(library, OFFICE) == ("en", "ru")
    assert languages(library, OFFICE, LATER) == LANGUAGES


def test_a_holder_who_is_left_out_in_a_language_is_not_named_in_its_letters():
    library = library_of(without("kk", "holder"))
    order = replace(ORDER, copies=(EMBASSY,))
    for language, dear in (("en", "dear-holder english"), ("kk", "dear қазақша")):
        letter, *_ = write(library, replace(order, language=language), TODAY)
        assert letter.blocks[0].text == f"ombudsman-{dear}"
        assert ("Ms Ada Holder" in letter.everything) == (language == "en")
        html = guide(library, [replace(order, language=language)], "en", TODAY).html
        assert ("holder english" in html.partition("<table")[0]) == (language == "en")
    assert languages(library_of(without("kk", "holder", *NEUTRAL)), OFFICE) == ("en", "ru")
    assert languages(library_of(without("kk", "holder", *TITLED)), OFFICE) == LANGUAGES


def test_the_proof_of_a_language_without_the_holder_is_of_the_office_alone():
    rows = list(proof(library_of(without("kk", "holder")), TODAY, addressees=[OFFICE]))
    forms = {row.language: row.address for row in rows if row.stationery == "din-5008-b"}
    assert forms["en"].startswith("full with holder")
    assert forms["kk"].startswith("full, ")


def test_a_copy_names_no_receiver_who_is_left_out_in_its_language():
    def languages_of(name):
        return ("en", "ru") if name == "holder" else LANGUAGES

    texts = documents(languages_of)
    texts[f"addressees/{EMBASSY}.yaml"] = json.dumps(
        {
            **json.loads(texts[f"addressees/{EMBASSY}.yaml"]),
            "holder": json.loads(texts[f"addressees/{OFFICE}.yaml"])["holder"],
        }
    )
    library = build(texts)
    for language, dear in (("en", "embassy-dear-holder english"), ("kk", "embassy-dear қазақша")):
        order = replace(ORDER, language=language, copies=(EMBASSY,))
        cover = write(library, order, TODAY)[1]
        assert cover.blocks[0].text == dear
        assert (cover.address_forms[0][0] == "Ms Ada Holder") == (language == "en")


def test_a_demand_that_was_met_is_printed_in_no_language():
    texts = documents()
    case = json.loads(texts[f"cases/{CASE}.yaml"])
    case["demands"][1] |= {"state": "met", "why": {"en": "Granted."}}
    library = build({**texts, f"cases/{CASE}.yaml": json.dumps(case)})
    for language in LANGUAGES:
        (letter,) = write(library, replace(ORDER, language=language), TODAY)
        assert "visit" in letter.text
        assert "review" not in letter.text


def test_to_an_office_that_was_closed_a_letter_is_refused_in_every_language():
    texts = documents()
    office = json.loads(texts[f"addressees/{OFFICE}.yaml"])
    office |= {"state": "closed", "state_reason": {"en": "Merged."}}
    library = build({**texts, f"addressees/{OFFICE}.yaml": json.dumps(office)})
    for language in LANGUAGES:
        with pytest.raises(AddresseeNotPostable):
            write(library, replace(ORDER, language=language), TODAY)


def test_a_demand_that_is_not_translated_is_never_silently_left_out():
    library = library_of(without("kk", "review"))
    assert languages(library, OFFICE) == ("en", "ru")
    assert languages(library, OFFICE, demands=["visit"]) == LANGUAGES
    kept = replace(ORDER, language="kk", demands=("visit",))
    assert MARKS["kk"] in write(library, kept, TODAY)[0].text


def test_who_can_be_asked_for_nothing_has_no_languages():
    with pytest.raises(NothingToAsk):
        languages(library_of(), EMBASSY)


def test_a_refusal_says_which_language_what_lacks_and_what_there_is():
    library = library_of(lambda name: ("en", "kk") if name in ("hook", "visit") else LANGUAGES)
    (found,) = refusals(library, replace(ORDER, language="ru"), TODAY)
    assert (found[0], str(found[1])) == (
        "language",
        "No letter to ombudsman english can be printed in this language yet: Russian. "
        "Not translated: a demand, the sentence on the law. "
        "It can be printed in: English, Kazakh.",
    )


def test_a_refusal_says_that_there_is_no_language():
    library = library_of(lambda name: {"visit": ["ru"], "summary": ["en"]}.get(name, LANGUAGES))
    (found,) = refusals(library, ORDER, TODAY)
    assert isinstance(found[1], LetterInNoLanguage)
    assert "Not translated (English): a demand." in str(found[1])


@pytest.mark.parametrize("lacks", ["ombudsman", "embassy-dear", "embassy-end"])
def test_a_covering_letter_needs_its_greeting_and_the_name_of_the_office(lacks):
    order = replace(ORDER, language="kk", copies=(EMBASSY,))
    library = library_of(without("kk", lacks))
    (found,) = refusals(library, order, TODAY)
    assert (found[0], type(found[1])) == ("copy", LetterNotInLanguage)
    assert languages_of(library, order, TODAY) == ("en", "ru")
    assert len(write(library, replace(order, copies=()), TODAY)) == 1


def test_the_proof_and_the_usual_letters_are_of_languages_that_can_be_printed():
    library = library_of(without("kk", "hook"))
    rows = list(proof(library, TODAY))
    assert {row.language for row in rows} == {"en", "ru"}
    assert not any(row.errors for row in rows)
    assert {each.language for each in usual_letters(library, TODAY, DEFAULT_LIMITS)} == {"en", "ru"}


def test_a_letter_that_can_be_printed_only_without_a_demand_is_proved_without_it():
    library = library_of(without("kk", "visit"))
    rows = list(proof(library, TODAY))
    kazakh = {row.addressee for row in rows if row.language == "kk"}
    assert kazakh == {OFFICE}
    assert not any(row.errors for row in rows)


def test_the_proof_leaves_out_the_office_alone_where_it_can_not_be_greeted():
    rows = list(proof(library_of(without("kk", *NEUTRAL)), TODAY, addressees=[OFFICE]))
    assert {row.language for row in rows if not row.errors} == set(LANGUAGES)


# Reading


@pytest.mark.parametrize(
    ("lacks", "posted", "reader", "read"),
    [
        ((), "en", "kk", "kk"),
        (("kk",), "ru", "kk", "en"),
        (("kk",), "en", "kk", "en"),
        (("kk", "en"), "ru", "kk", "ru"),
        (("en",), "kk", "en", "ru"),
    ],
)
def test_a_letter_is_read_in_the_readers_language_or_else_in_another_as_a_whole(
    lacks, posted, reader, read
):
    library = library_of(
        lambda name: [each for each in LANGUAGES if name != "hook" or each not in lacks]
    )
    order = replace(ORDER, language=posted)
    assert read_in(library, order, reader, TODAY) == read
    beside = aligned(library, order, reader, TODAY)
    assert [each.language for each in beside] == ([] if read == posted else [read])


def test_the_guide_says_what_is_in_another_language():
    library = library_of(lambda name: ["ru"] if name in ("ombudsman", "holder") else LANGUAGES)
    layout = guide(library, [replace(ORDER, language="ru")], "kk", TODAY)
    assert (
        'Алушысы: <span lang="ru">ombudsman русское</span> '
        "(әзірге аударылмаған, тілі: орыс тілі)" in layout.html.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert '<span lang="ru">holder русское</span>' in layout.html
    assert render(layout).pages


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ("ru", "There is no translation yet."),
        ("kk", "It is not translated into yours yet."),
    ],
)
def test_the_guide_says_that_there_is_no_translation_for_the_reader(posted, says):
    library = library_of(without("en", "hook"))
    html = guide(library, [replace(ORDER, language=posted)], "en", TODAY).html
    assert says in html.replace("\N{NO-BREAK SPACE}", " ")


# Cases without any letter


def test_a_case_that_can_be_printed_in_no_language_is_told_with_what_lacks():
    library = library_of(lambda name: {"visit": ["ru"], "summary": ["en"]}.get(name, ("en", "ru")))
    assert list(map(str, unprintable(library, TODAY))) == [
        "no letter can be printed: English lacks a demand; Russian lacks the summary; "
        "Kazakh lacks the letter template, the subject, the salutation, the summary, a demand, "
        "the sentence on the law, the name of the office, the sentence of a person, the closing"
    ]


def test_an_office_to_which_no_letter_can_be_printed_is_told():
    library = library_of(lambda name: {"review": ["ru"], "summary": ["en"]}.get(name, LANGUAGES))
    ((found),) = unprintable(library, TODAY, languages=["en"])
    assert str(found) == f"no letter to {OFFICE} can be printed: English lacks a demand"


def test_a_complete_content_has_every_letter():
    assert list(unprintable(library_of(), TODAY)) == []


# Whatever lacks

SOME = st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True)
MOSTLY_ALL = st.one_of(*[st.just(LANGUAGES)] * 6, SOME)


@given(st.data())
def test_every_letter_that_is_offered_is_of_one_language(data):
    drawn: dict[str, list[str]] = {}

    def languages_of_text(name: str) -> list[str]:
        if name not in drawn:
            drawn[name] = data.draw(MOSTLY_ALL, label=name)
        return drawn[name]

    library = library_of(languages_of_text)
    for day, greeting in ((TODAY, TITLED), (LATER, NEUTRAL)):
        for slug, names in ON_LETTER.items():
            offered = languages(library, slug, day)

            def needed(language: str, names=names, greeting=greeting, slug=slug) -> list[str]:
                if slug != OFFICE:
                    return [*names]
                return [*names, *(greeting if language in drawn["holder"] else NEUTRAL)]

            assert offered == tuple(
                each for each in LANGUAGES if all(each in drawn[name] for name in needed(each))
            )
            order = replace(ORDER, addressees=(slug,), date=day)
            for language in LANGUAGES:
                in_it = replace(order, language=language)
                refused = [name for name, _ in refusals(library, in_it, TODAY)]
                assert refused == ([] if language in offered else ["language"])
                if language in offered:
                    (letter,) = write(library, in_it, TODAY)
                    assert MARKS[language] in letter.text
                    assert others_in(letter) == set()


def test_what_lacks_a_language_is_printed_in_the_others_with_copy_and_guide():
    library = library_of(without("kk"))
    sender = Sender.typed(
        "Anna Beispiel", "Musterstraße 12\n12345 Musterstadt", "Musterstadt", "DE"
    )
    order = replace(ORDER, language="ru", copies=(EMBASSY,), sender=sender)
    letters = write(library, order, TODAY)
    assert [others_in(each) for each in letters] == [set()] * 3
    printed = [lay_out(each, order.stationery) for each in letters]
    assert pdf([*printed, render(guide(library, [order], "kk", TODAY))]).startswith(b"%PDF")
