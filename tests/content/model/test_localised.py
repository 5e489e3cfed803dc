"""Texts that exist in one language at least."""

import pytest
from pydantic import ValidationError

from app.content.model.localised import (
    LanguageNames,
    Localised,
    LocalisedParagraphs,
    NotInLanguage,
    Reviewed,
)
from tests.conftest import LANGUAGES

COMPLETE = {"en": "Judge", "ru": "Судья", "kk": "Судья"}
PARAGRAPHS = {language: [text, text] for language, text in COMPLETE.items()}


BLANKS = {"empty": "", "of spaces": " \t\n", "of a no-break space": "\N{NO-BREAK SPACE}"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
def test_a_blank_text_is_none_in_its_language(language, blank):
    text = Localised({**COMPLETE, language: blank})
    assert language not in text
    assert dict(text.texts()) == {each: said for each, said in COMPLETE.items() if each != language}


@pytest.mark.parametrize("texts", [{}, *({"en": each} for each in BLANKS.values())], ids=repr)
def test_a_text_in_no_language_is_refused(texts):
    with pytest.raises(ValidationError, match="write it in one language at least"):
        Localised(texts)


@pytest.mark.parametrize("code", ["ka", "xx", "EN"])
def test_a_text_in_a_language_that_is_not_known_is_refused(code):
    with pytest.raises(ValidationError, match=f"unknown language {code}"):
        Localised({**COMPLETE, code: "Judge"})


def test_a_text_that_is_asked_for_in_a_language_that_it_lacks_says_in_which_it_is():
    text = Localised({"ru": "Судья", "kk": "Төреші"})
    with pytest.raises(NotInLanguage) as refused:
        text["en"]
    assert str(refused.value) == (
        "“Судья” is not translated yet. Asked for in: English; written in: Russian, Kazakh."
    )


@pytest.mark.parametrize(
    ("languages", "wanted", "read"),
    [
        (("en", "ru", "kk"), "kk", "kk"),
        (("en", "ru"), "kk", "en"),
        (("ru", "de"), "kk", "ru"),
        (("de", "ru"), "kk", "ru"),
        (("de",), "en", "de"),
    ],
)
def test_a_text_is_read_in_the_wanted_language_else_in_english_else_in_the_first(
    languages, wanted, read
):
    text = Localised({language: f"in {language}" for language in languages})
    assert text.text_in(wanted) == (f"in {read}", read)
    assert str(text) == text.text_in("en").text


def test_names_of_languages_are_said_in_any_of_them():
    names = LanguageNames(["en", "kk"])
    assert f"{names}" == "English, Kazakh"
    assert names.names("ru") == "английский, казахский"


def test_a_text_may_hold_further_languages():
    text = Localised({**COMPLETE, "de": "Richter"})
    assert text["de"] == "Richter"
    assert dict(text.texts()) == {**COMPLETE, "de": "Richter"}


def test_a_text_shows_itself_in_english():
    assert str(Localised(COMPLETE)) == "Judge"


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        pytest.param({**PARAGRAPHS, "ru": ["Судья"]}, "same number", id="one paragraph fewer"),
        pytest.param({**PARAGRAPHS, "de": ["Richter"]}, "same number", id="one fewer in German"),
        pytest.param({"en": [], "kk": ["Судья", " "]}, "in one language", id="none whole"),
    ],
)
def test_paragraphs_that_differ_from_language_to_language_are_refused(paragraphs, says):
    with pytest.raises(ValidationError, match=says):
        LocalisedParagraphs(paragraphs)


def test_paragraphs_are_found_by_language():
    assert LocalisedParagraphs(PARAGRAPHS)["ru"] == ["Судья", "Судья"]


@pytest.mark.parametrize("left", [[], ["Судья", " "]], ids=["no paragraph", "one of a space"])
def test_paragraphs_that_are_not_all_translated_are_none_in_that_language(left):
    paragraphs = LocalisedParagraphs({**PARAGRAPHS, "kk": left})
    assert "kk" not in paragraphs
    with pytest.raises(NotInLanguage, match="“Judge” is not translated yet"):
        paragraphs["kk"]
    assert [each.text_in("kk") for each in paragraphs.paragraphs] == [("Judge", "en")] * 2


def test_a_language_counts_as_not_reviewed_until_it_is_marked():
    marks = {"en": True, "ru": False}
    assert Reviewed(marks)["en"] is True
    assert Reviewed(marks)["kk"] is False
    assert Reviewed(marks)["de"] is False
    assert Reviewed({**marks, "de": True})["de"] is True
