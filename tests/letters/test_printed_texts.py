"""Texts that are printed beside letters: in the type, and one for each stationery."""

from app.content.model.localised import LANGUAGES, Localised
from app.letters import printed_texts
from app.letters.measure import missing_glyphs
from app.letters.stationery import STATIONERIES


def _every_text() -> list[Localised]:
    found = []
    for value in vars(printed_texts).values():
        found += [value] if isinstance(value, Localised) else []
        found += value.values() if isinstance(value, dict) and "__name__" not in value else []
    return [text for text in found if isinstance(text, Localised)]


def test_the_type_has_every_sign_of_every_text():
    assert len(_every_text()) > 20
    for text in _every_text():
        assert missing_glyphs("".join(text[language] for language in LANGUAGES)) == []


def test_every_stationery_has_a_name():
    assert set(printed_texts.STATIONERY_NAMES) == set(STATIONERIES)
