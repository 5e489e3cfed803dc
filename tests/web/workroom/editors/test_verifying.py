"""“Verified today, by me, source …”."""

import pytest
from lxml import html

from app.content.editing.rewriting import rewrite
from app.content.text.document import parse
from app.records import audit, revision
from app.records.database import db
from app.web.workroom.documents.parts_to_verify import part_in_words
from tests.conftest import CONTENT
from tests.web.workroom.filled import text_of

PATH = "addressees/nb/prosecutor-general.yaml"
SHIPPED = (CONTENT / PATH).read_text("utf-8")
CASE = "cases/puffchat-nine.yaml"
SHIPPED_CASE = (CONTENT / CASE).read_text("utf-8")


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


@pytest.fixture
def verify(editor, csrf_token):
    """Return a function that sends the form."""

    def send(path=PATH, **typed):
        data = {"csrf_token": csrf_token, "base": "0", "what": "holder", "source": "news.example"}
        return editor.post(f"/organisers/verify/{path}", data={**data, **typed})

    return send


@pytest.fixture
def newest(app):
    """Return a function that returns the newest revision."""

    def find(path=PATH):
        with app.app_context():
            return revision.newest(db.session, path)

    return find


def test_a_holder_is_verified_today(verify, newest):
    answer = verify(source="  gov.kz,\r\nnews ", url=" https://gov.kz/1 ")
    assert (answer.status_code, answer.location) == (303, f"/organisers/edit/{PATH}")
    holder = parse(PATH, newest().text).fields["holder"]
    assert holder["verified_on"] == "2026-11-22"
    assert holder["source"] == {
        "title": "gov.kz, news",
        "date": "2026-11-22",
        "url": "https://gov.kz/1",
    }
    assert newest().note == "Holder verified: gov.kz, news"


def test_an_address_is_verified_today(verify, newest):
    verify(what="address")
    address = parse(PATH, newest().text).fields["address"]
    assert (address["verified_on"], address["confidence"]) == ("2026-11-22", "high")
    assert "url" not in address["source"]
    assert newest().note == "Address verified: news.example"


def test_nothing_else_is_changed(verify, newest):
    verify()
    before = parse(PATH, SHIPPED).fields
    after = parse(PATH, newest().text).fields
    assert {**after, "holder": before["holder"]} == before
    assert SHIPPED.startswith(newest().text.split("\n")[0])


def test_who_did_it_stands_in_the_audit_list_and_not_in_the_document(verify, newest, app):
    verify()
    assert "@" not in newest().text
    with app.app_context():
        assert [each.action for each in audit.entries(db.session)] == ["verified"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"source": ""}, "Say where you saw it: a source’s title."),
        ({"source": " \r\n "}, "Say where you saw it: a source’s title."),
        ({"source": "a" * 501}, "At most 500 characters."),
        ({"source": "a\0b"}, "U+0000 is no character of a text."),
        ({"url": "http://example.org"}, "An address on the web begins with https://."),
        ({"url": "javascript:alert(1)"}, "An address on the web begins with https://."),
        ({"url": "https://a b"}, "An address on the web begins with https://."),
        ({"url": "https://" + "a" * 500}, "At most 500 characters."),
        ({"what": "phone"}, "Say what was verified: the holder or the address."),
        ({"what": ""}, "Say what was verified: the holder or the address."),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_is_wrong_is_said_and_nothing_saved(verify, newest, typed, message):
    answer = verify(**typed)
    assert answer.status_code == 422
    assert message in text_of(answer.text)
    assert newest() is None


def test_there_may_be_nothing_to_verify(verify):
    answer = verify("addressees/nb/embassy-berlin.yaml")
    assert answer.status_code == 422
    assert "There is no holder here that could be verified." in text_of(answer.text)


def test_what_was_saved_meanwhile_must_be_seen_first(verify, newest):
    verify()
    answer = verify(what="address")
    assert answer.status_code == 422
    assert "Somebody saved it meanwhile" in answer.text
    assert 'name="base" value="1"' in answer.text
    assert newest().number == 1


@pytest.mark.parametrize(
    ("what", "of_theirs"),
    [("holder", "Aigul A."), ("address", "Elsewhere 1, 010000 Ostrana")],
)
def test_nobody_else_is_verified_than_the_one_shown(shelf, verify, newest, what, of_theirs):
    fields = parse(PATH, SHIPPED).fields
    of_mine = part_in_words(fields, what)
    assert of_mine
    if what == "holder":
        fields["holder"]["name"]["en"] = of_theirs
    else:
        fields["address"]["full"] = of_theirs.split(", ")
    shelf.save(PATH, rewrite(PATH, SHIPPED, fields))
    answer = verify(base="1", what=what, **{what: of_mine})
    assert answer.status_code == 422
    says = text_of(answer.text)
    assert f"The {what} that you were shown, {of_mine}, isn’t the one that the draft has" in says
    assert f'name="{what}" value="{of_theirs}"' in answer.text
    assert newest().number == 1
    assert verify(base="1", what=what, **{what: of_theirs}).status_code == 303


def test_what_cannot_be_read_cannot_be_verified(verify, editor, csrf_token):
    data = {"csrf_token": csrf_token, "base": "0", "text": "holder: ["}
    editor.post(f"/organisers/text/{PATH}", data=data)
    assert verify(base="1").status_code == 422


