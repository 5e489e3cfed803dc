"""Letters for several cases in one pack, which travels in the form alone."""

import json
import re
from itertools import count

import pytest
from lxml import html

from app.letters.letter import place_and_date
from app.letters.sender import Sender, check_town
from app.letters.sender_errors import TownTooWide
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES
from app.limits import MOST_COLLECTED
from tests.conftest import LIBRARY, TODAY
from tests.printed import texts_of
from tests.web.conftest import FORM, LANGUAGES, TYPED

OTHER = "lantern18-five"
OTHER_FORM = f"/cases/{OTHER}/letter"
THIRD = "zumpalov-ibbishev"
CASE = "cases/puffchat-nine.yaml"
COLLECTED = {
    "case": OTHER,
    "addressees": ["nb/prosecutor-general"],
    "copies": [],
    "language": "en",
    "demands": None,
    "words": "The first letter’s own words.",
    "seed": 3,
}


def collected(**changes: object) -> str:
    """Return a letter as a form holds it, with these changes."""
    return json.dumps({**COLLECTED, **changes}, ensure_ascii=False)


def sent_by(page: str) -> dict[str, list[str]]:
    """Return what a browser would send of the form of this page."""
    form = html.fromstring(page).forms[0]
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields


def action_of(page: str) -> str:
    """Return where the form of this page is sent."""
    return html.fromstring(page).forms[0].action


def collect(client, prefix: str = "", next_case: str = OTHER, **typed: object):
    """Collect the letter of the form as it was filled in, and go on to the next case."""
    data = {**TYPED, **typed, "collect": "1", "next_case": next_case}
    return client.post(prefix + FORM, data=data)


def pages_of(answer) -> list[str]:
    """Return the text of each page of the pack."""
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letters.pdf"'
    return texts_of(answer.data)


def complaints_of(page: str) -> list[str]:
    """Return what is to be mended."""
    found = html.fromstring(page).xpath('//div[@class="mend"]//li')
    return [" ".join(each.text_content().split()) for each in found]


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_letters_for_two_cases_come_as_one_file(client, prefix):
    answer = collect(client, prefix, language="en", sign_as="full")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.location is None
    assert action_of(answer.text) == prefix + OTHER_FORM
    fields = sent_by(answer.text)
    assert json.loads(fields["collected"][0])["words"] == TYPED["words"]
    first, second = pages_of(client.post(prefix + OTHER_FORM, data={**fields, "guide": []}))
    assert "I teach history." in first
    assert "I teach history." not in second
    for page in (first, second):
        assert "Musterstraße 12" in page
    assert "Bimbet Mumbasov" in first
    assert "Bimbet Mumbasov" not in second


def test_who_writes_and_on_what_paper_goes_along_and_the_letter_itself_does_not(client):
    kept = {"sign_as": "initials", "stationery": "us-10", "language": "ru", "date": "2026-11-20"}
    goes = {"copy": "nb/embassy-berlin", "demand": ["", "quash"], "words": "Not for the next one."}
    fields = sent_by(collect(client, **kept, **goes, guide="1").text)
    for name in ("name", "address", "town", "country"):
        assert [each.strip() for each in fields[name]] == [TYPED[name]]
    for name, value in kept.items():
        assert fields[name] == [value]
    assert fields["guide"] == ["1"]
    assert [each.strip() for each in fields["words"]] == [""]
    assert "copy" not in fields
    assert fields["addressee"] == ["nb/prosecutor-general"]
    assert set(fields["demand"]) >= {"", "refusals", "visit"}
    (letter,) = map(json.loads, fields["collected"])
    assert letter["copies"] == ["nb/embassy-berlin"]
    assert letter["demands"] == ["quash"]


def test_nothing_typed_gets_into_an_address(client):
    page = collect(client).text
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', re.sub(r"data:[^\"]*", "", page))
    for typed in ("Anna", "Muster", "history", "collected"):
        assert not [each for each in addresses if typed in each]


def test_an_office_that_was_ticked_twice_gets_one_letter(client):
    fields = sent_by(collect(client, addressee=["nb/ombudsman"] * 150, seed="9" * 9).text)
    assert json.loads(fields["collected"][0])["addressees"] == ["nb/ombudsman"]
    assert len(pages_of(client.post(OTHER_FORM, data={**fields, "guide": []}))) == 2


def test_a_letter_is_taken_out_by_its_number(client):
    both = [collected(words="First."), collected(words="Second.", case=THIRD)]
    fields = {**TYPED, "collected": both}
    page = client.post(FORM, data={**fields, "remove": "1"})
    assert page.status_code == 200
    assert [json.loads(each)["words"] for each in sent_by(page.text)["collected"]] == ["Second."]
    for number in ("0", "3", "-1", "x", "9" * 30):
        page = client.post(FORM, data={**fields, "remove": number})
        assert page.status_code == 200
        assert len(sent_by(page.text)["collected"]) == 2


def test_the_button_counts_every_letter_and_copy(client):
    typed = {"collected": collected(copies=["nb/embassy-berlin"]), "preview": "1"}
    page = client.post(FORM, data={**TYPED, **typed}).text
    assert "Download 3 letters" in page


