"""The mark that texts were reviewed is set by a second person, and lost with a change."""

import pytest

from app.content.text.document import parse
from app.records import revision
from app.records.database import db
from tests.conftest import CONTENT
from tests.web.workroom.filled import filled, text_of

PATH = "addressees/nb/ombudsman.yaml"
TEMPLATE = "letter_templates/appeal/ru.md"
SHIPPED = {path: (CONTENT / path).read_text("utf-8") for path in (PATH, TEMPLATE)}


@pytest.fixture
def author(signed_in):
    return signed_in("editor")


@pytest.fixture
def reader(signed_in):
    return signed_in("editor")


@pytest.fixture
def newest(app):
    """Return a function that returns the newest revision."""

    def find(path=PATH):
        with app.app_context():
            return revision.newest(db.session, path)

    return find


@pytest.fixture
def marks(newest):
    """Return a function that returns the marks of the newest revision."""
    return lambda path=PATH: parse(path, newest(path).text).fields["reviewed"]


@pytest.fixture
def review(csrf_token):
    """Return a function that marks texts, and returns what is said to it."""

    def send(client, language="ru", base=0, path=PATH):
        url = f"/organisers/review/{path}/{language}"
        data = {"csrf_token": csrf_token, "base": str(base)}
        return text_of(client.post(url, data=data, follow_redirects=True).text)

    return send


@pytest.fixture
def write(csrf_token, newest):
    """Return a function that saves a text as it is typed, over the newest revision."""

    def send(client, text, path=PATH):
        base = newest(path).number if newest(path) else 0
        data = {"csrf_token": csrf_token, "base": str(base), "text": text}
        kind = "edit" if path.endswith(".md") else "text"
        url = f"/organisers/{kind}/{path}"
        return text_of(client.post(url, data=data, follow_redirects=True).text)

    return send


def test_a_shipped_text_is_marked_by_anyone(author, review, marks, newest):
    assert "Russian is marked as reviewed." in review(author)
    assert marks() == {"en": False, "ru": True, "kk": False, "de": False}
    assert newest().note == "Russian reviewed"
    assert "Russian is marked as reviewed already." in review(author, base=1)


def test_a_shipped_letter_template_is_marked_by_anyone(author, review, marks):
    assert "Russian is marked as reviewed." in review(author, path=TEMPLATE)
    assert marks(TEMPLATE) is True


def test_who_wrote_the_newest_text_cannot_mark_it(author, reader, review, write, marks):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    assert "you wrote its newest texts, so somebody else must" in review(author, base=1)
    assert marks()["ru"] is False
    assert "Russian is marked as reviewed." in review(reader, base=1)


def test_who_wrote_another_language_can(author, review, write, marks):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    assert "Kazakh is marked as reviewed." in review(author, "kk", base=1)


def test_a_later_change_of_something_else_makes_nobody_the_author(
    author, reader, review, write, newest
):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    write(reader, newest().text.replace("state: in-use", "state: unverified"))
    assert "somebody else must" in review(author, base=2)
    assert "Russian is marked as reviewed." in review(reader, base=2)


