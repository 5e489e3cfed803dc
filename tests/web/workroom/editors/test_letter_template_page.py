"""The editor of letter templates: the text, what is wrong with it, and the letter beside it."""

import html
import re

import pytest

from app.content.model.template_rules import EXAMPLES
from app.letters.turns import LAYING_OUT
from app.records import revision
from app.records.database import db
from app.records.publication import publish
from app.records.revision import newest, revisions
from app.web import busy
from app.web.workroom.editors import template_preview
from tests.conftest import CONTENT
from tests.others import others_have
from tests.web.workroom.conftest import NOW

PATH = "letter_templates/appeal/en.md"
URL = f"/organisers/edit/{PATH}"
TEXT = (CONTENT / PATH).read_text(encoding="utf-8")
SLIP = TEXT.replace("{{ hook }}", "The {{ ofice }} can act on this.")


@pytest.fixture
def send(signed_in, csrf_token):
    """Return a function that sends the form as an editor who typed a text."""
    client = signed_in("editor")

    def post(text: str = TEXT, path: str = PATH, **others: str):
        typed = {"csrf_token": csrf_token, "base": "0", "text": text.replace("\n", "\r\n")}
        return client.post(f"/organisers/edit/{path}", data={**typed, **others})

    post.client = client
    return post


@pytest.fixture
def saved(app):
    """Return a function that returns the texts of the template's revisions, the newest first."""

    def texts(path: str = PATH) -> list[str | None]:
        with app.app_context():
            return [each.text for each in revisions(db.session, path)]

    return texts


