"""Letters of several cases by one command, and letters to mail."""

import re
import shutil
from urllib.parse import unquote

import docx
import pytest

from tests.conftest import CONTENT, LIBRARY
from tests.printed import texts_of

NINE, FIVE, TWO = "puffchat-nine", "lantern18-five", "zumpalov-ibbishev"
PENAL, OMBUDSMAN, PRESIDENT = "nb/penal-committee", "nb/ombudsman", "nb/president"
LETTER = ("letter", NINE, PENAL)


@pytest.fixture
def write(run, tmp_path):
    """Write letters; returns the text of each page, on one line."""

    def write(*arguments):
        output = tmp_path / "letters.pdf"
        assert run(*LETTER, *arguments, "-o", output) == (0, "", "")
        return [" ".join(text.split()) for text in texts_of(output)]

    return write


def asked_of(page, case):
    """Return whether a page is about a case: whether it names somebody of it."""
    return any(person.name["en"] in page for person in LIBRARY.case(case).people)


# Several cases


def test_one_file_holds_the_letters_of_each_case_in_their_order(write):
    pages = write("--also", f"{FIVE}={OMBUDSMAN}", "--also", f"{TWO}={PENAL}", "--town", "Leeds")
    assert [[asked_of(page, case) for case in (NINE, FIVE, TWO)] for page in pages] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    assert all("Leeds, " in page for page in pages)


def test_a_further_case_has_as_many_addressees_as_it_is_named_with(write):
    also = [f"{FIVE}={OMBUDSMAN}", f"{TWO}={PENAL}", f"{FIVE}={PRESIDENT}", f"{FIVE}={PRESIDENT}"]
    pages = write(*(part for each in also for part in ("--also", each)))
    assert [asked_of(page, FIVE) for page in pages] == [False, True, True, False]
    assert "House of Umbrellas" in pages[1]


def test_own_words_are_in_every_letter_and_demands_are_kept_of_the_first_case(write):
    also = ("--also", f"{FIVE}={PENAL}", "--words", "I teach history.")
    whole, kept = write(*also, "--seed", "3"), write(*also, "--seed", "3", "--demand", "still-held")
    assert all("I teach history." in page for page in (*whole, *kept))
    assert whole[0] != kept[0]
    assert whole[1] == kept[1]


def test_the_same_seed_writes_the_same_letters(write):
    first, again = (write("--also", f"{FIVE}={PENAL}", "--seed", "7") for _ in range(2))
    assert first == again


def test_a_copy_is_of_the_first_case_and_the_embassy_gets_one_of_each(write):
    also = ("--also", f"{FIVE}={PENAL}", "--country", "GB")
    letter, cover, copy, other = write(*also, "--copy", "nb/embassy-london")
    assert "125 Paper Moon" in cover
    assert [asked_of(page, NINE) for page in (letter, copy, other)] == [True, True, False]
    pages = write(*also, "--copy-embassy")
    assert ["125 Paper Moon" in page for page in pages] == [False, True, False] * 2
    assert asked_of(pages[5], FIVE)


def test_one_guide_comes_behind_the_letters_of_all_cases(write):
    guided = ("--guide", "--reader-language", "ru", "--postage", "£ 3", "--country", "GB")
    first, second, *guide = write("--also", f"{FIVE}={OMBUDSMAN}", "--seed", "1", *guided)
    assert asked_of(first, NINE)
    assert asked_of(second, FIVE)
    assert all("Не для отправки Памятка" in page for page in guide)
    for case in (NINE, FIVE):
        assert LIBRARY.case(case).title["ru"].replace("\N{NO-BREAK SPACE}", " ") in guide[0]
    assert sum(page.count("Что вы подписываете") for page in guide) == 2
    assert sum(page.count("£ 3") for page in guide) == 2


