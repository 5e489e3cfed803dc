"""The fonts of our letters, cut from the variable Source Serif 4.

Static files, because a variable font would be cut to its weight again for every letter. They are
not part of the sources: `python -m app.letters.fonts` makes them at set-up.
"""

import os
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.content.text.messages import Refusal

if TYPE_CHECKING:
    import uharfbuzz
    from fontTools.ttLib import TTFont


class FontUnusable(Refusal):
    """A font of the letters is gone, or holds no glyphs: nothing could be measured or printed."""

    template = (
        "The font %(file)s can't be read. Remove the folder in which it is, and call “make setup”, "
        "which cuts the fonts anew."
    )


FAMILY = "Source Serif 4"
FONT_DIRECTORY = Path(__file__).parent / "layouts" / "fonts"
REGULAR = FONT_DIRECTORY / "SourceSerif4-Regular.ttf"
SEMIBOLD = FONT_DIRECTORY / "SourceSerif4-SemiBold.ttf"

# The regular one comes last: where it is, both are.
CUTS = (
    (SEMIBOLD, "SemiBold", 600),
    (REGULAR, "Regular", 400),
)

# The size, in pt, at which letters are set: the face is drawn sturdier for small sizes.
OPTICAL_SIZE = 11

# What a letter needs; small capitals, alternate letters and the like go.
FEATURES = {"ccmp", "locl", "liga", "lnum", "pnum", "tnum", "case", "kern", "mark", "mkmk"}

# Characters that the face lacks, each with the one whose glyph it borrows.
BORROWED = {
    0x2011: 0x2010,  # non-breaking hyphen: hyphen
    0x2060: 0x200B,  # word joiner: zero-width space
}

# Copyright, version, trademark, makers, licence: the names that stay as they are.
KEPT_NAMES = {0, 5, 7, 8, 9, 11, 13, 14}


def font_of(path: Path) -> "uharfbuzz.Font":
    """Return a font as HarfBuzz reads it; raise FontUnusable."""
    import uharfbuzz

    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    except (OSError, uharfbuzz.HarfBuzzError):
        raise FontUnusable(file=path) from None
    if not face.glyph_count:
        raise FontUnusable(file=path)
    return uharfbuzz.Font(face)


def install() -> None:
    """Write the fonts into FONT_DIRECTORY, unless they are there and newer than their source."""
    package = files("fontpkg_source_serif_4")
    with as_file(package / "files" / "SourceSerif4[opsz,wght].ttf") as source:
        newest = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
        for path, style, weight in CUTS:
            if not path.exists() or path.stat().st_mtime < newest:
                write_font(cut(source, style, weight), path)


def cut(source: Path, style: str, weight: int) -> "TTFont":
    """Return the static font of a style and weight (Regular is 400) from the variable one."""
    from fontTools.ttLib import TTFont

    # The time of modification stays the source's: the same fonts come out on every machine.
    font = TTFont(BytesIO(static_font(source, weight)), recalcTimestamp=False)
    lend_glyphs(font)
    rename(font, style, weight)
    return font


def static_font(source: Path, weight: int) -> bytes:
    """Return all characters of the variable font at one weight, with no features but FEATURES."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(source))
    options = uharfbuzz.SubsetInput()
    options.pin_axis_location(face, "wght", weight)
    options.pin_axis_location(face, "opsz", OPTICAL_SIZE)
    options.unicode_set.set(face.unicodes)
    options.layout_feature_tag_set.set({tag(feature) for feature in FEATURES})
    options.name_id_set.set(KEPT_NAMES)
    options.drop_table_tag_set.add(tag("STAT"))  # the choice of axes, which are pinned
    options.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.SET_OVERLAPS_FLAG
    return bytes(uharfbuzz.subset(face, options).blob.data)


def tag(name: str) -> int:
    """Return an OpenType tag as HarfBuzz counts it: four letters, one byte each."""
    return int.from_bytes(name.encode("ascii"), "big")


def lend_glyphs(font: "TTFont") -> None:
    """Map the characters that the face lacks to the glyphs that they borrow."""
    for table in font["cmap"].tables:
        for lacking, lender in BORROWED.items():
            if table.isUnicode() and lender in table.cmap:
                table.cmap.setdefault(lacking, table.cmap[lender])


def rename(font: "TTFont", style: str, weight: int) -> None:
    """Give the font its names, and the weight and style bits that go with them."""
    full_name = f"{FAMILY} {style}"
    names = {1: FAMILY, 2: "Regular", 3: f"4.004;{FAMILY};{style}", 4: full_name}
    names[6] = full_name.replace(FAMILY, FAMILY.replace(" ", "")).replace(" ", "-")
    if style != "Regular":
        # Old programs know four styles a family, so another weight is a family of its own to them.
        names |= {1: full_name, 16: FAMILY, 17: style}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def write_font(font: "TTFont", path: Path) -> None:
    """Save the font under `path` in one step, so that no process ever reads half a font."""
    path.parent.mkdir(exist_ok=True, parents=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    font.save(unfinished)
    unfinished.replace(path)


if __name__ == "__main__":
    install()
