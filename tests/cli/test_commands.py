"""The commands, called as a shell calls them: what they print, and the code that they end with."""

import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from app.content import texts
from app.content.language_files import TextFault
from app.content.model.dates import date_in_words
from tests.conftest import CONTENT, LANGUAGES, LIBRARY, ROOT
from tests.content.conftest import TEMPLATE
from tests.printed import texts_of

TODAY = datetime.date.today()
LETTER = ("letter", "puffchat-nine", "nb/penal-committee")


@pytest.fixture
def write(run, tmp_path):
    """Write a letter; returns the text of each page."""

    def write(*arguments: object) -> list[str]:
        output = tmp_path / "letter.pdf"
        assert run(*LETTER[:2], *arguments, "-o", output) == (0, "", "")
        assert output.read_bytes().startswith(b"%PDF-")
        return texts_of(output)

    return write


def words_of(text: str) -> str:
    """Return the text without its line breaks."""
    return " ".join(text.split())


# Lists


def test_cases_lists_each_case_with_its_state_and_title(run):
    code, out, err = run("cases")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(LIBRARY.cases)
    for line, case in zip(out.splitlines(), LIBRARY.cases.values(), strict=True):
        assert line.split()[1] == case.state
        assert line.endswith(case.title["en"])


def test_addressees_lists_what_each_can_be_asked_for_or_why_it_cannot_be_written_to(run):
    code, out, err = run("addressees", "zumpalov-ibbishev")
    assert (code, err) == (0, "")
    says = {line.split()[0]: line.split(maxsplit=1)[1] for line in out.splitlines()}
    assert list(says) == LIBRARY.case("zumpalov-ibbishev").addressees
    assert says["nb/prosecutor-general"] == "investigation, justice, review"
    assert says["nb/embassy-london"] == "can only get a copy"
    assert "closed: The remand prison closed in November" in says["nb/lo-777-1"]
    assert says["nb/lo-777-1"].endswith("→ nb/lo-777-18")
    assert says["nb/lo-777-14"].startswith("no-address: ")


# Letters


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_written_in_each_language(write, language):
    before = datetime.date.today()
    (page,) = write("nb/penal-committee", "--language", language)
    days = {date_in_words(day, language) for day in (before, datetime.date.today())}
    written = [day.replace("\N{NO-BREAK SPACE}", " ") in words_of(page) for day in days]
    assert any(written)
    addressee = LIBRARY.addressee("nb/penal-committee")
    assert addressee.salutation.neutral[language] in words_of(page)
    assert "010000 Ostrana" in page
    assert "ANTARCTICA" in page


def test_one_file_holds_a_letter_to_each_addressee_once(write):
    pages = write("nb/penal-committee", "nb/ombudsman", "nb/penal-committee")
    assert len(pages) == 2
    assert "2 Teapot Street" in pages[0]
    assert "House of Umbrellas" in pages[1]


def test_the_same_seed_writes_the_same_letter_and_others_write_others(write):
    def letter(seed: int) -> str:
        return write("nb/penal-committee", "--seed", seed)[0]

    assert letter(7) == letter(7)
    assert len({letter(seed) for seed in (1, 2)}) == 2


def test_a_letter_without_seed_is_drawn_by_chance(write):
    first = write("nb/penal-committee")
    assert any(write("nb/penal-committee") != first for _ in range(4))


