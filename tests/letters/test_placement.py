"""An address stands in its window as large as it can, and is never clipped."""

import pytest
from babel import Locale

from app.content.postal.address import Address, country_line
from app.letters.measure import missing_glyphs, width
from app.letters.placement import (
    ADDRESS_SIZES,
    RETURN_SIZES,
    AddressDoesNotFit,
    Placed,
    place_address,
    place_return_line,
    place_sender,
    size_of_date,
)
from app.letters.stationery import STATIONERIES, Box
from tests.conftest import LIBRARY

DIN_B, US_10, PLAIN = (STATIONERIES[slug] for slug in ("din-5008-b", "us-10", "plain-a4"))
SHORT = ("Ombudsman", "1 Street", "ANTARCTICA")
COUNTRIES = [None, *sorted(code for code in Locale("en").territories if len(code) == 2)]


def _line_of(millimetres: float, size: float) -> str:
    """Return a line as wide as fits into so many mm at a size in pt."""
    return "n" * int(millimetres / width("n", size))


def test_a_short_address_stands_in_the_largest_size():
    assert place_address([SHORT], DIN_B, "") == Placed(SHORT, 10)


@pytest.mark.parametrize("size", ADDRESS_SIZES)
def test_a_line_that_is_just_as_wide_as_the_window_at_a_size_stands_in_that_size(size):
    line = _line_of(DIN_B.address_zone.width, size)
    assert place_address([("Office", line)], DIN_B, "").size == size


@pytest.mark.parametrize(("lines", "size"), [(3, 10), (4, 8.5)])
def test_many_lines_stand_in_a_smaller_size(lines, size):
    assert place_address([("Line",) * lines], US_10, "").size == size


def test_the_full_address_comes_before_the_compact_one_even_if_smaller():
    full = (_line_of(DIN_B.address_zone.width, 8), "Ostrana")
    assert place_address([full, SHORT], DIN_B, "") == Placed(full, 8)


def test_the_compact_address_stands_where_the_full_one_does_not_fit():
    full = (_line_of(DIN_B.address_zone.width, 8) + "n", "Ostrana")
    assert place_address([full, SHORT], DIN_B, "") == Placed(SHORT, 10)


def test_the_holder_is_dropped_first():
    full = ("Prosecutor General", "14 Street", "010000 Ostrana", "ANTARCTICA")
    forms = [("Mr Wibrik Ozzelov", *full), full, full[1:]]
    assert place_address(forms, PLAIN, "").lines == forms[0]
    assert place_address(forms, US_10, "").lines == full


@pytest.mark.parametrize(
    "lines",
    [("n" * 100, "Ostrana"), ("Line",) * 9],
    ids=["too wide", "too many lines"],
)
def test_an_address_that_fits_in_no_form_is_refused_with_the_window(lines):
    with pytest.raises(AddressDoesNotFit) as refused:
        place_address([lines, lines], DIN_B, "Ombudsman")
    zone = DIN_B.address_zone
    assert "The address of Ombudsman" in str(refused.value)
    assert f"“din-5008-b” ({zone.width:g} × {zone.height:g} mm)" in str(refused.value)


def test_lines_fit_up_to_the_edge_of_a_box_and_no_further():
    placed = Placed(("Annabel", "Weg 1"), 10)
    wide = 10 * width("Annabel", 1, semibold=True)
    assert placed.height == pytest.approx(2 * 10 * 1.22 * 25.4 / 72)
    assert placed.fits(Box(0, 0, wide, placed.height), semibold_first=True)
    assert not placed.fits(Box(0, 0, wide - 0.01, placed.height), semibold_first=True)
    assert not placed.fits(Box(0, 0, wide, placed.height - 0.01))


POSTABLE = [each for each in LIBRARY.addressees.values() if each.is_postable]


