"""Texts that are printed beside letters: in the font, and one for each stationery."""

import pytest

from app.content.texts import printed_languages, printed_table
from app.letters.measure import missing_glyphs
from app.letters.stationery import STATIONERIES


@pytest.mark.parametrize("language", printed_languages())
def test_the_type_has_every_character_of_every_text(language):
    for table in ("copy", "paper", "stationery", "calibration", "guide"):
        assert missing_glyphs("".join(printed_table(table, language).values())) == []


@pytest.mark.parametrize("language", printed_languages())
def test_every_stationery_has_a_name(language):
    assert set(printed_table("stationery", language)) == set(STATIONERIES)
