"""The lists of documents; new, duplicated and withdrawn ones; drafts dropped."""

import pytest

from app.content.library.library import build, read_folder
from app.content.text.document import parse
from tests.conftest import CONTENT
from tests.web.workroom.desk import CASE, EMBASSY, OFFICE, OTHER_CASE, TEMPLATE, shipped
from tests.web.workroom.filled import messages, text_of

NEW = {
    "case": {"title": "Two of Ombaty", "slug": "ombaty-two"},
    "addressee": {
        "title": "Minister of Justice",
        "slug": "minister-of-justice",
        "country": "nb",
        "kind": "foreign-minister",
    },
    "letter-template": {"title": "Thanks", "slug": "thanks", "language": "en"},
}
PATHS = {
    "case": "cases/ombaty-two.yaml",
    "addressee": "addressees/nb/minister-of-justice.yaml",
    "letter-template": "letter_templates/thanks/en.md",
}
LISTS = {"case": "/cases/", "addressee": "/addressees/", "letter-template": "/letter-templates/"}


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", "editor@example.org")


# Lists


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/cases/", ["Nine members of a PuffChat discussion group", "zumpalov-ibbishev"]),
        ("/addressees/", ["Prosecutor General", "Embassy of the Republic of Nebulonia in Berlin"]),
        ("/letter-templates/", ["“appeal”, English", "“appeal”, Russian", "“appeal”, German"]),
    ],
)
def test_a_list_names_every_document_of_its_kind(editor, address, names):
    page = editor.read(address)
    for name in names:
        assert name in page
    assert "No draft waits" in page
    assert "As shipped, never edited." in page


def test_a_draft_is_listed_with_who_saved_it_and_what_is_wrong_with_it(editor):
    text = shipped(CASE).replace("state: open", "state: opened", 1)
    editor.send(f"/text/{CASE}", text=text, base=0, note="State set")
    page = editor.read("/cases/")
    assert "1 draft waits" in page
    assert "Saved as revision 1 by editor@example.org, 22 November 2026, 09:30 UTC." in page
    assert "“State set”" in page
    assert "1 error" in page
    assert page.index("Drafts waiting") < page.index("Nine members") < page.index("Five prisoners")


def test_a_draft_that_is_sound_is_listed_without_errors(editor, shelf):
    shelf.save(CASE, shipped(CASE).replace("Nine members", "Nine men"))
    page = editor.read("/cases/")
    assert "Nine men of a PuffChat discussion group" in page
    assert "draft waits" in page
    assert "error" not in page


def test_what_waits_to_be_withdrawn_is_called_as_before_and_can_be_kept(editor, shelf):
    shelf.save(EMBASSY, None)
    page = editor.read("/addressees/")
    assert "Embassy of the Republic of Nebulonia in Berlin" in page
    assert "withdrawal waits" in page


def test_what_is_withdrawn_stands_apart_and_can_be_restored(editor, shelf):
    shelf.save(EMBASSY, None)
    shelf.publish(EMBASSY)
    page = editor.read("/addressees/")
    assert page.index("State Secretary") < page.index("Withdrawn") < page.index("nb/embassy-berlin")
    assert "Revisions and restoring" in page


def test_names_are_shown_as_they_were_typed(editor, shelf):
    shelf.save(CASE, shipped(CASE).replace("Nine members", "<script>alert(1)</script> {{ 7 * 7 }}"))
    answer = editor.open("/cases/")
    assert "<script>alert" not in answer.text
    assert "<script>alert(1)</script> {{ 7 * 7 }}" in text_of(answer.text)


# New


@pytest.mark.parametrize("kind", NEW)
def test_a_new_document_begins_as_a_draft(editor, shelf, kind):
    answer = editor.send(f"/new/{kind}", **NEW[kind])
    assert (answer.status_code, answer.location) == (303, f"/organisers/edit/{PATHS[kind]}")
    assert shelf.newest(PATHS[kind]).number == 1
    assert shelf.live(PATHS[kind]) is None
    page = editor.read(LISTS[kind])
    assert "A first draft is saved." in page
    assert "new, not published" in page


@pytest.mark.parametrize("kind", ["case", "addressee"])
def test_a_new_document_opens_in_its_form(editor, kind):
    page = editor.follow(f"/new/{kind}", **NEW[kind])
    assert "The form can’t show this document" not in page
    assert "translation missing: ru, kk" in page


@pytest.mark.parametrize("kind", NEW)
def test_a_new_document_has_every_field_that_it_needs(editor, shelf, kind):
    """Only what must be said is missing: no field, and nothing unknown."""
    editor.send(f"/new/{kind}", **NEW[kind])
    path = PATHS[kind]
    library = build({**read_folder(CONTENT), path: shelf.newest(path).text})
    faults = [error.fault for error in library.errors if error.path == path]
    assert not [fault for fault in faults if fault == "is missing" or "isn't known" in fault]


