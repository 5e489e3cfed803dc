"""Publishing: looked at first, stopped by errors, done at once."""

import pytest
from lxml import html

from app.content.text.document import parse
from app.records import audit
from app.records.database import db
from app.web.workroom.publishing import letters_before_and_after, proofs, publishing
from tests.others import others_have
from tests.web.workroom.desk import CASE, EMBASSY, OFFICE, OTHER_CASE, TEMPLATE, shipped
from tests.web.workroom.filled import messages, text_of

UNSEEN_STREET = shipped(EMBASSY).replace("Nirgendstraße 14–17", "Nirgendstraße 18")
STREET = UNSEEN_STREET.replace("verified_on: 2026-03-15", "verified_on: 2026-11-20")
CLOSED = shipped(OFFICE).replace(
    "state: in-use\n",
    "state: closed\nstate_reason:\n  en: Closed.\n  ru: Закрыт.\n  kk: Жабық.\n",
)
SUBJECT = shipped(OTHER_CASE).replace(
    "Five prisoners: their whereabouts", "Five men: their whereabouts"
)
NEW_EMBASSY = "addressees/nb/embassy-paris.yaml"
WISH = "wish-lantern18-five-"
YES = {
    f"{WISH}wanted": "yes",
    f"{WISH}said_by-en": "The families, through Forum\N{NO-BREAK SPACE}18",
    f"{WISH}said_by-ru": "Семьи",
    f"{WISH}said_by-kk": "Отбасылары",
    f"{WISH}date": "2026-10",
}


@pytest.fixture
def publisher(desk_of):
    return desk_of("publisher", "publisher@example.org")


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", "editor@example.org")


def look(desk, *paths, **more):
    return desk.client.get("/organisers/publish/", query_string={"path": paths, **more})


def publish(desk, shelf, *paths, **typed):
    """Look at these drafts and publish them, as a browser would do."""
    keys = [shelf.newest(path).key for path in paths]
    return desk.send("/publish/", **{"key": keys, "seen": shelf.seen(), **typed})


def ticked(page):
    return html.fromstring(page).xpath("//input[@type='checkbox' and @checked]/@value")


# Looking


def test_all_drafts_stand_there_to_be_ticked(editor, shelf):
    assert "No draft waits" in text_of(look(editor).text)
    shelf.save(EMBASSY, STREET, "New street")
    shelf.save(OTHER_CASE, None)
    page = look(editor).text
    assert ticked(page) == []
    words = text_of(page)
    assert "Embassy of the Republic of Nebulonia in Berlin" in words
    assert "“New street”" in words
    assert "Case: Five prisoners of conscience named by Lantern 18 withdraws it" in words
    assert "Publish 1 document" not in words


def test_what_is_ticked_is_shown_word_by_word(publisher, shelf):
    shelf.save(EMBASSY, STREET)
    shelf.save(OFFICE, shipped(OFFICE) + "# more\n")
    page = look(publisher, EMBASSY).text
    assert ticked(page) == [EMBASSY]
    words = text_of(page)
    assert "removed: 14–17 (end)added: 18 (end)" in words
    assert "# more" not in words
    assert "No letter depends on this." in words
    assert "Publish 1 document" in words


@pytest.mark.parametrize("path", ["cases/none.yaml", "../../etc/passwd", "\0", CASE])
def test_what_is_no_draft_is_not_looked_at(editor, path):
    answer = look(editor, path)
    assert answer.status_code == 200
    assert ticked(answer.text) == []


def test_an_editor_looks_but_does_not_publish(editor, shelf):
    shelf.save(EMBASSY, STREET)
    words = text_of(look(editor, EMBASSY).text)
    assert "A publisher can publish this." in words
    assert "Publish 1 document" not in words
    assert publish(editor, shelf, EMBASSY).status_code == 403
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


# What stops it


