"""What is measured is what stands on paper."""

import pytest

from app.letters.measure import missing_glyphs, named, width
from app.letters.sender import Sender
from tests.letters.conftest import MM, pages_of

# What each language has beyond A to Z, or beyond the Russian letters.
LATIN = {
    "Albanian": "çë",
    "Azerbaijani": "çəğıİöşü",
    "Bosnian, Croatian": "čćđšž",
    "Catalan": "àçèéíïòóúü·",
    "Czech": "áčďéěíňóřšťúůýž",
    "Danish, Norwegian": "æøå",
    "Dutch": "áéëïóöü",
    "Esperanto": "ĉĝĥĵŝŭ",
    "Estonian": "äõöüšž",
    "Faroese, Icelandic": "áðéíóúýþæøö",
    "Finnish, Swedish": "åäö",
    "French": "àâæçèéêëîïôœùûüÿ",
    "German": "äöüßẞ",
    "Hungarian": "áéíóöőúüű",
    "Irish": "áéíóú",
    "Italian": "àèéìíòóùú",
    "Karakalpak": "áıńóú",  # and ǵ, which the font lacks
    "Kazakh (Latin)": "äğıñöşüū",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž",
    "Maltese": "ċġħż",
    "Polish": "ąćęłńóśźż",
    "Portuguese": "àáâãçéêíóôõúü",
    "Romanian": "ăâîșțşţ",
    "Sámi": "áčđŋšž",  # and ŧ, which the font lacks
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Slovene": "čšž",
    "Sorbian": "ćčěłńóřŕšśžź",
    "Spanish": "áéíñóúü¿¡",
    "Turkish": "âçğıİîöşüû",
    "Turkmen": "äçňöşüýž",
    "Uzbek": "ʻʼ‘’",
    "Welsh": "âêîôûŵŷ",
}
CYRILLIC = {
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Belarusian": "іў",
    "Bulgarian": "ѝ",
    "Kazakh": "әғқңөұүһі",
    "Karakalpak": "әғқңөүўҳ",
    "Kyrgyz": "ңөү",
    "Macedonian": "ѓѕјљњќџ",
    "Serbian": "ђјљњћџ",
    "Tajik": "ғӣқӯҳҷ",
    "Turkmen": "җңөүә",
    "Ukrainian": "ґєіїʼ",
    "Uyghur": "әғқңөүһҗ",
    "Uzbek": "ўқғҳ",
}
ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    "letters",
    [*LATIN.values(), *CYRILLIC.values(), ASCII_LETTERS],
    ids=[*LATIN, *(f"{language} (Cyrillic)" for language in CYRILLIC), "English"],
)
def test_the_type_has_the_letters_of(letters):
    assert missing_glyphs(letters) == []
    assert missing_glyphs(letters.upper()) == []


@pytest.mark.parametrize("text", ["0123456789", "§ № € £ ½ – — … “„«‹›»”", "@&%#/\\|*_`{}[]<>~^"])
def test_the_font_has_the_characters(text):
    assert missing_glyphs(text) == []


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Anna 🙂", ["🙂"]),
        ("王小明", ["王", "小", "明"]),
        ("محمد", ["م", "ح", "د"]),
        ("ნინო, ნინო", ["ნ", "ი", "ო"]),
        ("e\u0301 is é", []),
        ("line\nbreak", []),
    ],
    ids=["emoji", "Chinese", "Arabic", "Georgian, each once", "combining mark", "line break"],
)
def test_what_the_type_lacks_is_told_in_order(text, lacking):
    assert missing_glyphs(text) == lacking


@pytest.mark.parametrize(
    ("character", "told"),
    [
        ("王", "王 (U+738B, cjk unified ideograph-738b)"),
        ("\u202e", "(U+202E, right-to-left override)"),
        ("\u0301", "(U+0301, combining acute accent)"),
        ("\x07", "(U+0007)"),
        ("\u2028", "(U+2028, line separator)"),
        ("\udcff", "(U+DCFF)"),
    ],
    ids=["letter", "override", "combining mark", "bell", "line separator", "lone surrogate"],
)
def test_a_character_is_named_by_code_and_shown_only_if_it_can_be(character, told):
    assert named(character) == told


@pytest.mark.parametrize("size", [6, 8, 10, 10.5])
def test_width_grows_with_the_size(size):
    assert width("Прокурор", size) == pytest.approx(width("Прокурор", 1) * size)


def test_an_empty_line_has_no_width():
    assert width("", 10) == 0


def test_semibold_is_wider():
    assert width("Anna Beispiel", 10, semibold=True) > width("Anna Beispiel", 10)


@pytest.mark.parametrize(
    "line",
    [
        "AVATAR Ta. To, Wy LT",
        "office affine waffle",
        "Қазақстан Республикасы, 12–34",
        "ул. Гагарина, д. 7, кв. 105",
        "Straße 1234567890 / 11 11",
        "Łódź, ul. Żółta 5",
    ],
    ids=["kerning", "ligatures", "Kazakh", "Russian", "digits", "Polish"],
)
def test_the_width_measured_is_the_width_on_paper(pdf_with, line):
    sender = Sender.typed("A", line)
    with pages_of(pdf_with(sender=sender)) as pages:
        (found,) = [
            each
            for each in pages[0].extract_text_lines()
            if each["text"].startswith(line[:5]) and each["top"] / MM < 40
        ]
    assert (found["x1"] - found["x0"]) / MM == pytest.approx(width(line, 10), abs=0.05)