@pytest.mark.parametrize(
    ("kept", "says", "is_silent_on"),
    [
        (["still-held"], "is still held", "restrictions that still apply"),
        (["restrictions"], "restrictions that still apply", "say publicly whether"),
        (["restrictions", "still-held"], "say publicly whether", None),
    ],
)
def test_a_letter_asks_for_the_demands_that_were_kept(write, kept, says, is_silent_on):
    arguments = [part for slug in kept for part in ("--demand", slug)]
    page = words_of(write("nb/penal-committee", *arguments)[0])
    assert says in page
    assert is_silent_on is None or is_silent_on not in page


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(["--address", "Hauptstraße 1", "--address", "12345 Ort"], id="repeated"),
        pytest.param(["--address", "Hauptstraße 1\n12345 Ort"], id="with a line break"),
        pytest.param(["--address", "Hauptstraße 1\r\n\r\n 12345  Ort\t"], id="as pasted"),
    ],
)
def test_the_address_of_the_sender_is_given_line_by_line(write, address):
    (page,) = write("nb/penal-committee", "--name", "Änne Ŝmid", "--country", "de", *address)
    lines = [line.strip() for line in page.splitlines()]
    for line in ("Änne Ŝmid", "Hauptstraße 1", "12345 Ort", "Germany"):
        assert any(line in found for found in lines), line
    assert "ANTARKTIS" in page


@pytest.mark.parametrize(
    ("sign_as", "stands_there", "is_missing"),
    [
        ("full", "Anna Beispiel", "A. B."),
        ("initials", "A. B., Ort", "Beispiel"),
        ("blank", "Ort, ", "Beispiel"),
    ],
)
def test_a_letter_is_signed_as_the_sender_wishes(write, sign_as, stands_there, is_missing):
    sender = ("--name", "Anna Beispiel", "--town", "Ort", "--sign-as", sign_as)
    page = words_of(write("nb/penal-committee", *sender)[0])
    assert stands_there in page
    assert is_missing not in page


def test_own_words_are_printed_as_they_are(write):
    page = words_of(write("nb/penal-committee", "--words", "# 1. {{ x }} <b> ‘so’")[0])
    assert "# 1. {{ x }} <b> ‘so’" in page


