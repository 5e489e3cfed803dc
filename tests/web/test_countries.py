"""The countries of a letter's form, where their readers look for them."""

import pytest

from app.web.countries import countries


@pytest.mark.parametrize(
    ("language", "neighbours"),
    [
        pytest.param("en", ["Cook Islands", "Costa Rica", "Côte d’Ivoire", "Croatia"], id="ô as o"),
        pytest.param("en", ["Afghanistan", "Åland Islands", "Albania"], id="Å as A"),
        pytest.param("ru", ["Италия", "Йемен", "Кабо-Верде"], id="й behind и, and no other и"),
        pytest.param("kk", ["Аустрия", "Әзірбайжан", "Әскенжін аралы"], id="ә behind а"),
    ],
)
def test_a_country_stands_where_its_letters_put_it(language, neighbours):
    names = list(countries(language).values())
    first = names.index(neighbours[0])
    assert names[first : first + len(neighbours)] == neighbours