def test_only_cases_that_are_not_in_the_pack_are_offered(client):
    def offered(page: str) -> list[str]:
        return html.fromstring(page).xpath('//select[@name="next_case"]/option/@value')

    first = offered(client.get(FORM).text)
    assert set(first) == set(LIBRARY.cases) - {"puffchat-nine"}
    page = client.post(FORM, data={**TYPED, "collected": collected(case=first[0]), "preview": "1"})
    assert offered(page.text) == first[1:]


def test_a_case_goes_into_a_pack_once(client):
    typed = {"collected": collected(case="puffchat-nine"), "collect": "1", "next_case": THIRD}
    answer = client.post(FORM, data={**TYPED, **typed})
    assert answer.status_code == 422
    assert any("are in the pack already" in each for each in complaints_of(answer.text))
    assert len(sent_by(answer.text)["collected"]) == 1
    answer = client.post(FORM, data={**TYPED, "collected": [collected(), collected(seed=4)]})
    assert answer.status_code == 422
    assert any("could not be read" in each for each in complaints_of(answer.text))
    assert len(sent_by(answer.text)["collected"]) == 1


def test_more_letters_than_are_printed_at_once_are_refused_before_any_is_written(
    client, monkeypatch
):
    monkeypatch.setattr("app.web.packs.MOST_LETTERS", 4)
    monkeypatch.setattr("app.web.ways.press_all", lambda *_a, **_k: pytest.fail("was printed"))
    typed = {"collected": collected(copies=["nb/embassy-berlin"])}
    both = ["nb/prosecutor-general", "nb/ombudsman"]
    answer = client.post(FORM, data={**TYPED, **typed, "addressee": both})
    assert answer.status_code == 422
    assert complaints_of(answer.text) == [
        "5 sheets are too many at once: print at most 4. A copy takes two."
    ]
    assert sent_by(answer.text)["addressee"] == both


@pytest.mark.usefixtures("stacking")
def test_a_guide_goes_with_a_few_letters_alone(client, monkeypatch):
    monkeypatch.setattr("app.letters.press.MOST_PAGES", 2)
    typed = {**TYPED, "collected": collected(copies=["nb/embassy-berlin"])}
    assert client.post(FORM, data={**typed, "guide": []}).status_code == 200
    answer = client.post(FORM, data={**typed, "guide": "1"})
    assert answer.status_code == 422
    (complaint,) = complaints_of(answer.text)
    assert complaint.startswith("More than 2 pages are too many for one file with a guide")
    assert len(sent_by(answer.text)["collected"]) == 1


# What can't be read


UNREADABLE = {
    "nothing": "",
    "no JSON": "{",
    "another kind of JSON": "[1, 2]",
    "half a character": '{"case": "\\ud800"}',
    "no case": collected(case=None),
    "an unknown case": collected(case="nobody"),
    "a path as case": collected(case="../puffchat-nine"),
    "another field": collected(sender="Somebody else"),
    "paper of its own": collected(stationery="us-10"),
    "a text as addressees": collected(addressees="nb/ombudsman"),
    "too many addressees": collected(addressees=["nb/ombudsman"] * 101),
    "too many words": collected(words="a" * 3_001),
    "a seed that is no number": collected(seed="x"),
    "a seed without end": collected().replace(": 3}", f": {'9' * 5_000}}}"),
    "a seed beyond numbers": collected().replace(": 3}", ": Infinity}"),
    "deeper than anybody reads": "[" * 5_000,
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_left_out_with_a_message(client, text):
    answer = client.post(FORM, data={**TYPED, "collected": [text, collected()]})
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "no-store"
    assert "could not be read and was left out" in " ".join(complaints_of(answer.text))
    fields = sent_by(answer.text)
    assert len(fields["collected"]) == 1
    assert fields["name"] == [TYPED["name"]]
    assert [each.strip() for each in fields["words"]] == [TYPED["words"]]


REFUSED = {
    "no addressee": {"addressees": []},
    "an unknown addressee": {"addressees": ["nb/nobody"]},
    "an addressee of another case": {"addressees": ["nb/lo-777-18"]},
    "an addressee that cannot be written to": {"addressees": ["nb/foreign-minister"]},
    "a copy to one that can be asked": {"copies": ["nb/ombudsman"]},
    "a copy to another country's embassy": {"copies": ["nb/embassy-ottawa"]},
    "an unknown language": {"language": "xx"},
    "no demand": {"demands": []},
    "an unknown demand": {"demands": ["world-peace"]},
    "a control character": {"words": "a\x07b"},
    "a character that the font lacks": {"words": "😀"},
}


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED.keys())
def test_what_may_not_be_printed_is_refused_with_the_name_of_its_case(client, changes):
    answer = client.post(FORM, data={**TYPED, "collected": collected(**changes)})
    assert answer.status_code == 422
    (complaint,) = complaints_of(answer.text)
    assert "“Five prisoners of conscience named by Lantern 18”" in complaint
    fields = sent_by(answer.text)
    assert len(fields["collected"]) == 1
    taken_out = client.post(FORM, data={**fields, "remove": "1", "guide": []})
    assert taken_out.status_code == 200
    assert "collected" not in sent_by(taken_out.text)


