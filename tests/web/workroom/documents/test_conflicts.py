"""Two organisers save over the same state: the second sees both, and loses nothing."""

import pytest
from lxml import html

from app.limits import LONGEST_DOCUMENT
from tests.web.workroom.desk import EMBASSY, OFFICE, shipped
from tests.web.workroom.filled import text_of

BASE = shipped(EMBASSY)
STREET = BASE.replace("Nirgendstraße 14–17", "Nirgendstraße 18")
OTHER_STREET = BASE.replace("Nirgendstraße 14–17", "Nirgendstraße 1")
LINES = [n for n, line in enumerate(BASE.splitlines(), 1) if "Nirgendstraße" in line]
LANGUAGES = BASE.replace("[kk, ru, de, en]", "[de]")


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", "second@example.org")


@pytest.fixture
def first(desk_of):
    return desk_of("editor", "first@example.org")


def save(desk, text, base=0, note="", path=EMBASSY):
    return desk.send(f"/text/{path}", text=text.replace("\n", "\r\n"), base=base, note=note)


def fields_of(page):
    """Return what a browser sends of the form on the page, with nothing chosen."""
    form = html.fromstring(page).xpath("//form[contains(@action, '/settle/')]")[0]
    typed = {name: value for name, value in form.form_values() if name != "csrf_token"}
    typed["mine"] = typed["mine"].removeprefix("\n").replace("\n", "\r\n")
    return typed


def settle(desk, answer, path=EMBASSY, **choices):
    return desk.send(f"/settle/{path}", **{**fields_of(answer.text), **choices})


def test_the_second_is_told_who_saved_what_and_when(first, editor, shelf):
    save(first, STREET, note="New street")
    answer = save(editor, LANGUAGES, note="Only German")
    assert answer.status_code == 409
    page = text_of(answer.text)
    assert "Yours is not saved yet, and nothing of it is lost." in page
    assert "first@example.org saved revision 1 after you had opened the shipped text" in page
    assert "22 November 2026, 09:30 UTC, “New street”" in page
    assert fields_of(answer.text)["note"] == "Only German"
    assert shelf.newest(EMBASSY).text == STREET


def test_leaving_the_page_is_warned_of(first, editor):
    save(first, STREET)
    page = html.fromstring(save(editor, LANGUAGES).text)
    assert page.xpath("//form[contains(@action, '/settle/')]/@data-unsaved") == ["changed"]
    assert page.xpath("//script[contains(@src, 'workroom-form')]")


def test_changes_in_other_places_are_merged_and_saved_with_one_button(first, editor, shelf):
    save(first, STREET)
    answer = save(editor, LANGUAGES, note="Only German")
    page = text_of(answer.text)
    assert "languages: [removed: kk, ru, (end)deremoved: , en (end)]" in page
    assert "Save merged" in page
    assert settle(editor, answer).status_code == 303
    saved = shelf.newest(EMBASSY)
    assert saved.text == STREET.replace("[kk, ru, de, en]", "[de]")
    assert (saved.number, saved.note) == (2, "Only German")


@pytest.mark.parametrize(
    ("choice", "street"),
    [
        ("mine", "    - Nirgendstraße 1\n"),
        ("theirs", "    - Nirgendstraße 18\n"),
        ("both", "    - Nirgendstraße 18\n    - Nirgendstraße 1\n"),
    ],
)
def test_a_conflict_is_settled_by_choosing(first, editor, shelf, choice, street):
    save(first, STREET)
    mine = OTHER_STREET.replace("[kk, ru, de, en]", "[de]")
    answer = save(editor, mine)
    page = text_of(answer.text)
    assert "2 conflicts" in page
    assert f"Conflict 1 of 2, line {LINES[0]}" in page
    assert f"Conflict 2 of 2, line {LINES[1]}" in page
    assert settle(editor, answer, **{"choice-0": choice, "choice-1": choice}).status_code == 303
    text = shelf.newest(EMBASSY).text
    assert text.count(street) == 2
    assert "languages: [de]\n" in text


def test_what_is_not_chosen_yet_is_named_and_what_was_chosen_stays(first, editor, shelf):
    save(first, STREET)
    answer = save(editor, OTHER_STREET)
    again = settle(editor, answer, **{"choice-1": "both"})
    assert again.status_code == 422
    page = text_of(again.text)
    assert "Not saved: something is still to be chosen" in page
    assert f"Conflict 1, line {LINES[0]}" in page
    assert f"Conflict 2, line {LINES[1]}" not in page
    assert fields_of(again.text)["choice-1"] == "both"
    assert shelf.newest(EMBASSY).number == 1


def test_who_is_overtaken_again_is_shown_it_again_with_what_was_settled(first, editor, shelf):
    save(first, STREET)
    answer = save(editor, OTHER_STREET, note="mine")
    save(first, STREET.replace("[kk, ru, de, en]", "[de]"), base=1)
    again = settle(editor, answer, **{"choice-0": "mine", "choice-1": "mine"})
    assert again.status_code == 409
    assert "saved revision 2 after you had opened revision 1" in text_of(again.text)
    assert fields_of(again.text)["note"] == "mine"
    assert settle(editor, again).status_code == 303
    saved = shelf.newest(EMBASSY)
    assert saved.text == OTHER_STREET.replace("[kk, ru, de, en]", "[de]")
    assert saved.number == 3