@pytest.mark.parametrize(
    "path",
    ["addressees/nb/nobody.yaml", "cases/nobody.yaml", "letter_templates/appeal/en.md", "x.yaml"],
)
def test_only_addressees_and_cases_that_there_are_can_be_verified(verify, path):
    assert verify(path).status_code == 404


# Cases


def test_the_facts_of_a_case_are_verified_today(verify, newest):
    answer = verify(CASE, what="facts", facts="2023-09-26", url="https://lantern18.example/1")
    assert (answer.status_code, answer.location) == (303, f"/organisers/edit/{CASE}")
    before, after = (parse(CASE, text).fields for text in (SHIPPED_CASE, newest(CASE).text))
    source = {"title": "news.example", "date": "2026-11-22", "url": "https://lantern18.example/1"}
    dates = {"as_of": "2026-11-22", "last_reported": "2026-11-22"}
    assert after == {**before, **dates, "report": source}
    assert newest(CASE).note == "Facts of the case verified: news.example"


def test_a_status_is_verified_today(verify, newest):
    answer = verify(CASE, what="person-oddlov", **{"person-oddlov": "Sombat Oddlov: in prison"})
    assert answer.status_code == 303
    before, after = (parse(CASE, text).fields for text in (SHIPPED_CASE, newest(CASE).text))
    place = [person["slug"] for person in before["people"]].index("oddlov")
    seen = {
        **before["people"][place],
        "status_on": "2026-11-22",
        "source": {"title": "news.example", "date": "2026-11-22"},
    }
    people = [*before["people"][:place], seen, *before["people"][place + 1 :]]
    assert after == {**before, "as_of": "2026-11-22", "people": people}
    assert newest(CASE).note == "Status of Sombat Oddlov verified: news.example"


def test_a_case_in_which_nothing_newer_was_found_counts_as_checked_today(verify, newest):
    before = parse(CASE, SHIPPED_CASE).fields
    assert verify(CASE, what="check").status_code == 303
    after = parse(CASE, newest(CASE).text).fields
    assert after == {**before, "as_of": "2026-11-22"}


def test_comments_and_order_of_a_case_are_kept(verify, newest):
    verify(CASE, what="facts")
    before, after = SHIPPED_CASE.splitlines(), newest(CASE).text.splitlines()
    assert [line for line in before if line not in after] == [
        "as_of: 2026-03-15",
        "last_reported: 2023-09-26",
    ]
    assert before[0].startswith("# ")


def test_a_case_that_was_verified_is_a_draft_like_any_other(verify, actions, editor):
    verify(CASE, what="facts")
    assert [action for _, action, _ in actions()] == ["verified"]
    says = text_of(editor.get(f"/organisers/edit/{CASE}").text)
    assert "Last reported: 22 November 2026, news.example. recent" in says


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"source": ""}, "Say where you saw it: a source’s title."),
        ({"url": "http://example.org"}, "An address on the web begins with https://."),
        ({"what": "holder"}, "Say what was verified: the facts of the case or a person’s status."),
        ({"what": ""}, "Say what was verified: the facts of the case or a person’s status."),
        ({"what": "person-nobody"}, "There is no person here that could be verified."),
        ({"facts": "2022"}, "The last report that you were shown, 2022, isn’t the one that the"),
        (
            {"what": "person-oddlov", "person-oddlov": "Sombat Oddlov: released"},
            "The status that you were shown, Sombat Oddlov: released, isn’t the one that the draft "
            "has: Sombat Oddlov: in prison.",
        ),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_is_wrong_with_a_case_is_said_and_what_was_typed_kept(verify, newest, typed, message):
    typed = {"what": "facts", "url": "https://lantern18.example/typed", **typed}
    answer = verify(CASE, **typed)
    assert answer.status_code == 422
    assert message in text_of(answer.text)
    form = html.fromstring(answer.text).xpath("//main//form")[0]
    assert form.fields["url"] == typed["url"]
    assert form.fields["source"] == typed.get("source", "news.example")
    offered = form.xpath(".//input[@type='radio']/@value")
    assert form.fields["what"] == (typed["what"] if typed["what"] in offered else None)
    assert offered[0] == "facts"
    assert len(offered) == 11
    assert newest(CASE) is None


def test_a_case_that_was_saved_meanwhile_must_be_seen_first(verify, newest):
    verify(CASE, what="person-oddlov")
    answer = verify(CASE, what="facts")
    assert answer.status_code == 422
    assert "Somebody saved it meanwhile" in answer.text
    assert newest(CASE).number == 1


def test_a_withdrawn_case_is_not_verified(verify, shelf):
    shelf.save(CASE, None)
    answer = verify(CASE, what="facts", base="1")
    assert answer.status_code == 422
    assert "This document was withdrawn" in text_of(answer.text)


def test_supporters_read_where_a_case_was_reported_once_it_is_published(verify, shelf, client):
    verify(CASE, what="facts", source="Lantern 18, a new report")
    assert "a new report" not in client.get("/cases/puffchat-nine").text
    shelf.publish(CASE)
    says = text_of(client.get("/cases/puffchat-nine").text)
    assert "Last reported: Lantern 18, a new report, 22 Nov 2026" in says.replace("\xa0", " ")