def shown(answer) -> str:
    """Return the page's text as it is read, its lines and entities apart."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))


def test_the_editor_shows_the_text_every_placeholder_and_a_letter(signed_in):
    answer = signed_in("editor").get(URL)
    assert answer.status_code == 200
    assert f">\n{html.escape(TEXT, quote=False)}</textarea>" in answer.text.replace("&#39;", "'")
    for example in EXAMPLES:
        assert str(html.escape(example.write)) in answer.text.replace("&#34;", "&quot;")
    assert answer.text.count("data:image/png;base64,") == 1
    assert "Published: as it was installed. There is no draft. Not reviewed." in shown(answer)


def test_what_was_typed_is_saved_as_a_draft_and_the_letter_beside_it_stays(send, saved):
    new = TEXT.replace("I therefore ask you to:", "I ask you to:")
    answer = send(new, note="Shorter", case="puffchat-nine", stationery="us-10", address="y")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{URL}?case=puffchat-nine&")
    assert saved() == [new]
    page = send.client.get(answer.headers["Location"])
    assert re.search(r'<option selected value="us-10">', page.text)
    assert "Draft, revision 1, saved" in shown(page)
    assert "Published: as it was installed." in shown(page)


def test_a_text_with_an_error_is_saved_too_but_cannot_be_published(send, saved):
    assert send(SLIP).status_code == 303
    assert saved() == [SLIP]
    page = send.client.get(URL)
    assert 'id="publish" role="link" aria-disabled="true" aria-describedby="errors"' in page.text
    assert "/organisers/publish/" not in page.text.split("<main")[1]


def test_an_error_names_its_line_marks_the_place_and_says_what_may_be_meant(send):
    page = send(SLIP, preview="1")
    assert page.status_code == 200
    says = "Line 32: unknown placeholder {{ ofice }}; did you mean {{ office }}?"
    assert says in shown(page)
    assert '<a href="#text" data-line="32">' in page.text
    assert "can act on this.</code>" in page.text
    assert "The <mark>{{ ofice }}</mark>" in page.text
    assert 'aria-invalid="true"' in page.text


def test_a_draft_without_error_leads_to_publishing(send):
    send(TEXT.replace("I therefore ask you to:", "I ask you to:"))
    assert f'id="publish" href="/organisers/publish/?path={PATH}"' in send.client.get(URL).text


def test_the_preview_shows_what_is_being_typed_and_saves_nothing(send, saved):
    before = send(TEXT, preview="1", address="y")
    after = send(TEXT.replace("{{ hook }}", "A sentence more."), preview="1", address="y")
    assert _pictures(before) != _pictures(after)
    assert saved() == []
    assert "A sentence more." in after.text


def _pictures(answer) -> list[str]:
    return re.findall(r'src="(data:image/png;base64,[^"]+)"', answer.text)


def test_the_preview_is_of_the_letter_that_was_chosen(send):
    chosen = {"preview": "1", "case": "lantern18-five", "addressee": "nb/penal-committee"}
    plain, words, address, letter, wording = (
        _pictures(send(TEXT, **chosen, **others))
        for others in (
            {},
            {"words": "y"},
            {"address": "y"},
            {"stationery": "plain-letter"},
            {"seed": "4"},
        )
    )
    assert len({*plain, *words, *address, *letter, *wording}) == 5
    assert _pictures(send(TEXT, **chosen)) == plain


def test_another_wording_is_drawn_on_demand(send):
    page = send(TEXT, reword="1", seed="4")
    assert re.search(r'name="seed" value="(\d+)"', page.text)[1] != "4"
    assert len(_pictures(page)) == 1


def test_only_addressees_that_can_be_asked_in_the_case_are_offered(send):
    page = send(TEXT, preview="1", case="lantern18-five", addressee="nb/ombudsman-of-mars")
    offered = re.search(r'<select[^>]*name="addressee".*?</select>', page.text, re.DOTALL)[0]
    assert '<option selected value="nb/prosecutor-general">' in offered
    assert "mars" not in offered
    assert "nb/lo-777-1" not in offered
    assert "nb/embassy-berlin" not in offered


def test_an_unpublished_case_can_be_seen(app, send):
    draft = (CONTENT / "cases/puffchat-nine.yaml").read_text(encoding="utf-8")
    draft = draft.replace("state: open", "state: draft", 1)
    with app.app_context():
        revision.save(db.session, "cases/new.yaml", draft, base=0, author=None, note="", now=NOW)
        db.session.commit()
    page = send(TEXT, preview="1", case="new")
    assert '<option selected value="new">' in page.text
    assert len(_pictures(page)) == 1


def test_a_text_with_an_error_shows_the_letter_that_is_published(app, send):
    live = _pictures(send(TEXT, preview="1"))
    page = send(SLIP, preview="1")
    assert _pictures(page) == live
    assert (
        "As published, as it was installed. Line 32 must be mended before the draft can be shown."
    ) in shown(page)
    send(TEXT.replace("{{ hook }}", ""))
    with app.app_context():
        publish(db.session, [newest(db.session, PATH)], publisher=None, note="", now=NOW)
        db.session.commit()
    page = send(SLIP, preview="1")
    assert "As published, revision 1." in shown(page)
    assert _pictures(page) != live


def test_a_new_letter_template_with_an_error_has_no_letter_yet(app, send):
    path = "letter_templates/thanks/en.md"
    with app.app_context():
        revision.save(db.session, path, SLIP, base=0, author=None, note="", now=NOW)
        db.session.commit()
    page = send.client.get(f"/organisers/edit/{path}")
    assert "Line 32 must be mended before the draft can be shown." in shown(page)
    assert "Published: nothing yet." in shown(page)
    assert _pictures(page) == []


def test_a_language_in_which_no_letters_are_printed_is_checked_all_the_same(send):
    path = "letter_templates/appeal/de.md"
    page = send.client.get(f"/organisers/edit/{path}")
    assert "No letter can be shown: letters aren’t printed in German yet." in shown(page)
    assert "to mend before this can be published" not in page.text
    text = (CONTENT / path).read_text(encoding="utf-8")
    wrong = send(text.replace("{{ hook }}", "{{ hok }}"), path=path, preview="1")
    assert "unknown placeholder {{ hok }}" in shown(wrong)


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ("Too long. " * 1_500, "far longer than a page: more than 6,000 characters"),
        ("{{ words }} " * 60, "gives more than 20,000 characters"),
        ("1. a\n" * 900, "more than 120 lines and paragraphs"),
        ("**a** b " * 900, "pieces of bold text"),
        ("漢", "font lacks 漢"),
        ("x" * 19_900, "longer than 20,000 characters"),
        ("{% if words %}" * 600 + "{% endif %}" * 600, "too deep"),
        ("y" * 9_000, "a word of more than 200"),
    ],
    ids=["prose", "own words", "items", "bold", "a glyph", "a text", "blocks", "a word"],
)
def test_a_text_of_which_no_letter_can_be_printed_is_answered_with_a_message(
    send, monkeypatch, added, says
):
    def lay_out(letter, paper):
        assert len(letter.text) < 6_000
        return laying_out(letter, paper)

    laying_out = template_preview.press
    monkeypatch.setattr(template_preview, "press", lay_out)
    page = send(TEXT.replace("{{ hook }}", "{{ hook }}\n\n" + added), preview="1", words="y")
    assert page.status_code == 200
    assert says in shown(page)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": "a" * 200_001}, "The text is longer than 200,000 characters"),
        ({"text": TEXT + "\x00"}, "U+0000, which is no character of a text"),
        ({"text": TEXT + "\ufffe"}, "U+FFFE, which is no character of a text"),
        ({"note": "a" * 1_001}, "The note is longer than 1,000 characters"),
        ({"note": "a\x07"}, "The note holds U+0007"),
    ],
    ids=["a long text", "a nought", "a noncharacter", "a long note", "a bell in the note"],
)
def test_what_cannot_be_saved_at_all_comes_back_as_it_was_typed(send, saved, changes, says):
    answer = send(**changes)
    assert answer.status_code == 422
    assert says in shown(answer)
    assert "Nothing was saved yet" in answer.text
    assert saved() == []


def test_a_form_without_its_text_is_refused(signed_in, csrf_token, saved):
    answer = signed_in("editor").post(URL, data={"csrf_token": csrf_token, "base": "0"})
    assert answer.status_code == 422
    assert "The form arrived incomplete" in answer.text
    assert saved() == []


@pytest.mark.parametrize("typed", ["", "../../etc/passwd", "<b>", "٣", "-1", "9" * 50, "\x00"])
def test_hostile_choices_never_break_the_page(send, typed):
    names = ("case", "addressee", "stationery", "seed", "base", "words", "address", "note")
    answer = send(TEXT, preview="1", **dict.fromkeys(names, typed))
    assert answer.status_code == 200
    assert "<b>" not in answer.text
    assert len(_pictures(answer)) == 1


def test_a_withdrawn_letter_template_is_not_edited(app, send):
    with app.app_context():
        revision.save(db.session, PATH, None, base=0, author=None, note="", now=NOW)
        db.session.commit()
    assert "This document was withdrawn" in send.client.get(URL).text
    answer = send(TEXT + "And thanks.\n")
    assert answer.status_code == 409, "nothing typed is lost: it can be brought back with it"
    assert "And thanks." in answer.text


def test_whoever_saves_over_a_newer_revision_is_shown_both(app, send, saved):
    send(TEXT.replace("I therefore ask you to:", "I ask you to:"))
    answer = send(TEXT.replace("{{ hook }}", "The law says so."))
    assert answer.status_code == 409
    assert len(saved()) == 1


def test_a_change_takes_the_review_mark_away_and_says_so(app, send, saved):
    reviewed = TEXT.replace("reviewed: false", "reviewed: true")
    with app.app_context():
        revision.save(db.session, PATH, reviewed, base=0, author=None, note="", now=NOW)
        db.session.commit()
    assert "Reviewed." in shown(send.client.get(URL))
    answer = send(reviewed.replace("{{ hook }}", "The law."), base="1")
    assert "no longer marked as reviewed" in shown(send.client.get(answer.headers["Location"]))
    assert "reviewed: false" in saved()[0]


# In the browser


@pytest.fixture
def editor(site, open_page, signed_in):
    """The editor's page in a browser."""
    cookie = signed_in("editor").get_cookie("organiser", path="/organisers")
    page = open_page()
    page.context.add_cookies(
        [{"name": "organiser", "value": cookie.value, "domain": "127.0.0.1", "path": "/organisers"}]
    )
    page.goto(site + URL)
    return page


