"""Documents by slug, checked against each other, and what is wrong with the others."""

from pathlib import Path

import pytest

from app.content.library.building import build
from app.content.library.library import Library, NoSuchDocument
from app.content.library.links import dependants
from app.content.text.folder import read_folder
from tests.conftest import CONTENT, TODAY
from tests.content.conftest import (
    ADDRESSEE,
    CASE,
    DOCUMENTS,
    TEMPLATE,
    built,
    line_of,
    replaced,
)

CASE_PATH = "cases/one.yaml"
ADDRESSEE_PATH = "addressees/nb/ombudsman.yaml"
TEMPLATE_PATH = "letter_templates/appeal/en.md"
CLOSED = replaced(
    ADDRESSEE, "state: in-use", "state: closed\nstate_reason: {en: Shut, ru: Нет, kk: Жоқ}"
)


def errors(library: Library) -> list[str]:
    return [str(error) for error in library.errors]


def test_documents_are_found_by_the_slug_in_their_path():
    library = built({})
    assert errors(library) == []
    assert library.case("one").slug == "one"
    assert library.addressee("nb/ombudsman").slug == "nb/ombudsman"
    assert library.letter_template("appeal", "kk").language == "kk"


@pytest.mark.parametrize(
    ("find", "says"),
    [
        pytest.param(lambda it: it.case("two"), "There is no case “two”.", id="a case"),
        pytest.param(
            lambda it: it.addressee("ombudsman"),
            "There is no addressee “ombudsman”.",
            id="an addressee",
        ),
        pytest.param(
            lambda it: it.letter_template("appeal", "fr"),
            "There is no letter template “appeal/fr”.",
            id="a letter template",
        ),
    ],
)
def test_a_slug_that_no_document_has_is_refused(find, says):
    with pytest.raises(NoSuchDocument) as refused:
        find(built({}))
    assert str(refused.value) == says


@pytest.mark.parametrize(
    "path",
    [
        "../../x",
        "../../etc/passwd",
        "cases/../../x.yaml",
        "cases/../one.yaml",
        "cases/./one.yaml",
        "/etc/passwd",
        "/cases/one.yaml",
        "cases//one.yaml",
        "cases\\one.yaml",
        "cases/One.yaml",
        "cases/Çase.yaml",
        "cases/случай.yaml",
        "cases/one.two.yaml",
        "cases/.one.yaml",
        "cases/one_two.yaml",
        "cases/-one.yaml",
        "cases/one-.yaml",
        "cases/one--two.yaml",
        "cases/one two.yaml",
        "cases/one.yaml\n",
        "cases/one.yaml\x00",
        "cases/one.yml",
        "cases/one.YAML",
        "cases/one.md",
        "cases/nb/one.yaml",
        "cases/.yaml",
        "addressees/one.yaml",
        "addressees/nb/../one.yaml",
        "addressees/nb/.yaml",
        "letter_templates/appeal.md",
        "letter_templates/appeal/english.md",
        "letter_templates/appeal/EN.md",
        "letter_templates/appeal/en.yaml",
        "letter_templates/appeal/x/en.md",
        "pages/one.yaml",
        "",
    ],
    ids=repr,
)
def test_a_path_that_no_document_has_is_refused(path):
    library = build({path: CASE})
    assert errors(library) == [f"{path}:1: not the path of a document: small letters and hyphens"]
    assert not library.documents
    assert list(library.cases) == []


def changed_case(old: str, new: str) -> tuple[str, str]:
    return CASE_PATH, replaced(CASE, old, new)


def changed_addressee(old: str, new: str) -> tuple[str, str]:
    return ADDRESSEE_PATH, replaced(ADDRESSEE, old, new)


