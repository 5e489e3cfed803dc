"""The form of a letter: what it answers to good and to bad input."""

import datetime
import html
import io
import re

import pdfplumber
import pytest

FORM = "/cases/whatsapp-nine/letter"
TYPED = {
    "addressee": ["kz/prosecutor-general"],
    "name": "Anna Beispiel",
    "address": "Musterstraße 12\n12345 Musterstadt",
    "town": "Musterstadt",
    "country": "DE",
    "words": "I teach history.",
    "seed": "7",
}


def _text(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_an_addressee_alone_is_enough_for_a_letter(client):
    answer = client.post(FORM, data={"addressee": "kz/prosecutor-general"})
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "letter-whatsapp-nine-prosecutor-general.pdf" in disposition


def test_everything_typed_stands_in_the_letter(client):
    text = _text(client.post(FORM, data=TYPED).data)
    for line in ("Anna Beispiel", "Musterstraße 12", "12345 Musterstadt", "I teach history."):
        assert line in text
    assert "Musterstadt, 22 November 2026" in text
    assert "KASACHSTAN" in text


def test_several_addressees_come_as_one_file(client):
    addressees = ["kz/prosecutor-general", "kz/ombudsman"]
    answer = client.post(FORM, data={**TYPED, "addressee": addressees})
    assert "letters-whatsapp-nine.pdf" in answer.headers["Content-Disposition"]
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize(
    ("prefix", "salutation"),
    [
        ("", "Dear Prosecutor General,"),
        ("/ru", "Уважаемый господин Генеральный прокурор!"),
        ("/kk", "Құрметті Бас Прокурор мырза!"),
    ],
)
def test_a_letter_is_in_the_language_of_the_page_unless_another_is_chosen(
    client, prefix, salutation
):
    assert salutation in _text(client.post(prefix + FORM, data=TYPED).data)
    chosen = client.post(prefix + FORM, data={**TYPED, "language": "en"})
    assert "Dear Prosecutor General," in _text(chosen.data)


def test_demands_left_out_are_not_printed(client):
    text = _text(client.post(FORM, data={**TYPED, "demand": ["", "quash"]}).data)
    assert "lodge a protest" in text
    assert "open the full and independent investigation" not in text


def test_the_same_seed_gives_the_same_wording(client):
    first, second = (_text(client.post(FORM, data=TYPED).data) for _ in range(2))
    assert first == second
    others = (client.post(FORM, data={**TYPED, "seed": str(seed)}) for seed in range(6))
    assert any(_text(other.data) != first for other in others)


def test_initials_keep_name_and_street_off_the_paper(client):
    text = _text(client.post(FORM, data={**TYPED, "sign_as": "initials"}).data)
    assert "A. B., Musterstadt" in text.replace("\xa0", " ")
    assert "Beispiel" not in text
    assert "Musterstraße" not in text


def test_blank_keeps_the_sender_off_the_paper(client):
    text = _text(client.post(FORM, data={**TYPED, "sign_as": "blank"}).data)
    assert "Beispiel" not in text
    assert "Musterstraße" not in text


FAR = (datetime.date(2026, 11, 22) + datetime.timedelta(days=400)).isoformat()
WRONG = {
    "no addressee": ({"addressee": []}, "addressee"),
    "an addressee of another case": ({"addressee": ["kz/la-155-18"]}, "addressee"),
    "an unknown addressee": ({"addressee": ["kz/nobody"]}, "addressee"),
    "an addressee without a verified address": (
        {"addressee": ["kz/foreign-minister"]},
        "addressee",
    ),
    "an embassy, which can only get a copy": ({"addressee": ["kz/embassy-berlin"]}, "addressee"),
    "no demand left": ({"demand": [""]}, "demand"),
    "an unknown demand": ({"demand": ["world-peace"]}, "demand"),
    "an unknown language": ({"language": "xx"}, "language"),
    "an unknown stationery": ({"stationery": "papyrus"}, "stationery"),
    "an unknown country": ({"country": "XX"}, "country"),
    "an unknown way to sign": ({"sign_as": "thumb"}, "sign_as"),
    "a name too wide": ({"name": "A" * 90}, "name"),
    "an address line too wide": ({"address": "Street " * 20}, "address"),
    "seven address lines": ({"address": "\n".join("abcdefg")}, "address"),
    "an emoji in the name": ({"name": "Anna 😀"}, "name"),
    "a Chinese address": ({"address": "北京"}, "address"),
    "a control character": ({"name": "Anna\x07"}, "name"),
    "a bidirectional override": ({"words": "abc\u202edef"}, "words"),
    "too many own words": ({"words": "a" * 3001}, "words"),
    "a date too far": ({"date": FAR}, "date"),
    "what is no date": ({"date": "yesterday"}, "date"),
}


@pytest.mark.parametrize("prefix", ["", "/ru", "/kk"])
@pytest.mark.parametrize(("changes", "field"), WRONG.values(), ids=WRONG.keys())
def test_bad_input_is_answered_by_its_field_and_nothing_typed_is_lost(
    client, prefix, changes, field
):
    typed = {**TYPED, **changes}
    answer = client.post(prefix + FORM, data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "no-store"
    message = re.search(rf'id="{field}-message"[^>]*>(.*?)</', page, re.DOTALL)
    assert message, "no message by the field"
    assert message[1].strip()
    assert f'href="#{field}' in page, "the summary doesn't lead to the field"
    for name in ("name", "address", "town", "words"):
        shown = html.unescape(page).replace("\r\n", "\n")
        assert typed[name].replace("\x07", "") in shown.replace("\x07", "")


def test_a_seed_that_is_no_number_is_refused_with_a_message(client):
    answer = client.post(FORM, data={**TYPED, "seed": "x"})
    assert answer.status_code == 422
    assert "whole number" in answer.get_data(as_text=True)


def test_messages_speak_the_language_of_the_page(client):
    english = client.post(FORM, data={**TYPED, "name": "A" * 90}).get_data(as_text=True)
    for prefix in ("/ru", "/kk"):
        page = client.post(prefix + FORM, data={**TYPED, "name": "A" * 90}).get_data(as_text=True)
        message = re.search(r'id="name-message"[^>]*>(.*?)</', page, re.DOTALL)[1].strip()
        assert message not in english
        assert re.search("[а-я]", message)


def test_what_a_supporter_types_is_never_markup_on_the_page(client):
    typed = {**TYPED, "name": '"><script>alert(1)</script>', "words": "</textarea><b>x"}
    page = client.post(FORM, data={**typed, "preview": "1"}).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "</textarea><b>x" not in page


def test_preview_shows_the_real_pages_without_a_download(client):
    answer = client.post(FORM, data={**TYPED, "preview": "1"})
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert answer.get_data(as_text=True).count("data:image/png;base64,") == 1


def test_other_wording_draws_a_new_seed_and_keeps_the_rest(client):
    page = client.post(FORM, data={**TYPED, "reword": "1"}).get_data(as_text=True)
    seed = re.search(r'name="seed"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="seed"', page)
    assert seed
    assert (seed[1] or seed[2]) != "7"
    assert "I teach history." in page


def test_a_second_page_is_told_before_downloading(client):
    words = "I write because it concerns me. " * 60
    page = client.post(FORM, data={**TYPED, "words": words, "preview": "1"}).get_data(as_text=True)
    assert "second page" in page


def test_the_form_names_what_each_addressee_is_asked_for_and_who_cannot_be_written_to(client):
    page = client.get("/cases/zhumagulov-abishev/letter").get_data(as_text=True)
    assert "order an independent investigation" in page
    closed = re.search(r"<input[^>]*kz/la-155-1\"[^>]*>", page)
    assert closed
    assert "disabled" in closed[0]
    assert "LA-155/18" in page


@pytest.mark.parametrize("size", [70_000, 2_000_000])
def test_an_enormous_form_is_refused_with_a_page(client, size):
    answer = client.post(FORM, data={**TYPED, "words": "a" * size})
    assert answer.status_code == 413
    assert "<h1" in answer.get_data(as_text=True)