def test_own_words_may_come_from_a_file(write, tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("Мои слова, «сказанные»\nпо-русски.\n", encoding="utf-8")
    page = write("nb/penal-committee", "--language", "ru", "--words-file", file)[0]
    assert "Мои слова, «сказанные»\nпо-русски." in page


def test_a_letter_bears_the_date_that_it_is_given(write):
    date = TODAY + datetime.timedelta(days=3)
    page = words_of(write("nb/penal-committee", "--date", date, "--town", "Ort")[0])
    assert f"Ort, {date_in_words(date, 'en')}".replace("\N{NO-BREAK SPACE}", " ") in page


def test_a_letter_of_two_pages_is_told(run, tmp_path):
    output = tmp_path / "long.pdf"
    code, out, err = run(*LETTER, "-o", output, "--words", "Many words. " * 200)
    assert (code, out) == (0, "")
    assert re.fullmatch(r"The letter to \S+ takes 2 pages\.\n", err)
    assert output.read_bytes().startswith(b"%PDF-")


def test_the_guide_comes_after_the_letters_in_the_readers_language(write):
    options = ("--language", "kk", "--town", "Leeds", "--country", "GB")
    [letter] = write("nb/president", "--seed", "3", *options)
    guided = ("--guide", "--reader-language", "ru", "--postage", "£ 3", "--contact", "a@b.org")
    first, guide, translation = write("nb/president", "--seed", "3", *options, *guided)
    assert first == letter
    assert "Не для отправки" in guide
    assert "£ 3" in guide
    assert "a@b.org" in guide
    assert "Что вы подписываете" in translation


def test_a_copy_goes_to_the_embassy_where_the_letter_is_posted(write):
    letter, cover, copy = write("nb/president", "--country", "GB", "--copy-embassy")
    assert "125 Paper Moon" in cover
    assert "Please find enclosed a copy" in cover
    assert "Copy" in copy.splitlines()
    assert words_of(copy).replace("Copy ", "", 1) == words_of(letter)


def test_a_copy_goes_to_whom_it_is_sent(write):
    pages = write("nb/president", "--copy", "nb/embassy-berlin", "--copy", "nb/embassy-london")
    assert len(pages) == 5


def test_a_letter_to_edit_is_written_by_the_files_suffix(run, tmp_path):
    text, document = tmp_path / "letter.txt", tmp_path / "letter.DOCX"
    assert run(*LETTER, "-o", text, "--seed", "1", "--words", "Слова.") == (0, "", "")
    assert run(*LETTER, "-o", document, "--seed", "1") == (0, "", "")
    assert "\n\nСлова.\n\n" in text.read_text(encoding="utf-8")
    assert docx.Document(str(document)).core_properties.title


# What cannot be done

FAR = TODAY + datetime.timedelta(days=400)
PAST = TODAY - datetime.timedelta(days=400)
TO_CLOSED = ("letter", "zumpalov-ibbishev", "nb/lo-777-1")

REFUSED = [
    pytest.param((), "command", id="no command"),
    pytest.param(("frobnicate",), "frobnicate", id="an unknown command"),
    pytest.param(("--frobnicate",), "--frobnicate", id="an unknown option before a command"),
    pytest.param((*LETTER, "--frobnicate"), "--frobnicate", id="an unknown option"),
    pytest.param(("cases", "more"), "more", id="an argument too many"),
    pytest.param(("addressees",), "CASE", id="addressees of no case"),
    pytest.param(("addressees", "nobody"), "There is no case “nobody”.", id="of an unknown case"),
    pytest.param(("letter",), "CASE", id="a letter about nothing"),
    pytest.param(("letter", "puffchat-nine"), "ADDRESSEE", id="a letter to nobody"),
    pytest.param(
        ("letter", "nobody", "nb/president"), "There is no case “nobody”.", id="an unknown case"
    ),
    pytest.param(
        ("letter", "no\nbody", "nb/president"),
        "There is no case “no body”.",
        id="a case's name with a line break",
    ),
    pytest.param(
        ("letter", "../cases/puffchat-nine", "nb/president"),
        "There is no case “../cases/puffchat-nine”.",
        id="a path for a case",
    ),
    pytest.param(("letter", "puffchat-nine", "nb/nobody"), "nb/nobody", id="an unknown addressee"),
    pytest.param(
        ("letter", "puffchat-nine", "nb/lo-777-18"),
        "nb/lo-777-18 is not an addressee of this case.",
        id="an addressee of another case",
    ),
    pytest.param(TO_CLOSED, "The remand prison closed", id="a closed prison, with the reason"),
    pytest.param(TO_CLOSED, "Write to: Head of institution LO-777/18, Ombaty.", id="its successor"),
    pytest.param(
        ("letter", "zumpalov-ibbishev", "nb/lo-777-14"),
        "no street address is known",
        id="an addressee without address",
    ),
    pytest.param(
        ("letter", "puffchat-nine", "nb/embassy-london"),
        "can grant none of the open demands",
        id="an embassy, which gets copies",
    ),
    pytest.param(
        ("letter", "puffchat-nine", "nb/ombudsman", "eu/rook"),
        "can’t be written to",
        id="one of two addressees that is not verified",
    ),
    pytest.param(
        (*LETTER, "--copy", "nb/president"), "can be asked itself", id="a copy to whom can be asked"
    ),
    pytest.param(
        (*LETTER, "--country", "DE", "--copy", "nb/embassy-london"),
        "does not serve the country",
        id="a copy to the embassy of another country",
    ),
    pytest.param(
        (*LETTER, "--country", "FR", "--copy-embassy"), "No embassy", id="a copy to no embassy"
    ),
    pytest.param((*LETTER, "--copy-embassy"), "--country", id="a copy to the embassy of nowhere"),
    pytest.param((*LETTER, "--copy", "eu/rook"), "can’t be written to", id="a copy to no address"),
    pytest.param(
        (*LETTER, "--guide", "--reader-language", "xx"), "xx", id="an unknown reader's language"
    ),
    pytest.param((*LETTER, "--language", "xx"), "xx", id="an unknown language"),
    pytest.param((*LETTER, "--language", "de"), "de", id="a language not shown yet"),
    pytest.param((*LETTER, "--stationery", "papyrus"), "papyrus", id="an unknown stationery"),
    pytest.param((*LETTER, "--stationery", "papyrus"), "din-5008-b", id="the stationeries known"),
    pytest.param((*LETTER, "--template", "rant"), "rant/en", id="an unknown template"),
    pytest.param((*LETTER, "--demand", "money"), "money", id="an unknown demand"),
    pytest.param(
        (*LETTER, "--demand", "pardon"),
        "pardon is not an open demand of this case.",
        id="a demand of another case",
    ),
    pytest.param(
        (*LETTER, "--demand", "accounts"),
        "Keep at least one demand that",
        id="a demand that this addressee can't grant",
    ),
    pytest.param((*LETTER, "--sign-as", "cross"), "cross", id="an unknown way to sign"),
    pytest.param((*LETTER, "--country", "Atlantis"), "Atlantis", id="an unknown country"),
    pytest.param((*LETTER, "--country", "001"), "001", id="the world for a country"),
    pytest.param((*LETTER, "--country", "zz"), "“zz” is not", id="the unknown region of CLDR"),
    pytest.param((*LETTER, "--country", "EU"), "“EU” is not", id="a union of countries"),
    pytest.param((*LETTER, "--country", "ß"), "“ß” is not", id="a character with two capitals"),
    pytest.param((*LETTER, "--seed", "x"), "'x'", id="a seed that is no number"),
    pytest.param((*LETTER, "--date", "soon"), "“soon” is not a date", id="a date in words"),
    pytest.param((*LETTER, "--date", "2026-02-30"), "2026-02-30", id="a day of no calendar"),
    pytest.param((*LETTER, "--date", "22.11.2026"), "22.11.2026", id="a date with full stops"),
    pytest.param((*LETTER, "--date", str(FAR)), "more than a year away", id="a date too far"),
    pytest.param((*LETTER, "--date", str(PAST)), "more than a year away", id="a date too old"),
    pytest.param(
        (*LETTER, *("--address", "Street") * 7),
        "The address has 7 lines; there is room for 6.",
        id="an address of seven lines",
    ),
    pytest.param(
        (*LETTER, "--address", "\n".join("abcdefg")),
        "The address has 7 lines",
        id="an address of seven lines in one",
    ),
    pytest.param((*LETTER, "--address", "Street " * 20), "Line 1 is", id="a line too wide"),
    pytest.param((*LETTER, "--name", "Anna " * 30), "The name is", id="a name too wide"),
    pytest.param((*LETTER, "--town", "Town " * 40), "Town and date are", id="a town too wide"),
    pytest.param((*LETTER, "--words", "a\x07b"), "U+0007", id="a control character"),
    pytest.param((*LETTER, "--words", "a\u202eb"), "U+202E", id="a character that turns the text"),
    pytest.param((*LETTER, "--words", "a\udcff"), "U+DCFF", id="a byte that is no UTF-8"),
    pytest.param((*LETTER, "--words", "漢"), "漢 (U+6F22", id="a character that the font lacks"),
    pytest.param((*LETTER, "--name", "🙂"), "slightly smiling face", id="a face for a name"),
    pytest.param((*LETTER, "--town", "東京"), "東 (U+6771", id="a town in another script"),
    pytest.param((*LETTER, "--address", "東京"), "U+6771", id="an address in another script"),
    pytest.param((*LETTER, "--words", "x" * 3_001), "3001 characters", id="too many own words"),
    pytest.param((*LETTER, "--words-file", "/nowhere"), "/nowhere", id="words in no file"),
    pytest.param((*LETTER, "--words-file", "/"), "is a directory", id="words in a folder"),
    pytest.param(("--content", "/nowhere", "cases"), "/nowhere", id="content in no folder"),
    pytest.param(("serve", "--port", "0"), "--port", id="a port that there isn't"),
    pytest.param(("serve", "--workers", "0"), "--workers", id="no workers"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_cannot_be_done_is_said_in_one_line(run, tmp_path, arguments, says):
    output = tmp_path / "letter.pdf"
    if arguments[:1] == ("letter",):
        arguments = (*arguments, "-o", output)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"lettercase: .+\n", err)
    assert says in err
    assert not output.exists()


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_a_guide_is_not_to_be_edited(run, tmp_path, suffix):
    output = tmp_path / f"letter{suffix}"
    code, out, err = run(*LETTER, "-o", output, "--guide")
    assert (code, out) == (2, "")
    assert "to a .pdf" in err
    assert not output.exists()


def test_words_are_given_in_one_way_only(run, tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("From a file.", encoding="utf-8")
    arguments = ("--words", "Typed.", "--words-file", file, "-o", tmp_path / "letter.pdf")
    assert run(*LETTER, *arguments) == (
        2,
        "",
        "lettercase: Give --words or --words-file, not both.\n",
    )


def test_words_in_another_encoding_are_refused(run, tmp_path):
    file = tmp_path / "words.txt"
    file.write_bytes("Слова".encode("windows-1251"))
    code, out, err = run(*LETTER, "--words-file", file, "-o", tmp_path / "letter.pdf")
    assert (code, out, err) == (2, "", f"lettercase: {file} is not a text in UTF-8.\n")


def test_a_letter_needs_a_file_to_be_written_to(run):
    code, out, err = run(*LETTER)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"lettercase: .*--output.*\n", err)


@pytest.mark.parametrize("place", ["missing/letter.pdf", "", "words.txt/letter.pdf"])
def test_a_file_that_cannot_be_written_is_told(run, tmp_path, place):
    (tmp_path / "words.txt").write_text("A file is no folder.", encoding="utf-8")
    code, out, err = run(*LETTER, "-o", tmp_path / place)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"lettercase: .+\n", err)
    assert str(tmp_path) in err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["letter", "--help"]])
