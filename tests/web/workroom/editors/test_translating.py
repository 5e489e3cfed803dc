"""A document is translated from another of its languages, side by side."""

import pytest

from app.content.editing.rewriting import rewrite
from app.content.library.building import build
from app.content.text.document import parse
from app.content.text.folder import read_folder
from app.records import revision
from app.records.database import db
from tests.conftest import CONTENT
from tests.web.workroom.filled import text_of

CASE = "cases/puffchat-nine.yaml"
ADDRESSEE = "addressees/nb/ombudsman.yaml"
TEMPLATE = "letter_templates/appeal/fr.md"
ENGLISH = "letter_templates/appeal/en.md"


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


@pytest.fixture
def translate(editor, csrf_token):
    """Return a function that sends the page."""

    def send(path, target="de", base="0", source="en", **typed):
        url = f"/organisers/translate/{path}?from={source}&to={target}"
        return editor.post(url, data={"csrf_token": csrf_token, "base": base, **typed})

    return send


@pytest.fixture
def saved(app):
    """Return a function that returns the newest revision's document."""

    def document(path):
        with app.app_context():
            newest = revision.newest(db.session, path)
            return parse(path, newest.text) if newest else None

    return document


def test_every_text_stands_beside_its_translation(editor):
    page = editor.get(f"/organisers/translate/{CASE}?from=en&to=ru").text
    says = text_of(page)
    assert "Person 2, sentence" in says
    assert "Account, paragraph 3" in says
    assert "Demand 1, demand" in says
    assert "Девять участников дискуссионной группы в PuffChat</textarea>" in page
    assert "Every text has its translation." in says


def test_missing_translations_are_counted_and_marked(editor):
    page = editor.get(f"/organisers/translate/{CASE}?from=en&to=de").text
    assert "14 texts are not translated yet." in text_of(page)
    assert page.count("not translated</span>") == 14


def test_what_is_typed_is_saved_and_nothing_else(translate, saved):
    answer = translate(CASE, **{"text-facts-0-text": " Eine Gruppe\r\nwurde gegründet. "})
    assert answer.status_code == 303
    assert answer.location == f"/organisers/translate/{CASE}?from=en&to=de"
    before = parse(CASE, (CONTENT / CASE).read_text("utf-8")).fields
    after = saved(CASE).fields
    assert after["facts"][0]["text"]["de"] == "Eine Gruppe\nwurde gegründet."
    assert {**after, "facts": before["facts"]} == before


def test_a_new_language_begins_unreviewed(translate, saved):
    translate(CASE, "fr", **{"text-title": "Neuf membres"})
    fields = saved(CASE).fields
    assert fields["title"]["fr"] == "Neuf membres"
    assert fields["reviewed"]["fr"] is False
    assert list(fields["reviewed"]) == ["en", "ru", "kk", "de", "fr"]


def test_paragraphs_keep_their_places_while_some_are_missing(translate, saved, editor):
    translate(CASE, "fr", **{"text-account-0": "Un", "text-account-2": "Trois"})
    assert saved(CASE).fields["account"]["fr"] == ["Un", "", "Trois"]
    page = editor.get(f"/organisers/translate/{CASE}?from=en&to=fr").text
    assert "Trois</textarea>" in page[page.index('id="text-account-2"') :][:200]
    translate(CASE, "fr", "1", **{"text-account-0": "", "text-account-2": ""})
    assert "fr" not in saved(CASE).fields["account"]


def test_a_paragraph_with_an_empty_line_becomes_two(translate, saved):
    translate(CASE, "fr", **{"text-account-0": "Un\r\n\r\nDeux"})
    assert saved(CASE).fields["account"]["fr"] == ["Un", "Deux", ""]


def test_half_a_translation_of_paragraphs_keeps_nothing_from_being_published(translate, saved):
    translate(CASE, "fr", **{"text-summary-0": "Un"})
    document = saved(CASE)
    assert document.fields["summary"]["fr"] == ["Un", ""]
    texts = {**read_folder(CONTENT), CASE: rewrite(CASE, document.yaml, document.fields)}
    assert build(texts).errors == ()


def test_a_text_left_empty_is_absent(translate, saved):
    translate(ADDRESSEE, "de", **{"text-office": " "})
    assert "de" not in saved(ADDRESSEE).fields["office"]


def test_what_was_not_sent_stays(translate, saved):
    translate(ADDRESSEE, "de", **{"text-office": "Beauftragte"})
    assert saved(ADDRESSEE).fields["closing"]["titled"]["de"]


def test_a_changed_translation_loses_its_mark(translate, saved, editor, csrf_token):
    editor.post(f"/organisers/review/{ADDRESSEE}/de", data={"csrf_token": csrf_token, "base": "0"})
    assert saved(ADDRESSEE).fields["reviewed"]["de"] is True
    translate(ADDRESSEE, "de", "1", **{"text-office": "Neu"})
    assert saved(ADDRESSEE).fields["reviewed"]["de"] is False


