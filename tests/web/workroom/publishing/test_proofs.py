"""The proof of what depends on a document, for looking and for publishing."""

import dataclasses

import pytest

from app.letters.proof import Row
from app.records.database import db
from app.records.revision import revisions
from app.web.workroom.publishing import proofs
from app.web.workroom.publishing.proofs import proof_errors, proof_rows
from tests.conftest import CONTENT, LIBRARY
from tests.others import others_have

TEMPLATE = "letter_templates/appeal/en.md"
CASE = "cases/lantern18-five.yaml"
ADDRESSEE = "addressees/nb/ombudsman.yaml"
ROW = Row("one", "nb/ombudsman", "appeal", "en", "din-5008-b", 12.0, address="full, 5 lines, 10 pt")


@pytest.fixture
def rows_of(app):
    """Return a function that proves what depends on documents of the content."""

    def rows(*paths: str) -> list[Row]:
        with app.test_request_context():
            return proof_rows(LIBRARY, paths)

    return rows


@pytest.mark.parametrize(
    ("paths", "depends"),
    [
        ([TEMPLATE], lambda row: row.language == "en"),
        ([CASE], lambda row: row.case == "lantern18-five"),
        ([ADDRESSEE], lambda row: row.addressee == "nb/ombudsman"),
        (
            [TEMPLATE, CASE, ADDRESSEE],
            lambda row: (
                row.language == "en"
                or row.case == "lantern18-five"
                or row.addressee == "nb/ombudsman"
            ),
        ),
        (["letter_templates/appeal/de.md", "cases/gone.yaml", "addressees/xx/gone.yaml"], None),
        ([], None),
    ],
    ids=["a letter template", "a case", "an addressee", "all three", "what gives none", "nothing"],
)
def test_every_letter_that_depends_on_a_document_is_proved_once(rows_of, paths, depends):
    everything = rows_of(
        *(f"letter_templates/appeal/{language}.md" for language in ("en", "ru", "kk"))
    )
    expected = [row for row in everything if depends and depends(row)]
    found = rows_of(*paths)
    assert sorted(map(str, found)) == sorted(map(str, expected))
    assert bool(found) == bool(depends)


def test_the_worst_letters_stand_first(rows_of):
    left = [row.millimetres_left for row in rows_of(CASE)]
    assert left == sorted(left)


def test_what_is_wrong_is_said_once_a_letter_and_the_worst_of_its_stationeries_is_named():
    tall = dataclasses.replace(ROW, millimetres_left=-3.0)
    taller = dataclasses.replace(ROW, millimetres_left=-9.0, stationery="us-10")
    other = dataclasses.replace(ROW, addressee="nb/president", address_error="It fits no window.")
    assert proof_errors([ROW]) == []
    first, second = proof_errors([tall, ROW, taller, other])
    assert first.startswith(
        "one to nb/ombudsman in en by “appeal” on us-10 (and on 1 more): 9.0 mm"
    )
    assert second.endswith("on din-5008-b: It fits no window.")


@pytest.mark.parametrize(
    ("path", "said", "count"),
    [
        (TEMPLATE, "16 pairs of case and addressee on 8 stationeries", "All 128 letters"),
        (CASE, "Every letter of this case: 5 addressees", "All 120 letters"),
        (ADDRESSEE, "Every letter to this addressee: 3 cases", "All 72 letters"),
    ],
)
def test_the_page_shows_the_ten_worst_and_all_on_demand(signed_in, path, said, count):
    answer = signed_in("editor").get(f"/organisers/proof/{path}")
    assert answer.status_code == 200
    assert said in " ".join(answer.text.split())
    assert f"<summary>{count}</summary>" in answer.text
    shown, rest = answer.text.split("<details")
    assert shown.count("<tr>") == 1 + proofs.WORST
    assert rest.count("<tr>") == 1 + int(count.split()[1])


TEXT = (CONTENT / TEMPLATE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.replace("{{ hook }}", "{{ hok }}"), "Error: line 32, unknown placeholder {{ hok }}"),
        (TEXT.replace("{{ hook }}", "{{ hook }} 漢"), "Error: 漢 (U+6F22"),
        (TEXT.replace("{{ hook }}", "{{ hook }} " + "Too long. " * 300), "mm too long"),
        (
            TEXT.replace("{{ hook }}", "{{ hook }} " + "Too long. " * 1_500),
            "far longer than a page",
        ),
        (TEXT.replace("{{ hook }}", "{{ words }} " * 60), "more than 20,000 characters"),
        ("", "begins without front matter"),
    ],
    ids=["a placeholder", "a glyph", "the length", "great length", "endless length", "no text"],
)
def test_what_is_being_typed_is_proved_and_nothing_saved(app, signed_in, csrf_token, text, said):
    typed = {"csrf_token": csrf_token, "text": text.replace("\n", "\r\n")}
    answer = signed_in("editor").post(f"/organisers/proof/{TEMPLATE}", data=typed)
    assert answer.status_code == 200
    assert said in answer.text
    with app.app_context():
        assert revisions(db.session, TEMPLATE) == []


def test_a_text_in_a_language_that_is_not_printed_says_so(signed_in):
    answer = signed_in("editor").get("/organisers/proof/letter_templates/appeal/de.md")
    assert "Letters are printed in English, Russian and Kazakh only" in answer.text


def test_while_others_are_proved_one_is_asked_to_wait(signed_in):
    with others_have(proofs._TURNS):
        answer = signed_in("editor").get(f"/organisers/proof/{CASE}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "try again in a few seconds" in answer.text
    assert signed_in("editor").get(f"/organisers/proof/{CASE}").status_code == 200


@pytest.mark.parametrize("path", ["cases/gone.yaml", "cases/../../etc/passwd", "x", "cases/A.yaml"])
def test_what_there_is_not_has_no_proof(signed_in, path):
    assert signed_in("editor").get(f"/organisers/proof/{path}").status_code == 404


def test_a_variant_more_in_one_language_is_told_above_the_letters(desk_of):
    desk, text = desk_of("editor"), (CONTENT / TEMPLATE).read_text("utf-8")
    more = text.replace("{% endchoose %}", "{% or %}\nOne more.\n{% endchoose %}", 1)
    says = "English has 4 and 3 and 3 variants, Russian 3 and 3 and 3 variants"
    assert says in desk.send(f"/proof/{TEMPLATE}", text=more).text
    for path, typed in ((TEMPLATE, text), (CASE, (CONTENT / CASE).read_text("utf-8"))):
        assert "and 3 variants" not in desk.send(f"/proof/{path}", text=typed).text