def test_a_new_case_is_hidden_and_nothing_is_posted_to_a_new_addressee(editor, shelf):
    for kind in ("case", "addressee"):
        editor.send(f"/new/{kind}", **NEW[kind])
    assert parse(PATHS["case"], shelf.newest(PATHS["case"]).text).fields["state"] == "draft"
    fields = parse(PATHS["addressee"], shelf.newest(PATHS["addressee"]).text).fields
    assert (fields["state"], fields["kind"]) == ("unverified", "foreign-minister")


WRONG_SLUGS = {
    "": "Write a short name.",
    "Ombaty": "Only small letters",
    "ombaty.two": "Only small letters",
    "../../x": "Only small letters",
    "a/b": "Only small letters",
    "ombaty two": "Only small letters",
    "-ombaty": "Only small letters",
    "ombaty--two": "Only small letters",
    "ombaty-two\n": "Only small letters",
    "алматы": "Only small letters",
    "a\0b": "Only small letters",
    "{{7*7}}": "Only small letters",
    "a" * 61: "At most 60 characters; this has 61.",
    "a" * 500_000: "At most 60 characters; this has 500,000.",
    "con": "Some computers can’t keep a file of this name",
    "lpt1": "Some computers can’t keep a file of this name",
}


@pytest.mark.parametrize(
    ("kind", "slug"),
    [*(("case", slug) for slug in WRONG_SLUGS), ("addressee", "../x"), ("letter-template", "../x")],
    ids=lambda value: ascii(value)[:20],
)
def test_a_wrong_short_name_is_refused_by_its_field(editor, shelf, kind, slug):
    answer = editor.send(f"/new/{kind}", **{**NEW[kind], "slug": slug})
    assert answer.status_code == 422
    assert list(messages(answer.text)) == ["slug"]
    assert WRONG_SLUGS.get(slug, "Only small letters") in messages(answer.text)["slug"]
    assert NEW[kind]["title"] in answer.text
    assert shelf.drafts() == []


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("case", "title", ""),
        ("case", "title", "   "),
        ("case", "title", "a" * 201),
        ("case", "title", "a\0b"),
        ("addressee", "country", "AQ"),
        ("addressee", "country", "../"),
        ("addressee", "country", "nb\n"),
        ("addressee", "country", ""),
        ("addressee", "kind", "king"),
        ("letter-template", "language", "xx"),
        ("letter-template", "language", "../en"),
    ],
)
def test_any_other_wrong_field_is_refused_by_itself(editor, shelf, kind, name, value):
    answer = editor.send(f"/new/{kind}", **{**NEW[kind], name: value})
    assert answer.status_code == 422
    assert list(messages(answer.text)) == [name]
    assert shelf.drafts() == []


@pytest.mark.parametrize(
    "title",
    [
        "a: b # c",
        "&anchor *alias",
        "!!python/object:os.system",
        "{{ 7 * 7 }}",
        "“’\\\"'",
        "yes",
        "- x",
    ],
)
def test_a_title_is_kept_as_it_was_typed(editor, shelf, title):
    for kind, name in (("case", "title"), ("addressee", "office")):
        editor.send(f"/new/{kind}", **{**NEW[kind], "title": title})
        assert parse(PATHS[kind], shelf.newest(PATHS[kind]).text).fields[name]["en"] == title


def test_a_name_that_is_taken_is_refused(editor, shelf):
    fields = {**NEW["case"], "slug": "puffchat-nine"}
    answer = editor.send("/new/case", **fields)
    assert "There is one under this name already" in messages(answer.text)["slug"]
    assert shelf.newest(CASE) is None


def test_a_name_that_is_withdrawn_is_refused_with_how_to_get_it_back(editor, shelf):
    shelf.save(CASE, None)
    shelf.publish(CASE)
    answer = editor.send("/new/case", **{**NEW["case"], "slug": "puffchat-nine"})
    assert "Restore it from its revisions" in messages(answer.text)["slug"]
    assert shelf.newest(CASE).number == 1


def test_there_is_nothing_new_of_an_unknown_kind(editor):
    assert editor.open("/new/mailing").status_code == 404
    assert editor.send("/new/../cases", title="x", slug="x").status_code in (404, 405)


# Duplicate


@pytest.mark.parametrize(
    ("path", "copy", "typed"),
    [
        (OTHER_CASE, "cases/other-five.yaml", {}),
        (EMBASSY, "addressees/de/embassy.yaml", {"country": "de"}),
        (TEMPLATE, "letter_templates/other-five/pl.md", {"language": "pl"}),
    ],
)
def test_a_copy_has_the_same_text_under_another_name(editor, shelf, path, copy, typed):
    page = editor.open(f"/duplicate/{path}").text
    title = {OTHER_CASE: "title", EMBASSY: "office"}.get(path, "title")
    text = parse(path, shipped(path)).fields[title]
    english = text if isinstance(text, str) else text["en"]
    assert f'value="{english}"' in page
    slug = copy.rpartition("/")[2].removesuffix(".yaml")
    slug = "other-five" if copy.endswith(".md") else slug
    editor.follow(f"/duplicate/{path}", title=english, slug=slug, **{"country": "nb", **typed})
    assert shelf.newest(copy).text == shipped(path)
    assert shelf.newest(copy).note == f"Copy of {path}"