def test_letter_errors_and_proof_follow_what_is_typed_without_losing_the_caret(editor, saved):
    editor.wait_for_selector(".proof-table")
    picture = editor.get_attribute(".sheet img", "src")
    editor.fill("#text", TEXT.replace("{{ hook }}", "Another sentence on the law."))
    editor.wait_for_function(
        "before => document.querySelector('.sheet img').src !== before", arg=picture
    )
    editor.fill("#text", SLIP)
    editor.wait_for_selector("#mends .mend")
    assert editor.evaluate("document.activeElement.id") == "text"
    assert "Line 32" in editor.inner_text("#text-message")
    editor.wait_for_selector(".proof-table .bad")
    assert "{{ ofice }}" in editor.inner_text(".proof-table .bad")
    editor.click("#mends a")
    assert editor.evaluate("getSelection().toString()") == "The {{ ofice }} can act on this."
    editor.fill("#text", TEXT)
    editor.wait_for_selector("#mends .mend", state="detached")
    assert saved() == []


def test_a_click_puts_a_placeholder_in_at_the_caret(editor):
    editor.fill("#text", "before after")
    editor.evaluate("text.setSelectionRange(7, 7)")
    editor.click("summary:has-text('Placeholders')")
    editor.click("button:has-text('Insert {{ office }}')")
    assert editor.input_value("#text") == "before {{ office }}after"
    editor.keyboard.press("Control+z")
    assert editor.input_value("#text") == "before after"


