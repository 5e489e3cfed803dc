"""The place of everything on a sheet, which every renderer takes from there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.letters.letter import Letter
from app.letters.placement import AddressDoesNotFit
from app.letters.sender import Sender
from app.letters.sheet import MARK_ABOVE, Sheet, Standing, sheet_of
from app.letters.stationery import STATIONERIES

PAPER = STATIONERIES["din-5008-b"]


def _by_name(sheet: Sheet) -> dict[str, Standing]:
    return {each.name: each for each in sheet.standing}


def test_everything_stands_in_the_order_of_reading(letters_with: Callable[..., list[Letter]]):
    letters = letters_with(copies=("nb/embassy-berlin",))[-2:]
    names = [[each.name for each in sheet_of(letter, PAPER).standing] for letter in letters]
    usual = ["sender", "return", "recipient", "place"]
    assert names == [usual, [*usual[:-1], "mark", "place"]]


def test_what_has_no_lines_has_no_place(letters_with: Callable[..., list[Letter]]):
    (letter,) = letters_with(sender=Sender())
    assert list(_by_name(sheet_of(letter, PAPER))) == ["recipient", "place"]


def test_the_address_stands_in_its_zone_and_the_mark_above_the_date(
    letters_with: Callable[..., list[Letter]],
):
    for letter in letters_with(copies=("nb/embassy-berlin",)):
        sheet = sheet_of(letter, PAPER)
        found, zone = _by_name(sheet), PAPER.address_zone
        assert found["recipient"] is sheet.address
        assert (sheet.address.x, sheet.address.y) == (zone.x, zone.y)
        assert len(sheet.address.lines) * sheet.address.leading <= zone.height
        if letter.mark:
            assert found["place"].y - found["mark"].y == pytest.approx(MARK_ABOVE)


def test_a_long_sender_begins_higher_and_ends_in_its_box(
    letters_with: Callable[..., list[Letter]],
):
    tops = []
    for lines in (1, 5):
        (letter,) = letters_with(sender=Sender.typed("Anna", "A line\n" * lines, "", "DE"))
        sender = _by_name(sheet_of(letter, PAPER))["sender"]
        assert sender.y + len(sender.lines) * sender.leading <= PAPER.sender.bottom + 0.01
        tops.append(sender.y)
    assert tops[0] > tops[1]


def test_an_address_that_fits_no_window_has_no_sheet(letters_with: Callable[..., list[Letter]]):
    (letter,) = letters_with()
    for _ in range(2):  # nor is it taken for placed the second time
        with pytest.raises(AddressDoesNotFit):
            sheet_of(replace(letter, address_forms=(("A line " * 20,),)), PAPER)
