"""A document is edited as text; the form writes the same text."""

import pytest

from app.records import revision
from app.records.database import db
from tests.conftest import CONTENT
from tests.web.workroom.filled import filled, text_of

PATH = "addressees/nb/prosecutor-general.yaml"
URL = f"/organisers/text/{PATH}"
SHIPPED = (CONTENT / PATH).read_text("utf-8")


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


@pytest.fixture
def save(editor, csrf_token):
    """Return a function that sends the page."""

    def send(text, base="0", **typed):
        data = {"csrf_token": csrf_token, "base": base, "text": text, **typed}
        return editor.post(URL, data=data, follow_redirects=True)

    return send


@pytest.fixture
def newest(app):
    """Return a function that returns the newest revision."""

    def find():
        with app.app_context():
            return revision.newest(db.session, PATH)

    return find


def test_the_text_sent_as_it_was_opened_changes_nothing(editor, save, newest):
    typed = filled(editor.get(URL).text, "text-form")
    assert "Nothing was changed" in save(typed["text"]).text
    assert newest() is None


def test_form_and_text_write_the_same(editor, save, newest, app):
    form = filled(editor.get(f"/organisers/edit/{PATH}").text)
    form["institution-en"] = "General Prosecutor’s Office"
    editor.post(f"/organisers/edit/{PATH}", data=form)
    by_form = newest().text
    save(
        SHIPPED.replace(
            "General Prosecutor’s Office of the Republic of Nebulonia",
            "General Prosecutor’s Office",
        ),
        base="1",
    )
    assert newest().text == by_form != SHIPPED


def test_line_ends_of_browsers_become_those_of_files(save, newest):
    save(SHIPPED.replace("\n", "\r\n").replace("AQ", "DE") + "\r\n\r\n")
    assert newest().text == SHIPPED.replace("AQ", "DE")


def test_errors_name_and_show_their_line(save, newest):
    page = save(SHIPPED.replace("state: in-use", "state: at rest"))
    assert newest().number == 1
    says = text_of(page.text)
    assert "One thing to mend before this can be published" in says
    assert "Line 14: state: must be one of: in-use, closed" in says
    assert '<code class="line">14&nbsp; <mark>state: at rest</mark></code>' in page.text


@pytest.mark.parametrize(
    "text",
    ["title: [", "", "- a\n- b", "just a sentence", "a: &x 1\nb: *x", "a: !!python/object x", "\t"],
)
def test_what_is_no_document_is_saved_as_a_draft_all_the_same(editor, save, newest, text):
    page = save(text)
    assert newest().text == text + "\n"
    assert "thing to mend before this can be published" in text_of(page.text)
    assert filled(editor.get(URL).text, "text-form")["text"].split() == text.split()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"text": "a\nb\0c"}, "Line 2 holds U+0000, which is no character of a text"),
        ({"text": "a" * 200_001}, "The text is longer than 200,000 characters"),
        ({"text": "a", "note": "\0"}, "The note holds U+0000"),
    ],
    ids=lambda each: str(each)[:30],
)
def test_what_cannot_be_kept_is_refused_and_comes_back(save, newest, typed, fault):
    answer = save(**typed)
    assert answer.status_code == 422
    assert fault in text_of(answer.text)
    assert newest() is None


def test_as_much_as_a_document_may_hold_is_taken_with_any_line_ends(save, newest):
    save(("a" * 39 + "\r\n") * 5_000)
    assert len(newest().text) == 200_000


def test_without_the_text_nothing_is_saved(editor, csrf_token, newest):
    answer = editor.post(URL, data={"csrf_token": csrf_token, "base": "0"})
    assert answer.status_code == 422
    assert "The form arrived incomplete" in answer.text
    assert newest() is None


def test_who_saved_over_an_older_state_loses_nothing(save, newest):
    save(SHIPPED.replace("in-use", "closed"))
    answer = save(SHIPPED.replace("in-use", "unverified"))
    assert answer.status_code == 409
    assert "unverified" in answer.text
    assert newest().number == 1


def test_letter_templates_have_an_editor_of_their_own(editor):
    answer = editor.get("/organisers/text/letter_templates/appeal/en.md")
    assert answer.location == "/organisers/edit/letter_templates/appeal/en.md"