def test_errors_are_said_with_where_to_mend_them_and_stop_the_publication(publisher, shelf):
    shelf.save(EMBASSY, STREET.replace("confidence: medium", "confidence: perfect"))
    page = text_of(look(publisher, EMBASSY).text)
    assert "This can’t be published yet" in page
    assert "address.confidence: must be one of: high, medium, low" in page
    assert f'href="/organisers/edit/{EMBASSY}"' in look(publisher, EMBASSY).text
    assert "Publish 1 document" not in page
    answer = publish(publisher, shelf, EMBASSY)
    assert answer.status_code == 422
    assert "This can’t be published yet" in text_of(answer.text)
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


def test_an_addressee_that_a_case_needs_is_asked_to_be_published_along(publisher, shelf):
    shelf.save(NEW_EMBASSY, STREET)
    shelf.save(
        OTHER_CASE,
        shipped(OTHER_CASE).replace("  - nb/embassy-london\n", "  - nb/embassy-paris\n"),
    )
    page = look(publisher, OTHER_CASE).text
    assert "no addressee nb/embassy-paris" in text_of(page)
    assert "Tick also Addressee: Embassy of the Republic of Nebulonia in Berlin" in text_of(page)
    assert f'form="look" name="path" value="{NEW_EMBASSY}"' in page
    page = text_of(look(publisher, OTHER_CASE, NEW_EMBASSY).text)
    assert "This can’t be published yet" not in page
    assert "Publish 2 documents" in page


def test_what_others_need_cannot_be_withdrawn_from_under_them(publisher, shelf):
    shelf.save(EMBASSY, None)
    page = text_of(look(publisher, EMBASSY).text)
    assert "no addressee nb/embassy-berlin" in page
    assert publish(publisher, shelf, EMBASSY).status_code == 422
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


def test_the_last_letter_template_cannot_be_withdrawn_by_any_way(publisher, shelf):
    paths = [f"letter_templates/appeal/{language}.md" for language in ("en", "ru", "kk")]
    for path in paths:
        shelf.save(path, None)
    page = text_of(look(publisher, *paths).text)
    assert page.count("the site writes every letter by it") == 3
    assert publish(publisher, shelf, *paths).status_code == 422
    assert shelf.live(paths[0]) == shipped(paths[0])


def test_an_error_that_stood_elsewhere_before_stops_nothing(publisher, shelf):
    shelf.save("cases/broken.yaml", "title: [\n")
    shelf.publish("cases/broken.yaml")
    shelf.save(EMBASSY, STREET)
    assert publish(publisher, shelf, EMBASSY).status_code == 303


def test_a_letter_that_does_not_fit_its_page_stops_the_publication(publisher, shelf):
    text = shipped(TEMPLATE).replace("{{ hook }}", "{{ hook }}" + "\n\nMuch more." * 40)
    shelf.save(TEMPLATE, text)
    answer = publish(publisher, shelf, TEMPLATE)
    assert answer.status_code == 422
    assert "letters would come out wrong" in text_of(answer.text)
    assert "longer than one page" in text_of(answer.text)
    assert shelf.live(TEMPLATE) == shipped(TEMPLATE)


def test_a_publication_waits_for_its_turn_to_be_proved_but_not_for_ever(
    publisher, shelf, monkeypatch
):
    monkeypatch.setattr(proofs, "_PATIENCE", 0.01)
    shelf.save(EMBASSY, STREET)
    note = "The embassy has moved house"
    with others_have(proofs._TURNS):
        answer = publish(publisher, shelf, EMBASSY, note=note)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "Nothing was published" in text_of(answer.text)
    assert note in answer.text
    assert shelf.drafts() == [EMBASSY]
    assert publish(publisher, shelf, EMBASSY, note=note).status_code == 303


def test_the_proof_is_shown_when_it_is_asked_for(publisher, shelf):
    shelf.save(EMBASSY, STREET)
    assert "Do so now" in text_of(look(publisher, EMBASSY).text)
    assert "clean Every letter" in text_of(look(publisher, EMBASSY, proof=1).text)


# What was typed is kept

