"""A case is edited in its form."""

import pytest
from lxml import html

from app.content.text.document import parse
from app.records import revision
from app.records.database import db
from tests.conftest import CONTENT
from tests.web.conftest import NOW
from tests.web.workroom.filled import filled, messages, text_of

PATH = "cases/puffchat-nine.yaml"
URL = f"/organisers/edit/{PATH}"
SHIPPED = (CONTENT / PATH).read_text("utf-8")


@pytest.fixture
def editor(signed_in):
    return signed_in("editor", "editor@example.org")


OPENED = []


@pytest.fixture
def typed(editor, csrf_token):
    """The form of the shipped case as it was opened."""
    if not OPENED:
        OPENED.append(filled(editor.get(URL).text))
    typed = OPENED[0].copy()
    typed["csrf_token"] = csrf_token
    return typed


@pytest.fixture
def saved(app):
    """Return a function that returns the newest revision of the case."""

    def newest(path=PATH):
        with app.app_context():
            return revision.newest(db.session, path)

    return newest


def fields_of(text):
    return parse(PATH, text).fields


@pytest.mark.parametrize(
    "path",
    [
        "cases/puffchat-nine.yaml",
        "cases/zumpalov-ibbishev.yaml",
        "addressees/nb/embassy-berlin.yaml",
        "addressees/nb/national-security-committee.yaml",
    ],
)
def test_a_form_sent_as_it_was_opened_changes_nothing(editor, saved, path):
    url = f"/organisers/edit/{path}"
    answer = editor.post(url, data=filled(editor.get(url).text), follow_redirects=True)
    assert "Nothing was changed, so nothing was saved." in text_of(answer.text)
    assert saved(path) is None


def test_a_change_is_saved_as_a_draft_with_its_note(editor, typed, saved):
    typed["people-0-sentence-text-en"] = "8 years"
    typed["note"] = "Court papers seen"
    answer = editor.post(URL, data=typed)
    assert (answer.status_code, answer.location) == (303, URL)
    assert saved().note == "Court papers seen"
    assert saved().text == SHIPPED.replace("en: 7½\N{NO-BREAK SPACE}years", "en: 8 years", 1)
    page = editor.get(URL).text
    assert "Draft, revision 1, saved 22 November 2026, 09:30 UTC by editor@example.org" in text_of(
        page
    )


def test_a_draft_is_edited_over_the_draft(editor, typed, saved):
    typed["goal"] = "600"
    editor.post(URL, data=typed)
    typed = filled(editor.get(URL).text)
    assert (typed["base"], typed["goal"]) == ("1", "600")
    typed["goal"] = "700"
    editor.post(URL, data=typed)
    assert fields_of(saved().text)["goal"] == 700
    assert saved().number == 2


def test_parts_are_rearranged_without_saving(editor, typed, saved):
    typed["goal"] = "600"
    typed["note"] = "why"
    typed["do"] = "people-1-up"
    answer = editor.post(URL, data=typed)
    assert answer.status_code == 200
    again = filled(answer.text)
    assert [again[f"people-{n}-slug"] for n in range(3)] == ["oddlov", "mumbasov", "sombatov"]
    assert (again["goal"], again["note"], again["base"]) == ("600", "why", "0")
    assert saved() is None
    editor.post(URL, data=again)
    people = fields_of(saved().text)["people"]
    assert [person["slug"] for person in people[:3]] == ["oddlov", "mumbasov", "sombatov"]
    assert "# Base: Lantern 18" in saved().text


def test_an_added_person_is_saved_once_filled_in(editor, typed, saved):
    again = filled(editor.post(URL, data={**typed.to_dict(flat=False), "do": "people-add"}).text)
    again["people-9-name-en"] = "Aigul"
    editor.post(URL, data=again)
    assert fields_of(saved().text)["people"][9] == {"name": {"en": "Aigul"}}


def test_an_added_part_left_empty_is_not_saved(editor, typed, saved):
    again = filled(editor.post(URL, data={**typed.to_dict(flat=False), "do": "people-add"}).text)
    answer = editor.post(URL, data=again, follow_redirects=True)
    assert "Nothing was changed" in answer.text
    assert saved() is None


def test_buttons_lead_to_where_the_part_stands_then(editor):
    page = editor.get(URL).text
    assert 'value="people-1-up" formaction="#people-0-part"' in page
    assert 'value="people-add" formaction="#people-9-part"' in page
    assert 'value="people-0-up"' not in page
    assert 'value="people-8-down"' not in page


def test_return_in_a_field_saves_and_moves_nothing(editor):
    page = editor.get(URL).text
    form = page[page.index('id="document"') :]
    assert form.index('name="save"') < form.index('name="do"')