VISIT = "slug: visit"
REVIEW = "slug: review"
WITH_HISTORY = """\
history:
  - date: 2018
    text: {en: a, ru: б, kk: в}
    state: open
    state_on: 2018
    why: {en: a, ru: б, kk: в}
    continues_as: visit
    source: {title: A list, date: 2018}
  - date: 2018
    text: {en: a, ru: б, kk: в}
    state: open
    state_on: 2018
    why: {en: a, ru: б, kk: в}
    continues_as: gone
    source: {title: A list, date: 2018}
reviewed"""

WRONG = [
    pytest.param(
        *changed_case("facts: []", "facts: []\ncolour: red"),
        "colour: red",
        "colour: isn't known here: remove it or correct its spelling",
        id="an unknown field",
    ),
    pytest.param(
        *changed_case("    status: in-prison", "    height: 2 m\n    status: in-prison"),
        "height: 2 m",
        "people.0.height: isn't known here",
        id="an unknown field of a person",
    ),
    pytest.param(
        *changed_case("grantable_by: [president]", "grantable_by: [president]\n    grant: [x]"),
        "grant: [x]",
        "demands.1.grant: isn't known here",
        id="an unknown field of the second demand",
    ),
    pytest.param(
        *changed_case("grantable_by: [president]", "grantable_by: [president, king]"),
        "grantable_by: [president, king]",
        "demands.1.grantable_by.1",
        id="an unknown kind in a list in a list",
    ),
    pytest.param(
        *changed_case("{en: visit him, ru: посетить его, kk: оған баруды}", "{en: ''}"),
        "text: {en: ''}",
        "demands.0.text: write it in one language at least",
        id="a demand in no language",
    ),
    pytest.param(
        *changed_case("since: 2018-10\n", "since: 2018-02-30\n"),
        "since: 2018-02-30",
        "since: day is out of range for month",
        id="a day that no calendar has",
    ),
    pytest.param(
        *changed_case("facts: []", "facts: []\n2018: x"),
        "2018: x",
        "2018: a field is named by a word",
        id="a field whose name is a number",
    ),
    pytest.param(
        *changed_case("place: {en: Ombaty,", "place: {en: [Ombaty],"),
        "place: {en: [Ombaty]",
        "place.en: must be a text",
        id="a list for a text",
    ),
    pytest.param(
        *changed_case("as_of: 2026-03-15\n", ""),
        "title: {en: One man",
        "as_of: is missing",
        id="a missing field",
    ),
    pytest.param(
        *changed_case("place:", "slug: two\nplace:"),
        "slug: two",
        "the path is the slug",
        id="a slug within the document",
    ),
    pytest.param(
        *changed_case("  - nb/ombudsman", "  - nb/ombudsman\n  - nb/president"),
        "- nb/president",
        "no addressee nb/president",
        id="an addressee that there isn't",
    ),
    pytest.param(
        *changed_case(REVIEW, VISIT.replace("visit", "'visit'")),
        "'visit'",
        "visit stands here twice",
        id="two demands of the same slug",
    ),
    pytest.param(
        *changed_case(REVIEW, "slug: Re view"),
        "slug: Re view",
        "not a slug: Re view",
        id="a demand's slug in capitals and with a space",
    ),
    pytest.param(
        *changed_case("slug: somebody", "slug: some/body"),
        "slug: some/body",
        "not a slug: some/body",
        id="a person's slug with a slash",
    ),
    pytest.param(
        *changed_case("reviewed", WITH_HISTORY),
        "continues_as: gone",
        "no demand gone",
        id="a former demand that goes on as none",
    ),
    pytest.param(
        *changed_case("grantable_by: [president]", "of: [nobody]\n    grantable_by: [president]"),
        "of: [nobody]",
        "demands.1.of.0: no person nobody in this case",
        id="a demand about somebody who isn't there",
    ),
    pytest.param(
        *changed_addressee("state: in-use", "state: in-use\nsuccessor: nb/nobody"),
        "successor: nb/nobody",
        "no addressee nb/nobody",
        id="a successor that there isn't",
    ),
    pytest.param(
        *changed_addressee("state: in-use", "state: closed"),
        "kind: ombudsman",
        "an addressee that is closed needs a state_reason",
        id="a closed addressee without reason",
    ),
    pytest.param(
        *changed_addressee("[Ombudsman, 010000 Ostrana]", "[Ombudsman, <Ostrana>]"),
        "address:",
        "not a line of an address: '<Ostrana>'",
        id="a line that no address has",
    ),
    pytest.param(
        TEMPLATE_PATH,
        replaced(TEMPLATE, "{{ words }}", "{{ words|safe }}"),
        "{{ words|safe }}",
        "filter is not allowed in a letter template",
        id="a filter in a template",
    ),
    pytest.param(
        TEMPLATE_PATH,
        replaced(TEMPLATE, "reviewed: false", "reviewed: [false]"),
        "reviewed: [false]",
        "reviewed: must be true or false",
        id="a list for a review mark",
    ),
]