TYPED = {**YES, "note": "why"}


@pytest.fixture
def refused(publisher, shelf):
    """Return a function that publishes a case with a wish and a note after something happened."""

    def refused_after(happens, **more):
        keys = [shelf.save(OTHER_CASE, SUBJECT).key, shelf.save(EMBASSY, STREET).key]
        seen = shelf.seen()
        happens()
        typed = {"key": keys, "seen": seen, **TYPED, **more}
        answer = publisher.send("/publish/", **typed)
        assert answer.status_code in (409, 422, 503)
        return answer.text

    return refused_after


def in_form(page):
    """Return what the form on the page would send of the wish and the note."""
    forms = html.fromstring(page).xpath("//main//form[@method='post']")
    return {n: v for form in forms for n, v in form.form_values() if n in TYPED}


def given_back(page):
    """Return what the page gives back to be read, by its label."""
    areas = html.fromstring(page).xpath("//section[h2='What you typed']//div[label]")
    return {each[0].text: each[1].text.removeprefix("\n") for each in areas}


CASE_NAME = "Case: Five prisoners of conscience named by Lantern 18"
GIVEN_BACK = {
    f"{CASE_NAME}: What do they wish?": "They want letters",
    f"{CASE_NAME}: Who said so, in English": YES[f"{WISH}said_by-en"],
    f"{CASE_NAME}: Who said so, in Russian": "Семьи",
    f"{CASE_NAME}: Who said so, in Kazakh": "Отбасылары",
    f"{CASE_NAME}: When": "2026-10",
    "Note": "why",
}


@pytest.mark.parametrize(
    "happens",
    [
        lambda shelf: (shelf.save(OFFICE, shipped(OFFICE) + "# seen\n"), shelf.publish(OFFICE)),
        lambda shelf: shelf.save(EMBASSY, STREET.replace("00156", "13187")),
        lambda shelf: shelf.publish(EMBASSY),
    ],
    ids=["something else was published", "a draft was saved again", "a draft was published"],
)
def test_what_was_typed_stands_in_the_form_when_it_has_to_be_looked_at_again(
    refused, shelf, happens
):
    page = refused(lambda: happens(shelf))
    assert in_form(page) == TYPED
    assert given_back(page) == {}


@pytest.mark.parametrize(
    "happens",
    [
        lambda shelf: shelf.publish(OTHER_CASE, EMBASSY),
        lambda shelf: shelf.save(EMBASSY, STREET.replace("state: in-use", "state: perfect")),
    ],
    ids=["all was published", "a draft was broken"],
)
def test_what_was_typed_is_given_back_where_there_is_no_form(refused, shelf, happens):
    page = refused(lambda: happens(shelf))
    assert in_form(page) == {}
    assert given_back(page) == GIVEN_BACK


def test_what_was_typed_is_given_back_if_nothing_is_ticked(publisher):
    page = publisher.send("/publish/", **TYPED).text
    assert "Tick at least one draft." in text_of(page)
    assert given_back(page) == GIVEN_BACK


def test_a_wish_that_another_knew_first_is_given_back_beside_the_form(refused, shelf):
    page = refused(lambda: shelf.save(OTHER_CASE, SUBJECT.replace("wanted: not-known", YES_WISH)))
    assert in_form(page) == {"note": "why"}
    assert given_back(page) == {name: text for name, text in GIVEN_BACK.items() if name != "Note"}


def test_a_wish_is_saved_with_its_publication_or_not_at_all(refused, shelf, monkeypatch):
    def proved(*_):
        monkeypatch.undo()
        shelf.save(EMBASSY, STREET.replace("00156", "13187"))
        return []

    monkeypatch.setattr(publishing, "_proof_errors", proved)
    page = refused(lambda: None)
    assert parse(OTHER_CASE, shelf.newest(OTHER_CASE).text).fields["wish"]["wanted"] == "not-known"
    assert in_form(page) == TYPED


