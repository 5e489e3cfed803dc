"""Whatever a supporter's form or address holds is answered with a page, never with a failure."""

import pytest
from lxml.html import fromstring

from tests.conftest import sample
from tests.web.conftest import FORM, TYPED

PILE = "a" + "\u0301\u0316" * 60_000
TEXTS = {
    "a pile of marks": PILE,
    "half-wide marks of Katakana": "\uff9e\u0316" * 200,
    "zero bytes": "\0" * 300,
    "carriage returns alone": "\r" * 500,
    "turned round": "\u202e" * 300,
    "joined": "\U0001f469\u200d" * 200,
    "4,000 figures": "9" * 4_000,
    "5,000 figures": "9" * 5_000,
    "figures of other scripts": "٣" * 20,
    "a fraction": "1e999999",
    "percent signs": "%ff%fe%s%(x)s" * 50,
    "deep JSON": "[" * 100_000,
    "a large number in JSON": '{"seed": ' + "9" * 5_000 + "}",
}
FIELDS = [*TYPED, "copy", "demand", "language", "stationery", "date", "sign_as", "collected"]
NUMBERS = ["labels_each", "first_label", "seed", "remove"]


@pytest.mark.parametrize("text", sample([(each,) for each in TEXTS], every=4))
def test_no_text_in_any_field_makes_the_form_fail(client, text):
    text = TEXTS[text]
    for name in (*FIELDS, *NUMBERS, "next_case", "envelope", "sheet"):
        typed = {**TYPED, name: text, "labels": "1"}
        answer = client.post(FORM, data=typed, content_type="multipart/form-data")
        assert answer.status_code in (200, 404, 413, 422), name
        assert answer.mimetype == "application/pdf" or "<h1" in answer.text


@pytest.mark.parametrize("name", ["name", "address", "town", "words"])
def test_a_pile_of_marks_comes_back_with_a_message_beside_it(client, name):
    pile = "Zo" + "\u0301" * 40
    page = fromstring(client.post(FORM, data={**TYPED, name: pile}).text)
    (control,) = page.xpath(f'//*[@name="{name}"]')
    assert (control.value or "").strip() == pile
    (message,) = page.xpath(f'//*[@id="{name}-message"]')
    assert "More than 30 accents" in message.text_content()


@pytest.mark.parametrize("name", NUMBERS[:3])
@pytest.mark.parametrize("digits", [10, 4_000, 5_000])
def test_a_number_that_nobody_means_is_no_number(client, name, digits):
    answer = client.post(FORM, data={**TYPED, name: "9" * digits, "labels": "1"})
    assert answer.status_code == 422
    assert "Write a whole number." in answer.text


@pytest.mark.parametrize("number", [201, 20_000])
def test_more_fields_than_a_form_has_are_not_read(client, number):
    answer = client.post(FORM, data={**TYPED, "copy": [f"a{each}" for each in range(number)]})
    assert answer.status_code == 413
    assert "<h1" in answer.text
    assert "a77" not in answer.text


def test_what_was_ticked_several_times_is_looked_up_once(client):
    answer = client.post(FORM, data={**TYPED, "copy": ["nobody/x"] * 150})
    assert answer.status_code == 422
    assert answer.text.count("There is no addressee “nobody/x”.") <= 2


@pytest.mark.parametrize("path", ["/", FORM, "/cases/puffchat-nine", "/organisers/sign-in"])
def test_a_query_longer_than_any_link_is_refused_and_not_said_again(client, path):
    answer = client.get(f"{path}?next=" + "x" * 100_000)
    assert answer.status_code == 414
    assert "xxxx" not in answer.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Accept-Language", ",".join(f"l{each};q=0.5" for each in range(2_000))),
        ("If-None-Match", ",".join(f'"{each}"' for each in range(2_000))),
        ("Range", "bytes=" + ",".join(f"{each}-{each}" for each in range(2_000))),
        ("If-Range", "9" * 5_000),
        ("Accept", "text/html;q=" + "9" * 5_000),
        ("Cookie", "organiser=" + "x" * 8_000),
    ],
    ids=lambda each: each if len(each) < 20 else "",
)
@pytest.mark.parametrize("path", ["/", "/static/site.css", FORM])
def test_headers_of_thousands_of_entries_change_nothing(client, path, name, value):
    answer = client.get(path, headers={name: value})
    answer.close()
    assert answer.status_code in (200, 206, 304, 404, 416)
