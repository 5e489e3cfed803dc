"""Postcodes in the last line of an address, by country."""

import pytest

from app.content.postal.address import is_country
from app.content.postal.postcodes import POSTCODES, is_attempted


@pytest.mark.parametrize(
    ("country", "line", "postcode"),
    [
        ("KZ", "010000 Astana", "010000"),
        ("KZ", "Astana, 010000", "010000"),
        ("KZ", "A15E3C8 Almaty", "A15E3C8"),
        ("KZ", "010000", "010000"),
        ("KZ", "01000 Astana", None),
        ("KZ", "Astana 01000", None),
        ("KZ", "0100000 Astana", None),
        ("KZ", "KZ-010000 Astana", None),
        ("KZ", "Astana", None),
        ("GB", "London SW0X 0EA", "SW0X 0EA"),
        ("GB", "London SW0X0EA", None),
        ("CA", "Ottawa ON K2P 1P1", "K2P 1P1"),
        ("US", "Washington, DC 20036-2206", "20036-2206"),
        ("CH", "1211 Geneva 10", "1211"),
        ("DE", "D-13156 Berlin", None),
        ("PL", "00-001 Warszawa", "00-001"),
        ("LT", "LT-01100 Vilnius", "LT-01100"),
        ("NL", "2514 AA Den Haag", "2514 AA"),
    ],
)
def test_a_postcode_stands_whole_at_one_end_of_the_line(country, line, postcode):
    assert POSTCODES[country].of(line) == postcode


@pytest.mark.parametrize(
    ("line", "is_meant"),
    [
        ("Astana 01000", True),
        ("KZ-010000 Astana", True),
        ("London SW0X0EA", True),
        ("Almaty", False),
        ("00-001 Warszawa", True),
        ("Institution LA-155/18, Almaty", False),
        ("73 Gingerbread, Almaty", False),
    ],
)
def test_a_house_number_is_no_attempt_at_a_postcode(line, is_meant):
    assert is_attempted(line) is is_meant


@pytest.mark.parametrize("country", POSTCODES)
def test_the_example_of_a_country_is_one_of_its_postcodes(country):
    known = POSTCODES[country]
    assert is_country(country)
    for example in known.example.split(" or "):
        assert known.of(f"{example} Town") == known.of(f"Town {example}") == example
        assert is_attempted(example) or " " in example