def test_what_was_typed_stands_in_the_form_while_others_are_proved(refused, monkeypatch):
    monkeypatch.setattr(proofs, "_PATIENCE", 0.01)
    with others_have(proofs._TURNS):
        page = refused(lambda: None)
    assert in_form(page) == TYPED


def test_what_was_typed_stands_in_the_form_when_letters_would_come_out_wrong(refused, monkeypatch):
    monkeypatch.setattr(publishing, "_proof_errors", lambda _look: ["A letter is too long."])
    assert in_form(refused(lambda: None)) == TYPED


def test_an_answer_in_half_stands_in_the_form(refused):
    page = refused(lambda: None, **{f"{WISH}date": ""})
    assert in_form(page) == {**TYPED, f"{WISH}date": ""}


def test_what_was_typed_does_nothing_when_it_is_given_back(publisher):
    name = f"{WISH}said_by-en"
    page = publisher.send("/publish/", **{name: "</textarea><script>alert(1)</script>"}).text
    assert "<script>alert" not in page
    assert list(given_back(page)) == [f"{CASE_NAME}: Who said so, in English"]


# Publishing


def test_everything_ticked_is_published_at_once(publisher, client, app, shelf):
    text = STREET.replace("Nebulonia in Berlin", "Nebulonia, Berlin")
    shelf.save(EMBASSY, text)
    shelf.save("addressees/nb/lo-777-1.yaml", shipped("addressees/nb/lo-777-1.yaml") + "# seen\n")
    answer = publish(publisher, shelf, EMBASSY, "addressees/nb/lo-777-1.yaml", note="Two of them")
    assert answer.status_code == 303
    page = text_of(publisher.client.get(answer.location).text)
    assert "Supporters see it now." in page
    assert "By publisher@example.org" in page
    assert "“Two of them”" in page
    assert shelf.live(EMBASSY) == text
    assert "Republic of Nebulonia, Berlin" in client.get("/cases/puffchat-nine").text
    assert shelf.drafts() == []
    with app.app_context():
        entry = audit.entries(db.session)[0]
        assert entry.organiser.email == "publisher@example.org"
        assert entry.action == "published"
        assert entry.about == (
            "addressees/nb/embassy-berlin.yaml, revision 1, addressees/nb/lo-777-1.yaml, revision 1"
        )


def test_a_document_is_new_to_supporters_and_a_withdrawn_one_is_gone(publisher, client, shelf):
    text = shipped(OTHER_CASE).replace("wanted: not-known", YES_WISH)
    shelf.save("cases/copy.yaml", text)
    assert "It is new to supporters." in text_of(look(publisher, "cases/copy.yaml").text)
    shelf.save(OTHER_CASE, None)
    words = text_of(look(publisher, OTHER_CASE).text)
    assert "It is withdrawn: supporters don’t see it any more." in words
    assert "can no longer be written" in words
    assert publish(publisher, shelf, OTHER_CASE).status_code == 303
    assert client.get("/cases/lantern18-five").status_code == 404


YES_WISH = """wanted: "yes"
  said_by:
    en: The families
    ru: Семьи
    kk: Отбасылары
  date: 2026-10"""


def test_what_was_saved_again_meanwhile_is_looked_at_again(publisher, shelf):
    old = shelf.save(EMBASSY, STREET)
    shelf.save(EMBASSY, STREET.replace("00156", "13187"))
    answer = publisher.send("/publish/", key=old.key, seen=shelf.seen())
    assert answer.status_code == 409
    words = text_of(answer.text)
    assert "saved addressees/nb/embassy-berlin.yaml again meanwhile" in words
    assert "added: 13187" in words
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


def test_what_is_published_meanwhile_is_not_published_twice(publisher, shelf):
    draft = shelf.save(EMBASSY, STREET)
    seen = shelf.seen()
    shelf.publish(EMBASSY)
    answer = publisher.send("/publish/", key=draft.key, seen=seen)
    assert answer.status_code == 409
    assert "is published already" in text_of(answer.text)