def test_the_page_lets_a_second_person_mark_it(editor):
    page = editor.get(f"/organisers/translate/{CASE}?from=en&to=kk").text
    assert "Mark Kazakh as reviewed" in page
    page = editor.get(f"/organisers/translate/{CASE}?from=en&to=pl").text
    assert "Mark Polish" not in page


def test_a_letter_template_begins_with_its_placeholders(editor):
    page = editor.get(f"/organisers/translate/{ENGLISH}?from=en&to=fr").text
    assert "{{ salutation }}</textarea>" in page
    assert page.count("not translated</span>") >= 4
    assert "{% choose %}\n{{ not_translated }}\n{% or %}" in page


def test_a_new_letter_template_is_saved_as_a_draft(translate, saved, editor):
    answer = translate(ENGLISH, "fr", title="Appel", **{"block-1": "{% choose %}\nUn\n{% or %}"})
    assert answer.location == f"/organisers/translate/{ENGLISH}?from=en&to=fr"
    document = saved(TEMPLATE)
    assert document.fields == {"title": "Appel", "reviewed": False}
    assert document.body.startswith("{{ salutation }}\n\n{% choose %}\nUn\n{% or %}\n\n")
    assert "{{ not_translated }}" in document.body
    page = editor.get(answer.location).text
    assert "Un\n{% or %}</textarea>" in page


def test_a_known_letter_template_is_changed_block_by_block(translate, saved):
    path = "letter_templates/appeal/de.md"
    text = (CONTENT / path).read_text("utf-8")
    translate(ENGLISH, "de", title="Appell", **{"block-0": "{{ salutation }} "})
    assert saved(path) is None  # nothing was changed
    translate(ENGLISH, "de", title="Appell", **{"block-0": "{{ salutation }}!"})
    assert saved(path).body == parse(path, text).body.replace(
        "{{ salutation }}", "{{ salutation }}!"
    )


def test_no_block_that_was_typed_gets_lost(translate, saved):
    translate(ENGLISH, "fr", title="Appel", **{"block-40": "Fin"})
    assert saved(TEMPLATE).body.endswith("\n\nFin\n")


@pytest.mark.parametrize(
    "query", ["from=xx&to=en", "from=en&to=xx", "from=en&to=en", "from=&to=", "to=EN", "to=../x"]
)
def test_other_languages_lead_nowhere(editor, query):
    assert editor.get(f"/organisers/translate/{CASE}?{query}").status_code == 404


def test_without_languages_it_begins_with_english(editor):
    assert "From English into Russian" in editor.get(f"/organisers/translate/{CASE}").text
    page = editor.get("/organisers/translate/letter_templates/appeal/kk.md").text
    assert "From Kazakh into English" in page


def test_the_original_must_be_there(editor):
    page = editor.get("/organisers/translate/letter_templates/appeal/pl.md")
    assert page.status_code == 404
    assert editor.get(f"/organisers/translate/{ENGLISH}?from=pl&to=en").status_code == 404


@pytest.mark.parametrize(
    ("path", "typed", "fault"),
    [
        (CASE, {"text-title": "a\0"}, "Title: U+0000 is no character of a text"),
        (CASE, {"text-account-0": "ä" * 200_001}, "longer than 200,000 characters"),
        (CASE, {"text-title": "a", "note": "a" * 1001}, "The note is longer"),
        (ENGLISH, {"title": "a\0"}, "U+0000 is no character of a text"),
        (ENGLISH, {"block-0": "a\0"}, "U+0000 is no character of a text"),
        (ENGLISH, {"block-0": "a" * 200_001}, "longer than 200,000 characters"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_cannot_be_saved_comes_back(translate, saved, path, typed, fault):
    answer = translate(path, "de", **typed, **{"text-place": "Typed besides"})
    assert answer.status_code == 422
    assert fault in text_of(answer.text)
    assert path == ENGLISH or "Typed besides" in answer.text
    assert saved(path) is None


def test_who_saved_over_an_older_state_loses_nothing(translate, saved):
    translate(CASE, "de", **{"text-title": "Neun"})
    answer = translate(CASE, "de", **{"text-title": "Neun Männer"})
    assert answer.status_code == 409
    assert "Neun Männer" in answer.text


def test_what_cannot_be_read_is_mended_first(editor, csrf_token):
    data = {"csrf_token": csrf_token, "base": "0", "text": "title: ["}
    editor.post(f"/organisers/text/{CASE}", data=data)
    answer = editor.get(f"/organisers/translate/{CASE}?from=en&to=de")
    assert answer.location == f"/organisers/text/{CASE}"


@pytest.mark.parametrize(
    ("path", "broken"), [(CASE, CASE), (TEMPLATE, ENGLISH), (TEMPLATE, TEMPLATE)]
)
def test_what_became_unreadable_meanwhile_gives_back_what_was_typed(translate, shelf, path, broken):
    shelf.save(broken, "title: [")
    typed = "Neun Männer einer Gesprächsgruppe"
    answer = translate(path, path[-5:-3] if path == TEMPLATE else "de", **{"text-title": typed})
    assert answer.status_code == 422
    assert typed in answer.text
    assert f'href="/organisers/text/{broken}"' in answer.text
