"""The catalogues: every text of the public pages, in each of their languages."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from app.content.languages import ENGLISH
from app.web.languages import site_languages
from tests.conftest import ROOT

TRANSLATIONS = ROOT / "app" / "web" / "translations"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "translatable": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
}
"""As the Makefile names them."""
OTHER_LANGUAGES = [language for language in site_languages() if language != ENGLISH]
PLACEHOLDER = re.compile(r"%(?:\(\w+\)[sd]|%)")


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def texts_of(message: Message) -> list[str]:
    """Return the translation, in every plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids_of(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@cache
def said_in_code() -> frozenset[str]:
    """Return every text that code and pages mark for translation, plurals by their first form."""
    found = extract_from_dir(str(ROOT / "app"), METHODS, keywords=KEYWORDS)
    ids = [each[2] for each in found]
    return frozenset(each if isinstance(each, str) else each[0] for each in ids)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_text_is_translated(language):
    known = {ids_of(each)[0] for each in catalogue(language) if each.id and all(texts_of(each))}
    assert said_in_code() - known == set()
    assert len(known) > 100


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_translation_holds_the_same_placeholders(language):
    for message in catalogue(language):
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(ids_of(message)[-1]))
        for text in texts_of(message):
            assert set(PLACEHOLDER.findall(text)) == wanted, text
        assert not message.fuzzy, message.id