def test_if_anything_else_is_published_meanwhile_it_is_looked_at_again(publisher, shelf):
    draft = shelf.save(EMBASSY, STREET)
    seen = shelf.seen()
    shelf.save(OFFICE, shipped(OFFICE) + "# seen\n")
    shelf.publish(OFFICE)
    answer = publisher.send("/publish/", key=draft.key, seen=seen)
    assert answer.status_code == 409
    assert "Something else was published meanwhile" in text_of(answer.text)
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


def test_what_is_published_during_the_proof_stops_the_publication(publisher, shelf, monkeypatch):
    shelf.save(EMBASSY, STREET)
    shelf.save(OFFICE, shipped(OFFICE) + "# seen\n")

    def proved(*_):
        monkeypatch.undo()
        shelf.publish(OFFICE)
        return []

    monkeypatch.setattr(publishing, "_proof_errors", proved)
    answer = publish(publisher, shelf, EMBASSY)
    assert answer.status_code == 409
    assert "Something else was published meanwhile" in text_of(answer.text)
    assert f'name="seen" value="{shelf.seen()}"' in answer.text
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({}, 422),
        ({"key": "x" * 22}, 404),
        ({"key": "\0"}, 404),
        ({"key": "live"}, 404),
    ],
    ids=str,
)
def test_nothing_is_published_without_a_draft(publisher, shelf, typed, status):
    shelf.save(EMBASSY, STREET)
    assert publisher.send("/publish/", seen=shelf.seen(), **typed).status_code == status
    assert shelf.live(EMBASSY) == shipped(EMBASSY)


# The family's wish


def test_a_case_whose_wish_is_not_known_asks_for_it(publisher, shelf):
    shelf.save(OTHER_CASE, SUBJECT)
    assert "The family’s wish: Five prisoners" in text_of(look(publisher, OTHER_CASE).text)
    answer = publish(publisher, shelf, OTHER_CASE)
    assert answer.status_code == 422
    assert "Choose what they wish, or that it is still not known." in text_of(answer.text)
    assert shelf.live(OTHER_CASE) == shipped(OTHER_CASE)


@pytest.mark.parametrize("state", ["draft", "paused"])
def test_it_asks_whatever_the_state_of_the_case(publisher, shelf, state):
    shelf.save(OTHER_CASE, SUBJECT.replace("state: open", f"state: {state}", 1))
    assert "The family’s wish" in text_of(look(publisher, OTHER_CASE).text)


def test_that_it_is_still_not_known_must_be_said(publisher, shelf):
    shelf.save(OTHER_CASE, SUBJECT)
    answer = publish(publisher, shelf, OTHER_CASE, **{f"{WISH}wanted": "not-known"})
    assert answer.status_code == 303
    assert shelf.live(OTHER_CASE) == SUBJECT


@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_an_answer_is_written_into_the_case_and_published_with_it(publisher, client, shelf, wanted):
    shelf.save(OTHER_CASE, SUBJECT)
    answer = publish(publisher, shelf, OTHER_CASE, **{**YES, f"{WISH}wanted": wanted})
    assert answer.status_code == 303
    saved = shelf.newest(OTHER_CASE)
    assert (saved.number, saved.note) == (2, "The family’s wish")
    assert shelf.live(OTHER_CASE) == saved.text
    wish = parse(OTHER_CASE, saved.text).fields["wish"]
    assert wish == {
        "wanted": wanted,
        "said_by": {
            "en": "The families, through Forum\N{NO-BREAK SPACE}18",
            "ru": "Семьи",
            "kk": "Отбасылары",
        },
        "date": "2026-10",
    }
    assert "# Base: Lantern 18" in saved.text
    page = client.get("/cases/lantern18-five").text
    assert ("Letters are wanted" in page) == (wanted == "yes")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("said_by-kk", "a" * 301),
        ("said_by-en", "a\0b"),
        ("date", ""),
        ("date", "yesterday"),
        ("date", "2026-13"),
        ("date", "2026-11-23"),
        ("date", "9" * 40),
    ],
)
def test_an_answer_without_who_said_so_and_when_is_refused(publisher, shelf, name, value):
    shelf.save(OTHER_CASE, SUBJECT)
    answer = publish(publisher, shelf, OTHER_CASE, **{**YES, WISH + name: value})
    assert answer.status_code == 422
    assert list(messages(answer.text)) == [WISH + name]
    assert shelf.newest(OTHER_CASE).number == 1
    assert "Отбасылары" in answer.text or name == "said_by-kk"


