"""The letters that are prepared before anybody asks for them."""

import dataclasses
import datetime
from itertools import product

import pytest

from app.content.freshness import DEFAULT_LIMITS
from app.content.library import Library
from app.letters.letter import Letter
from app.letters.order import write
from app.letters.usual import usual_letters
from tests.letters.conftest import OrderWith


@pytest.fixture
def usual(library: Library, today: datetime.date) -> list[Letter]:
    """Return all of them."""
    return list(usual_letters(library, today, DEFAULT_LIMITS))


def test_there_is_one_of_each_case_to_each_addressee_in_each_language(usual, library):
    cases = [case for case in library.cases.values() if case.takes_letters]
    pairs = [(case.slug, each.slug) for case in cases for each in library.askable(case)]
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


def test_it_holds_too_when_the_holder_is_no_longer_named(
    usual, library, today, order_with: OrderWith
):
    known = {block for letter in usual for block in letter.blocks}
    order = order_with(addressees=("kz/prosecutor-general",), date=today)
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