MEANWHILE = {
    "its demand was overtaken": (
        CASE,
        "(- slug: quash\n.*?)state: open",
        r"\1why: {en: Quashed., ru: Отменено., kk: Жойылды.}\n    state: overtaken",
    ),
    "its addressee closed": (
        "addressees/nb/prosecutor-general.yaml",
        "state: in-use",
        "state: closed\nstate_reason: {en: Gone., ru: Закрыто., kk: Жабық.}",
    ),
    "its case was closed": (CASE, "state: open", "state: closed"),
}


@pytest.mark.parametrize("change", MEANWHILE.values(), ids=MEANWHILE.keys())
def test_what_changed_meanwhile_is_told_with_the_name_of_its_case(client, edit, change):
    page = collect(client, demand=["", "quash"]).text
    fields = {**sent_by(page), "addressee": ["nb/ombudsman"], "guide": []}
    assert client.post(OTHER_FORM, data=fields).mimetype == "application/pdf"
    edit(*change)
    answer = client.post(OTHER_FORM, data=fields)
    assert answer.status_code == 422
    (complaint,) = complaints_of(answer.text)
    assert "Nine members of a PuffChat discussion group" in complaint
    taken_out = client.post(OTHER_FORM, data={**sent_by(answer.text), "remove": "1"})
    assert client.post(OTHER_FORM, data={**sent_by(taken_out.text), "guide": []}).status_code == 200


def test_what_is_too_wide_in_the_language_of_a_collected_letter_alone_is_refused(client):
    paper = STATIONERIES[DEFAULT_STATIONERY]

    def is_too_wide(town: str, language: str) -> bool:
        try:
            check_town(Sender(town=town), place_and_date(Sender(town=town), TODAY, language), paper)
        except TownTooWide:
            return True
        return False

    town = next(each for each in ("n" * length for length in count()) if is_too_wide(each, "ru"))
    assert not is_too_wide(town, "en")
    data = {**TYPED, "town": town, "language": "en", "collected": [collected(language="ru")]}
    answer = client.post(FORM, data=data)
    assert answer.status_code == 422
    assert 'id="town-group" data-wrong="town"' in answer.text
    assert "Shorten the town." in answer.text


def test_a_case_that_is_gone_is_left_out(client, edit):
    edit(CASE, "state: open", "state: draft")
    answer = client.post(
        OTHER_FORM, data={**TYPED, "collected": collected(case="puffchat-nine", addressees=[])}
    )
    assert answer.status_code == 422
    assert "PuffChat" not in answer.text


@pytest.mark.parametrize("slug", ["", "nobody", "puffchat-nine/letter", "../x"])
def test_a_next_case_that_there_is_not_is_refused_and_nothing_is_lost(client, slug):
    answer = collect(client, next_case=slug)
    assert answer.status_code == 422
    assert complaints_of(answer.text)
    fields = sent_by(answer.text)
    assert action_of(answer.text) == FORM
    assert fields["name"] == [TYPED["name"]]
    assert [each.strip() for each in fields["words"]] == [TYPED["words"]]


def test_the_title_of_a_draft_is_told_to_nobody(client, edit):
    edit(CASE, "state: open", "state: draft")
    typed = {**TYPED, "collect": "1", "next_case": "puffchat-nine"}
    answer = client.post(OTHER_FORM, data=typed)
    assert answer.status_code == 422
    assert "PuffChat discussion" not in answer.text


# How many


def test_a_full_pack_takes_no_more_and_is_not_lost(client, monkeypatch):
    words = "ж" * 3_000  # the longest that a form holds, and the longest on its way
    monkeypatch.setattr("app.web.packs.MOST_COLLECTED", 2)
    full = [collected(words=words), collected(words=words, case=THIRD)]
    answer = collect(client, collected=full, words=words, next_case="puffchat-nine")
    assert answer.status_code == 422
    assert any("letters of 3 cases" in each for each in complaints_of(answer.text))
    assert len(sent_by(answer.text)["collected"]) == 2


def test_a_full_pack_of_the_longest_words_is_no_larger_than_a_request_may_be(client):
    words = "ж" * 3_000
    answer = client.post(
        FORM, data={**TYPED, "collected": [collected(words=words)] * MOST_COLLECTED}
    )
    assert answer.status_code == 422


def test_more_than_a_full_pack_are_left_out_with_a_message(client, monkeypatch):
    monkeypatch.setattr("app.web.packs.MOST_COLLECTED", 1)
    both = [collected(), collected(case=THIRD)]
    answer = client.post(FORM, data={**TYPED, "collected": both})
    assert answer.status_code == 422
    assert len(sent_by(answer.text)["collected"]) == 1


def test_far_too_many_fields_are_answered_with_a_page(client):
    answer = client.post(FORM, data={**TYPED, "collected": ["{}"] * 5_000})
    assert answer.status_code in (413, 422)
    assert "<h1" in answer.text