def test_who_said_so_is_needed_in_one_language_alone(publisher, shelf):
    shelf.save(OTHER_CASE, SUBJECT)
    said_by = {f"{WISH}said_by-{language}": " " for language in ("en", "ru", "kk")}
    answer = publish(publisher, shelf, OTHER_CASE, **{**YES, **said_by})
    assert answer.status_code == 422
    assert list(messages(answer.text)) == [f"{WISH}said_by-en"]
    typed = {**YES, **said_by, f"{WISH}said_by-ru": "Семьи"}
    assert publish(publisher, shelf, OTHER_CASE, **typed).status_code == 303
    wish = parse(OTHER_CASE, shelf.live(OTHER_CASE)).fields["wish"]
    assert wish["said_by"] == {"ru": "Семьи"}


def test_a_case_whose_wish_is_known_asks_nothing(publisher, shelf):
    shelf.save(OTHER_CASE, SUBJECT.replace("wanted: not-known", YES_WISH))
    assert "The family’s wish" not in text_of(look(publisher, OTHER_CASE).text)


def test_a_won_case_is_not_published_with_people_in_prison_or_open_demands(publisher, shelf):
    shelf.save(OTHER_CASE, shipped(OTHER_CASE).replace("state: open", "state: won", 1))
    words = text_of(publish(publisher, shelf, OTHER_CASE).text)
    assert "Say what became of the case: its outcome stands on its page." in words
    assert "Last reported in prison, but the case has ended" in words
    assert "This demand is still open, but the case is not" in words
    assert "state: won" not in (shelf.live(OTHER_CASE) or "")


# Letters before and after


def test_letters_are_told_apart_by_what_becomes_of_them(editor, shelf):
    shelf.save(OTHER_CASE, SUBJECT)
    words = text_of(look(editor, OTHER_CASE).text)
    assert "English: changes" in words
    assert "removed: prisoners (end)added: men (end)" in words
    assert "Russian: stays as it is Supporters get the same letter as before." in words


def test_the_letters_of_any_other_addressee_can_be_chosen(editor, shelf):
    shelf.save(OTHER_CASE, SUBJECT)
    page = html.fromstring(look(editor, OTHER_CASE).text)
    values = page.xpath("//select[@name='letter']/option/@value")
    assert "lantern18-five:nb/prosecutor-general:appeal" in values
    assert len(values) > 2
    chosen = look(editor, OTHER_CASE, letter=values[-1]).text
    (option,) = html.fromstring(chosen).xpath("//select[@name='letter']/option[@selected]/@value")
    assert option == values[-1]
    assert f"addressee={values[-1].split(':')[1].replace('/', '%2F')}" in chosen.replace(
        "nb/", "nb%2F"
    )


def test_letters_that_can_no_longer_be_written_are_told_with_the_reason(editor, shelf):
    text = CLOSED.replace("successor: nb/ombudsman", "")
    shelf.save(OFFICE, text)
    shelf.save(
        "addressees/nb/national-human-rights-centre.yaml",
        shipped("addressees/nb/national-human-rights-centre.yaml").replace(
            "successor: nb/ombudsman\n", "successor: nb/prosecutor-general\n"
        ),
    )
    words = text_of(look(editor, OFFICE, "addressees/nb/national-human-rights-centre.yaml").text)
    assert "9 can no longer be written" in words
    assert "can’t be written to. Closed." in words