def test_a_copy_under_another_title_keeps_everything_else(editor, shelf):
    editor.follow(f"/duplicate/{OTHER_CASE}", title="Five: more", slug="five-more")
    text, original = shelf.newest("cases/five-more.yaml").text, shipped(OTHER_CASE)
    fields = parse(OTHER_CASE, original).fields
    title = {**fields["title"], "en": "Five: more"}
    assert parse(OTHER_CASE, text).fields == {**fields, "title": title}
    assert text.splitlines()[-100:] == original.splitlines()[-100:]
    assert text.startswith("# Base: Lantern 18")


def test_a_draft_is_copied_as_it_was_saved_even_with_errors(editor, shelf):
    shelf.save(CASE, "title: [\n")
    editor.follow(f"/duplicate/{CASE}", title="Copy", slug="copy")
    assert shelf.newest("cases/copy.yaml").text == "title: [\n"


@pytest.mark.parametrize("path", ["cases/none.yaml", "addressees/nb/none.yaml"])
def test_what_there_is_not_cannot_be_copied_or_withdrawn(editor, path):
    for action in ("duplicate", "withdraw"):
        assert editor.open(f"/{action}/{path}").status_code == 404
        assert editor.send(f"/{action}/{path}", title="x", slug="x").status_code == 404
    assert editor.send(f"/discard/{path}").status_code == 404


# Withdraw


def test_before_withdrawing_it_is_said_what_uses_it(editor):
    page = editor.read(f"/withdraw/{OFFICE}")
    assert "4 documents use it." in page
    assert "Case: Nine members of a PuffChat discussion group" in page
    assert "no addressee nb/ombudsman" in page
    assert "error without it" in page
    assert "No other document uses it." in editor.read(f"/withdraw/{CASE}")


def test_of_another_letter_template_no_language_is_withdrawn_alone(editor, shelf):
    for language in ("en", "ru", "kk"):
        path = f"letter_templates/thanks/{language}.md"
        shelf.save(path, shipped(f"letter_templates/appeal/{language}.md"))
    page = editor.read("/withdraw/letter_templates/thanks/ru.md")
    assert "withdraw it in each language" in page
    assert "No other document uses it." in editor.read("/withdraw/letter_templates/appeal/de.md")


def test_a_withdrawal_is_a_draft_until_it_is_published(editor, shelf):
    page = editor.follow(f"/withdraw/{EMBASSY}", base=0, note="Moved away")
    assert "The withdrawal is saved as a draft." in page
    saved = shelf.newest(EMBASSY)
    assert (saved.text, saved.note, saved.number) == (None, "Moved away", 1)
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


def test_a_new_document_that_is_withdrawn_is_simply_gone(editor, shelf):
    shelf.save("cases/new.yaml", "title: x\n")
    assert "It is dropped." in editor.follow("/withdraw/cases/new.yaml", base=1)
    assert "No draft waits" in editor.read("/cases/")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_letter_template_that_every_letter_needs_stays(editor, shelf, language):
    path = f"letter_templates/appeal/{language}.md"
    answer = editor.send(f"/withdraw/{path}", base=0)
    assert answer.status_code == 422
    assert "It can’t be withdrawn" in text_of(answer.text)
    assert shelf.newest(path) is None


def test_who_withdraws_what_was_saved_meanwhile_is_told(editor, shelf):
    shelf.save(EMBASSY, shipped(EMBASSY) + "# more\n")
    answer = editor.send(f"/withdraw/{EMBASSY}", base=0)
    assert answer.status_code == 409
    assert "saved revision 1 meanwhile" in text_of(answer.text)
    assert 'name="base" value="1"' in answer.text
    assert shelf.newest(EMBASSY).text is not None


def test_what_is_withdrawn_already_cannot_be_withdrawn_again(editor, shelf):
    shelf.save(EMBASSY, None)
    answer = editor.send(f"/withdraw/{EMBASSY}", base=1)
    assert answer.status_code == 422
    assert shelf.newest(EMBASSY).number == 1


# Dropping a draft


@pytest.mark.parametrize("text", ["kind: [\n", None], ids=["a draft", "a withdrawal"])
def test_a_draft_is_dropped_in_one_click_and_kept_below(editor, shelf, text):
    shelf.save(EMBASSY, text)
    page = editor.follow(f"/discard/{EMBASSY}", base=1)
    assert "The draft is dropped." in page
    assert "No draft waits" in page
    saved = shelf.newest(EMBASSY)
    assert (saved.number, saved.text, saved.note) == (2, shipped(EMBASSY), "Draft dropped")


def test_a_draft_that_was_saved_again_meanwhile_is_not_dropped(editor, shelf):
    shelf.save(EMBASSY, "kind: [\n")
    shelf.save(EMBASSY, "kind: embassy\n")
    page = editor.follow(f"/discard/{EMBASSY}", base=1)
    assert "Nothing was dropped" in page
    assert "kind: embassy" in page
    assert shelf.newest(EMBASSY).number == 2


def test_where_there_is_no_draft_nothing_is_dropped(editor, shelf):
    assert "There is no draft of it any more." in editor.follow(f"/discard/{EMBASSY}", base=0)
    assert shelf.newest(EMBASSY) is None
