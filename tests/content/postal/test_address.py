"""What makes a postal address, and its country line."""

import pytest

from app.content.postal.address import Address, country_line, is_country, is_kazakh_postcode

OFFICE = ("Prosecutor General", "14 First Street", "010000 Astana")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        pytest.param(("Astana",), "at least two lines", id="one line names no office"),
        pytest.param((), "at least two lines", id="no line at all"),
        pytest.param(tuple("abcdefgh"), "at most 7 lines", id="eight lines"),
        pytest.param(("Office", ""), "''", id="an empty line"),
        pytest.param(("Office", "—"), "'—'", id="a line without letter or digit"),
        pytest.param(("Office", "___"), "'___'", id="a line of underscores"),
        pytest.param(("@Office", "Astana"), "'@Office'", id="a line that begins with @"),
        pytest.param(("Office", "/Astana"), "'/Astana'", id="a line that begins with a slash"),
        pytest.param(("Office", "<b>"), "'<b>'", id="a line that begins with a tag"),
        pytest.param(("Office", '"Astana"'), "Astana", id="a line that begins with a quotation"),
    ],
)
def test_what_no_post_office_reads_is_no_address(lines, says):
    address = Address(lines, "KZ")
    assert not address.is_valid
    with pytest.raises(ValueError, match=says):
        address.check()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(OFFICE, id="an office, a street and a place"),
        pytest.param(("Office", "Astana"), id="two lines"),
        pytest.param(tuple("abcdefg"), id="seven lines"),
        pytest.param(("Начальнику учреждения", "Алматы"), id="Cyrillic letters"),
        pytest.param(("Office", "31/33 Second St (2nd floor), №5"), id="punctuation within a line"),
    ],
)
def test_what_post_offices_read_is_an_address(lines):
    address = Address(lines, "KZ")
    address.check()
    assert address.is_valid


@pytest.mark.parametrize("place", ["01000 Astana", "0100000 Astana", "A15AAK7 Almaty"])
def test_a_postcode_that_kazakhstan_does_not_have_is_refused(place):
    address = Address(("Office", "Street 1", place), "KZ")
    assert not address.is_valid
    with pytest.raises(ValueError, match="not a postcode"):
        address.check()
    assert Address(("Office", "Street 1", place), "DE").is_valid


@pytest.mark.parametrize("place", ["010000 Astana", "A15A5K7 Almaty", "Almaty"])
def test_old_and_new_postcodes_and_none_are_accepted(place):
    assert Address(("Office", "Street 1", place), "KZ").is_valid


@pytest.mark.parametrize("code", ["XQ", "ZZ", "EU", "UN", "kz", "001", ""])
def test_an_address_in_no_country_is_refused(code):
    assert not is_country(code)
    with pytest.raises(ValueError, match=f"no country {code}"):
        Address(OFFICE, code).check()


@pytest.mark.parametrize("code", ["KZ", "XK", "AX", "GL", "TW"])
def test_countries_and_territories_with_post_of_their_own_are_known(code):
    assert is_country(code)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param("010000", True, id="an old postcode"),
        pytest.param("010 000", True, id="an old postcode in two groups"),
        pytest.param("A15E3C2", True, id="a new postcode"),
        pytest.param("a15e3c2", True, id="a new postcode in small letters"),
        pytest.param("A15 E3C2", True, id="a new postcode in two groups"),
        pytest.param("01000", False, id="five digits"),
        pytest.param("0100000", False, id="seven digits"),
        pytest.param("A15E3CC", False, id="a letter in place of the last digit"),
        pytest.param("115E3C2", False, id="a digit in place of the first letter"),
        pytest.param("А15Е3С2", False, id="Cyrillic letters that look Roman"),
        pytest.param("010000 Astana", False, id="a postcode and a place"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_postcodes_of_kazakhstan_are_told_from_others(text, is_one):
    assert is_kazakh_postcode(text) is is_one


@pytest.mark.parametrize(
    ("destination", "posted_from", "line"),
    [
        pytest.param("KZ", None, "KAZAKHSTAN", id="from nobody knows where, in English"),
        pytest.param("KZ", "DE", "KASACHSTAN", id="from Germany, in German"),
        pytest.param("KZ", "TR", "KAZAKİSTAN", id="from Turkey, with the dotted capital"),
        pytest.param("KZ", "FR", "KAZAKHSTAN", id="from France, in French"),
        pytest.param("KZ", "PL", "KAZACHSTAN", id="from Poland, in Polish"),
        pytest.param("KZ", "CH", "KAZAKHSTAN", id="from Switzerland of many languages"),
        pytest.param("KZ", "RU", "KAZAKHSTAN", id="from Russia with other letters, in English"),
        pytest.param("KZ", "GB", "KAZAKHSTAN", id="from Great Britain, in English"),
        pytest.param("GB", "FR", "ROYAUME-UNI", id="to Great Britain from France"),
        pytest.param("GB", "DE", "VEREINIGTES KÖNIGREICH", id="to Great Britain from Germany"),
        pytest.param("DE", "CZ", "NĚMECKO", id="to Germany from Czechia"),
    ],
)
def test_the_country_line_stands_in_capitals_in_a_language_that_the_posting_country_reads(
    destination, posted_from, line
):
    assert country_line(destination, posted_from) == line
    assert Address(OFFICE, destination).posted_from(posted_from) == (*OFFICE, line)


@pytest.mark.parametrize("country", ["KZ", "GB", "DE"])
def test_a_letter_posted_within_the_country_bears_no_country_line(country):
    assert Address(OFFICE, country).posted_from(country) == OFFICE
