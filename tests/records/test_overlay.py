"""What supporters see, and the drafts that they don’t."""

import pytest

from app.records import overlay
from tests.records.saving import CASE, OTHER, SHIPPED, live, publish, save, upgrade


def test_before_anything_is_published_supporters_see_the_shipped_files(session):
    save(session, "draft")
    assert live(session) == SHIPPED


def test_a_withdrawn_document_is_gone_and_comes_back_with_its_next_publication(session):
    publish(session, save(session, None))
    assert live(session) == {OTHER: SHIPPED[OTHER]}
    publish(session, save(session, "case: back\n"))
    assert live(session)[CASE] == "case: back\n"


def test_the_overlay_is_in_the_order_of_paths_and_leaves_the_shipped_files_alone(session):
    shipped = dict(SHIPPED)
    publish(session, save(session, "new", "cases/added.yaml"))
    assert list(live(session, shipped)) == [OTHER, "cases/added.yaml", CASE]
    assert shipped == SHIPPED


def test_what_supporters_saw_at_any_publication_can_be_read_again(session):
    installed = upgrade(session, SHIPPED)
    first = publish(session, save(session, "case: first\n"))
    upgraded = upgrade(session, {CASE: "case: upgraded\n", OTHER: "office: upgraded\n"})
    second = publish(session, save(session, None), save(session, "office: mine\n", OTHER))
    seen = {
        0: {},
        installed.id: SHIPPED,
        first.id: {CASE: "case: first\n", OTHER: SHIPPED[OTHER]},
        upgraded.id: {CASE: "case: first\n", OTHER: "office: upgraded\n"},
        second.id: {OTHER: "office: mine\n"},
    }
    assert {number: overlay.texts_at(session, number) for number in seen} == seen


def test_a_draft_is_what_was_saved_and_differs_from_what_supporters_see(session):
    save(session, "draft")
    newest = save(session, "newer draft")
    assert overlay.drafts(session, live(session)) == [newest]


@pytest.mark.parametrize(
    "text", [SHIPPED[CASE], "published"], ids=["as shipped", "as published before"]
)
def test_what_was_set_back_to_what_supporters_see_is_no_draft(session, text):
    if text != SHIPPED[CASE]:
        publish(session, save(session, text))
    save(session, "draft")
    save(session, text)
    assert overlay.drafts(session, live(session)) == []


def test_what_was_published_is_no_draft_and_an_older_draft_does_not_come_back(session):
    save(session, "never published")
    publish(session, save(session, "published"))
    assert overlay.drafts(session, live(session)) == []


def test_a_withdrawal_waits_as_a_draft(session):
    withdrawal = save(session, None)
    assert overlay.drafts(session, live(session)) == [withdrawal]


def test_a_new_document_that_was_dropped_again_is_no_draft(session):
    save(session, "new", "cases/added.yaml")
    save(session, None, "cases/added.yaml")
    assert overlay.drafts(session, live(session)) == []


def test_a_dropped_draft_does_not_come_back_with_an_upgrade(session):
    upgrade(session, SHIPPED)
    assert not save(session, "case: draft\n").drops
    assert save(session, SHIPPED[CASE]).drops
    shipped = {**SHIPPED, CASE: "case: upgraded\n"}
    upgrade(session, shipped)
    assert overlay.drafts(session, live(session, shipped)) == []
