"""The fonts cut for letters: two weights of one family, whole, and the same on every machine."""

from importlib.resources import as_file, files

import pytest
from fontTools.ttLib import TTFont

from app.letters.fonts import (
    BORROWED,
    CUTS,
    FAMILY,
    FEATURES,
    REGULAR,
    SEMIBOLD,
    FontUnusable,
    cut,
    font_of,
    install,
    write_font,
)


@pytest.fixture(scope="module", autouse=True)
def _installed():
    install()


@pytest.fixture(scope="module", params=[REGULAR, SEMIBOLD], ids=["regular", "semibold"])
def font(request):
    with TTFont(request.param) as opened:
        yield opened


def _features(font: TTFont) -> set[str]:
    return {
        record.FeatureTag
        for table in ("GSUB", "GPOS")
        for record in font[table].table.FeatureList.FeatureRecord
    }


def test_the_fonts_are_static(font):
    assert "fvar" not in font
    assert "gvar" not in font
    assert "STAT" not in font


def test_no_feature_is_left_but_those_that_a_letter_needs(font):
    # HarfBuzz keeps fractions, which are set only where they are asked for.
    assert _features(font) - FEATURES <= {"frac", "numr", "dnom"}
    assert {"kern", "liga"} <= _features(font)


def test_characters_that_the_face_lacks_have_the_glyph_that_they_borrow(font):
    glyphs = font.getBestCmap()
    for lacking, lender in BORROWED.items():
        assert glyphs[lacking] == glyphs[lender]


def test_both_fonts_have_the_same_characters():
    with TTFont(REGULAR) as regular, TTFont(SEMIBOLD) as semibold:
        assert set(regular.getBestCmap()) == set(semibold.getBestCmap())


@pytest.mark.parametrize(
    ("path", "weight", "family", "typographic"),
    [(REGULAR, 400, FAMILY, None), (SEMIBOLD, 600, f"{FAMILY} SemiBold", FAMILY)],
    ids=["regular", "semibold"],
)
def test_a_font_tells_family_and_weight(path, weight, family, typographic):
    with TTFont(path) as font:
        assert font["OS/2"].usWeightClass == weight
        assert font["name"].getDebugName(1) == family
        assert font["name"].getDebugName(16) == typographic
        assert font["name"].getDebugName(6).startswith("SourceSerif4-")


def test_a_font_keeps_its_copyright_and_licence(font):
    assert "Adobe" in font["name"].getDebugName(0)
    assert "Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize(("path", "style", "weight"), CUTS, ids=[style for _, style, _ in CUTS])
def test_the_same_font_comes_out_again_to_the_byte(tmp_path, path, style, weight):
    with as_file(files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf") as face:
        write_font(cut(face, style, weight), tmp_path / "again.ttf")
    assert [each.name for each in tmp_path.iterdir()] == ["again.ttf"]
    assert (tmp_path / "again.ttf").read_bytes() == path.read_bytes()


def test_fonts_that_are_there_are_not_cut_again():
    before = [path.stat().st_mtime_ns for path in (REGULAR, SEMIBOLD)]
    install()
    assert [path.stat().st_mtime_ns for path in (REGULAR, SEMIBOLD)] == before


def test_only_the_catalan_dot_is_kerned_by_what_stands_on_both_sides(font):
    """Prepared letters look at pairs; what a typeface sets by more than that they must know."""
    names = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    chained = [
        part
        for lookup in font["GPOS"].table.LookupList.Lookup
        for table in lookup.SubTable
        if (part := getattr(table, "ExtSubTable", table)).LookupType in (7, 8)
    ]
    around = {
        tuple(names[each.glyphs[0]] for each in (*part.BacktrackCoverage, *part.InputCoverage))
        for part in chained
    }
    assert around == {("l", "·"), ("L", "·")}


@pytest.mark.parametrize("content", [None, b"", b"no font at all" * 100])
def test_a_font_that_cannot_be_read_says_what_to_do(tmp_path, content):
    path = tmp_path / "a.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FontUnusable, match="make setup"):
        font_of(path)
