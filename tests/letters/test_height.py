"""The height of a letter is the sum of its blocks, each laid out once."""

import dataclasses
from itertools import product

import pytest

from app.letters import laid_out as store
from app.letters.height import heights, pages, same_lines
from app.letters.letter import Letter, compose
from app.letters.printing import lay_out
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES
from tests.conftest import LIBRARY, TODAY, sample_covering


def letter_of(case: str, language: str, drawn: int = 0) -> Letter:
    found = LIBRARY.case(case)
    template = LIBRARY.letter_template("appeal", language)
    return compose(
        found,
        LIBRARY.askable(found, TODAY)[0],
        template,
        Sender("Name"),
        date=TODAY,
        today=TODAY,
        choices=tuple(drawn for _ in template.variants),
        words="Some words.\n\nAnd more, on a line\nof their own.",
    )


@pytest.fixture(autouse=True)
def _nothing_is_known(nothing_prepared):
    """Begin as a new process does."""


@pytest.mark.parametrize(
    ("case", "language", "stationery"),
    sample_covering(
        list(product(LIBRARY.cases, ("en", "ru", "kk"), ("din-5008-b", "us-10"))),
        together=1,
        paired=(1, 2),
    ),
)
def test_the_height_of_a_letter_is_that_of_the_whole_laid_out(case, language, stationery):
    paper, letter = STATIONERIES[stationery], letter_of(case, language)
    endless = dataclasses.replace(paper, paper=dataclasses.replace(paper.paper, height=2_000.0))
    whole = endless.body_bottom - endless.body_top - lay_out(letter, endless).millimetres_left
    assert heights([letter], paper) == [pytest.approx(whole, abs=0.01)]


def test_only_what_is_new_is_laid_out(monkeypatch):
    paper, laid_out = STATIONERIES["din-5008-b"], []

    def note(letter, *args, **options):
        laid_out.append(letter)
        return lay_out(letter, *args, **options)

    monkeypatch.setattr(store, "lay_out", note)
    first, second = (letter_of("puffchat-nine", "en", drawn) for drawn in (0, 1))
    heights([first], paper)
    laid_out.clear()
    heights([first, second], paper)
    new = [block for block in second.blocks if block not in first.blocks]
    assert [letter.blocks for letter in laid_out] == [tuple(new)]
    laid_out.clear()
    heights([first, second], STATIONERIES["din-5008-a"])
    assert laid_out == []


@pytest.mark.parametrize(
    ("over", "expected"), [(-1.0, 1), (0.0, 1), (0.1, 2), (257.0, 2), (257.1, 3), (5_000.0, 21)]
)
def test_a_text_goes_on_to_as_many_pages_as_it_needs(over, expected):
    paper = STATIONERIES["din-5008-b"]
    assert pages(paper.body_bottom - paper.body_top + over, paper) == expected


def test_stationeries_with_the_same_text_are_measured_once():
    measures = {same_lines(each, "en").slug for each in STATIONERIES.values()}
    assert measures == {"din-5008-b", "us-10"}


def test_no_letters_have_no_heights():
    assert heights([], STATIONERIES["din-5008-b"]) == []


def test_a_letter_that_is_printed_names_no_block(tmp_path):
    printed = lay_out(letter_of("puffchat-nine", "en"), STATIONERIES["din-5008-b"])
    assert set(printed.document.pages[0].anchors) == {"end"}
