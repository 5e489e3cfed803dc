"""The drawings of folding: made of the records, for every stationery."""

import re

import pytest

from app.letters.envelope import envelope_of
from app.letters.folding import Step, steps, way_of
from app.letters.stationery import STATIONERIES, Box

every_stationery = pytest.mark.parametrize(
    "stationery", STATIONERIES.values(), ids=lambda each: each.slug
)
WAYS = {"swiss-left": "half", "plain-a4": "free", "plain-letter": "free"}


def _strokes(path: str) -> list[tuple[float, float, float]]:
    """Return x, y and length of the horizontal lines of a path."""
    found = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)(?=M|$)", path)
    return [tuple(map(float, each)) for each in found]


def _boxes(path: str) -> list[Box]:
    found = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z", path)
    return [Box(*map(float, each)) for each in found]


def _is_inside(stroke: tuple[float, float, float], box: Box) -> bool:
    x, y, length = stroke
    return box.x <= x and x + length <= box.right and box.y <= y <= box.bottom


@every_stationery
def test_a_sheet_is_folded_at_its_marks_once_or_as_it_fits(stationery):
    assert way_of(stationery) == WAYS.get(stationery.slug, "marks")
    sheet, *folded, envelope = steps(stationery)
    assert (sheet.width, sheet.height) == (stationery.paper.width, stationery.paper.height)
    assert len(folded) == (1 if way_of(stationery) == "half" else 2)
    usual = envelope_of(stationery)
    assert (envelope.width, envelope.height) == (usual.width, usual.height)
    if way_of(stationery) == "marks":
        first, last = stationery.fold_marks
        assert f"M0 {first}H" in sheet.folds
        assert f"M0 {last}H" in sheet.folds
        assert [step.height for step in folded] == [last, first]


@every_stationery
def test_every_drawn_sheet_shows_the_address_in_its_zone_and_no_text_beyond_its_edge(stationery):
    for step in steps(stationery)[:-1]:
        address = _strokes(step.address)
        assert len(address) == 4
        assert all(_is_inside(each, stationery.address_zone) for each in address)
        end = min((box.y for box in _boxes(step.back)), default=step.height)
        assert all(each[1] < end for each in (*address, *_strokes(step.text)))
        assert all(each.bottom <= step.height + 1e-6 for each in _boxes(step.back))


@every_stationery
def test_the_address_shows_in_the_window_of_the_drawn_envelope(stationery):
    envelope = steps(stationery)[-1]
    stamp, *windows = _boxes(envelope.parts)
    assert stamp.right < envelope.width
    assert [bool(windows)] == [stationery.window is not None]
    for window in windows:
        assert (window.width, window.height) == (stationery.window.width, stationery.window.height)
        assert 0 < window.x < window.right < envelope.width
        assert 0 < window.y < window.bottom < envelope.height
        assert all(_is_inside(each, window) for each in _strokes(envelope.address))
    assert all(0 < y < envelope.height for _, y, _ in _strokes(envelope.address))


def test_a_step_may_be_drawn_without_text_and_folds():
    assert Step(1, 1, "M0 0h1").text == Step(1, 1, "M0 0h1").folds == ""
