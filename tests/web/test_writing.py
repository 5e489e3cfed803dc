"""The form of a letter: what it answers to good and to bad input."""

import datetime
import html
import re
from itertools import product

import pytest
from lxml.html import fromstring

from tests.conftest import sample_covering
from tests.printed import texts_of
from tests.web.conftest import FORM, LANGUAGES, TYPED


def _text(data: bytes) -> str:
    return "\n".join(texts_of(data))


def test_an_addressee_alone_is_enough_for_a_letter(client):
    answer = client.post(FORM, data={"addressee": "nb/prosecutor-general"})
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "letter-puffchat-nine-prosecutor-general.pdf" in disposition


def test_everything_typed_stands_in_the_letter(client):
    text = _text(client.post(FORM, data=TYPED).data)
    for line in ("Anna Beispiel", "Musterstraße 12", "12345 Musterstadt", "I teach history."):
        assert line in text
    assert "Musterstadt, 22 November 2026" in text
    assert "ANTARKTIS" in text


def test_several_addressees_come_as_one_file(client):
    addressees = ["nb/prosecutor-general", "nb/ombudsman"]
    answer = client.post(FORM, data={**TYPED, "addressee": addressees})
    assert "letters-puffchat-nine.pdf" in answer.headers["Content-Disposition"]
    assert len(texts_of(answer.data)) == 2


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
    "an addressee of another case": ({"addressee": ["nb/lo-777-18"]}, "addressee"),
    "an unknown addressee": ({"addressee": ["nb/nobody"]}, "addressee"),
    "an addressee without a verified address": (
        {"addressee": ["nb/foreign-minister"]},
        "addressee",
    ),
    "an embassy, which can only get a copy": ({"addressee": ["nb/embassy-berlin"]}, "addressee"),
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


@pytest.mark.parametrize(
    ("what", "prefix"), sample_covering(list(product(WRONG, LANGUAGES.values())), together=1)
)
def test_bad_input_is_answered_by_its_field_and_nothing_typed_is_lost(client, what, prefix):
    changes, field = WRONG[what]
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


def test_the_form_says_of_each_language_who_has_read_its_texts(client):
    page = client.get(FORM).get_data(as_text=True)
    said = dict(re.findall(r'<b lang="(\w+)">[^<]*</b><span class="hint">(.*?)</span>', page))
    assert said["en"].startswith("as its authors wrote it, not read by a lawyer")
    assert said["ru"] == said["kk"] == "draft translation, not reviewed by a native speaker"


def test_the_form_names_what_each_addressee_is_asked_for_and_who_cannot_be_written_to(client):
    page = client.get("/cases/zumpalov-ibbishev/letter").get_data(as_text=True)
    assert "order an independent investigation" in page
    closed = re.search(r"<input[^>]*nb/lo-777-1\"[^>]*>", page)
    assert closed
    assert "disabled" in closed[0]
    assert "LO-777/18" in page


@pytest.mark.parametrize("size", [300_000, 2_000_000])
def test_an_enormous_form_is_refused_with_a_page(client, size):
    answer = client.post(FORM, data={**TYPED, "words": "a" * size})
    assert answer.status_code == 413
    assert "<h1" in answer.get_data(as_text=True)


# Copies


def _copies(page: str) -> dict[str, bool]:
    """Return which copies are offered, and whether they are ticked."""
    boxes = fromstring(page).xpath('//input[@name="copy"]')
    return {box.get("value"): box.get("checked") is not None for box in boxes}


@pytest.mark.parametrize(
    ("country", "embassy"),
    [("DE", "nb/embassy-berlin"), ("GB", "nb/embassy-london"), ("CA", "nb/embassy-ottawa")],
)
def test_a_copy_is_offered_to_the_embassy_in_the_country_that_is_posted_from(
    client, country, embassy
):
    page = client.post(FORM, data={**TYPED, "country": country, "preview": "1"}).text
    assert _copies(page) == {embassy: False}
    ticked = {**TYPED, "country": country, "copy": embassy}
    page = client.post(FORM, data={**ticked, "preview": "1"}).text
    assert _copies(page) == {embassy: True}
    assert "Download 2 letters" in page
    letter, cover, copy = texts_of(client.post(FORM, data=ticked).data)
    assert "I teach history." in letter
    assert "Copy" not in letter
    assert "Please find enclosed a copy" in cover
    assert "Copy\n" in copy
    assert "I teach history." in copy


@pytest.mark.parametrize(
    ("country", "said"), [("", "which country you post from"), ("FR", "serves")]
)
def test_without_an_embassy_that_serves_the_country_the_form_says_why(client, country, said):
    page = client.post(FORM, data={**TYPED, "country": country, "preview": "1"}).text
    assert _copies(page) == {}
    (group,) = fromstring(page).xpath('//fieldset[@id="copy-group"]')
    assert said in group.text_content()