def test_the_addressees_offered_are_those_of_the_case(editor):
    editor.select_option("#case", "zumpalov-ibbishev")
    editor.wait_for_selector("#addressee option[value='nb/lo-777-18']", state="attached")
    assert editor.evaluate("document.activeElement.id") != "addressee"
    editor.select_option("#case", "puffchat-nine")
    editor.wait_for_selector("#addressee option[value='nb/lo-777-18']", state="detached")


def test_without_a_script_the_editor_works_by_its_buttons(site, open_page, signed_in):
    cookie = signed_in("editor").get_cookie("organiser", path="/organisers")
    page = open_page(java_script_enabled=False)
    page.context.add_cookies(
        [{"name": "organiser", "value": cookie.value, "domain": "127.0.0.1", "path": "/organisers"}]
    )
    page.goto(site + URL)
    page.fill("#text", SLIP)
    page.click("button:has-text('Show preview')")
    assert "Line 32" in page.inner_text("#text-message")
    assert page.input_value("#text") == SLIP
    assert not page.is_visible("[data-insert]")
    with page.context.expect_page() as opened:
        page.click("button:has-text('Prove this text')")
    assert "{{ ofice }}" in opened.value.inner_text(".proof-table")


MORE = TEXT.replace("{% endchoose %}", "{% or %}\nOne more.\n{% endchoose %}", 1)
APART = "English has 4 and 3 and 3 variants, Russian 3 and 3 and 3 variants"


def test_a_variant_more_in_one_language_is_told_while_it_is_typed(send):
    page = shown(send(MORE, preview="1"))
    assert APART in page
    assert "Offer as many in every language, in the same order." in page
    assert "Of each letter, this text gives 36 different wordings." in page
    page = shown(send(TEXT, preview="1"))
    assert "variants, Russian" not in page
    assert "Of each letter, this text gives 27 different wordings." in page


def test_while_others_have_their_turn_the_text_comes_back_without_its_letter(send, monkeypatch):
    monkeypatch.setattr(busy, "PATIENCE", 0.01)
    typed = TEXT.replace("{{ hook }}", "{{ hook }} Nobody has laid this out before.")
    with others_have(LAYING_OUT):
        answer = send(typed, preview="1")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "Many letters are being made just now" in answer.text
    assert "Nobody has laid this out before." in answer.text
    assert send(typed, preview="1").status_code == 200
