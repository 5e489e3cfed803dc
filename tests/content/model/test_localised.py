"""Texts that must exist in each language of the site."""

import pytest
from pydantic import ValidationError

from app.content.model.localised import (
    Localised,
    LocalisedParagraphs,
    Reviewed,
)
from tests.conftest import LANGUAGES

COMPLETE = {"en": "Judge", "ru": "Судья", "kk": "Судья"}
PARAGRAPHS = {language: [text, text] for language, text in COMPLETE.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "left",
    [{}, {"text": ""}, {"text": " \t\n"}, {"text": "\N{NO-BREAK SPACE}"}],
    ids=["missing", "empty", "of spaces", "of a no-break space"],
)
def test_a_text_that_lacks_a_language_is_refused(language, left):
    texts = {**COMPLETE, language: left.get("text")}
    texts = {name: text for name, text in texts.items() if text is not None}
    with pytest.raises(ValidationError, match=f"translation missing: {language}"):
        Localised(texts)


@pytest.mark.parametrize("code", ["ka", "xx", "EN"])
def test_a_text_in_a_language_that_is_not_known_is_refused(code):
    with pytest.raises(ValidationError, match=f"unknown language {code}"):
        Localised({**COMPLETE, code: "Judge"})


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
        pytest.param({**PARAGRAPHS, "kk": []}, "translation missing: kk", id="none in Kazakh"),
        pytest.param({**PARAGRAPHS, "kk": ["Судья", " "]}, "translation missing: kk", id="a space"),
        pytest.param({"en": ["Judge"]}, "translation missing: ru, kk", id="English alone"),
    ],
)
def test_paragraphs_that_differ_from_language_to_language_are_refused(paragraphs, says):
    with pytest.raises(ValidationError, match=says):
        LocalisedParagraphs(paragraphs)


def test_paragraphs_are_found_by_language():
    assert LocalisedParagraphs(PARAGRAPHS)["ru"] == ["Судья", "Судья"]


def test_a_language_without_review_mark_is_refused():
    with pytest.raises(ValidationError, match="review mark missing: kk"):
        Reviewed({"en": True, "ru": False})


def test_a_further_language_counts_as_not_reviewed_until_it_is_marked():
    marks = {"en": True, "ru": False, "kk": False}
    assert Reviewed(marks)["en"] is True
    assert Reviewed(marks)["de"] is False
    assert Reviewed({**marks, "de": True})["de"] is True