@pytest.mark.parametrize(("path", "text", "part", "says"), WRONG)
def test_what_is_wrong_is_told_at_its_line(path, text, part, says):
    found = [error for error in built({path: text}).errors if error.path == path]
    assert [error.line for error in found] == [line_of(text, part)]
    assert says in found[0].message


def test_every_fault_of_a_document_is_told_with_its_field():
    text = replaced(CASE, "since: 2018-10\n", "since: lately\n")
    text = replaced(text, "    status: in-prison", "    status: free\n    height: 2 m")
    text = replaced(text, "place: {en: Ombaty, ru: Омбаты, kk: Омбаты}", "place: {ru: ' '}")
    text = text.replace("as_of: 2026-03-15\n", "")
    found = built({CASE_PATH: text}).errors
    assert [(error.location, error.fault) for error in found] == [
        (("as_of",), "is missing"),
        (("place",), "write it in one language at least"),
        (("since",), "a date is written 2018, 2018-10 or 2018-10-27"),
        (
            ("people", 0, "status"),
            "must be one of: in-prison, restricted-freedom, released, died, not-known",
        ),
        (("people", 0, "height"), "isn't known here: remove it or correct its spelling"),
    ]
    assert [error.line for error in found[1:]] == [
        line_of(text, part) for part in ("place:", "since:", "status: free", "height: 2 m")
    ]


def test_a_wrong_link_is_told_with_its_field():
    (error,) = built({CASE_PATH: replaced(CASE, "- nb/ombudsman", "- nb/nobody")}).errors
    assert (error.location, error.fault) == (("addressees", 0), "no addressee nb/nobody")


def test_documents_that_did_not_change_are_not_read_again():
    before = built({})
    after = built({CASE_PATH: CASE + "# A note.\n"})
    assert after.addressee("nb/ombudsman") is before.addressee("nb/ombudsman")
    assert after.letter_template("appeal", "en") is before.letter_template("appeal", "en")
    assert after.case("one") is not before.case("one")
    assert after.case("one") == before.case("one")


def test_the_same_text_under_another_path_is_another_document():
    library = built({"cases/two.yaml": CASE})
    assert [library.case(slug).slug for slug in ("one", "two")] == ["one", "two"]


def test_a_document_with_an_error_is_left_out_and_the_others_stay():
    library = built({CASE_PATH: CASE + "colour: red\n"})
    assert list(library.cases) == []
    assert list(library.addressees) == ["nb/ombudsman"]
    assert len(library.letter_templates) == 3


def test_errors_stand_in_the_order_of_paths_and_lines():
    texts = {f"cases/{name}.yaml": CASE + "colour: red\n" for name in ("c", "a", "b")}
    twice = replaced(replaced(CASE, REVIEW, "slug: Re"), VISIT, "slug: Vi")
    library = built({**texts, CASE_PATH: twice})
    places = [(error.path, error.line) for error in library.errors]
    assert len(places) == 5
    assert places == sorted(places)


def test_a_template_may_lack_a_language():
    texts = dict(DOCUMENTS)
    del texts["letter_templates/appeal/kk.md"]
    assert errors(build(texts)) == []


