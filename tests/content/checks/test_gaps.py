"""What no native speaker has read, and what isn't translated."""

import pytest

from app.content.checks.gaps import missing_translations, source_language, unread, untranslated
from app.content.library.building import build
from tests.content.conftest import (
    ADDRESSEE,
    CASE,
    DOCUMENTS,
    TEMPLATE,
    built,
    line_of,
    replaced,
)

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
    library = built({OFFICE_PATH: without + "colour: red\n"})
    assert library.errors
    assert untranslated(library) == {"kk": [OFFICE_PATH]}


def test_paragraphs_of_which_one_is_blank_are_missing():
    half = replaced(CASE, "account: {en: [He is held.], ", "account: {en: [He is held., ''], ")
    half = replaced(
        half,
        "ru: [Он в заключении.], kk: [Ол түрмеде.]}\nsummary",
        "ru: [а, б], kk: ['', г]}\nsummary",
    )
    library = built({CASE_PATH: half})
    assert not library.errors
    assert untranslated(library) == {"en": [CASE_PATH], "kk": [CASE_PATH]}


def test_what_is_not_translated_is_a_warning_at_the_first_such_text():
    less = CASE.replace(", kk: Омбаты}", "}").replace(", kk: Сам Боди}", "}")
    less = less.replace(", kk: Заң.}", "}").replace(", kk: [Ол түрмеде.]}", "}")
    texts = {**DOCUMENTS, CASE_PATH: less}
    del texts[TEMPLATES["kk"]]
    place = line_of(less, "place:")
    assert list(map(str, missing_translations(build(texts)))) == [
        f"{CASE_PATH}:{place}: warning: not translated into Kazakh: "
        "place, people.0.name, account and 2 more",
        f"{TEMPLATES['kk']}:1: warning: there is no such letter template in Kazakh",
    ]


@pytest.mark.usefixtures("first_schema")
@pytest.mark.parametrize(
    ("path", "text", "target", "source"),
    [
        pytest.param(CASE_PATH, CASE, "ru", "en", id="English for choice"),
        pytest.param(CASE_PATH, CASE, "en", "ru", id="Russian into English"),
        pytest.param(CASE_PATH, "title: {kk: Бір адам}\n", "en", "kk", id="what there is"),
        pytest.param(CASE_PATH, "title: {kk: Бір адам}\n", "kk", "en", id="nothing else"),
        pytest.param(TEMPLATES["kk"], TEMPLATE, "en", "ru", id="a letter template"),
    ],
)
def test_a_document_is_translated_from_a_language_that_it_has(path, text, target, source):
    assert source_language(built({path: text}), path, target) == source


def test_a_language_that_the_site_does_not_have_is_no_warning():
    german = replaced(CASE, "title: {en: One man,", "title: {de: Ein Mann, en: One man,")
    assert missing_translations(built({CASE_PATH: german})) == []


def test_a_letter_template_that_there_is_not_is_told_by_its_path():
    text = {"letter_templates/thanks/en.md": TEMPLATE}
    assert untranslated(built(text)) == {
        "ru": ["letter_templates/thanks/ru.md"],
        "kk": ["letter_templates/thanks/kk.md"],
    }