@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
@pytest.mark.parametrize("addressee", POSTABLE, ids=lambda each: each.slug)
def test_an_address_fits_its_window_wherever_it_is_posted(addressee, stationery):
    address = addressee.address
    ends = {Address(("", ""), address.country).posted_from(code)[2:] for code in COUNTRIES}
    assert () in ends
    assert len(ends) > 3
    full, compact = tuple(address.full), tuple(address.compact)
    for end in ends:
        placed = place_address([(*full, *end), (*compact, *end)], stationery, addressee.slug)
        assert placed.fits(stationery.address_zone)
        assert placed.lines[len(placed.lines) - len(end) :] == end


def test_the_type_has_every_country_line():
    destinations = {addressee.address.country for addressee in POSTABLE}
    lines = {country_line(to, sent) for to in destinations for sent in COUNTRIES if sent != to}
    assert missing_glyphs("".join(sorted(lines))) == []


def test_a_short_sender_begins_lower_than_a_long_one():
    short, short_y = place_sender(("Anna", "Weg 1"), DIN_B)
    long, long_y = place_sender(("Anna", *["Weg 1"] * 6, "Germany"), DIN_B)
    assert short.size == 10
    assert short_y == DIN_B.sender.y + 7
    assert DIN_B.sender.y <= long_y < short_y
    assert long_y + long.height <= DIN_B.sender.bottom
    assert long.size < 10


def test_a_sender_of_wide_lines_is_set_smaller():
    line = _line_of(DIN_B.sender.width, 8.5)
    placed, _ = place_sender(("Anna", line), DIN_B)
    assert placed.size == 8.5


@pytest.mark.parametrize("size", [10.5, 10, 9, 8])
def test_town_and_date_are_set_in_the_size_of_the_text_or_smaller_to_fit(size):
    line = _line_of(DIN_B.date.width, size)
    assert size_of_date("Ulm, 22 November 2026", DIN_B, 10.5) == 10.5
    assert size_of_date(line, DIN_B, 10.5) == size
    assert width(line, size) <= DIN_B.date.width


PARTS = ("Anna Beispiel", "Hinterhaus", "Musterweg 1", "12345 Ulm")


@pytest.mark.parametrize("size", RETURN_SIZES)
def test_the_return_line_is_set_as_large_as_it_fits(size):
    room = DIN_B.return_line.width - width("Anna · ", size)
    last = _line_of(room, size)
    placed = place_return_line(("Anna", last), DIN_B)
    assert placed == Placed((f"Anna · {last}",), size)


@pytest.mark.parametrize(
    ("middle", "stands"),
    [
        ("x", "Anna Beispiel · Hinterhaus · x · Musterweg 1 · 12345 Ulm"),
        ("x" * 60, "Anna Beispiel · Hinterhaus · 12345 Ulm"),
    ],
    ids=["all fits", "middle dropped"],
)
def test_the_return_line_leaves_out_middle_parts_whole(middle, stands):
    parts = (*PARTS[:2], middle, *PARTS[2:])
    assert place_return_line(parts, DIN_B).lines == (stands,)


def test_the_return_line_leaves_out_all_but_the_ends_if_it_must():
    parts = ("Anna Beispiel", "x" * 60, "12345 Ulm")
    assert place_return_line(parts, DIN_B).lines == ("Anna Beispiel · 12345 Ulm",)
    parts = ("x" * 70, "12345 Ulm")
    assert place_return_line(parts, DIN_B).lines == ("12345 Ulm",)


def test_a_return_line_that_fits_in_no_form_is_left_out():
    assert place_return_line(("x" * 200, "y" * 200), DIN_B) is None


@pytest.mark.parametrize("slug", STATIONERIES)
def test_there_is_a_return_line_only_where_the_stationery_has_a_place_for_it(slug):
    stationery = STATIONERIES[slug]
    assert (place_return_line(PARTS, stationery) is None) == (stationery.return_line is None)
    assert place_return_line((), stationery) is None
