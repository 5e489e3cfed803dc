"""The ways in which letters leave the site: what each of them gives, by what was pressed."""

import io
import re
from itertools import product
from urllib.parse import parse_qs, unquote, urlsplit

import docx
import pdfplumber
import pytest
from lxml import html

from app.letters.calibration import LINE
from app.letters.envelope import EnvelopeTooSmall
from app.letters.label_sheet import LABEL_SHEETS, LabelTooSmall
from app.letters.printed_texts import CALIBRATION
from tests.conftest import LIBRARY, sample_covering
from tests.printed import texts_of
from tests.web.conftest import FORM, LANGUAGES, TYPED

OFFICES = {"addressee": ["nb/prosecutor-general", "nb/ombudsman"]}
EMBASSY = "addressees/nb/embassy-berlin.yaml"
OFFICE = LIBRARY.addressee("nb/president").label
BAR = "Not to be posted"
MM = 72 / 25.4


def pages_of(answer) -> list[str]:
    """Return the text of each page of a PDF."""
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return texts_of(answer.data)


def name_of(answer) -> str:
    """Return the name under which a browser saves the answer."""
    return re.fullmatch('attachment; filename="(.*)"', answer.headers["Content-Disposition"])[1]


def send(client, prefix="", **typed):
    """Send the form of a letter as it was filled in, with these changes."""
    return client.post(prefix + FORM, data={**TYPED, **typed})


# Printed


def test_without_its_field_no_guide_is_printed(client):
    assert [BAR in page for page in pages_of(send(client))] == [False]


def test_the_guide_comes_behind_all_letters(client):
    pages = pages_of(send(client, guide="1", **OFFICES))
    assert [BAR in page for page in pages] == [False, False, *[True] * (len(pages) - 2)]
    assert len(pages) > 2


@pytest.mark.parametrize(
    ("prefix", "language", "has_translation"),
    [("", "en", False), ("/ru", "en", True), ("/kk", "ru", True)],
)
def test_the_guide_speaks_the_language_of_the_page_and_translates_a_letter_in_another(
    client, prefix, language, has_translation
):
    reader = prefix.strip("/") or "en"
    letter, *guide = pages_of(send(client, prefix, guide="1", language=language))
    assert all(CALIBRATION["not_posted"][reader] in page for page in guide)
    salutation = {"en": "Dear Prosecutor General,", "ru": "Уважаемый господин"}[language]
    assert salutation in letter
    assert any(salutation in page for page in guide) == has_translation


def test_the_form_offers_the_guide_ticked_and_gives_back_what_was_chosen(client):
    def is_ticked(page: str) -> bool:
        return bool(html.fromstring(page).xpath('//input[@name="guide"]/@checked'))

    assert is_ticked(client.get(FORM).text)
    assert is_ticked(send(client, preview="1", guide="1").text)
    assert not is_ticked(send(client, preview="1").text)


# To be edited


def test_a_document_for_a_word_processor_holds_every_letter(client):
    answer = send(client, docx="1", **OFFICES)
    assert answer.headers["Cache-Control"] == "no-store"
    assert name_of(answer) == "letters-puffchat-nine.docx"
    written = docx.Document(io.BytesIO(answer.data))
    text = "\n".join(each.text or "" for each in written.element.iter() if each.tag.endswith("}t"))
    assert text.count("I teach history.") == 2
    for salutation in ("Dear Prosecutor General,", "Dear Commissioner,"):
        assert salutation in text


# As text


def sections_of(answer) -> list[html.HtmlElement]:
    """Return the part of each letter on the page of texts."""
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return html.fromstring(answer.text).xpath("//main//section")


def test_the_page_of_texts_holds_each_whole_letter_in_its_language(client):
    first, second = sections_of(send(client, text="1", language="ru", **OFFICES))
    assert first.xpath("h2")[0].text_content() == "Prosecutor General"
    (area,) = first.xpath("textarea")
    assert area.get("lang") == "ru"
    for line in ("Anna Beispiel", "010000 Ostrana", "ANTARKTIS", "I teach history."):
        assert line in area.text
    assert "Уважаемый господин Уполномоченный!" in second.xpath("textarea")[0].text


def test_a_text_is_never_markup_on_its_page(client):
    (section,) = sections_of(send(client, text="1", words="</textarea><b id=x>"))
    assert section.xpath("//b[@id='x']") == []
    assert "</textarea><b id=x>" in section.xpath("textarea")[0].text


