"""Addresses that would be printed wrong: an error at their line, but served on."""

import pytest

from tests.content.conftest import ADDRESSEE, built, replaced

PATH = "addressees/nb/ombudsman.yaml"
FULL = "  full: [Ombudsman, 8 Tin Whistle Avenue, 010000 Ostrana]\n"
COMPACT = "  compact: [Ombudsman, 010000 Ostrana]\n"


def addressee(
    country: str = "KZ",
    full: str = "010000 Astana",
    compact: str = "010000 Astana",
    cyrillic: str = "",
    street: str = "8 Tin Whistle Avenue",
) -> str:
    text = replaced(ADDRESSEE, "country: AQ", f"country: {country}")
    text = replaced(text, FULL, f"  full:\n    - Ombudsman\n    - {street}\n    - {full}\n")
    lines = f"  cyrillic:\n    - Омбудсмену\n    - {cyrillic}\n" if cyrillic else ""
    compact = f"  compact:\n    - Ombudsman\n    - {compact}\n"
    return replaced(text, COMPACT, compact + lines)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        pytest.param(
            addressee(full="Republic of Kazakhstan", compact="Almaty"),
            ("full", 2),
            "leave out “Republic of Kazakhstan”",
            id="the country in the last line",
        ),
        pytest.param(
            addressee(cyrillic="010000 Астана, Казахстан"),
            ("cyrillic", 1),
            "leave out “Казахстан”",
            id="the country in Cyrillic",
        ),
        pytest.param(
            addressee(full="Astana 01000", compact="Almaty"),
            ("full", 2),
            "write it as 010000 or A15E3C8",
            id="a postcode with a figure too few",
        ),
        pytest.param(
            addressee(full="KZ-010000 Astana", compact="Almaty"),
            ("full", 2),
            "“KZ-010000 Astana” has no postcode",
            id="letters before a postcode",
        ),
        pytest.param(
            addressee("DE", "1315 Berlin", "Berlin"),
            ("full", 2),
            "write it as 10000",
            id="a postcode of another country",
        ),
        pytest.param(
            addressee(compact="050000 Astana"),
            ("compact",),
            "050000 here, and 010000 in the full",
            id="another postcode in the short form",
        ),
        pytest.param(
            addressee(cyrillic="Астана"),
            ("cyrillic",),
            "none here, and 010000 in the full",
            id="no postcode in Cyrillic",
        ),
        pytest.param(
            addressee(full="Astana"),
            ("compact",),
            "010000 here, and none in the full",
            id="no postcode in the full form",
        ),
        pytest.param(
            addressee(street="ул. Жестяной Дудки, 8"),
            ("full", 1),
            "printed in Roman letters",
            id="Cyrillic in the full form",
        ),
        pytest.param(
            addressee(compact="010000 Аstana"),
            ("compact", 1),
            "“А”: this is printed in Roman",
            id="one letter that looks Roman",
        ),
        pytest.param(
            addressee(cyrillic="010000 Astana"),
            ("cyrillic", 1),
            "has no Cyrillic letter",
            id="Roman letters in Cyrillic",
        ),
        pytest.param(
            addressee(cyrillic="010000 Aстана"),
            ("cyrillic", 1),
            "“Aстана” mixes",
            id="a word of both",
        ),
    ],
)
def test_what_would_be_printed_wrong_is_an_error_shown_on_pages_and_never_printed(
    text, place, says
):
    library = built({PATH: text})
    (error,) = library.errors
    assert says in error.fault
    assert error.location == ("address", *place)
    assert error.line == library.documents[PATH].line_of(error.location)
    assert PATH in library.sound
    assert not library.addressee("nb/ombudsman").is_postable
    assert "is being corrected" in str(library.addressee("nb/ombudsman").state_reason)


@pytest.mark.parametrize(
    "text",
    [
        addressee(cyrillic="010000 Астана"),
        addressee(full="Almaty", compact="Almaty", cyrillic="Алматы"),
        addressee("AQ", "01000 Ostrana", "0100 Ostrana"),
        addressee("CH", "1211 Geneva 10", "1211 Geneva 10"),
        addressee(street='"8 Tin Whistle Avenue, Office #12"'),
    ],
    ids=[
        "one postcode in three forms",
        "no postcode",
        "a country of which nothing is known",
        "a number behind the town",
        "a number in quotation marks",
    ],
)
def test_what_is_printed_as_it_was_meant_is_none(text):
    assert built({PATH: text}).errors == ()


def test_a_holder_is_printed_in_roman_letters():
    text = replaced(ADDRESSEE, "printed: Ms Ada Holder", "printed: Г-жа Ада Холдер")
    (error,) = built({PATH: text}).errors
    assert error.location == ("holder", "printed")