def test_help_is_no_failure(run, arguments):
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: lettercase ")


# The check


@pytest.fixture
def content(tmp_path):
    """A copy of the addressees, a short template, and a case to write to one of them on."""
    shutil.copytree(CONTENT / "addressees", tmp_path / "addressees")
    (tmp_path / "letter_templates" / "appeal").mkdir(parents=True)
    for language in LANGUAGES:
        file = tmp_path / "letter_templates" / "appeal" / f"{language}.md"
        file.write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "cases").mkdir()
    text = (CONTENT / "cases" / "puffchat-nine.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^addressees:\n(?:  - .*\n)+", "addressees: [nb/ombudsman]\n", text, flags=re.M)
    (tmp_path / "cases" / "one.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def changed(file: Path, old: str, new: str) -> int:
    """Change one place of a file; returns the line that the change ends on."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    return (text[: text.index(old)] + new.removesuffix("\n")).count("\n") + 1


def test_the_check_of_content_in_order_ends_with_nought(run, content):
    code, out, err = run("--content", content, "check")
    assert (code, err) == (0, "")
    *warnings, summary = out.splitlines()
    assert all(re.match(r"\S+\.(yaml|md):\d+: warning: ", warning) for warning in warnings)
    assert re.match(
        r"1 cases, \d+ addressees, 3 letter templates, \d+ kinds of letter: 0 ", summary
    )


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [("2028-03-15", False), ("2028-03-16", True), ("2036-11-30", True)],
)
def test_the_check_says_what_any_day_brings(run, content, day, is_refused):
    code, out, err = run("--content", content, "check", "--date", day)
    assert (code, err) == (0, "")
    found = [line for line in out.splitlines() if ": no letter: " in line]
    assert bool(found) is is_refused
    assert all(re.match(r"cases/one\.yaml:\d+: no letter: No letters are", line) for line in found)
    assert ("no letter is written until somebody verifies it" in out) is is_refused


def test_the_check_asks_for_a_date_that_it_can_read(run, content):
    code, out, err = run("--content", content, "check", "--date", "soon")
    assert (code, out) == (2, "")
    assert "“soon” is not a date" in err


def test_the_check_warns_of_what_is_not_translated(run, content):
    less = content / "letter_templates" / "appeal" / "kk.md"
    less.unlink()
    code, out, err = run("--content", content, "check")
    assert (code, err) == (0, "")
    says = f"{less.relative_to(content)}:1: warning: there is no such letter template in Kazakh"
    assert says in out.splitlines()


def test_the_check_warns_of_a_case_without_any_letter(run, content):
    for language in ("en", "kk"):
        (content / "letter_templates" / "appeal" / f"{language}.md").unlink()
    file = content / "cases" / "one.yaml"
    text, count = re.subn(
        r"(?ms)^subject:\n.*?(?=^\w)", "subject: {en: Nine}\n", file.read_text("utf-8")
    )
    assert count == 1
    file.write_text(text, "utf-8")
    code, out, err = run("--content", content, "check")
    assert (code, err) == (0, "")
    (found,) = [line for line in out.splitlines() if "no letter can be printed" in line]
    assert re.match(
        r"cases/one\.yaml:\d+: warning: no letter can be printed: English lacks the letter "
        r"template; Russian lacks the subject; Kazakh lacks the letter template, the subject$",
        found,
    )


def test_a_letter_in_a_language_that_lacks_is_refused_and_written_in_another(
    run, content, tmp_path
):
    (content / "letter_templates" / "appeal" / "kk.md").unlink()
    output = tmp_path / "letter.txt"
    letter = ("--content", content, "letter", "one", "nb/ombudsman", "-o", output)
    code, _, err = run(*letter, "--language", "kk")
    assert code == 2
    assert "Not translated: the letter template. It can be printed in: English, Russian." in err
    assert not output.exists()
    assert run(*letter, "--language", "ru") == (0, "", "")


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        pytest.param(
            "cases/one.yaml", "since: 2018-10\n", "since: 2018-13\n", "since: ", id="a date"
        ),
        pytest.param(
            "cases/one.yaml",
            "since: 2018-10\n",
            "since: 9999-10\n",
            "since: 9999-10 is still to come",
            id="a date to come",
        ),
        pytest.param(
            "cases/one.yaml",
            "addressees: [nb/ombudsman]",
            "addressees: [nb/nobody]",
            "no addressee nb/nobody",
            id="an addressee",
        ),
        pytest.param(
            "addressees/nb/lo-777-1.yaml",
            "state: closed",
            "state: closed\nstatus: closed",
            "status: isn't known here: remove it or correct its spelling",
            id="a field that addressees don't have",
        ),
        pytest.param(
            "letter_templates/appeal/ru.md",
            "{{ words }}",
            "{{ words.upper() }}",
            "call is not allowed in a letter template",
            id="a call in a template",
        ),
    ],
)
def test_the_check_tells_a_broken_document_by_path_and_line(run, content, path, old, new, says):
    line = changed(content / path, old, new)
    code, out, err = run("--content", content, "check")
    assert (code, err) == (1, "")
    errors = [found for found in out.splitlines() if found.startswith(f"{path}:")]
    errors = [found for found in errors if "warning" not in found]
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:{line}: ")
    assert says in errors[0]


def test_the_check_tells_a_broken_text_file(run, content, monkeypatch):
    monkeypatch.setattr(texts, "faults", lambda: (TextFault("eo", "guide.title is empty"),))
    code, out, err = run("--content", content, "check")
    assert (code, err) == (1, "")
    assert "app/content/texts/eo.toml: guide.title is empty" in out.splitlines()


def test_a_letter_is_written_from_what_is_right_in_a_broken_content(run, content, tmp_path):
    changed(content / "addressees/nb/lo-777-1.yaml", "state: closed", "status: closed")
    output = tmp_path / "letter.pdf"
    code, _, says = run("--content", content, "letter", "one", "nb/ombudsman", "-o", output)
    left_out = "left out, see “lettercase check”: addressees/nb/lo-777-1.yaml"
    assert (code, says) == (0, f"lettercase: {left_out}\n")
    assert output.read_bytes().startswith(b"%PDF")


# Envelopes, labels, calibration


@pytest.fixture
def sheets(run, tmp_path):
    """Run a command that prints; returns the text of each page."""

    def sheets(*arguments: object) -> list[str]:
        output = tmp_path / "sheets.pdf"
        assert run(*arguments, "-o", output) == (0, "", "")
        return texts_of(output)

    return sheets


SENDER = ("--name", "Anna Beispiel", "--address", "Weg 1", "--address", "1010 Wien")


def test_an_envelope_is_printed_for_each_addressee_with_the_sender(sheets):
    slugs = ("nb/president", "nb/embassy-london")
    pages = sheets("envelopes", *slugs, "--size", "C6/5", *SENDER, "--country", "at")
    assert len(pages) == 2
    assert all("Anna Beispiel" in page and "AUSTRIA" in page for page in pages)
    assert "ANTARKTIS" in pages[0]
    assert "Президенту" in pages[0]
    assert "VEREINIGTES KÖNIGREICH" in pages[1]


def test_an_envelope_without_sender_has_the_addressee_alone(sheets):
    (page,) = sheets("envelopes", "nb/embassy-berlin", *SENDER, "--no-sender", "--country", "DE")
    assert page.splitlines() == LIBRARY.addressee("nb/embassy-berlin").address.full


def test_labels_are_printed_as_many_as_are_asked_for_from_the_first_free_one(sheets):
    arguments = ("nb/president=2", "nb/ombudsman", "--sheet", "l7160", "--start", 20)
    pages = sheets("labels", *arguments)
    assert [page.count("ANTARCTICA") for page in pages] == [2, 1]
    assert "Human Rights" in pages[1]


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Calibration page"), ("kk", "Тексеру беті")]
)
def test_the_calibration_page_is_printed_in_each_language(sheets, language, title):
    (page,) = sheets("calibration", "--stationery", "us-10", "--language", language)
    assert title in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("envelopes", "nb/lo-777-1"), "Write to: Head of institution LO-777/18"),
        (("envelopes", "nb/president", "--size", "C7"), "no envelope “C7”"),
        (("envelopes", "nb/president", "--country", "ZZZ"), "“ZZZ” is not a country"),
        (("envelopes", "nb/president", "--country", "EU"), "“EU” is not a country"),
        (("labels", "nb/president", "--country", "ZZ"), "“ZZ” is not a country"),
        (("envelopes", "nb/president", "--name", "m" * 60), "room for 80 mm"),
        (("labels", "nb/nobody"), "no addressee “nb/nobody”"),
        (("labels", "nb/president=x"), "write nb/president=12 for 12 labels"),
        (("labels", "nb/president=0"), "at least one"),
        (("labels", "nb/president", "--start", "15"), "from 1 to 14"),
        (("labels", "nb/president", "--sheet", "L1"), "no label sheet “L1”"),
        (("calibration", "--stationery", "x"), "no stationery “x”"),
    ],
)
def test_what_cannot_be_printed_ends_with_two_and_says_what_to_do(run, tmp_path, arguments, says):
    code, out, err = run(*arguments, "-o", tmp_path / "sheets.pdf")
    assert (code, out) == (2, "")
    assert says in err
    assert not (tmp_path / "sheets.pdf").exists()


# As a process of its own


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from app.cli.commands import main; main()", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_process_writes_a_letter_without_a_word(tmp_path):
    output = tmp_path / "letter.pdf"
    ended = process(*LETTER, "--name", "Анна", "-o", str(output))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert output.read_bytes().startswith(b"%PDF-")


def test_a_process_that_cannot_do_as_asked_ends_with_two_and_one_line(tmp_path):
    ended = process(*TO_CLOSED, "-o", str(tmp_path / "letter.pdf"))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.fullmatch(r"lettercase: .*LO-777/18.*\n", ended.stderr)


@pytest.mark.only_with_all
def test_a_process_that_checks_the_content_finds_nothing_wrong():
    ended = process("check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ": 0 errors." in ended.stdout.splitlines()[-1]
