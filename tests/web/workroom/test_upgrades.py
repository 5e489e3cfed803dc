"""An upgrade brings another shipped file while somebody has the old one open: nothing is lost."""

import pytest
from lxml import html

from app.content.text.document import parse
from app.records.database import db
from app.records.past import digest_of
from app.records.revision import Publication, ShippedText
from tests.web.workroom.conftest import NOW
from tests.web.workroom.desk import OFFICE, TEMPLATE, shipped
from tests.web.workroom.filled import filled, text_of

OLD = shipped(OFFICE)
MY_PHONE = "+7 7172 222222"
THEIRS = "# Brought by the upgrade.\n" + OLD


def with_phone(number):
    """Return the shipped text, which has none, with a telephone."""
    return OLD.replace("\nlanguages:", f'\nphone: "{number}"\nlanguages:')


MINE, OTHER_PHONE = with_phone(MY_PHONE), with_phone("+7 7172 111111")
FORMS = {
    "form": (f"/edit/{OFFICE}", "document", "phone", MY_PHONE),
    "text": (f"/text/{OFFICE}", "text-form", "text", MINE),
}


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", "editor@example.org")


@pytest.fixture
def upgrade(app, monkeypatch):
    """Return a function that ships another text of a file, or none; taken back afterwards."""
    ids, known = [], app.extensions["lettercase"]

    def ship(path, text):
        texts = {each: known.shipped[each] for each in known.shipped if each != path}
        monkeypatch.setattr(known, "shipped", texts if text is None else {**texts, path: text})
        with app.app_context():
            brought = [ShippedText(path=path, text=text)]
            publication = Publication(kind="shipped", published_at=NOW, shipped=brought)
            db.session.add(publication)
            db.session.commit()
            ids.append(publication.id)

    yield ship
    with app.app_context():
        for publication in (db.session.get(Publication, number) for number in ids):
            for each in publication.shipped:
                db.session.delete(each)
            db.session.delete(publication)
        db.session.commit()


def form_of(page, address="/settle/"):
    """Return what a browser sends of a form on a page that leads to an address."""
    form = html.fromstring(page).xpath(f"//form[contains(@action, '{address}')]")[0]
    typed = {name: value for name, value in form.form_values() if name != "csrf_token"}
    return {name: value.removeprefix("\n") for name, value in typed.items()}


def opened(editor, way):
    """Return a page's form as it is opened, with something typed into it."""
    address, form_id, name, value = FORMS[way]
    typed = filled(editor.open(address).text, form_id)
    assert (typed["base"], typed["opened"]) == ("0", digest_of(OLD))
    typed[name] = value
    return typed


def send(editor, way, typed):
    return editor.client.post(f"/organisers{FORMS[way][0]}", data=typed)


@pytest.mark.parametrize("way", FORMS)
def test_a_form_opened_before_an_upgrade_is_merged_into_it(editor, shelf, upgrade, way):
    typed = opened(editor, way)
    upgrade(OFFICE, THEIRS)
    answer = send(editor, way, typed)
    assert answer.status_code == 409
    page = text_of(answer.text)
    assert "An upgrade changed it meanwhile" in page
    assert "After you had opened the shipped text, an upgrade of the site brought another" in page
    assert shelf.newest(OFFICE) is None
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text))
    saved = shelf.newest(OFFICE)
    assert parse(OFFICE, saved.text).fields["phone"] == MY_PHONE
    assert "# Brought by the upgrade." in saved.text
    assert saved.number == 1


@pytest.mark.parametrize("way", FORMS)
@pytest.mark.parametrize(
    ("choice", "phone"), [("mine", MY_PHONE), ("theirs", "+7 7172 111111")], ids=["mine", "theirs"]
)
def test_what_both_changed_is_a_conflict(editor, shelf, upgrade, way, choice, phone):
    typed = opened(editor, way)
    upgrade(OFFICE, OTHER_PHONE)
    answer = send(editor, way, typed)
    assert answer.status_code == 409
    assert "Both you and the upgrade changed these lines." in text_of(answer.text)
    undecided = editor.send(f"/settle/{OFFICE}", **form_of(answer.text))
    assert undecided.status_code == 422
    assert "An upgrade changed it meanwhile" in text_of(undecided.text)
    page = editor.follow(f"/settle/{OFFICE}", **form_of(undecided.text), **{"choice-0": choice})
    if choice == "theirs":
        assert "what you chose is what stands already" in page
    newest = shelf.newest(OFFICE)
    assert parse(OFFICE, newest.text if newest else OTHER_PHONE).fields["phone"] == phone


