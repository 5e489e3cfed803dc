"""The letters that are prepared before anybody asks for them."""

import dataclasses
import datetime
from itertools import product

import pytest

from app.content.library.library import Library
from app.content.model.freshness import DEFAULT_LIMITS
from app.letters.letter import Letter
from app.letters.order import write
from app.letters.paragraphs import ItemList
from app.letters.usual import usual_letters
from tests.conftest import TODAY
from tests.letters.conftest import OrderWith


@pytest.fixture
def usual(library: Library, today: datetime.date) -> list[Letter]:
    """Return all of them."""
    return list(usual_letters(library, today, DEFAULT_LIMITS))


def test_there_is_one_of_each_case_to_each_addressee_in_each_language(usual, library):
    cases = [case for case in library.cases.values() if case.takes_letters]
    pairs = [(case.slug, each.slug) for case in cases for each in library.askable(case, TODAY)]
    found = {((letter.case, letter.addressee), letter.language) for letter in usual}
    assert found == set(product(pairs, ("en", "ru", "kk")))


@pytest.mark.parametrize("address", ["", "Musterstraße 12\n12345 Musterstadt"])
@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_drawn_its_blocks_stand_in_them(
    usual, library, today, order_with: OrderWith, seed: int, address: str
):
    known = {(letter.language, block) for letter in usual for block in letter.blocks}
    sender = dataclasses.replace(order_with().sender, address=tuple(address.splitlines()))
    for letter in write(library, order_with(seed=seed, sender=sender), today):
        assert {(letter.language, block) for block in letter.blocks} <= known


@pytest.mark.parametrize("kept", [(1,), (0, 2), (1, 2)])
def test_whatever_is_left_out_of_the_demands_the_others_stand_in_them(
    usual, library, today, order_with: OrderWith, kept: tuple[int, ...]
):
    known = {(letter.language, block) for letter in usual for block in letter.blocks}
    case = library.case(order_with().case)
    (addressee,) = (
        each
        for each in library.askable(case, TODAY)
        if len(case.open_demands(TODAY, each.kind)) == 3
    )
    slugs = [demand.slug for demand in case.open_demands(TODAY, addressee.kind)]
    demands = tuple(slugs[number] for number in kept)
    (letter,) = write(library, order_with(addressees=(addressee.slug,), demands=demands), today)
    (items,) = (block for block in letter.blocks if isinstance(block, ItemList))
    assert len(items.items) == len(kept)
    assert {(letter.language, block) for block in letter.blocks} <= known


def test_of_many_demands_not_every_choice_is_prepared(library, today):
    case = library.case("puffchat-nine")
    (one, *_) = case.demands
    many = [one.model_copy(update={"slug": f"demand-{number}"}) for number in range(12)]
    cases = {case.slug: case.model_copy(update={"demands": many})}
    letters = usual_letters(dataclasses.replace(library, cases=cases), today, DEFAULT_LIMITS)
    lists = {block for letter in letters for block in letter.blocks if isinstance(block, ItemList)}
    assert {len(each.items) for each in lists} == {12}


def test_it_holds_too_when_the_holder_is_no_longer_named(
    usual, library, today, order_with: OrderWith
):
    known = {block for letter in usual for block in letter.blocks}
    order = order_with(addressees=("nb/prosecutor-general",), date=today)
    (named,), (neutral,) = (
        write(library, order, day) for day in (today, today + datetime.timedelta(days=300))
    )
    assert named.blocks[0] != neutral.blocks[0]
    assert {*named.blocks, *neutral.blocks} <= known


def test_a_case_that_takes_no_letters_has_none(library, today):
    cases = {
        slug: case.model_copy(update={"state": "paused"}) for slug, case in library.cases.items()
    }
    paused = dataclasses.replace(library, cases=cases)
    assert list(usual_letters(paused, today, DEFAULT_LIMITS)) == []
