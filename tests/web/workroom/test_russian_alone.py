"""Organisers work on documents that hold Russian alone, as on any others."""

import pytest

from tests.partly_translated import CASE, MARKS, OFFICE, documents
from tests.web.workroom.filled import messages, text_of

RUSSIAN = documents(lambda _name: ["ru"])
PATHS = [path for path in RUSSIAN if not path.startswith("letter_templates/")]
CASE_PATH, OFFICE_PATH = f"cases/{CASE}.yaml", f"addressees/{OFFICE}.yaml"


@pytest.fixture
def desk(desk_of, shelf):
    """The desk of a publisher, with such a case and its offices as drafts."""
    for path in PATHS:
        shelf.save(path, RUSSIAN[path])
    return desk_of("publisher")


@pytest.fixture
def published(desk, shelf):
    shelf.publish(*PATHS)
    return desk


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/cases/",
        "/addressees/",
        f"/edit/{CASE_PATH}",
        f"/edit/{OFFICE_PATH}",
        f"/translate/{CASE_PATH}",
        f"/translate/{OFFICE_PATH}",
        f"/proof/{CASE_PATH}",
        f"/duplicate/{CASE_PATH}",
        f"/withdraw/{OFFICE_PATH}",
        f"/publish/?path={CASE_PATH}&path={OFFICE_PATH}",
        "/edit/letter_templates/appeal/ru.md",
    ],
)
def test_every_page_shows_the_russian_text(desk, path):
    assert MARKS["ru"] in desk.read(path)


def test_the_english_letter_template_is_not_shown_with_it(desk):
    assert MARKS["ru"] not in desk.read("/edit/letter_templates/appeal/en.md")


def test_letters_are_looked_at_and_proved_in_russian_alone(desk):
    chosen = "&".join(f"path={path}" for path in PATHS)
    page = desk.read(f"/publish/?{chosen}&letter=one:{OFFICE}:appeal")
    assert f"To ombudsman {MARKS['ru']}: title {MARKS['ru']}" in page
    proof = desk.read(f"/proof/{CASE_PATH}")
    assert "Russian" in proof
    assert "English" not in proof


def test_what_lacks_is_told_when_it_is_published(published):
    page = published.read("/")
    assert "No letter can be printed" not in page
    assert f"title {MARKS['ru']}" in page


def test_a_form_sent_as_it_came_has_nothing_to_mend(desk):
    page = desk.open(f"/edit/{CASE_PATH}").text
    assert messages(page) == {}
    assert "to mend before this can be published" not in text_of(page)