@pytest.mark.parametrize("way", FORMS)
def test_who_changed_nothing_takes_back_no_upgrade(editor, shelf, upgrade, way):
    typed = filled(editor.open(FORMS[way][0]).text, FORMS[way][1])
    upgrade(OFFICE, THEIRS)
    answer = send(editor, way, typed)
    assert answer.status_code == 303
    assert "Nothing was changed" in editor.read(FORMS[way][0])
    assert shelf.newest(OFFICE) is None


@pytest.mark.parametrize("way", FORMS)
def test_what_was_typed_comes_back_with_the_state_that_it_was_typed_over(editor, upgrade, way):
    typed = opened(editor, way)
    upgrade(OFFICE, THEIRS)
    typed["note"] = "a" * 1_001
    answer = send(editor, way, typed)
    assert answer.status_code == 422
    assert filled(answer.text, FORMS[way][1])["opened"] == digest_of(OLD)


def test_an_upgrade_that_goes_back_is_none(editor, shelf, upgrade):
    typed = opened(editor, "form")
    upgrade(OFFICE, THEIRS)
    upgrade(OFFICE, OLD)
    assert send(editor, "form", typed).status_code == 303
    assert parse(OFFICE, shelf.newest(OFFICE).text).fields["phone"] == MY_PHONE


def test_a_second_upgrade_while_it_is_settled_is_seen_as_well(editor, shelf, upgrade):
    typed = opened(editor, "text")
    upgrade(OFFICE, THEIRS)
    answer = send(editor, "text", typed)
    upgrade(OFFICE, THEIRS.replace("# Brought by the upgrade.", "# Brought by another."))
    again = editor.send(f"/settle/{OFFICE}", **form_of(answer.text))
    assert again.status_code == 409
    editor.follow(f"/settle/{OFFICE}", **form_of(again.text))
    assert "# Brought by another." in shelf.newest(OFFICE).text
    assert "by the upgrade" not in shelf.newest(OFFICE).text
    assert MY_PHONE in shelf.newest(OFFICE).text


def test_another_who_saved_after_the_upgrade_is_merged_with_what_was_opened_before(
    editor, shelf, upgrade
):
    typed = opened(editor, "form")
    upgrade(OFFICE, THEIRS)
    shelf.save(OFFICE, THEIRS.replace("# Brought by", "# Kept from"))
    answer = send(editor, "form", typed)
    assert answer.status_code == 409
    assert "It was saved meanwhile" in text_of(answer.text)
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text))
    assert "# Kept from the upgrade." in shelf.newest(OFFICE).text
    assert MY_PHONE in shelf.newest(OFFICE).text


def test_a_draft_that_was_open_during_the_upgrade_is_merged_into_it(editor, shelf, upgrade):
    shelf.save(OFFICE, MINE)
    typed = filled(editor.open(f"/text/{OFFICE}").text, "text-form")
    upgrade(OFFICE, THEIRS)
    answer = send(editor, "text", typed)
    assert answer.status_code == 409
    assert "An upgrade changed it meanwhile" in text_of(answer.text)
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text))
    saved = shelf.newest(OFFICE)
    assert (saved.number, saved.text) == (2, "# Brought by the upgrade.\n" + MINE)


def test_a_draft_given_up_for_the_upgrade_is_dropped(editor, shelf, upgrade):
    shelf.save(OFFICE, MINE)
    typed = filled(editor.open(f"/text/{OFFICE}").text, "text-form")
    upgrade(OFFICE, OTHER_PHONE)
    answer = send(editor, "text", typed)
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text), **{"choice-0": "theirs"})
    assert shelf.newest(OFFICE).number == 2
    assert shelf.drafts() == []


def test_a_dropped_draft_is_opened_as_supporters_see_it(editor, shelf, upgrade):
    shelf.save(OFFICE, OTHER_PHONE)
    shelf.save(OFFICE, OLD)
    typed = filled(editor.open(f"/edit/{OFFICE}").text)
    assert (typed["base"], typed["opened"]) == ("2", digest_of(OLD))
    upgrade(OFFICE, THEIRS)
    typed["phone"] = MY_PHONE
    answer = send(editor, "form", typed)
    assert answer.status_code == 409
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text))
    assert "# Brought by the upgrade." in shelf.newest(OFFICE).text
    assert MY_PHONE in shelf.newest(OFFICE).text