def test_an_embassy_that_does_not_serve_the_country_can_still_be_unticked(client):
    typed = {**TYPED, "country": "GB", "copy": "nb/embassy-berlin"}
    answer = client.post(FORM, data=typed)
    assert answer.status_code == 422
    assert _copies(answer.text) == {"nb/embassy-london": False, "nb/embassy-berlin": True}
    berlin = fromstring(answer.text).xpath('//label[input[@value="nb/embassy-berlin"]]')[0]
    assert "country that you post from" not in berlin.text_content()


def test_a_body_without_demand_can_be_sent_a_copy_from_any_country(client, edit):
    met = r"\1why: {en: Met., ru: Да., kk: Иә.}\n    state: met"
    for _ in range(2):
        edit("cases/puffchat-nine.yaml", r"(grantable_by: \[ombudsman\]\n    )state: open", met)
    page = client.get(FORM).text
    assert _copies(page) == {"nb/ombudsman": False}
    assert len(texts_of(client.post(FORM, data={**TYPED, "copy": "nb/ombudsman"}).data)) == 3


def test_where_nobody_can_get_a_copy_none_is_spoken_of(client, edit):
    edit("cases/puffchat-nine.yaml", r"  - nb/embassy-london\n.*?embassy-ottawa\n", "")
    page = client.get(FORM).text
    assert "copy-group" not in page
    answer = client.post(FORM, data={**TYPED, "copy": "nb/embassy-berlin"})
    assert answer.status_code == 422
    assert "is not an addressee of this case" in answer.text


# Read what you sign


def _rows(page: str) -> list[list[tuple[str | None, str]]]:
    """Return the cells of each row of the first letter that is shown aligned: language and text."""
    tables = fromstring(page).xpath('//div[@id="reading"]//table')
    return [
        [(cell.get("lang"), " ".join(cell.text_content().split())) for cell in row]
        for row in (tables[0].xpath("tbody/tr") if tables else ())
    ]


@pytest.mark.parametrize("mine", LANGUAGES)
@pytest.mark.parametrize("theirs", LANGUAGES)
def test_a_letter_in_another_language_is_read_beside_ones_own(client, library, mine, theirs):
    data = {**TYPED, "language": theirs, "preview": "1"}
    rows = _rows(client.post(LANGUAGES[mine] + FORM, data=data).text)
    if mine == theirs:
        assert rows == []
        return
    addressee = library.addressee("nb/prosecutor-general")
    salutations = [addressee.salutation.titled[language] for language in (theirs, mine)]
    assert list(zip((theirs, mine), salutations, strict=True)) in rows
    *others, (own,) = sorted(rows, key=len, reverse=True)
    assert own[1].endswith("I teach history.")
    assert own[1] != "I teach history."
    for (their_language, their_text), (my_language, my_text) in others:
        assert (their_language, my_language) == (theirs, mine)
        assert their_text
        assert my_text


def test_own_words_are_marked_once_however_many_paragraphs_they_have(client):
    data = {**TYPED, "words": "One.\n\nTwo.", "language": "ru", "preview": "1"}
    page = client.post(FORM, data=data).text
    assert page.count("not translated</b>") == 1
    assert [row for row in _rows(page) if len(row) == 1][1][0][1] == "Two."


def test_without_what_is_wrong_the_rest_can_still_be_read(client):
    page = client.post(FORM, data={**TYPED, "language": "ru", "words": "abc\u202edef"}).text
    assert _rows(page)
    assert "not translated</b>" not in page


def test_no_page_is_reading_beside_itself_before_anything_is_chosen(client):
    assert _rows(client.get(FORM).text) == []
    assert 'href="#reading-title"' not in client.get(FORM).text


def test_a_paragraph_that_is_no_translation_is_marked_as_such(client, edit):
    says = "No translation: the letter that is posted says this in other words."
    typed = {**TYPED, "language": "ru", "preview": "1"}
    assert says not in client.post(FORM, data=typed).text
    edit("letter_templates/appeal/ru.md", "{% endchoose %}", "{% or %}\nЕщё.\n{% endchoose %}")
    page = client.post(FORM, data=typed).text
    assert page.count(says) == 1
    assert f'lang="en">{says}' in page
    in_russian = client.post(f"/ru{FORM}", data={**typed, "language": "kk"}).text
    assert "Это не перевод" in in_russian


def test_a_preview_shows_a_few_pages_and_counts_every_letter(client, monkeypatch):
    monkeypatch.setattr("app.web.preview.MOST_PREVIEWED", 2)
    offices = ["nb/prosecutor-general", "nb/ombudsman", "nb/president"]
    page = client.post(FORM, data={**TYPED, "addressee": offices, "preview": "1"}).text
    assert len(fromstring(page).xpath('//div[@class="sheet"]')) == 2
    assert "1 more letter is not shown here." in page
    assert "Download 3 letters" in page
