"""The .docx: its address in the window, and nothing in it of who made it, when and with what."""

import io
import subprocess
import zipfile
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import docx
import pdfplumber
import pytest

from app.content.model.localised import LANGUAGES
from app.letters.letter import Letter
from app.letters.order import Order, write
from app.letters.placement import place_address
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES, Stationery
from app.letters.word_document import docx_of
from tests.conftest import LIBRARY, TODAY
from tests.letters.conftest import MM, Ink, ink_of

CASE = LIBRARY.case("zumpalov-ibbishev")
SENDER = Sender.typed(
    "Maria-Magdalena Beispiel-Muster",
    "Vorderhaus, bei Familie Muster\nMusterstraße 12\n12345 Musterstadt",
    "Musterstadt a. d. Muster",
    "DE",
)
EVERY = [
    (slug, LANGUAGES[number % len(LANGUAGES)]) for number, slug in enumerate(sorted(STATIONERIES))
]
"""All kinds of paper, each in one of the languages."""
every_stationery = pytest.mark.parametrize(("slug", "language"), EVERY)


def _letters(slug: str, language: str) -> list[Letter]:
    order = Order(
        CASE.slug,
        ("nb/prosecutor-general", "nb/penal-committee"),
        language,
        STATIONERIES[slug],
        TODAY,
        seed=1,
        copies=("nb/embassy-berlin",),
        sender=SENDER,
        words="Own words, as **typed**.\nA second line.",
    )
    return write(LIBRARY, order, TODAY)


@dataclass(frozen=True)
class Read:
    """A page of a converted document; lengths in mm."""

    size: tuple[float, float]
    ink: list[Ink]
    words: list[tuple[str, float, float]]
    """Each with the place of its corner."""
    fonts: set[str]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Read]]:
    """Return the pages of every document by stationery; LibreOffice starts once for all."""
    folder = tmp_path_factory.mktemp("word")
    for slug, language in EVERY:
        data = docx_of(_letters(slug, language), STATIONERIES[slug])
        (folder / f"{slug}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {slug: _read(folder / f"{slug}.pdf") for slug, _ in EVERY}


def _read(file: Path) -> list[Read]:
    with pdfplumber.open(file) as opened:
        return [
            Read(
                (float(page.width) / MM, float(page.height) / MM),
                ink_of(page),
                [
                    (each["text"], each["x0"] / MM, each["top"] / MM)
                    for each in page.extract_words()
                ],
                {each["fontname"].split("+")[-1] for each in page.chars},
            )
            for page in opened.pages
        ]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _text_of(ink: list[Ink]) -> str:
    return "".join(each.text for each in sorted(ink, key=lambda each: (each.top, each.left)))


@every_stationery
def test_the_address_stands_in_the_window_and_nothing_else(converted, slug, language):
    stationery = STATIONERIES[slug]
    zone = stationery.window or stationery.address_field
    letters = _letters(slug, language)
    assert len(converted[slug]) == len(letters) == 4
    for page, letter in zip(converted[slug], letters, strict=True):
        lines = place_address(letter.address_forms, stationery, letter.office).lines
        in_zone = [each for each in page.ink if each.touches(zone)]
        if not stationery.window:  # there the field reaches up to other things
            in_zone = [each for each in in_zone if each.left < stationery.date.x]
        assert _text_of(in_zone) == _squeezed("".join(lines))
        assert all(each.is_inside(zone) for each in in_zone)


@every_stationery
def test_everything_else_stands_where_the_pdf_has_it(converted, slug, language):
    stationery = STATIONERIES[slug]
    paper, date, sender = stationery.paper, stationery.date, stationery.sender
    for page, letter in zip(converted[slug], _letters(slug, language), strict=True):
        assert page.size == pytest.approx((paper.width, paper.height), abs=0.2)
        subject = (stationery.margin_left, stationery.body_top)
        assert _is_at(page, letter.subject, *subject, below=1)
        assert _is_at(page, letter.place_and_date, date.x, date.y, below=1)
        assert _is_at(page, letter.sender_lines[0], sender.x, sender.y, below=sender.height)
        everything = _squeezed("".join(text for text, _, _ in page.words))
        for block in letter.blocks:
            for line in block.text.split("\n"):
                assert _squeezed(line) in everything


def _is_at(page: Read, text: str, x: float, y: float, below: float) -> bool:
    """Return whether a text begins at this x, and at this y or not so far below."""
    wanted = tuple(text.split()[:2])
    return any(
        (first, second) == wanted and abs(left - x) < 0.5 and y - 0.5 < top < y + below
        for (first, left, top), (second, _, _) in pairwise(page.words)
    )


def test_only_one_font_is_used_where_it_has_all_letters(converted):
    for slug, language in EVERY:
        if language != "kk":
            fonts = set().union(*(page.fonts for page in converted[slug]))
            assert fonts == {"LiberationSerif", "LiberationSerif-Bold"}


# The file


@pytest.fixture
def parts(letters_with) -> dict[str, bytes]:
    """The parts of a document by name."""
    data = docx_of(letters_with(language="kk"), STATIONERIES["din-5008-b"])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        return {name: file.read(name) for name in file.namelist()}


def test_nothing_says_who_made_it_when_and_with_what(parts, letters_with):
    names = {name for name in parts if name.startswith("docProps")}
    assert names == {"docProps/core.xml"}
    properties = parts["docProps/core.xml"].decode()
    assert letters_with(language="kk")[0].subject in properties
    for tell in ("creator", "created", "modified", "revision", "python"):
        assert tell not in properties.lower()
    assert not any(b"python-docx" in part for part in parts.values())


def test_the_same_letter_gives_the_same_file(letters_with):
    din: Stationery = STATIONERIES["din-5008-b"]
    assert docx_of(letters_with(), din) == docx_of(letters_with(), din)


def test_it_names_language_font_and_what_may_stand_in_for_it(parts):
    assert b'w:lang w:val="kk-KZ"' in parts["word/styles.xml"]
    assert b'w:ascii="Times New Roman"' in parts["word/styles.xml"]
    fonts = parts["word/fontTable.xml"].decode()
    assert '<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>' in fonts


def test_what_was_typed_is_text(letters_with):
    words = "<w:p/> & ]]> {{ x }}\n\n1. no list"
    data = docx_of(letters_with(words=words), STATIONERIES["din-5008-b"])
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert "<w:p/> & ]]> {{ x }}" in texts
    assert "1. no list" in texts


def test_a_sender_who_gives_nothing_leaves_no_empty_frame(letters_with):
    nobody = replace(SENDER, sign_as="blank")
    data = docx_of(letters_with(sender=nobody), STATIONERIES["din-5008-b"])
    framed = [
        paragraph.text
        for paragraph in docx.Document(io.BytesIO(data)).paragraphs
        if paragraph._p.xpath("./w:pPr/w:framePr")
    ]
    assert len(framed) == 2
    assert all(framed)