def test_a_template_in_a_language_that_is_not_shown_yet_waits():
    library = built({"letter_templates/appeal/de.md": TEMPLATE})
    assert errors(library) == []
    assert ("appeal", "de") not in library.letter_templates


# Who can be asked for what


def test_addressees_stand_in_the_order_of_the_case():
    second = replaced(ADDRESSEE, "kind: ombudsman", "kind: president")
    swapped = replaced(CASE, "  - nb/ombudsman", "  - nb/president\n  - nb/ombudsman")
    library = built({"addressees/nb/president.yaml": second, CASE_PATH: swapped})
    found = library.addressees_of(library.case("one"))
    assert [addressee.slug for addressee in found] == ["nb/president", "nb/ombudsman"]
    assert library.askable(library.case("one"), TODAY) == found


@pytest.mark.parametrize(
    ("text", "can_be_asked"),
    [
        pytest.param(ADDRESSEE, True, id="an office in use that can grant a demand"),
        pytest.param(CLOSED, False, id="a closed office"),
        pytest.param(
            replaced(ADDRESSEE, "kind: ombudsman", "kind: embassy"),
            False,
            id="an embassy, which can grant none and gets a copy",
        ),
    ],
)
def test_an_addressee_is_asked_for_what_it_can_grant_while_it_is_in_use(text, can_be_asked):
    library = built({ADDRESSEE_PATH: text})
    case = library.case("one")
    assert library.can_be_asked(case, library.addressee("nb/ombudsman"), TODAY) is can_be_asked
    assert bool(library.askable(case, TODAY)) is can_be_asked


# What depends on what


SUCCEEDED = replaced(CLOSED, "state: closed\n", "state: closed\nsuccessor: nb/ombudsman\n")


@pytest.mark.parametrize(
    ("path", "paths"),
    [
        pytest.param(CASE_PATH, [], id="nothing on a case"),
        pytest.param(
            ADDRESSEE_PATH,
            ["addressees/nb/old.yaml", CASE_PATH, "cases/two.yaml"],
            id="on an addressee its cases and its predecessor",
        ),
        pytest.param("addressees/nb/old.yaml", [], id="on another addressee none"),
        pytest.param("addressees/nb/none.yaml", [], id="on one that there isn't none"),
        pytest.param(
            TEMPLATE_PATH,
            ["cases/broken.yaml", CASE_PATH, "cases/two.yaml"],
            id="every case on a letter template",
        ),
    ],
)
def test_what_depends_on_a_document_is_found_even_if_it_is_faulty(path, paths):
    library = built(
        {
            "addressees/nb/old.yaml": SUCCEEDED,
            "cases/two.yaml": CASE + "colour: red\n",
            "cases/broken.yaml": "addressees: nb/ombudsman\n",
        }
    )
    assert dependants(library, path) == paths


# Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the small content."""
    for path, text in DOCUMENTS.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_file_that_is_no_document_is_told_of(folder):
    (folder / "cases/one.yml").write_text("title: one", encoding="utf-8")
    (error,) = build(read_folder(folder)).errors
    assert str(error).startswith("cases/one.yml:1: not the path of a document")


@pytest.mark.parametrize(("language", "fault"), [("de", "{{ nonsense() }}"), ("xx", "")])
def test_a_letter_template_in_a_language_that_is_not_offered_is_checked_too(
    folder, language, fault
):
    english = (folder / "letter_templates/appeal/en.md").read_text("utf-8")
    path = f"letter_templates/appeal/{language}.md"
    (folder / path).write_text(english + fault, encoding="utf-8")
    (error,) = build(read_folder(folder)).errors
    assert error.path == path


def test_a_file_in_another_encoding_is_told_at_its_line(folder):
    (folder / CASE_PATH).write_bytes(CASE.encode("windows-1251", errors="ignore"))
    (error,) = build(read_folder(folder)).errors
    assert (error.path, error.line) == (CASE_PATH, line_of(CASE, "title: {en: One man, ru: Один"))
    assert "UTF-8" in error.message


