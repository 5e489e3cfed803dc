"""Looking back at what was saved and published."""

from app.records import past
from tests.records.saving import CASE, OTHER, SHIPPED, publish, save, upgrade


def test_a_revision_is_found_by_its_number(session):
    save(session, "one")
    second = save(session, "two")
    assert past.by_number(session, CASE, 2) == second
    assert past.by_number(session, CASE, 3) is None
    assert past.by_number(session, OTHER, 1) is None


def test_the_newest_revision_of_each_document_is_found_at_once(session):
    save(session, "one")
    newest = save(session, None)
    other = save(session, "other", OTHER)
    assert past.newest_by_path(session) == {CASE: newest, OTHER: other}


def test_revisions_of_all_documents_come_a_page_at_a_time_the_latest_first(session):
    saved = [save(session, f"text {number}", (CASE, OTHER)[number % 2]) for number in range(5)]
    first = past.latest(session, most=3)
    assert first == saved[:1:-1]
    assert past.latest(session, before=first[-1].id, most=3) == saved[1::-1]


def test_publications_come_a_page_at_a_time_the_latest_first(session):
    installed = upgrade(session, SHIPPED)
    made = publish(session, save(session, "one"), save(session, "two", OTHER))
    assert list(past.publications(session)) == [made, installed]
    assert list(past.publications(session, before=made.id)) == [installed]
    assert past.paths_of(made) == past.paths_of(installed) == [OTHER, CASE]


def test_what_a_publication_changed_is_told_as_it_was_before_and_after(session):
    installed = upgrade(session, SHIPPED)
    edited = publish(session, save(session, "case: ours\n"), save(session, "new", "cases/new.yaml"))
    withdrawn = publish(session, save(session, None))
    assert past.changes_of(session, installed) == {
        path: (None, text) for path, text in SHIPPED.items()
    }
    assert past.changes_of(session, edited) == {
        CASE: (SHIPPED[CASE], "case: ours\n"),
        "cases/new.yaml": (None, "new"),
    }
    assert past.changes_of(session, withdrawn) == {CASE: ("case: ours\n", None)}


def test_an_upgrade_changed_nothing_of_what_had_been_edited(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    upgraded = upgrade(session, {CASE: "case: upgraded\n", OTHER: "office: upgraded\n"})
    assert past.changes_of(session, upgraded) == {OTHER: (SHIPPED[OTHER], "office: upgraded\n")}


def test_a_shipped_text_is_found_by_its_digest_after_upgrades(session):
    upgrade(session, SHIPPED)
    upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    upgrade(session, {OTHER: SHIPPED[OTHER]})
    for text in (SHIPPED[CASE], "case: upgraded\n"):
        assert past.shipped_with(session, CASE, past.digest_of(text)) == text
    assert [each.text for each in past.shipped_texts_of(session, CASE)] == [
        None,
        "case: upgraded\n",
        SHIPPED[CASE],
    ]
    assert past.shipped_with(session, OTHER, past.digest_of(SHIPPED[CASE])) is None


def test_texts_that_differ_have_different_digests_and_so_has_no_text():
    texts = (None, "", "none", "a", "a\n", "a\0", "a\udcff\N{SNOWMAN}")
    assert len({past.digest_of(text) for text in texts}) == len(texts)