def test_a_change_of_one_wording_is_shown_in_that_wording(editor, shelf):
    shelf.save(TEMPLATE, shipped(TEMPLATE).replace("Please accept my thanks", "Accept my thanks"))
    words = text_of(look(editor, TEMPLATE).text)
    assert "English: changes" in words
    letter = words.partition("Word by word: the English letter")[2]
    assert "removed: Please accept (end)added: Accept (end) my thanks" in letter


def test_a_case_that_supporters_do_not_see_has_no_letters(editor, shelf):
    text = shipped(OTHER_CASE).replace("state: open", "state: draft", 1)
    shelf.save("cases/hidden.yaml", text)
    assert "No letter depends on this." in text_of(look(editor, "cases/hidden.yaml").text)


def test_page_images_before_and_after_differ_and_are_kept_nowhere(editor, shelf):
    shelf.save(OTHER_CASE, SUBJECT)
    page = html.fromstring(look(editor, OTHER_CASE).text)
    before, after = page.xpath("//figure//img/@src")[:2]
    images = [editor.client.get(address) for address in (before, after)]
    assert [image.mimetype for image in images] == ["image/png"] * 2
    assert all(image.data.startswith(b"\x89PNG") for image in images)
    assert images[0].data != images[1].data
    assert {image.headers["Cache-Control"] for image in images} == {"no-store"}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"case": "none"},
        {"addressee": "nb/embassy-berlin"},
        {"template": "none"},
        {"language": "xx"},
        {"drawn": "-1"},
        {"drawn": "9" * 30},
        {"drawn": "²"},
        {"key": "x" * 22},
        {"key": "\0"},
        {"case": "\0"},
    ],
    ids=str,
)
def test_an_image_of_what_there_is_not_is_not_found(editor, asked):
    known = {
        "case": "lantern18-five",
        "addressee": "nb/prosecutor-general",
        "template": "appeal",
        "language": "en",
        "side": "after",
    }
    query = {**known, **asked} if asked else {}
    answer = editor.client.get("/organisers/publish/letter", query_string=query)
    assert answer.status_code == 404


def test_no_image_is_made_of_a_letter_that_is_far_too_long(editor, shelf, monkeypatch):
    monkeypatch.setattr(letters_before_and_after, "press", lambda *_: pytest.fail("laid out"))
    long = shipped(TEMPLATE).replace("{{ hook }}", "{{ hook }} " + "Too long. " * 1_500)
    query = {
        "key": shelf.save(TEMPLATE, long).key,
        "case": "lantern18-five",
        "addressee": "nb/prosecutor-general",
        "template": "appeal",
        "language": "en",
    }
    answer = editor.client.get("/organisers/publish/letter", query_string=query)
    assert answer.status_code == 422


def test_the_letters_of_an_older_revision_are_shown(editor, shelf):
    old = shelf.save(OTHER_CASE, SUBJECT)
    shelf.save(OTHER_CASE, shipped(OTHER_CASE))
    words = editor.read(f"/letters/{old.key}")
    assert "If revision 1 were published" in words
    assert "English: changes" in words


# Dates


def test_a_demand_that_was_met_needs_its_date_before_it_is_published(shelf, publisher):
    text = shipped(CASE)
    first = "state: open\n    state_on:"
    assert first in text
    why = "    why:\n      en: Done.\n      ru: Сделано.\n      kk: Орындалды.\n"
    met = text.replace(first, f"state: met\n{why}    state_on:", 1)
    shelf.save(CASE, met)
    page = text_of(look(publisher, CASE).text)
    assert "This can’t be published yet" in page
    answer = publish(publisher, shelf, CASE, **{"wish-puffchat-nine-wanted": "not-known"})
    assert answer.status_code == 422
    assert shelf.live(CASE) == text