def test_letters_of_several_cases_are_written_to_edit(run, tmp_path):
    text, document = tmp_path / "letters.txt", tmp_path / "letters.docx"
    for output in (text, document):
        assert run(*LETTER, "--also", f"{FIVE}={PENAL}", "-o", output) == (0, "", "")
    first, second = text.read_text(encoding="utf-8").split("\n\n\n\n")
    assert asked_of(first, NINE)
    assert asked_of(second, FIVE)
    edited = "\n".join(each.text for each in docx.Document(str(document)).paragraphs)
    assert asked_of(edited, NINE)
    assert asked_of(edited, FIVE)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(("--also", FIVE), "write --also CASE=ADDRESSEE", id="a case alone"),
        pytest.param(("--also", f"={PENAL}"), "write --also CASE=ADDRESSEE", id="no case"),
        pytest.param(("--also", f"{FIVE}="), "write --also CASE=ADDRESSEE", id="no addressee"),
        pytest.param(("--also", f"nobody={PENAL}"), "There is no case “nobody”", id="unknown case"),
        pytest.param(
            ("--also", f"{NINE}={PRESIDENT}"), "is the first case", id="the first case again"
        ),
        pytest.param(
            ("--also", f"{FIVE}=nb/lo-777-18"),
            f"--also {FIVE}: nb/lo-777-18 is not an addressee of this case.",
            id="an addressee of a third case",
        ),
        pytest.param(
            ("--also", f"{FIVE}=nb/embassy-berlin"),
            f"--also {FIVE}: Embassy of",
            id="an office that can only get a copy",
        ),
        pytest.param(
            ("--also", f"{FIVE}={PENAL}", "--copy-embassy", "--country", "FR"),
            f"No embassy of the case “{NINE}”",
            id="a copy to no embassy",
        ),
        pytest.param(("--mailto",), "write to a .txt", id="a mail of a PDF"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, tmp_path, arguments, says):
    output = tmp_path / "letters.pdf"
    code, out, err = run(*LETTER, *arguments, "-o", output)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"lettercase: .+\n", err)
    assert says in err
    assert not output.exists()


# Mails


@pytest.fixture
def content(tmp_path):
    """The content, where the Penal Committee and an embassy have an e-mail address."""
    for folder in ("addressees", "cases", "letter_templates"):
        shutil.copytree(CONTENT / folder, tmp_path / "content" / folder)
    for name, email in (("penal-committee", "office"), ("embassy-berlin", "embassy")):
        file = tmp_path / "content" / "addressees" / "nb" / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}email: {email}@example.kz\n", encoding="utf-8")
    return tmp_path / "content"


def test_a_mail_is_printed_where_there_is_an_address_for_it(run, content, tmp_path):
    output = tmp_path / "letters.txt"
    arguments = (OMBUDSMAN, "--also", f"{FIVE}={PENAL}", "--mailto", "-o", output)
    code, out, err = run("--content", content, *LETTER, *arguments)
    assert (code, err) == (0, "No e-mail address of nb/ombudsman is known.\n")
    mails = [unquote(line) for line in out.splitlines()]
    assert all(mail.startswith("mailto:office@example.kz?subject=") for mail in mails)
    assert [[asked_of(mail, case) for case in (NINE, FIVE)] for mail in mails] == [
        [True, False],
        [False, True],
    ]
    assert output.read_text(encoding="utf-8").count("\n\n\n\n") == 2


def test_of_a_letter_too_long_for_a_mail_the_text_is_to_be_pasted(run, content, tmp_path):
    output = tmp_path / "letter.txt"
    arguments = ("--language", "kk", "--mailto", "-o", output)
    code, out, err = run("--content", content, *LETTER, *arguments)
    assert (code, out.count("\n")) == (0, 1)
    assert "body=" not in out
    assert err == (
        f"The letter to {PENAL} is too long for a mailto: address: paste it from {output}.\n"
    )


def test_a_copy_is_mailed_with_its_covering_letter(run, content, tmp_path):
    output = tmp_path / "letters.txt"
    arguments = ("--copy", "nb/embassy-berlin", "--mailto", "-o", output)
    code, out, _ = run("--content", content, *LETTER, *arguments)
    assert code == 0
    letter, cover = map(unquote, out.splitlines())
    assert letter.startswith("mailto:office@example.kz?")
    assert cover.startswith("mailto:embassy@example.kz?subject=Copy of a letter: ")
    assert output.read_text(encoding="utf-8").count("Please find enclosed") == 1


def test_no_mail_is_printed_unless_it_is_asked_for(run, content, tmp_path):
    output = tmp_path / "letter.txt"
    assert run("--content", content, *LETTER, "-o", output) == (0, "", "")
