"""What was published: listed, shown, undone in a click."""

import pytest

from app.content.text.document import parse
from tests.web.workroom.desk import EMBASSY, OFFICE, shipped

STREET = (
    shipped(EMBASSY)
    .replace("Nirgendstraße 14–17", "Nirgendstraße 18")
    .replace("verified_on: 2026-03-15", "verified_on: 2026-11-20")
)
ANOTHER = shipped(OFFICE).replace("ru: ", "ru: Новое ", 1)
UNREAD, READ = "  ru: false", "  ru: true"


@pytest.fixture
def publisher(desk_of):
    return desk_of("publisher", "publisher@example.org")


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", "editor@example.org")


def publish(desk, shelf, *paths, note=""):
    """Publish the drafts of these documents."""
    keys = [shelf.newest(path).key for path in paths]
    return desk.send("/publish/", key=keys, seen=shelf.seen(), note=note)


def is_marked(shelf):
    """Return whether Russian is marked as reviewed in the newest revision of the office."""
    return parse(OFFICE, shelf.newest(OFFICE).text).fields["reviewed"]["ru"]


def test_publications_are_listed_with_who_published_what_and_when(publisher, editor, shelf):
    shelf.save(EMBASSY, STREET)
    publish(publisher, shelf, EMBASSY, note="Moved")
    words = editor.read("/publications/")
    assert "Addressee: Embassy of the Republic of Nebulonia in Berlin" in words
    assert "publisher@example.org, 22 November 2026, 09:30 UTC“Moved”" in words
    assert "shipped files installed or upgraded" in words
    words = editor.read(f"/publications/{shelf.seen()}")
    assert "removed: 14–17 (end)added: 18 (end)" in words


def test_a_publication_is_undone_with_one_click_and_published(publisher, shelf):
    shelf.save(EMBASSY, STREET)
    shelf.save("addressees/nb/new.yaml", STREET)
    made = shelf.publish(EMBASSY, "addressees/nb/new.yaml")
    page = publisher.follow(f"/publications/{made}/undo")
    assert "Drafts of how it was before are saved." in page
    assert shelf.newest(EMBASSY).text == shipped(EMBASSY)
    assert shelf.newest("addressees/nb/new.yaml").text is None
    assert shelf.newest(EMBASSY).note == f"Publication {made} undone"
    assert shelf.live(EMBASSY) == STREET
    assert publish(publisher, shelf, EMBASSY, "addressees/nb/new.yaml").status_code == 303
    assert shelf.live(EMBASSY) == shipped(EMBASSY)
    assert shelf.live("addressees/nb/new.yaml") is None


def test_what_was_changed_elsewhere_since_is_kept_when_undoing(publisher, shelf):
    shelf.save(EMBASSY, STREET)
    made = shelf.publish(EMBASSY)
    shelf.save(EMBASSY, STREET.replace("[kk, ru, de, en]", "[de]"))
    publisher.follow(f"/publications/{made}/undo")
    assert shelf.newest(EMBASSY).text == shipped(EMBASSY).replace("[kk, ru, de, en]", "[de]")


def test_what_was_changed_in_the_same_place_since_is_not_undone(publisher, shelf):
    shelf.save(EMBASSY, STREET)
    made = shelf.publish(EMBASSY)
    shelf.save(EMBASSY, STREET.replace("straße 18", "straße 19"))
    assert "was changed in the same places since" in publisher.follow(f"/publications/{made}/undo")
    assert shelf.newest(EMBASSY).number == 2


def test_what_is_undone_already_stays_so(publisher, shelf):
    shelf.save(EMBASSY, STREET)
    made = shelf.publish(EMBASSY)
    publisher.follow(f"/publications/{made}/undo")
    shelf.publish(EMBASSY)
    page = publisher.follow(f"/publications/{made}/undo")
    assert "stands as it was before already" in page
    assert shelf.newest(EMBASSY).number == 2


def test_before_the_installation_there_was_nothing_to_go_back_to(publisher, shelf):
    assert "Undo this publication" not in publisher.read("/publications/1")
    assert "Nothing was undone" in publisher.follow("/publications/1/undo")
    assert shelf.drafts() == []


@pytest.mark.parametrize("number", ["0", "4711", "9" * 30, "x", "-1"])
def test_there_is_no_other_publication(publisher, number):
    assert publisher.open(f"/publications/{number}").status_code == 404
    assert publisher.send(f"/publications/{number}/undo").status_code == 404


# Marks of a review


def test_undoing_marks_nothing_as_reviewed_that_nobody_has_read(publisher, shelf):
    reviewed = shipped(OFFICE).replace("  ru: false", "  ru: true")
    shelf.save(OFFICE, reviewed)
    shelf.publish(OFFICE)
    changed = reviewed.replace("  ru: true", "  ru: false").replace("ru: ", "ru: Новое ", 1)
    shelf.save(OFFICE, changed)
    made = shelf.publish(OFFICE)
    shelf.save(OFFICE, changed + "# more\n")
    publisher.follow(f"/publications/{made}/undo")
    undone = shelf.newest(OFFICE).text
    assert "Новое" not in undone
    assert parse(OFFICE, undone).fields["reviewed"]["ru"] is False


def test_a_review_holds_for_the_very_text_that_was_reviewed_and_published(publisher, shelf):
    reviewed = shipped(OFFICE).replace(UNREAD, READ)
    shelf.save(OFFICE, reviewed)
    shelf.publish(OFFICE)
    publisher.send(f"/text/{OFFICE}", text=reviewed.replace("ru: ", "ru: Новое ", 1), base=1)
    assert not is_marked(shelf)
    publisher.follow(f"/publications/{shelf.publish(OFFICE)}/undo")
    assert shelf.newest(OFFICE).text == reviewed


def test_a_review_of_the_text_that_is_taken_back_does_not_hold_for_the_text_before(
    publisher, shelf
):
    shelf.save(OFFICE, ANOTHER)
    made = shelf.publish(OFFICE)
    shelf.save(OFFICE, ANOTHER.replace(UNREAD, READ))
    assert is_marked(shelf)
    page = publisher.follow(f"/publications/{made}/undo")
    assert "Russian is no longer marked as reviewed, since its texts were changed." in page
    assert shelf.newest(OFFICE).text == shipped(OFFICE)


def test_neither_who_undoes_nor_who_wrote_it_reviews_what_comes_back(
    publisher, editor, desk_of, shelf
):
    editor.send(f"/text/{OFFICE}", text=ANOTHER, base=0)
    shelf.publish(OFFICE)
    shelf.save(OFFICE, ANOTHER.replace("Новое", "Другое").replace(UNREAD, READ))
    publisher.follow(f"/publications/{shelf.publish(OFFICE)}/undo")
    assert shelf.newest(OFFICE).text == ANOTHER
    for desk in (publisher, editor):
        assert "somebody else must" in desk.follow(f"/review/{OFFICE}/ru", base=3)
        assert not is_marked(shelf)
    third = desk_of("editor")
    assert "Russian is marked as reviewed." in third.follow(f"/review/{OFFICE}/ru", base=3)
