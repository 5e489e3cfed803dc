"""The letter as text to copy, and as an e-mail."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from app.content.model.localised import LANGUAGES
from app.letters.plain_text import LONGEST_MAILTO, mailto, plain_text
from app.letters.sender import Sender
from tests.conftest import LIBRARY
from tests.letters.conftest import ANNA

WRITTEN = Sender.typed("Anna Beispiel", "Musterstraße 12\n12345 Musterstadt", "Musterstadt", "DE")
EMBASSY = LIBRARY.addressee("nb/embassy-berlin").model_copy(
    update={"email": "berlin+letters@example.kz"}
)


def test_the_whole_letter_is_there_in_its_order(letters_with):
    [letter] = letters_with(words="Own words,\nin two lines.")
    text = plain_text(letter)
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == "Anna Beispiel\nMusterstraße 12\n12345 Musterstadt\nGermany"
    assert paragraphs[1].splitlines() == list(letter.address_forms[0])
    assert paragraphs[2] == "Musterstadt, 22 November 2026"
    assert paragraphs[3] == letter.subject.replace("\N{NO-BREAK SPACE}", " ")
    assert paragraphs[4] == "Dear Prosecutor General,"
    assert paragraphs[-2:] == [letter.closing, "Anna Beispiel"]
    assert "Own words,\nin two lines." in paragraphs
    assert "\n1. lodge a protest" in text
    assert "\n2. open the full" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_are_plain_and_a_copy_is_marked(letters_with, language):
    for letter in letters_with(language=language, copies=("nb/embassy-berlin",)):
        text = plain_text(letter)
        assert "\N{NO-BREAK SPACE}" not in text
        assert "\n\n\n" not in text
        assert text.startswith(letter.mark or "Anna Beispiel")


def test_what_the_sender_left_out_leaves_no_gap(letters_with):
    [letter] = letters_with(sender=replace(ANNA, sign_as="blank"))
    assert plain_text(letter).startswith(letter.address_forms[0][0])
    assert plain_text(letter).endswith(letter.closing)


def test_an_addressee_without_address_for_it_gets_no_mail(letters_with):
    [letter] = letters_with()
    assert mailto(letter, LIBRARY.addressee("nb/prosecutor-general")) is None


def _parts(url: str) -> tuple[str, dict[str, list[str]]]:
    address = urlsplit(url)
    assert address.scheme == "mailto"
    assert "+" not in address.query  # mail programs don't take it for a space
    return unquote(address.path), parse_qs(address.query, keep_blank_values=True)


def test_a_short_letter_is_a_mail_with_subject_and_text(letters_with):
    _, cover, _ = letters_with(copies=("nb/embassy-berlin",), words="A & B = 100 % #1?")
    mail = mailto(cover, EMBASSY)
    path, fields = _parts(mail.url)
    assert mail.holds_text
    assert path == "berlin+letters@example.kz"
    assert set(fields) == {"subject", "body"}
    assert fields["subject"] == [cover.subject.replace("\N{NO-BREAK SPACE}", " ")]
    [body] = fields["body"]
    assert body.startswith("Dear Sir or Madam,\r\n\r\nPlease find enclosed")
    assert body.endswith("Anna Beispiel\r\n\r\nMusterstraße 12\r\n12345 Musterstadt")
    assert body.replace("\r\n", "\n") == mail.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_longer_letter_is_a_mail_with_its_subject_and_the_text_to_paste(letters_with, language):
    [letter] = letters_with(language=language, words="A & B = 100 % #1?" * 30)
    mail = mailto(letter, EMBASSY)
    assert not mail.holds_text
    assert len(mail.url) <= LONGEST_MAILTO
    assert set(_parts(mail.url)[1]) == {"subject"}
    assert "A & B = 100 % #1?" in mail.text
    assert mail.text.count("Anna Beispiel") == 1


def test_a_mail_signed_with_initials_says_no_more_than_the_letter(letters_with):
    [letter] = letters_with(sender=replace(ANNA, sign_as="initials"))
    text = mailto(letter, EMBASSY).text
    assert text.endswith("A. B., Musterstadt\n\nGermany")
    assert "Beispiel" not in text


def test_no_address_can_add_fields_or_receivers(letters_with):
    [letter] = letters_with()
    hostile = EMBASSY.model_copy(update={"email": "a@b.kz?bcc=c@d.kz&x=, e@f.kz"})
    path, fields = _parts(mailto(letter, hostile).url)
    assert set(fields) <= {"subject", "body"}
    assert path == "a@b.kz?bcc=c@d.kz&x=, e@f.kz"
