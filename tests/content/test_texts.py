"""The program's own printed texts: whole in each language, or left out and reported."""

import re

import pytest

from app.content import language_files, languages, texts
from app.content.language_files import TEXT_FILES
from app.content.languages import ENGLISH
from tests.conftest import ROOT

CACHED = (
    language_files._files,
    language_files.text_files,
    language_files.rules_of,
    languages.language_of,
    languages.listed,
    texts.printed_languages,
    texts.faults,
    texts.printed_table,
    texts._texts,
)
MODEL = """
[letter]
greeting = "Dear %(name)s"
copies.one = "%(number)s copy"
copies.other = "%(number)s copies"
"""
TRANSLATED = MODEL.replace("Dear", "Kara").replace("copy", "kopio").replace('copies"', 'kopioj"')


def _forget() -> None:
    for each in CACHED:
        each.cache_clear()


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with English texts of its own, to which a test adds other languages."""
    (tmp_path / "en.toml").write_text(MODEL)
    monkeypatch.setattr(language_files, "TEXT_FILES", tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _write(files, code: str, text: str) -> None:
    (files / f"{code}.toml").write_text(text)
    _forget()


def test_no_shipped_file_has_a_fault():
    assert texts.faults() == ()
    assert len(texts.printed_languages()) >= 3
    assert texts.printed_languages()[0] == ENGLISH


def test_a_language_is_printed_whose_file_is_there(files):
    assert texts.printed_languages() == ("en",)
    _write(files, "eo", TRANSLATED)
    assert texts.printed_languages() == ("en", "eo")
    assert texts.printed_text("letter.greeting", "eo", name="Ana", age=3) == "Kara Ana"
    assert texts.printed_table("letter", "eo")["greeting"] == "Kara %(name)s"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(("greeting", "gretting"), "letter.greeting is missing", id="a key misspelt"),
        pytest.param(
            ("[letter]", "[letter]\nbye = 'x'"), "letter.bye: there is no such", id="more"
        ),
        pytest.param(("%(name)s", "%(nomo)s"), "placeholders of English: %(name)s", id="a name"),
        pytest.param(("%(name)s", "Ana"), "placeholders of English: %(name)s", id="one fewer"),
        pytest.param(('"Kara %(name)s"', '""'), "letter.greeting is empty", id="empty"),
        pytest.param(('"Kara %(name)s"', "3"), "letter.greeting is missing", id="a number"),
        pytest.param(("[letter]", "[letter"), "(at line 2", id="no TOML"),
        pytest.param(("[letter]", "[language]\nx = 1\n[letter]"), "language.x: ", id="a rule"),
    ],
)
def test_a_file_with_a_fault_is_left_out_and_reported(files, change, says):
    assert change[0] in TRANSLATED
    _write(files, "eo", TRANSLATED.replace(*change, 1))
    assert texts.printed_languages() == ("en",)
    assert {each.code for each in texts.faults()} == {"eo"}
    assert says in " ".join(map(str, texts.faults()))
    with pytest.raises(KeyError):
        texts.printed_text("letter.greeting", "eo", name="Ana")


def test_a_file_in_letters_that_the_fonts_lack_is_left_out(files):
    _write(files, "ka", TRANSLATED)
    assert texts.printed_languages() == ("en",)
    assert "fonts" in str(texts.faults()[0])


def test_a_file_without_texts_says_how_its_language_is_set_and_is_no_fault(files):
    _write(files, "eo", "[language]\nposition = 1\n")
    assert (texts.faults(), texts.printed_languages(), languages.listed()) == (
        (),
        ("en",),
        ("eo", "en"),
    )


@pytest.mark.parametrize(
    "text", [pytest.param("[", id="no TOML"), pytest.param("", id="empty"), pytest.param(None)]
)
def test_without_english_texts_nothing_is_printed_in_any_language(files, text):
    (files / "en.toml").unlink() if text is None else _write(files, "en", text)
    _write(files, "eo", TRANSLATED)
    with pytest.raises(texts.EnglishIsFaulty, match=r"en\.toml"):
        texts.printed_languages()


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 kopia"), (3, "3 kopie"), (5, "5 kopii"), (22, "22 kopie")]
)
def test_a_text_on_a_number_needs_the_plural_forms_of_its_language(files, number, said):
    two = MODEL.replace("copy", "kopia").replace('copies"', 'kopii"')
    _write(files, "pl", two)
    missing = {each.fault for each in texts.faults()}
    assert missing == {
        f"letter.copies.{form} is missing, or is no text" for form in ("few", "many")
    }
    _write(files, "pl", two + 'copies.few = "%(number)s kopie"\ncopies.many = "%(number)s kopii"')
    assert texts.faults() == ()
    assert texts.printed_plural("letter.copies", "pl", number) == said


def test_where_a_line_of_a_long_text_ends_is_a_space_and_a_no_break_space_stays(files):
    long = MODEL.replace('"Dear %(name)s"', '"""\n100\\u00a0%\n  for   %(name)s\n"""')
    _write(files, "en", long)
    assert texts.printed_text("letter.greeting", "en", name="A") == "100\N{NO-BREAK SPACE}% for   A"


@pytest.mark.parametrize(
    ("key", "language"), [("guide.nam", "en"), ("guide.name", "de"), ("guide.name", "xx")]
)
def test_a_text_that_there_is_not_is_an_error_at_once(key, language):
    with pytest.raises(KeyError):
        texts.printed_text(key, language)


def test_a_value_that_a_text_wants_must_be_given():
    with pytest.raises(KeyError, match="office"):
        texts.printed_text("guide.letter_to", "en")


def test_every_text_is_asked_for_somewhere():
    """Whole, or by the table that it stands in."""
    sources = [*(ROOT / "app").rglob("*.py"), *(ROOT / "app").rglob("*.html")]
    code = "\n".join(each.read_text("utf-8") for each in sources)
    for key in texts._texts(ENGLISH):
        above = re.escape(key.rpartition(".")[0])
        assert f'"{key}"' in code or re.search(rf'"{above}(?:\.[a-z_]*)?(?:"|{{|\.?" ~)', code), key


def test_every_file_is_text_that_a_person_reads_and_mends():
    for file in TEXT_FILES.glob("*.toml"):
        text = file.read_text("utf-8")
        assert "\N{NO-BREAK SPACE}" not in text, file.name
        assert all(len(line) <= 100 for line in text.splitlines() if "(" not in line), file.name