def test_who_saves_over_a_withdrawal_can_bring_the_document_back(first, editor, shelf):
    restored = shelf.save(EMBASSY, STREET)
    first.send(f"/withdraw/{EMBASSY}", base=1, note="Closed")
    answer = editor.send(f"/restore/{restored.key}", base=1)
    assert answer.status_code == 409
    assert "It was withdrawn meanwhile" in text_of(answer.text)
    assert settle(editor, answer).status_code == 303
    assert shelf.newest(EMBASSY).text == STREET


def test_what_both_changed_alike_is_not_saved_twice(first, editor, shelf):
    save(first, STREET)
    answer = save(editor, STREET)
    assert "Nothing of yours differs from what stands now." in text_of(answer.text)
    assert settle(editor, answer).status_code == 303
    assert shelf.newest(EMBASSY).number == 1


def test_a_review_of_their_text_does_not_speak_of_mine(first, editor, shelf):
    save(first, BASE.replace("  ru: false", "  ru: true"))
    answer = save(editor, BASE.replace("Посольство", "Посольства"))
    assert "Russian is no longer marked as reviewed" in text_of(
        editor.client.get(settle(editor, answer).location, follow_redirects=True).text
    )
    assert "  ru: false" in shelf.newest(EMBASSY).text


HOSTILE = {
    "an empty first line": "\n\nkind: embassy\n",
    "HTML": "</textarea><script>alert(1)</script>\n",
    "Jinja": "{{ 7777 * 7 }}{% for x in y %}\n",
    "marks of a conflict": "<<<<<<< saved meanwhile by another\n=======\n>>>>>>> yours\n",
    "Kazakh": "Қазақстан: ‘әңгіме’ №\n",
    "spaces at the end": "kind: embassy   \n\n\n\nx: y\n",
    "nothing": "\n",
}


@pytest.mark.parametrize("mine", HOSTILE.values(), ids=HOSTILE)
def test_the_whole_text_comes_back_as_it_was_typed(first, editor, shelf, mine):
    save(first, STREET)
    answer = save(editor, mine)
    assert answer.status_code == 409
    assert "<script>alert" not in answer.text
    assert fields_of(answer.text)["mine"].replace("\r\n", "\n") == mine
    settled = settle(editor, answer, **{f"choice-{number}": "mine" for number in range(40)})
    assert settled.status_code == 303
    assert shelf.newest(EMBASSY).text.rstrip("\n") == mine.rstrip("\n")


def test_a_text_that_is_too_long_to_be_merged_is_one_conflict(first, editor, shelf):
    save(first, STREET)
    mine = "x" * (LONGEST_DOCUMENT + 1) + "\n"
    answer = editor.send(
        f"/settle/{EMBASSY}", mine=mine, origin=0, base=1, note="", **{"choice-0": "theirs"}
    )
    assert answer.status_code == 303
    assert shelf.newest(EMBASSY).text == STREET
    answer = editor.send(f"/settle/{EMBASSY}", mine=mine, origin=0, base=1, note="")
    assert answer.status_code == 422
    assert "Conflict 1 of 1, line 1" in text_of(answer.text)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"base": "7"}, 404),
        ({"base": ""}, 404),
        ({"base": "-1"}, 404),
        ({"base": "9" * 20}, 404),
        ({"base": "²"}, 404),
        ({"origin": "x"}, 422),
        ({"origin": "99"}, 422),
        ({"mine": "a\0b"}, 422),
        ({"choice-0": "neither", "choice-1": "x"}, 422),
    ],
    ids=str,
)
def test_a_forged_form_never_ends_in_an_error_of_ours(first, editor, fields, status):
    save(first, STREET)
    typed = {"mine": LANGUAGES, "origin": "0", "base": "1", "note": "", **fields}
    if "choice-0" in fields:
        typed["mine"] = OTHER_STREET
    assert editor.send(f"/settle/{EMBASSY}", **typed).status_code == status


def test_a_conflict_is_settled_only_with_the_token_of_the_form(first, editor, shelf):
    save(first, STREET)
    typed = fields_of(save(editor, LANGUAGES).text)
    answer = editor.client.post(f"/organisers/settle/{EMBASSY}", data=typed)
    assert answer.status_code == 400
    assert "languages: [de]" in answer.text
    assert shelf.newest(EMBASSY).number == 1


def test_nothing_is_settled_where_nothing_was_saved(editor):
    typed = {"mine": BASE, "origin": "0", "base": "1", "note": ""}
    assert editor.send(f"/settle/{OFFICE}", **typed).status_code == 404


def test_a_text_settled_over_a_withdrawal_is_not_marked_as_reviewed_unread(first, editor, shelf):
    shelf.save(OFFICE, shipped(OFFICE).replace("  ru: false", "  ru: true"))
    typed = shelf.newest(OFFICE).text.replace("ru: ", "ru: Новое ", 1)
    first.send(f"/withdraw/{OFFICE}", base=1, note="Closed")
    answer = save(editor, typed, base=1, path=OFFICE)
    forged = {**fields_of(answer.text), "mine": typed.replace("  ru: false", "  ru: true")}
    assert editor.send(f"/settle/{OFFICE}", **forged).status_code == 303
    saved = shelf.newest(OFFICE).text
    assert "Новое" in saved
    assert "  ru: false" in saved
