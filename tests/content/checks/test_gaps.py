"""What no native speaker has read, and what isn't translated."""

from app.content.checks.gaps import unread, untranslated
from tests.content.conftest import ADDRESSEE, CASE, TEMPLATE, built, replaced

CASE_PATH = "cases/one.yaml"
OFFICE_PATH = "addressees/nb/ombudsman.yaml"
TEMPLATES = {
    language: f"letter_templates/appeal/{language}.md" for language in ("en", "ru", "kk", "de")
}
NONE_READ = "reviewed: {en: false, ru: false, kk: false}"


def test_what_nobody_has_read_is_told_by_language():
    assert unread(built({})) == {
        language: [OFFICE_PATH, CASE_PATH, TEMPLATES[language]] for language in ("en", "ru", "kk")
    }


def test_what_was_read_is_not_told():
    read = replaced(CASE, NONE_READ, "reviewed: {en: true, ru: false, kk: true}")
    template = replaced(TEMPLATE, "reviewed: false", "reviewed: true")
    found = unread(built({CASE_PATH: read, TEMPLATES["en"]: template}))
    assert found == {
        "en": [OFFICE_PATH],
        "ru": [OFFICE_PATH, CASE_PATH, TEMPLATES["ru"]],
        "kk": [OFFICE_PATH, TEMPLATES["kk"]],
    }


def test_a_language_without_a_mark_was_not_read():
    german = replaced(CASE, "title: {en: One man,", "title: {de: Ein Mann, en: One man,")
    assert unread(built({CASE_PATH: german}))["de"] == [CASE_PATH]


def test_in_a_complete_content_no_translation_is_missing():
    assert untranslated(built({})) == {}


def test_a_text_in_a_further_language_makes_the_others_missing():
    german = replaced(CASE, "title: {en: One man,", "title: {de: Ein Mann, en: One man,")
    assert untranslated(built({CASE_PATH: german})) == {"de": [CASE_PATH]}


def test_a_missing_text_is_told_of_a_document_with_errors_too():
    without = replaced(ADDRESSEE, ", kk: Омбудсмен}", "}")
    library = built({OFFICE_PATH: without})
    assert library.errors
    assert untranslated(library) == {"kk": [OFFICE_PATH]}


def test_a_letter_template_that_there_is_not_is_told_by_its_path():
    text = {"letter_templates/thanks/en.md": TEMPLATE}
    assert untranslated(built(text)) == {
        "ru": ["letter_templates/thanks/ru.md"],
        "kk": ["letter_templates/thanks/kk.md"],
    }
