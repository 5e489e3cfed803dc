"""Letters of one script among those of another."""

import pytest

from app.content.postal.scripts import foreign_letters, is_without, mixed_word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nirgendstraße 14–17, 5º", ""),
        ("Oʻzbekiston koʼchasi №5", ""),
        ("14 Whаistle El", "а"),
        ("ул. Барабанная, 31 A", "улБарабанная"),
        ("Οδός 5", "Οδός"),
    ],
)
def test_letters_that_are_not_roman_are_found(text, found):
    assert foreign_letters(text, "LATIN") == found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("14 Whistle El Avenue", True),
        ("010000 Astana", True),
        ("010000 Астана", False),
        ("Гостиница Hilton", False),
        ("31/33", False),
        ("A15E3C8", False),
        ("ЛА-155/18", False),
        ("LA-155/18", False),
    ],
)
def test_lines_without_a_cyrillic_word_are_found(text, is_found):
    assert is_without(text, "CYRILLIC") is is_found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("010000 Aстана", "Aстана"),
        ("пр. Жестяной Eл, 14", "Eл"),
        ("Гостиница Hilton, 5A", None),
        ("ул. Чайников, 2", None),
    ],
)
def test_a_word_of_two_scripts_is_found(text, word):
    assert mixed_word(text) == word