def test_what_was_published_here_is_no_upgrade(editor, shelf, upgrade):
    shelf.save(OFFICE, OTHER_PHONE)
    typed = filled(editor.open(f"/edit/{OFFICE}").text)
    shelf.publish(OFFICE)
    upgrade(OFFICE, THEIRS)
    typed["phone"] = MY_PHONE
    assert send(editor, "form", typed).status_code == 303
    assert shelf.newest(OFFICE).number == 2


def test_a_file_that_is_shipped_no_more_can_be_brought_back(editor, shelf, upgrade):
    typed = opened(editor, "form")
    upgrade(OFFICE, None)
    answer = send(editor, "form", typed)
    assert answer.status_code == 409
    assert "An upgrade removed it meanwhile" in text_of(answer.text)
    assert MY_PHONE in answer.text
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text))
    assert MY_PHONE in shelf.newest(OFFICE).text


@pytest.mark.parametrize("page", ["edit", "text", "translate"])
def test_of_a_file_that_is_shipped_no_more_nothing_is_edited(editor, upgrade, page):
    upgrade(OFFICE, None)
    assert "This document is not shipped any more" in editor.read(f"/{page}/{OFFICE}")


@pytest.mark.parametrize("page", ["revisions", "proof", "withdraw"])
def test_its_other_pages_are_answered(editor, upgrade, page):
    upgrade(OFFICE, None)
    assert editor.open(f"/{page}/{OFFICE}").status_code == 200


@pytest.mark.parametrize("digest", ["x", "0" * 64, "none", "\0", "é", "²"])
def test_a_digest_that_belongs_to_no_text_loses_nothing(editor, shelf, digest):
    typed = opened(editor, "text")
    typed["opened"] = digest
    answer = send(editor, "text", typed)
    assert answer.status_code == 409
    assert MY_PHONE in answer.text
    settled = editor.send(
        f"/settle/{OFFICE}", **form_of(answer.text), **{"choice-0": "mine", "choice-1": "mine"}
    )
    assert settled.status_code == 303
    assert MY_PHONE in shelf.newest(OFFICE).text


# Letter templates


ENGLISH = shipped(TEMPLATE)
OTHER_ENGLISH = ENGLISH.replace("{{ hook }}", "{{ hook }}\n\nBrought by the upgrade.", 1)


def test_a_letter_template_is_merged_as_well(editor, shelf, upgrade):
    typed = {"base": "0", "opened": digest_of(ENGLISH), "note": ""}
    assert form_field(editor.open(f"/edit/{TEMPLATE}").text, "opened") == digest_of(ENGLISH)
    upgrade(TEMPLATE, OTHER_ENGLISH)
    mine = ENGLISH.replace("{{ salutation }}", "{{ salutation }}\n\nMine.", 1)
    answer = editor.send(f"/edit/{TEMPLATE}", text=mine, **typed)
    assert answer.status_code == 409
    editor.follow(f"/settle/{TEMPLATE}", **form_of(answer.text))
    assert "Brought by the upgrade." in shelf.newest(TEMPLATE).text
    assert "Mine." in shelf.newest(TEMPLATE).text


def test_a_translation_is_merged_as_well(editor, shelf, upgrade):
    address = f"/translate/{OFFICE}?from=en&to=de"
    typed = filled(editor.open(address).text, "translation")
    typed["text-office"] = "Ombudsmann"
    upgrade(OFFICE, THEIRS)
    answer = editor.client.post(f"/organisers{address}", data=typed)
    assert answer.status_code == 409
    editor.follow(f"/settle/{OFFICE}", **form_of(answer.text))
    assert "# Brought by the upgrade." in shelf.newest(OFFICE).text
    assert "Ombudsmann" in shelf.newest(OFFICE).text


def test_a_new_text_is_not_marked_as_reviewed_by_who_read_the_old_one(editor, shelf, upgrade):
    typed = form_of(editor.open(f"/translate/{OFFICE}?from=en&to=ru").text, "/review/")
    upgrade(OFFICE, THEIRS)
    says = editor.follow(f"/review/{OFFICE}/ru", **typed)
    assert "Nothing was marked: an upgrade changed it meanwhile." in says
    assert shelf.newest(OFFICE) is None


def form_field(page, name):
    return html.fromstring(page).xpath(f"//input[@name='{name}']/@value")[-1]