def test_with_errors_a_draft_is_saved_and_each_stands_by_its_field(editor, typed, saved):
    for language in ("en", "ru", "kk", "de"):
        typed[f"title-{language}"] = ""
    typed["since"] = "October 2018"
    typed["people-2-status"] = ""
    typed["goal"] = "many"
    typed["facts-0-source-url"] = "http://example.org"
    answer = editor.post(URL, data=typed, follow_redirects=True)
    assert saved().number == 1
    assert messages(answer.text) == {
        "title": "is missing",
        "since": "a date is written 2018, 2018-10 or 2018-10-27",
        "people-2-status": "is missing",
        "goal": "must be a whole number",
        "facts-0-source-url": "an address on the web begins with https://",
    } | {name: text for name, text in messages(answer.text).items() if name == "people-2"}
    says = text_of(answer.text)
    assert "5 things to mend before this can be published" in says
    assert "Person 3, status: is missing" in says
    assert "Fact 1, source, address on the web: an address on the web begins" in says
    assert filled(answer.text)["goal"] == "many"


def test_a_language_may_be_left_blank(editor, typed, saved):
    for name in ("title", "summary", "demands-0-text"):
        typed[f"{name}-kk"] = ""
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert messages(page) == {}
    fields = fields_of(saved().text)
    assert "kk" not in fields["title"].keys() | fields["summary"].keys()
    assert "kk" not in fields["demands"][0]["text"]
    assert "kk" in fields["subject"]


def test_what_is_wrong_is_open_to_be_seen(editor, typed):
    typed["people-2-status"] = ""
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert page.count("<details open>") == 1


def test_errors_stay_while_parts_are_moved(editor, typed):
    typed["people-2-status"] = ""
    typed["do"] = "people-2-up"
    page = editor.post(URL, data=typed).text
    assert messages(page) == {"people-1-status": "is missing"}


def test_an_addressee_that_there_is_not_is_said_by_its_field(editor, typed):
    typed["addressees-1"] = "nb/nobody"
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert messages(page) == {"addressees-1": "no addressee nb/nobody"}
    assert filled(page)["addressees-1"] == "nb/nobody"


def test_addressees_are_chosen_by_name(editor):
    page = editor.get(URL).text
    assert '<option value="nb/prosecutor-general" selected>Prosecutor General (nb' in page


@pytest.mark.parametrize("state", ["met", "overtaken"])
def test_a_demand_that_ended_needs_date_and_reason(editor, typed, saved, state):
    typed["demands-1-state"] = state
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert fields_of(saved().text)["demands"][1]["state"] == state
    assert messages(page) == {
        "demands-1-why": "Say why it is no longer asked for, in one language at least.",
        "demands-1-state_on": "Say since when: the date is still that of the open demand.",
    }
    typed = filled(page)
    typed["demands-1-state_on"] = "2026-11"
    typed["demands-1-why-en"] = "Investigated"
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert messages(page) == {}


def test_languages_shown_are_those_of_the_site_and_of_the_document(editor, typed):
    assert "title-de" in typed
    assert "title-fr" not in typed


def test_who_saved_over_an_older_state_loses_nothing(editor, typed, saved, signed_in):
    other = signed_in("editor")
    theirs = filled(other.get(URL).text)
    theirs["goal"] = "600"
    other.post(URL, data=theirs)
    typed["people-0-sentence-text-en"] = "8 years and a day"
    answer = editor.post(URL, data=typed)
    assert answer.status_code == 409
    assert "8 years and a day" in answer.text
    assert saved().number == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title-en": "a\0b"}, "Title: U+0000 is no character of a text"),
        (
            {"people-0-slug": "a\x1b"},
            "Person 1, short name: U+001B is no character of a text",
        ),
        ({"account-ru": "я" * 200_001}, "Account: longer than 200,000 characters"),
        ({"account-ru": "я" * 199_000}, "longer than 200,000 characters"),
        ({"note": "a\0"}, "The note holds U+0000"),
        ({"note": "a" * 1001}, "The note is longer than 1,000 characters"),
        ({"do": "people-77-up"}, "There is no such part in the form"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_cannot_be_saved_comes_back_as_it_was_typed(editor, typed, saved, change, fault):
    for name, value in {"goal": "600", **change}.items():
        typed[name] = value
    answer = editor.post(URL, data=typed)
    assert answer.status_code == 422
    assert fault in text_of(answer.text)
    assert "Nothing was saved yet" in text_of(answer.text)
    assert 'value="600"' in answer.text
    assert saved() is None


def test_a_form_that_arrived_in_part_is_not_saved(editor, typed, saved):
    del typed["whole"]
    answer = editor.post(URL, data=typed)
    assert answer.status_code == 422
    assert "The form arrived incomplete" in answer.text
    assert saved() is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [", "not readable as YAML"),
        (f"{SHIPPED}extra: 1\n", "“extra” holds something that the form has no place for"),
        ("", "Line 1: must be fields"),
    ],
    ids=["broken", "unknown field", "empty"],
)
def test_what_the_form_cannot_show_is_shown_as_text(editor, csrf_token, text, reason):
    data = {"csrf_token": csrf_token, "base": "0", "text": text}
    editor.post(f"/organisers/text/{PATH}", data=data)
    answer = editor.get(URL)
    assert (answer.status_code, answer.location) == (303, f"/organisers/text/{PATH}")
    assert reason in text_of(editor.get(answer.location).text)


