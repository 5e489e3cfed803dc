"""Whether the last line of an address says the country, in whatever language."""

import pytest

from app.content.postal.country_names import ends_with_country


@pytest.mark.parametrize(
    ("line", "country", "named"),
    [
        pytest.param("Kazakhstan", "KZ", "Kazakhstan", id="English"),
        pytest.param("KAZAKHSTAN.", "KZ", "KAZAKHSTAN.", id="capitals, a full stop"),
        pytest.param("Казахстан", "KZ", "Казахстан", id="Russian"),
        pytest.param("Қазақстан", "KZ", "Қазақстан", id="Kazakh"),
        pytest.param("Cazaquistão", "KZ", "Cazaquistão", id="a language that we don't print"),
        pytest.param("Kazahsztán", "KZ", "Kazahsztán", id="another one"),
        pytest.param("Republic of Kazakhstan", "KZ", "Republic of Kazakhstan", id="the long name"),
        pytest.param("Республика Казахстан", "KZ", "Республика Казахстан", id="in Russian"),
        pytest.param("Республики Казахстан", "KZ", "Республики Казахстан", id="in the genitive"),
        pytest.param("Қазақстан Республикасы", "KZ", "Қазақстан Республикасы", id="in Kazakh"),
        pytest.param("Bundesrepublik Deutschland", "DE", "Bundesrepublik Deutschland", id="German"),
        pytest.param("010000 Astana, Kazakhstan", "KZ", "Kazakhstan", id="behind a comma"),
        pytest.param("Astana Kazakhstan 010000", "KZ", "Kazakhstan 010000", id="before a number"),
        pytest.param("Washington, DC 20001 USA", "US", "USA", id="letters for it"),
        pytest.param("010000 Astana KZ", "KZ", "KZ", id="its code"),
        pytest.param("010000 Astana", "KZ", None, id="a town"),
        pytest.param("Almaty", "KZ", None, id="a town alone"),
        pytest.param("Алматы", "KZ", None, id="a town in Cyrillic"),
        pytest.param("Kostanay", "KZ", None, id="a town whose name is like the country's"),
        pytest.param("Kazakhstan Street 5, 010000 Astana", "KZ", None, id="a street"),
        pytest.param("00189 Roma", "IT", None, id="another town"),
        pytest.param("Ottawa ON K2P 1P1", "CA", None, id="letters of a province"),
        pytest.param("Luxembourg", "LU", None, id="a town that is called as its country"),
        pytest.param("Kazakhstan", "DE", None, id="another country"),
        pytest.param("13156", "DE", None, id="no word"),
    ],
)
def test_the_country_at_the_end_of_a_line_is_found(line, country, named):
    assert ends_with_country(line, country) == named
