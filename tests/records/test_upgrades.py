"""What an upgrade of shipped files means for what was saved before."""

from app.records import upgrades
from tests.records.saving import CASE, OTHER, SHIPPED, live, publish, save, upgrade


def test_an_upgrade_under_an_edit_is_told_and_changes_nothing_for_supporters(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    shipped = {**SHIPPED, CASE: "case: upgraded\n"}
    made = upgrade(session, shipped)
    assert upgrades.changed_under_an_edit(session) == {CASE: made}
    assert live(session, shipped) == {**SHIPPED, CASE: "case: ours\n"}


def test_an_upgrade_of_what_nobody_edited_is_not_told(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    upgrade(session, {**SHIPPED, OTHER: "office: upgraded\n"})
    assert upgrades.changed_under_an_edit(session) == {}


def test_who_publishes_again_after_the_upgrade_has_settled_it(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    publish(session, save(session, "case: both\n"))
    assert upgrades.changed_under_an_edit(session) == {}


def test_a_draft_from_before_an_upgrade_is_told_until_it_is_saved_again(session):
    upgrade(session, SHIPPED)
    drafts = [save(session, "case: draft\n"), save(session, "office: draft\n", OTHER)]
    assert upgrades.upgraded_since(session, drafts) == {}
    made = upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    assert upgrades.upgraded_since(session, drafts) == {CASE: made}
    assert upgrades.upgraded_since(session, [save(session, "case: draft\n")]) == {}


def test_a_draft_over_what_was_published_here_takes_back_no_upgrade(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    draft = save(session, "case: draft\n")
    upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    assert upgrades.upgraded_since(session, [draft]) == {}