def test_a_demand_is_met_with_a_reason_in_english_alone(shelf, publisher, client):
    met = shipped(CASE).replace(
        "state: open\n    state_on: 2026-03-15",
        "state: met\n    why: {en: Investigated.}\n    state_on: 2026-11-20",
        1,
    )
    assert met != shipped(CASE)
    shelf.save(CASE, met)
    answer = publish(publisher, shelf, CASE, **{"wish-puffchat-nine-wanted": "not-known"})
    assert answer.status_code == 303
    page = client.get("/kk/cases/puffchat-nine")
    assert '<span lang="en">Investigated.</span>' in page.text
    assert "(әзірге тек мына тілде: ағылшын тілі)" in text_of(page.text)
    assert "Kazakh" in publisher.read("/")


def test_an_office_is_closed_with_a_reason_in_russian_alone(shelf, publisher, client):
    path = "addressees/nb/prosecutor-general.yaml"
    closed = shipped(path).replace(
        "state: in-use\n", "state: closed\nstate_reason: {ru: Расформирована.}\n"
    )
    shelf.save(path, closed)
    assert publish(publisher, shelf, path).status_code == 303
    for prefix in ("", "/kk"):
        page = client.get(f"{prefix}/cases/puffchat-nine").text
        assert '<span lang="ru">Расформирована.</span>' in page
    assert "can’t be written to. Расформирована." in text_of(
        client.post(
            "/cases/puffchat-nine/letter",
            data={"addressee": "nb/prosecutor-general", "language": "en"},
        ).text
    )
    assert "Расформирована." in publisher.read("/")


def test_a_new_address_is_not_published_with_the_date_of_the_old_one(shelf, publisher):
    shelf.save(EMBASSY, UNSEEN_STREET)
    page = text_of(look(publisher, EMBASSY).text)
    assert "The address changed: say when and where the new one was seen." in page
    assert publish(publisher, shelf, EMBASSY).status_code == 422
    assert shelf.live(EMBASSY) == shipped(EMBASSY)
    shelf.save(EMBASSY, shipped(EMBASSY).replace("Nirgendstraße", "Nirgendstrasse"))
    assert publish(publisher, shelf, EMBASSY).status_code == 303


@pytest.mark.parametrize(("date", "status"), [("2026-11-23", 422), ("2026-11-22", 303)])
def test_nothing_is_published_that_was_seen_in_the_future(shelf, publisher, date, status):
    shelf.save(EMBASSY, shipped(EMBASSY).replace("on: 2026-03-15", f"on: {date}"))
    assert publish(publisher, shelf, EMBASSY).status_code == status
    stopped = "address.verified_on: 2026-11-23 is still to come"
    assert (stopped in text_of(look(publisher, EMBASSY).text)) == (status == 422)


def test_a_date_to_come_in_another_document_stops_nothing(shelf, publisher):
    path = "addressees/nb/embassy-london.yaml"
    shelf.save(path, shipped(path).replace("verified_on: 2026-03-15", "verified_on: 2099"))
    shelf.publish(path)
    shelf.save(EMBASSY, STREET)
    assert publish(publisher, shelf, EMBASSY).status_code == 303


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("00156 Berlin, Deutschland", "leave out “Deutschland”"),
        ("D-00156 Berlin", "has no postcode of this country at its beginning or end"),
        ("00156 Бerlin", "this is printed in Roman letters"),
    ],
)
def test_no_address_is_published_that_would_be_printed_wrong(shelf, publisher, lines, says):
    shelf.save(EMBASSY, STREET.replace("00156 Berlin", lines))
    page = publish(publisher, shelf, EMBASSY)
    assert (page.status_code, says in text_of(page.text)) == (422, True)


def test_a_wrong_address_that_supporters_see_stops_no_other_publication(shelf, publisher):
    path = "addressees/nb/embassy-london.yaml"
    shelf.save(path, shipped(path).replace("London SW0 0EA", "London SW0 0EA, UK"))
    shelf.publish(path)
    shelf.save(EMBASSY, STREET)
    assert publish(publisher, shelf, EMBASSY).status_code == 303
    assert "leave out “UK”" in text_of(publisher.client.get("/organisers/").text)