def test_a_withdrawn_case_has_no_form(editor, typed, app):
    with app.app_context():
        revision.save(db.session, PATH, None, base=0, author=None, note="", now=NOW)
        db.session.commit()
    assert "This document was withdrawn" in editor.get(URL).text


def test_what_was_typed_over_a_case_withdrawn_meanwhile_can_bring_it_back(editor, typed, app):
    with app.app_context():
        revision.save(db.session, PATH, None, base=0, author=None, note="", now=NOW)
        db.session.commit()
    typed["title-en"] = "Nine people"
    answer = editor.post(URL, data=typed)
    assert answer.status_code == 409
    assert "It was withdrawn meanwhile" in text_of(answer.text)
    assert "Nine people" in answer.text
    for more in ({"do": "demands-add"}, {"do": "nonsense"}, {"note": "x" * 2_000}, {}):
        assert editor.post(URL, data={**typed, **more}).status_code in (200, 409, 422)


@pytest.mark.parametrize(
    "path",
    [
        "cases/unknown.yaml",
        "cases/../../etc/passwd.yaml",
        "cases/..%2f..%2fx.yaml",
        "cases/Puffchat-nine.yaml",
        "cases/whatsapp.nine.yaml",
        "cases/puffchat-nine.yml",
        "cases/a/b.yaml",
        "other/a.yaml",
        "addressees/a.yaml",
    ],
)
def test_other_paths_lead_nowhere(editor, path):
    for page in ("edit", "text", "translate"):
        assert editor.get(f"/organisers/{page}/{path}").status_code == 404


# What was reported when


def reported(page):
    """Return what stands in the list of reports, and what its forms send of it."""
    (part,) = html.fromstring(page).xpath("//section[@id='known']")
    return [
        (text_of(html.tostring(each, encoding="unicode")), dict(each.xpath(".//form")[0].fields))
        for each in part.xpath("./ul/li")
    ]


def test_a_form_offers_to_verify_the_facts_and_every_status_that_is_too_old(editor):
    (case, facts), *people = reported(editor.get(URL).text)
    assert "Last reported: 26 September 2023. too long ago" in case
    assert (facts["what"], facts["facts"], facts["base"]) == ("facts", "2023-09-26", "0")
    assert len(people) == 9
    (says, sends) = people[1]
    assert says.startswith("Sombat Oddlov: in prisonStatus as of 26 September 2023")
    assert sends["what"] == "person-oddlov"
    assert sends["person-oddlov"] == "Sombat Oddlov: in prison"


RECENT = SHIPPED.replace("status_on: 2023-09-26", "status_on: 2026-09-26", 1)
DIED = SHIPPED.replace("status: in-prison", "status: died", 1)
UNREADABLE = SHIPPED.replace("status: in-prison", "status: asleep", 1)


@pytest.mark.parametrize("text", [RECENT, DIED, UNREADABLE], ids=["recent", "died", "unreadable"])
def test_a_status_that_holds_or_cannot_be_read_needs_no_verifying(editor, shelf, text):
    assert text != SHIPPED
    shelf.save(PATH, text)
    assert len(reported(editor.get(URL).text)) == 9


def test_what_the_form_offers_can_be_sent(editor, csrf_token, saved):
    _, (_, sends), *_ = reported(editor.get(URL).text)
    data = {**sends, "source": "Lantern 18", "url": "", "csrf_token": csrf_token}
    assert editor.post(f"/organisers/verify/{PATH}", data=data).status_code == 303
    assert saved().note.startswith("Status of ")
    assert len(reported(editor.get(URL).text)) == 9


def test_of_a_case_that_is_not_open_nothing_is_verified(editor, shelf):
    shelf.save(PATH, SHIPPED.replace("state: open\nas_of", "state: paused\nas_of", 1))
    assert 'id="known"' not in editor.get(URL).text


def test_a_case_that_is_won_asks_for_its_outcome_and_what_became_of_each(editor, typed):
    typed["state"] = "won"
    said = messages(editor.post(URL, data=typed, follow_redirects=True).text)
    assert said["state"] == "Say what became of the case: its outcome stands on its page."
    assert said["people-0-status"].startswith("Last reported in prison, but the case has ended")
    assert said["demands-0-state"].startswith("This demand is still open, but the case is not")
    assert "people-5-status" not in said, "under restricted freedom"