def test_who_wrote_what_could_not_be_read_counts_as_an_author(author, reader, review, write):
    write(author, "office: [")
    write(reader, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    assert "somebody else must" in review(author, base=2)
    assert "somebody else must" in review(reader, base=2)


def test_what_was_broken_and_mended_again_has_no_new_author(author, review, write):
    write(author, "office: [")
    write(author, SHIPPED[PATH])
    assert "Russian is marked as reviewed." in review(author, base=2)


def test_what_was_saved_meanwhile_must_be_read_first(author, reader, review, write, marks):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    assert "somebody saved it again meanwhile" in review(reader, base=0)
    assert marks()["ru"] is False


@pytest.mark.parametrize(
    ("path", "language", "reason"),
    [
        (PATH, "pl", "is marked as reviewed."),
        ("cases/puffchat-nine.yaml", "fr", "Nothing was marked: there is no text in French."),
        (TEMPLATE, "en", "Nothing was marked: there is no text in English."),
    ],
)
def test_only_what_has_texts_is_marked(author, review, path, language, reason):
    assert reason in review(author, language, path=path)


@pytest.mark.parametrize("language", ["xx", "EN", "..", "%00"])
def test_there_are_no_other_languages(author, csrf_token, language):
    url = f"/organisers/review/{PATH}/{language}"
    assert author.post(url, data={"csrf_token": csrf_token}).status_code == 404


def test_what_cannot_be_read_is_not_marked(author, reader, review, write):
    write(author, "office: [")
    assert "the document can’t be read. Mend it first." in review(reader, base=1)


def test_a_changed_text_loses_its_mark_in_the_form(author, review, marks):
    review(author)
    url = f"/organisers/edit/{PATH}"
    typed = filled(author.get(url).text)
    assert typed.getlist("reviewed-ru") == ["", "on"]
    typed["office-ru"] = "Другой"
    page = text_of(author.post(url, data=typed, follow_redirects=True).text)
    assert "Russian is no longer marked as reviewed, since its texts were changed." in page
    assert marks()["ru"] is False


def test_a_changed_text_loses_its_mark_in_the_text(author, review, write, marks, newest):
    review(author)
    page = write(author, newest().text.replace("ru: ", "ru: Новое ", 1))
    assert "Russian is no longer marked as reviewed" in page
    assert marks()["ru"] is False


def test_a_changed_letter_template_loses_its_mark(author, review, write, marks, newest):
    review(author, path=TEMPLATE)
    write(author, newest(TEMPLATE).text.replace("прошу", "убедительно прошу", 1), TEMPLATE)
    assert marks(TEMPLATE) is False


def test_another_change_leaves_the_mark(author, review, write, marks, newest):
    review(author)
    write(author, newest().text.replace("state: in-use", "state: unverified"))
    assert marks()["ru"] is True


def test_no_author_sets_the_mark_in_form_or_text(author, reader, write, marks, newest):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    marked = newest().text.replace("  ru: false", "  ru: true")
    assert "Russian was not marked as reviewed" in write(author, marked)
    url = f"/organisers/edit/{PATH}"
    typed = filled(author.get(url).text)
    typed.setlist("reviewed-ru", ["", "on"])
    page = text_of(author.post(url, data=typed, follow_redirects=True).text)
    assert "Russian was not marked as reviewed" in page
    assert marks()["ru"] is False
    typed = filled(reader.get(url).text)
    typed.setlist("reviewed-ru", ["", "on"])
    reader.post(url, data=typed)
    assert marks()["ru"] is True


def test_text_and_mark_cannot_come_together(author, write, marks):
    text = SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1).replace("  ru: false", "  ru: true")
    write(author, text)
    assert marks()["ru"] is False


def test_whoever_changes_a_comma_leaves_the_authors_before_them_authors(
    author, reader, signed_in, review, write, newest, marks
):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    write(reader, newest().text.replace("ru: Новое ", "ru: Новое, ", 1))
    assert "somebody else must" in review(author, base=2)
    assert "somebody else must" in review(reader, base=2)
    assert "Russian is marked as reviewed." in review(signed_in("editor"), base=2)
    write(reader, newest().text.replace("ru: Новое, ", "ru: Новейшее ", 1))
    assert marks()["ru"] is False
    assert "Russian is marked as reviewed." in review(author, base=4)


def test_who_brings_back_a_text_that_nobody_has_read_leaves_its_author_one(
    author, reader, signed_in, review, write, newest
):
    write(author, SHIPPED[PATH].replace("ru: ", "ru: Новое ", 1))
    mine = newest().text
    write(reader, mine.replace("ru: Новое ", "ru: Другое ", 1))
    assert "Russian is marked as reviewed." in review(signed_in("editor"), base=2)
    write(reader, mine)
    assert "somebody else must" in review(author, base=4)
    assert "somebody else must" in review(reader, base=4)
    assert "Russian is marked as reviewed." in review(signed_in("editor"), base=4)