def test_an_office_without_address_for_it_gets_no_mail(client):
    assert "mailto:" not in send(client, text="1").text


def test_a_letter_to_an_office_with_an_address_for_it_can_be_mailed(client, edit):
    edit(
        "addressees/nb/prosecutor-general.yaml",
        "languages: ",
        "email: office@example.kz\nlanguages: ",
    )
    (section,) = sections_of(send(client, text="1"))
    (link,) = section.xpath('.//a[starts-with(@href, "mailto:")]/@href')
    assert urlsplit(link).path == "office@example.kz"
    assert "PuffChat" in parse_qs(urlsplit(link).query)["subject"][0]
    assert "too long" in section.text_content()


def test_the_copy_to_an_embassy_is_mailed_with_the_letter_that_it_encloses(client, edit):
    edit(EMBASSY, "languages: ", "email: embassy@example.kz\nlanguages: ")
    typed = {"copy": "nb/embassy-berlin", "text": "1"}
    letter, cover = sections_of(send(client, **typed))
    assert "Berlin" in cover.xpath("h2")[0].text_content()
    text = cover.xpath("textarea")[0].text
    assert text.index("Please find enclosed") < text.index("Copy\n") < text.index("I teach history")
    assert letter.xpath('.//a[starts-with(@href, "mailto:")]') == []
    (link,) = cover.xpath('.//a[starts-with(@href, "mailto:")]/@href')
    assert unquote(urlsplit(link).path) == "embassy@example.kz"


# Envelopes


@pytest.mark.parametrize(
    ("typed", "has_sender"),
    [
        ({"with_sender": "1"}, True),
        ({}, False),
        ({"with_sender": "1", "sign_as": "initials"}, False),
        ({"with_sender": "1", "sign_as": "blank"}, False),
    ],
)
def test_an_envelope_has_the_senders_name_only_where_it_is_wanted_and_on_the_letter(
    client, typed, has_sender
):
    (page,) = pages_of(send(client, envelopes="1", envelope="c6", **typed))
    assert "ANTARKTIS" in page
    assert ("Anna Beispiel" in page) == has_sender
    assert ("Musterstraße" in page) == has_sender


def test_an_envelope_is_printed_for_each_letter_and_each_copy(client):
    answer = send(client, envelopes="1", envelope="c5", copy="nb/embassy-berlin", **OFFICES)
    assert name_of(answer) == "envelopes-c5.pdf"
    pages = pages_of(answer)
    assert ["Botschaft" in page for page in pages] == [False, False, True]
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        size = (pdf.pages[0].width / MM, pdf.pages[0].height / MM)
    assert size == pytest.approx((229, 162), abs=0.1)


# Labels


def tops_of_labels(answer, word: str) -> list[float]:
    """Return how far down, in mm, a word stands on a sheet of labels."""
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        return [each["top"] / MM for page in pdf.pages for each in page.search(word)]


def test_so_many_labels_of_each_are_printed_from_the_first_free_one_on(client):
    typed = {"labels": "1", "sheet": "l7163", "labels_each": "2", "first_label": "5"}
    answer = send(client, **typed, **OFFICES)
    assert name_of(answer) == "labels-l7163.pdf"
    (page,) = pages_of(answer)
    assert page.count("Prosecutor General") == page.count("Commissioner") == 2
    third_row = LABEL_SHEETS["l7163"].label(5).y
    assert min(tops_of_labels(answer, "Prosecutor")) >= third_row
    assert min(tops_of_labels(answer, "Commissioner")) >= LABEL_SHEETS["l7163"].label(7).y


def test_without_any_number_one_label_is_printed(client):
    (page,) = pages_of(send(client, labels="1", labels_each="", first_label=""))
    assert page.count("ANTARKTIS") == 1


# The calibration page


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_calibration_page_is_of_the_stationery_by_button_and_by_its_address(client, prefix):
    pressed = send(client, prefix, calibration="1", stationery="us-10")
    asked = client.get(f"{prefix}/calibration/us-10.pdf")
    assert name_of(pressed) == name_of(asked) == "calibration-us-10.pdf"
    (page,) = pages_of(pressed)
    assert f"{LINE}" in page
    assert texts_of(asked.data) == [page]
    with pdfplumber.open(io.BytesIO(asked.data)) as pdf:
        assert pdf.pages[0].width / MM == pytest.approx(215.9, abs=0.1)


