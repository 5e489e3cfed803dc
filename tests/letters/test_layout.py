"""The HTML and CSS of a letter: lengths from its stationery, what was typed as text."""

import dataclasses
import re
from itertools import product

import pytest

from app.letters.layout import css, html
from app.letters.sender import Sender
from app.letters.sheet import CONTINUATION_TOP, sheet_of
from app.letters.stationery import INK_MARGIN, STATIONERIES
from tests.conftest import sample_covering
from tests.letters.conftest import MM, ink_of, pages_of

every_stationery = pytest.mark.parametrize(
    "stationery", STATIONERIES.values(), ids=lambda stationery: stationery.slug
)


def _place(page: str, class_: str) -> tuple[float, float]:
    """Return left and top in mm, as the page gives them to the element of a class."""
    style = re.search(rf'class="{class_}" style="left:([-\d.]+)mm;top:([-\d.]+)mm', page)
    return float(style[1]), float(style[2])


@every_stationery
def test_each_part_stands_where_the_stationery_has_it(letters_with, stationery):
    (letter,) = letters_with(stationery=stationery)
    page = html(sheet_of(letter, stationery))
    wanted = {
        "recipient": (stationery.address_zone.x, stationery.address_zone.y),
        "place": (stationery.date.x, stationery.date.y),
    }
    if stationery.return_line:
        wanted["return"] = (stationery.return_line.x, stationery.return_line.y)
    for class_, (x, y) in wanted.items():
        left, top = _place(page, class_)
        assert left + stationery.margin_left == pytest.approx(x, abs=0.001)
        assert top + CONTINUATION_TOP == pytest.approx(y, abs=0.001)


@every_stationery
def test_the_style_sheet_takes_its_lengths_from_the_stationery(stationery):
    sheet = css(stationery, "ru")
    paper, font = stationery.paper, stationery.font_for("ru")
    assert f"@page{{size:{paper.width}mm {paper.height}mm;" in sheet
    assert f"--size:{font.size}pt;--line:{font.line}pt;" in sheet
    assert f"--body-drop:{stationery.body_top - CONTINUATION_TOP:.3f}mm" in sheet


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"sender": Sender()}, ["sender", "return"]),
        ({"sender": Sender.typed("Anna")}, ["return"]),
        ({"stationery": "us-10"}, ["return"]),
        ({}, []),
    ],
    ids=["no sender", "no address", "no place for it", "full sender"],
)
def test_no_empty_part_stands_on_the_page(letters_with, changes, missing):
    (letter,) = letters_with(**changes)
    page = html(sheet_of(letter, STATIONERIES[changes.get("stationery", "din-5008-b")]))
    assert [name for name in ("sender", "return") if f'class="{name}"' not in page] == missing


HOSTILE = '<img src="x"> & {{ 7*7 }} {% raw %} \' </p>'


def test_nothing_that_was_typed_becomes_html(letters_with):
    sender = Sender.typed("<b>A</b>", "<i>\n&amp;", "<u>")
    (letter,) = letters_with(sender=sender, words=HOSTILE)
    page = html(sheet_of(letter, STATIONERIES["din-5008-b"]))
    (other,) = letters_with(sender=Sender.typed("A", "i\na", "u"))
    plain = html(sheet_of(other, STATIONERIES["din-5008-b"]))
    tags = re.compile(r"</?(\w+)")
    assert sorted(tags.findall(page)) == sorted([*tags.findall(plain), "p", "p"])
    assert "&lt;img src=&#34;x&#34;&gt; &amp; {{ 7*7 }} {% raw %} &#39; &lt;/p&gt;" in page
    assert "&lt;b&gt;A&lt;/b&gt;" in page
    assert "&amp;amp;" in page


def test_only_the_name_is_bold_in_the_sender(letters_with):
    (letter,) = letters_with()
    block = re.search(
        r'class="sender".*?</p>', html(sheet_of(letter, STATIONERIES["din-5008-b"])), re.DOTALL
    )[0]
    assert re.findall("<b>(.*?)</b>", block) == ["Anna Beispiel"]
    assert block.count("\n") == len(letter.sender_lines) - 1


@pytest.mark.parametrize(
    ("words", "ranges"),
    [
        ("in 2019–2020", ["2019–2020"]),
        ("pages 1-3 and 5–8", ["1-3", "5–8"]),
        ("call 0301234567-89012345", []),
        ("a–b, 1 - 2, -3, well-known, a-b-c", ["a–b", "well-known"]),
    ],
)
def test_a_short_range_of_numbers_stays_on_its_line(letters_with, words, ranges):
    (letter,) = letters_with(words=words)
    own = html(sheet_of(letter, STATIONERIES["din-5008-b"])).split("<p>")[-2]
    assert re.findall('<span class="compound">(.*?)</span>', own) == ranges
    assert re.sub("<.*?>", "", own).strip() == words


WITHOUT_SPACES = {
    "one word": "a" * 500,
    "a link": f"https://example.org/{'path' * 80}",
    "a range of numbers": "1" * 150 + "-" + "2" * 150,
    "a line to write on": "_" * 300,
}


@pytest.mark.parametrize(
    ("what", "slug"),
    sample_covering(list(product(WITHOUT_SPACES, ("din-5008-b", "us-10"))), together=1),
)
def test_words_without_a_space_do_not_leave_the_sheet(pdf_with, what, slug):
    words, stationery = WITHOUT_SPACES[what], STATIONERIES[slug]
    with pages_of(pdf_with(words=words, stationery=slug)) as pages:
        ink = [each for page in pages for each in ink_of(page) if each.text]
        text = "".join(page.extract_text() for page in pages)
    assert max(each.right for each in ink) <= stationery.paper.width - INK_MARGIN
    assert words in text.replace("\n", "")


def test_a_town_too_wide_for_the_size_of_the_text_is_set_smaller(pdf_with):
    stationery = STATIONERIES["french"]
    town = "Hohenstein-Ernstthal"
    data = pdf_with(stationery="french", language="kk", sender=Sender.typed("Anna", town=town))
    with pages_of(data) as pages:
        zone = dataclasses.replace(stationery.date, height=6)
        ink = [each for each in ink_of(pages[0]) if each.touches(zone)]
        sizes = {
            round(char["size"] * 4) / 4 for char in pages[0].chars if 69 < char["top"] / MM < 75
        }
    assert all(each.is_inside(zone) for each in ink)
    assert "".join(each.text for each in ink).startswith("Hohenstein-Ernstthal")
    assert max(sizes) < stationery.font_for("kk").size
