"""“Verified today, by me, source …”."""

import pytest

from app.content.document import parse
from app.content.rewriting import rewrite
from app.records import audit, revision
from app.records.database import db
from app.web.workroom.verifying import shown
from tests.conftest import ROOT
from tests.web.workroom.filled import text_of

PATH = "addressees/kz/prosecutor-general.yaml"
URL = f"/organisers/verify/{PATH}"
SHIPPED = (ROOT / PATH).read_text("utf-8")


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


@pytest.fixture
def verify(editor, csrf_token):
    """Return a function that sends the form."""

    def send(path=PATH, **typed):
        data = {"csrf_token": csrf_token, "base": "0", "what": "holder", "source": "inform.kz"}
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
    assert newest().note == "Address verified: inform.kz"


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
        assert [each.action for each in audit.entries(db.session)] == ["saved"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"source": ""}, "Say where you saw it: a source’s title."),
        ({"source": " \r\n "}, "Say where you saw it: a source’s title."),
        ({"source": "a" * 501}, "At most 500 characters."),
        ({"source": "a\0b"}, "U+0000 is no sign of a text."),
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
    answer = verify("addressees/kz/embassy-berlin.yaml")
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
    [("holder", "Aigul A."), ("address", "Elsewhere 1, 010000 Astana")],
)
def test_nobody_else_is_verified_than_the_one_shown(shelf, verify, newest, what, of_theirs):
    fields = parse(PATH, SHIPPED).fields
    of_mine = shown(fields, what)
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


def test_only_addressees_are_verified(verify):
    assert verify("cases/whatsapp-nine.yaml").status_code == 404
    assert verify("addressees/kz/nobody.yaml").status_code == 404