def test_the_calibration_page_needs_nothing_else_to_be_right(client):
    answer = send(client, calibration="1", addressee=[], name="Anna 😀", words="a" * 3001)
    assert "Anna" not in "".join(pages_of(answer))


@pytest.mark.parametrize("slug", ["papyrus", "..%2Fdin-5008-b", "din-5008-b.pdf"])
def test_there_is_no_calibration_page_of_other_stationery(client, slug):
    assert client.get(f"/calibration/{slug}.pdf").status_code == 404
    assert send(client, calibration="1", stationery=slug).status_code == 422


# All of them


@pytest.mark.parametrize(
    ("way", "prefix"),
    sample_covering(
        list(
            product(("", "docx", "text", "envelopes", "labels", "calibration"), LANGUAGES.values())
        ),
        together=1,
    ),
)
def test_no_way_names_anything_typed_outside_the_answer_itself(client, way, prefix):
    answer = send(client, prefix, **{way: "1"} if way else {})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    for typed in ("Anna", "Muster", "history"):
        assert typed not in str(answer.headers)


WRONG = {
    "an unknown envelope": ({"envelopes": "1", "envelope": "papyrus"}, "envelope"),
    "an unknown sheet": ({"labels": "1", "sheet": "papyrus"}, "sheet"),
    "no label": ({"labels": "1", "labels_each": "0"}, "labels_each"),
    "fewer labels than none": ({"labels": "1", "labels_each": "-1"}, "labels_each"),
    "a thousand million labels": ({"labels": "1", "labels_each": "1000000000"}, "labels_each"),
    "more figures than a number has": ({"labels": "1", "labels_each": "9" * 5000}, "labels_each"),
    "what is no number": ({"labels": "1", "labels_each": "two"}, "labels_each"),
    "a label beyond the sheet": ({"labels": "1", "first_label": "99"}, "first_label"),
    "the label before the first": ({"labels": "1", "first_label": "0"}, "first_label"),
    "an unknown envelope, for a letter": ({"envelope": "papyrus"}, "envelope"),
    "a copy to nobody": ({"copy": "nb/nobody"}, "copy"),
    "a copy to one of another case": ({"copy": "nb/lo-777-18"}, "copy"),
    "a copy to one that can be asked": ({"copy": "nb/ombudsman"}, "copy"),
    "a copy to one that is closed": ({"copy": "nb/foreign-minister"}, "copy"),
    "a copy to another country's embassy": ({"copy": "nb/embassy-london"}, "copy"),
    "a sender wider than an envelope": (
        {"envelopes": "1", "envelope": "c6", "with_sender": "1", "name": "A" * 45},
        "name",
    ),
}


@pytest.mark.parametrize(
    ("what", "prefix"),
    sample_covering(list(product(WRONG, LANGUAGES.values())), together=1),
)
def test_bad_input_is_answered_by_its_field_and_nothing_typed_is_lost(client, what, prefix):
    changes, field = WRONG[what]
    typed = {**TYPED, **changes}
    answer = client.post(prefix + FORM, data=typed)
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "no-store"
    page = html.fromstring(answer.text)
    assert page.xpath(f'//*[@id="{field}-message"]')[0].text_content().strip()
    (target,) = {link.partition("#")[2] for link in page.xpath('//div[@class="mend"]//a/@href')}
    (control,) = page.xpath(f'//*[@id="{target}"]')
    assert target == field
    assert all(each.get("open") is not None for each in control.iterancestors("details"))
    for name in ("name", "town"):
        assert page.xpath(f'//input[@name="{name}"]/@value') == [typed[name]]
    for name in ("address", "words"):
        assert page.xpath(f'//textarea[@name="{name}"]')[0].text.strip() == typed[name]


@pytest.mark.parametrize(
    ("way", "refusal", "field"),
    [
        ("envelopes", EnvelopeTooSmall(office=OFFICE, envelope="B6"), "envelope"),
        ("labels", LabelTooSmall(office=OFFICE, width="66", height="25"), "sheet"),
    ],
)
def test_an_address_that_is_too_long_is_told_by_the_field_that_can_be_changed(
    client, monkeypatch, way, refusal, field
):
    def refuse(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(f"app.web.ways.{way}", refuse)
    answer = send(client, "/ru", **{way: "1"})
    assert answer.status_code == 422
    (message,) = html.fromstring(answer.text).xpath(f'//*[@id="{field}-message"]')
    assert OFFICE["ru"] in message.text_content()
