"""An addressee is edited in its form, and what it replaces is kept."""

import pytest

from app.content.text.document import parse
from app.records import revision
from app.records.database import db
from tests.conftest import CONTENT
from tests.web.workroom.filled import filled, messages, text_of

PATH = "addressees/nb/prosecutor-general.yaml"
URL = f"/organisers/edit/{PATH}"
SHIPPED = (CONTENT / PATH).read_text("utf-8")
FIELDS = parse(PATH, SHIPPED).fields


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


@pytest.fixture
def typed(editor):
    """The form as it was opened."""
    return filled(editor.get(URL).text)


@pytest.fixture
def saved_fields(app):
    """Return a function that returns the fields of the newest revision."""

    def fields():
        with app.app_context():
            return parse(PATH, revision.newest(db.session, PATH).text).fields

    return fields


def with_another_holder(typed):
    for language, name in [("en", "Aigul A."), ("ru", "А. А."), ("kk", "А. А."), ("de", "A. A.")]:
        typed[f"holder-name-{language}"] = name
    typed["holder-printed"] = "Ms Aigul A."
    typed["holder-verified_on"] = "2026-11"
    return typed


def test_a_new_holder_moves_the_former_into_the_history(editor, typed, saved_fields):
    page = editor.post(URL, data=with_another_holder(typed), follow_redirects=True).text
    assert "The former holder, Wibrik Ozzelov, now stands in the history." in text_of(page)
    fields = saved_fields()
    assert fields["holder"]["printed"] == "Ms Aigul A."
    assert fields["history"][-1] == {
        "date": "2025-12-06",
        "holder": FIELDS["holder"]["name"],
        "source": FIELDS["holder"]["source"],
    }


def test_a_corrected_spelling_moves_nothing_if_so_wished(editor, typed, saved_fields):
    del typed["keep_holder"]
    page = editor.post(URL, data=with_another_holder(typed), follow_redirects=True).text
    assert "now stands in the history" not in page
    assert saved_fields()["history"] == FIELDS["history"]


def test_who_corrects_a_draft_moves_nothing_more_unless_so_wished(editor, typed, saved_fields):
    editor.post(URL, data=with_another_holder(typed))
    again = filled(editor.get(URL).text)
    assert "keep_holder" not in again
    assert "keep_address" in again
    again["holder-name-en"] = "Aigul B."
    editor.post(URL, data=again)
    assert len(saved_fields()["history"]) == len(FIELDS["history"]) + 1
    assert saved_fields()["holder"]["name"]["en"] == "Aigul B."


def test_who_was_verified_in_a_draft_is_still_kept_as_the_former(editor, typed):
    for part in ("holder", "address"):
        typed[f"{part}-verified_on"], typed[f"{part}-source-title"] = "2026-11-22", "A newspaper"
    assert editor.post(URL, data=typed).status_code == 303
    again = filled(editor.get(URL).text)
    assert again["holder-verified_on"] == "2026-11-22"
    assert {"keep_holder", "keep_address"} <= again.keys()


def test_a_new_address_moves_the_former_into_the_history(editor, typed, saved_fields):
    typed["address-full"] = "Prosecutor General\r\n1 New Street\r\n010000 Ostrana"
    editor.post(URL, data=typed)
    assert saved_fields()["address"]["full"] == [
        "Prosecutor General",
        "1 New Street",
        "010000 Ostrana",
    ]
    assert saved_fields()["history"][-1]["address"] == FIELDS["address"]["full"]


def test_another_change_moves_nothing(editor, typed, saved_fields):
    typed["phone"] = "+7 7172 000000"
    editor.post(URL, data=typed)
    assert saved_fields() == {**FIELDS, "phone": "+7 7172 000000"}


def test_what_was_unticked_stays_so_while_parts_are_moved(editor, typed):
    del typed["keep_address"]
    typed["do"] = "languages-add"
    again = filled(editor.post(URL, data=typed).text)
    assert "keep_holder" in again
    assert "keep_address" not in again
    assert "languages-2" in again


def test_the_address_is_shown_as_it_is_printed(editor):
    page = editor.get(URL).text
    says = text_of(page)
    assert "Mr Wibrik OzzelovProsecutor Generalof the Republic of Nebulonia" in says
    assert "ANTARCTICA" in says
    assert "It stands so, at 10 pt, in every window but these" in says
    assert "in US #10, Letter paper." in says


def test_an_address_that_fits_everywhere_is_said_to(editor):
    url = "/organisers/edit/addressees/nb/embassy-berlin.yaml"
    typed = filled(editor.get(url).text)
    typed["address-full"] = typed["address-compact"] = "Botschaft\r\n00156 Berlin"
    page = editor.post(url, data=typed, follow_redirects=True).text
    assert "It fits every window so, at 10 pt." in text_of(page)


def test_an_address_that_fits_no_window_is_said_to(editor, typed):
    typed["address-compact"] = "\r\n".join(["A line of an address that is far too wide" * 4] * 2)
    typed["address-full"] = typed["address-compact"]
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert "no form of it fits the window of" in text_of(page)


def test_with_an_error_in_the_address_no_window_is_shown(editor, typed):
    typed["address-full"] = "One line"
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert messages(page) == {"address-full": "needs at least 2"}
    assert 'class="window"' not in page


def test_an_address_that_would_be_printed_wrong_is_saved_and_said_by_its_field(editor, typed):
    typed["address-country"] = "KZ"
    typed["address-full"] = "Prosecutor General\r\n14 Tin Whistle\r\nAstana 01000"
    typed["address-compact"] = "Prosecutor General\r\n010000 Astana, Kazakhstan"
    typed["address-cyrillic"] = "Генеральному прокурору\r\n010000 Astana"
    page = editor.post(URL, data=typed, follow_redirects=True).text
    found = messages(page)
    assert "write it as 010000" in found["address-full"]
    assert "leave out “Kazakhstan”" in found["address-compact"]
    assert "has no Cyrillic letter" in found["address-cyrillic"]
    assert "Saved as revision 1" in text_of(page)


def test_an_error_of_the_whole_leads_to_the_text(editor, typed):
    typed["state"] = "closed"
    page = editor.post(URL, data=typed, follow_redirects=True).text
    assert "an addressee that is closed needs a state_reason" in text_of(page)


def test_what_depends_on_it_is_listed(editor):
    page = editor.get(URL).text
    used = page[page.index('id="used-in"') :]
    assert '<a href="/organisers/edit/cases/puffchat-nine.yaml">' in used
    assert "Case: Nine members of a PuffChat discussion group" in used


def test_each_fact_can_be_verified_on_the_page(editor):
    page = editor.get(URL).text
    assert page.count('action="/organisers/verify/addressees/nb/prosecutor-general.yaml"') == 2
    assert page.index("/organisers/verify/") < page.index('id="document"')


def test_an_addressee_without_holder_and_address_has_a_form(editor):
    page = editor.get("/organisers/edit/addressees/nb/foreign-minister.yaml")
    assert page.status_code == 200


def test_closing_an_office_that_another_names_instead_says_so(editor):
    url = "/organisers/edit/addressees/nb/ombudsman.yaml"
    typed = filled(editor.get(url).text)
    typed["state"], typed["state_since"] = "closed", "2026-11"
    typed["state_reason-en"] = "Closed."
    page = editor.post(url, data=typed, follow_redirects=True).text
    assert messages(page)["state"] == (
        "“National Human Rights Centre” sends writers here (“Write instead to”): name another "
        "office there, too, and publish both together."
    )
