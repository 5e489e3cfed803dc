"""Who is written to without a postcode."""

import pytest

from app.content.checks.postcodes import without_postcode
from tests.content.conftest import ADDRESSEE, built, line_of, replaced

PATH = "addressees/nb/ombudsman.yaml"


@pytest.mark.parametrize(
    ("country", "town", "is_said"),
    [
        ("KZ", "Astana", True),
        ("KZ", "010000 Astana", False),
        ("DE", "Berlin", True),
        ("AQ", "Ostrana", False),
    ],
)
def test_an_address_without_a_postcode_is_said_where_the_country_has_them(country, town, is_said):
    text = ADDRESSEE.replace("010000 Ostrana", town).replace("country: AQ", f"country: {country}")
    warnings = without_postcode(built({PATH: text}))
    assert [each.line for each in warnings] == ([line_of(text, "full:")] if is_said else [])


def test_nothing_is_said_of_an_office_to_which_nothing_is_posted():
    text = ADDRESSEE.replace("010000 Ostrana", "Astana").replace("country: AQ", "country: KZ")
    closed = replaced(text, "state: in-use", "state: closed\nstate_reason: {en: It closed.}")
    assert without_postcode(built({PATH: closed})) == []