def test_a_successor_that_cannot_be_written_to_either_is_refused():
    texts = read_folder(CONTENT)
    path = "addressees/nb/lo-777-1.yaml"
    texts[path] = texts[path].replace("successor: nb/lo-777-18", "successor: nb/state-secretary")
    (error,) = build(texts).errors
    assert (error.path, "successor" in texts[path].splitlines()[error.line - 1]) == (path, True)
    assert "can't be written to either" in error.message


BEHIND = "what stands behind # is left out here: put quotation marks around the whole value"
OFFICE_12 = "  full: [Ombudsman, 8 Tin Whistle Avenue, 010000 Ostrana]\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (
            ADDRESSEE_PATH,
            OFFICE_12,
            "  full:\n    - 8 Tin Whistle Avenue, Office #12\n    - 6 Tin Street, #12 # old\n",
            "    - 6 Tin Street",
        ),
        (CASE_PATH, "since: 2018-10\n", "since: 2018-10 # or 11\n", "since:"),
        (CASE_PATH, "  wanted: not-known\n", "  wanted: not-known\t# yet\n", "  wanted:"),
        (CASE_PATH, "addressees:\n", "addressees: # all\n", "addressees:"),
        (CASE_PATH, "since: 2018-10\n", "since: >- # seen\n  2018-10\n", "since:"),
        (TEMPLATE_PATH, "title: Appeal\n", "title: Appeal # 1\n", "title:"),
    ],
)
def test_a_comment_behind_a_value_is_an_error_at_its_line(path, old, new, line):
    text = replaced(DOCUMENTS[path], old, new)
    library = built({path: text})
    errors = [error for error in library.errors if BEHIND in error.message]
    assert line_of(text, line) in [error.line for error in errors]
    assert path in library.documents, "it can still be opened in its form"
    assert path in library.sound, "whoever published it before serves it on"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CASE_PATH, "since: 2018-10\n", "# or 11\nsince: 2018-10\n  # that is it\n"),
        (CASE_PATH, "{en: One man, ru", '{en: "One man # 5", ru'),
        (CASE_PATH, "account: {en: [He is held.]", "account: {en: [He is held.#5]"),
        (ADDRESSEE_PATH, "languages: [kk, ru]\n", "phone: >-\n  12 # 13\nlanguages: [kk, ru]\n"),
    ],
)
def test_a_comment_on_a_line_of_its_own_is_none_nor_is_a_number_sign_in_a_value(path, old, new):
    text = DOCUMENTS[path].replace(old, new, 1)
    assert text != DOCUMENTS[path]
    assert [each for each in built({path: text}).errors if each.path == path] == []


def test_a_comment_instead_of_a_value_is_told_beside_what_is_missing():
    text = replaced(CASE, "  - nb/ombudsman\n", "  - #1\n")
    first, second = built({CASE_PATH: text}).errors
    assert (BEHIND in first.message, second.location) == (True, ("addressees", 0))
    assert first.line == second.line == line_of(text, "#1")


def test_no_letter_is_printed_of_what_a_comment_cuts_off():
    wrong = {
        CASE_PATH: replaced(CASE, "since: 2018-10\n", "since: 2018-10 # or 11\n"),
        ADDRESSEE_PATH: replaced(ADDRESSEE, "languages: [kk, ru]\n", "languages: [kk, ru] # en\n"),
        TEMPLATE_PATH: replaced(TEMPLATE, "title: Appeal\n", "title: Appeal # 1\n"),
    }
    library = built(wrong)
    assert library.sound >= wrong.keys()
    assert not library.case("one").takes_letters
    assert not library.addressee("nb/ombudsman").is_postable
    assert ("appeal", "en") not in library.letter_templates
    assert ("appeal", "ru") in library.letter_templates
