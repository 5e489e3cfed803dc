"""Revisions, and publications of them over the shipped files."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records import past, revision
from app.records.database import alone
from app.records.organiser import Organiser
from app.records.revision import AlreadyPublished, Overtaken, PublishedMeanwhile
from tests.records.conftest import NOW

CASE, OTHER = "cases/five.yaml", "addressees/kz/office.yaml"
SHIPPED = {CASE: "case: shipped\n", OTHER: "office: shipped\n"}


def save(session, text, path=CASE, base=None, **values):
    newest = revision.newest(session, path)
    return revision.save(
        session,
        path,
        text,
        base=base if base is not None else newest.number if newest else 0,
        **{"author": None, "note": "", "now": NOW, **values},
    )


def publish(session, *chosen, **values):
    return revision.publish(
        session, chosen, **{"publisher": None, "note": "", "now": NOW, **values}
    )


def upgrade(session, shipped):
    found = revision.record_shipped(session, shipped, NOW)
    session.commit()
    return found


def live(session, shipped=SHIPPED):
    return revision.live_texts(session, shipped)


# Saving


def test_a_revision_remembers_who_saved_what_when_and_why(session, organiser):
    saved = save(session, "Қазақша: “мәтін”\n", author=organiser, note="Seen in the news.")
    session.expire_all()
    found = revision.by_key(session, saved.key)
    assert found.path == CASE
    assert found.number == 1
    assert found.text == "Қазақша: “мәтін”\n"
    assert found.author == organiser
    assert found.note == "Seen in the news."
    assert found.saved_at == NOW
    assert not found.withdraws


def test_every_save_is_a_revision_of_its_own_and_none_is_lost(session):
    for text in ("one", "two", None, "three"):
        save(session, text)
    found = revision.revisions(session, CASE)
    assert [(each.number, each.text) for each in found] == [
        (4, "three"),
        (3, None),
        (2, "two"),
        (1, "one"),
    ]
    assert found[1].withdraws


@pytest.mark.parametrize("base", [0, 1, 3, 99])
def test_who_saves_over_anything_but_the_newest_is_told_of_the_newest(session, base):
    save(session, "one")
    newest = save(session, "two")
    with pytest.raises(Overtaken) as overtaken:
        save(session, "mine", base=base)
    assert overtaken.value.newest == newest
    assert revision.newest(session, CASE).text == "two"


def test_the_first_revision_is_number_one_whatever_the_form_says(session):
    assert save(session, "one", base=8_000_000).number == 1


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_overwritten(engine):
    editors = 4
    together = Barrier(editors)

    def edit(text):
        with Session(engine) as session:
            newest = revision.newest(session, CASE)
            together.wait(timeout=10)
            try:
                save(session, text, base=newest.number)
            except Overtaken as overtaken:
                return overtaken.newest.text
            return "saved"

    with Session(engine) as session:
        save(session, "base")
    with ThreadPoolExecutor(editors) as pool:
        outcomes = list(pool.map(edit, [f"text {number}" for number in range(editors)]))
    with Session(engine) as session:
        first, base = revision.revisions(session, CASE)
    assert outcomes.count("saved") == 1
    assert outcomes.index("saved") == int(first.text.removeprefix("text "))
    assert [each for each in outcomes if each != "saved"] == [first.text] * (editors - 1)
    assert base.text == "base"


def test_an_error_of_the_database_is_not_taken_for_somebody_quicker(session):
    save(session, "one")
    with pytest.raises(IntegrityError):
        save(session, "two", author=Organiser(id=4711))


def test_signs_that_no_database_holds_do_not_end_a_save(session):
    saved = save(session, "a\0b\ud83d", note="\0")
    session.expire_all()
    assert saved.text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    assert saved.note == "\N{REPLACEMENT CHARACTER}"


def test_a_note_has_its_bounds(session):
    saved = save(session, "text", note="n" * 5_000)
    assert saved.note == "n" * 1_000
    assert publish(session, saved, note="n" * 5_000).note == "n" * 1_000


def test_keys_tell_neither_path_nor_number_nor_each_other(session):
    keys = [save(session, f"text {number}").key for number in range(20)]
    assert len(set(keys)) == 20
    assert all(len(key) == 22 for key in keys)
    assert len({key[:4] for key in keys}) == 20


@pytest.mark.parametrize("key", ["", "1", "x" * 22, "%", "' OR 1=1 --"])
def test_a_wrong_key_finds_nothing(session, key):
    save(session, "one")
    assert revision.by_key(session, key) is None


# What supporters see


def test_before_anything_is_published_supporters_see_the_shipped_files(session):
    save(session, "draft")
    assert live(session) == SHIPPED


def test_a_publication_puts_all_its_revisions_before_supporters_at_once(session, organiser):
    chosen = [save(session, "case: new\n"), save(session, "office: new\n", OTHER)]
    made = publish(session, *chosen, publisher=organiser, note="Two at once.")
    assert live(session) == {CASE: "case: new\n", OTHER: "office: new\n"}
    assert made.id == revision.newest_publication(session)
    assert (made.publisher, made.note, made.published_at) == (organiser, "Two at once.", NOW)


@pytest.mark.parametrize("overtaken", [0, 1])
def test_a_publication_with_one_revision_that_is_overtaken_publishes_none(session, overtaken):
    chosen = [save(session, "case: new\n"), save(session, "office: new\n", OTHER)]
    newest = save(session, "newer", chosen[overtaken].path)
    with pytest.raises(Overtaken) as raised:
        publish(session, *chosen)
    assert raised.value.newest == newest
    assert live(session) == SHIPPED
    assert revision.newest_publication(session) == 0


def test_what_is_published_already_is_not_published_again(session):
    chosen = save(session, "case: new\n")
    first = publish(session, chosen)
    with pytest.raises(AlreadyPublished):
        publish(session, chosen, save(session, "office: new\n", OTHER))
    assert chosen.publication == first
    assert live(session)[OTHER] == SHIPPED[OTHER]


def test_of_two_who_publish_the_same_at_once_one_is_told(engine):
    together = Barrier(2)

    def look_and_publish():
        with Session(engine) as session:
            chosen = revision.newest(session, CASE)
            together.wait(timeout=10)
            try:
                return publish(session, chosen).id
            except AlreadyPublished:
                return "told"

    with Session(engine) as session:
        save(session, "case: new\n")
    with ThreadPoolExecutor(2) as pool:
        outcomes = [future.result() for future in [pool.submit(look_and_publish) for _ in "ab"]]
    assert "told" in outcomes
    with Session(engine) as session:
        assert [each.id for each in past.publications(session)] == [
            each for each in outcomes if each != "told"
        ]


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
    assert {number: revision.texts_at(session, number) for number in seen} == seen


# Drafts


def test_a_draft_is_what_was_saved_and_differs_from_what_supporters_see(session):
    save(session, "draft")
    newest = save(session, "newer draft")
    assert revision.drafts(session, live(session)) == [newest]


@pytest.mark.parametrize(
    "text", [SHIPPED[CASE], "published"], ids=["as shipped", "as published before"]
)
def test_what_was_set_back_to_what_supporters_see_is_no_draft(session, text):
    if text != SHIPPED[CASE]:
        publish(session, save(session, text))
    save(session, "draft")
    save(session, text)
    assert revision.drafts(session, live(session)) == []


def test_what_was_published_is_no_draft_and_an_older_draft_does_not_come_back(session):
    save(session, "never published")
    publish(session, save(session, "published"))
    assert revision.drafts(session, live(session)) == []


def test_a_withdrawal_waits_as_a_draft(session):
    withdrawal = save(session, None)
    assert revision.drafts(session, live(session)) == [withdrawal]


def test_a_new_document_that_was_dropped_again_is_no_draft(session):
    save(session, "new", "cases/added.yaml")
    save(session, None, "cases/added.yaml")
    assert revision.drafts(session, live(session)) == []


# Upgrades of shipped files


def test_the_shipped_files_are_recorded_once_and_then_only_what_changed(session):
    assert upgrade(session, SHIPPED).kind == "shipped"
    assert upgrade(session, SHIPPED) is None
    changed = upgrade(session, {CASE: "case: upgraded\n"})
    assert {each.path: each.text for each in changed.shipped} == {
        CASE: "case: upgraded\n",
        OTHER: None,
    }
    assert revision.shipped_texts(session) == {CASE: "case: upgraded\n"}


def test_a_shipped_file_that_is_not_utf8_is_recorded_once(session):
    broken = {CASE: "case: \udcff\n"}
    assert upgrade(session, broken)
    assert upgrade(session, broken) is None


def test_processes_that_start_at_once_record_an_upgrade_once(url, session):
    together = Barrier(2)

    def start():
        together.wait(timeout=10)
        with alone(url) as starting:
            return revision.record_shipped(starting, SHIPPED, NOW) is not None

    with ThreadPoolExecutor(2) as pool:
        recorded = [future.result() for future in [pool.submit(start) for _ in "ab"]]
    assert sorted(recorded) == [False, True]
    assert len(past.publications(session)) == 1


def test_who_publishes_waits_for_who_records_an_upgrade(url, engine):
    """Their ids grow in the order in which they are seen: a process asks for the newest alone."""
    with Session(engine) as session:
        save(session, "case: new\n")

    def publish_newest():
        with Session(engine) as session:
            return publish(session, revision.newest(session, CASE)).id

    with ThreadPoolExecutor() as pool:
        with alone(url) as starting:
            waiting = pool.submit(publish_newest)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.2)
            recorded = revision.record_shipped(starting, SHIPPED, NOW).id
        assert waiting.result(timeout=10) > recorded


def test_an_upgrade_under_an_edit_is_told_and_changes_nothing_for_supporters(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    shipped = {**SHIPPED, CASE: "case: upgraded\n"}
    made = upgrade(session, shipped)
    assert revision.changed_under_an_edit(session) == {CASE: made}
    assert live(session, shipped) == {**SHIPPED, CASE: "case: ours\n"}


def test_an_upgrade_of_what_nobody_edited_is_not_told(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    upgrade(session, {**SHIPPED, OTHER: "office: upgraded\n"})
    assert revision.changed_under_an_edit(session) == {}


def test_who_publishes_again_after_the_upgrade_has_settled_it(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    publish(session, save(session, "case: both\n"))
    assert revision.changed_under_an_edit(session) == {}


def test_a_publication_over_another_state_than_was_looked_at_publishes_nothing(session):
    seen = revision.newest_publication(session)
    case, office = save(session, "case: new\n"), save(session, "office: new\n", OTHER)
    other = publish(session, office, seen=seen)
    with pytest.raises(PublishedMeanwhile):
        publish(session, case, seen=seen)
    assert live(session)[CASE] == SHIPPED[CASE]
    assert publish(session, case, seen=other.id)


def test_a_dropped_draft_does_not_come_back_with_an_upgrade(session):
    upgrade(session, SHIPPED)
    assert not save(session, "case: draft\n").drops
    assert save(session, SHIPPED[CASE]).drops
    shipped = {**SHIPPED, CASE: "case: upgraded\n"}
    upgrade(session, shipped)
    assert revision.drafts(session, live(session, shipped)) == []


def test_a_draft_from_before_an_upgrade_is_told_until_it_is_saved_again(session):
    upgrade(session, SHIPPED)
    drafts = [save(session, "case: draft\n"), save(session, "office: draft\n", OTHER)]
    assert revision.upgraded_since(session, drafts) == {}
    made = upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    assert revision.upgraded_since(session, drafts) == {CASE: made}
    assert revision.upgraded_since(session, [save(session, "case: draft\n")]) == {}


def test_a_draft_over_what_was_published_here_takes_back_no_upgrade(session):
    upgrade(session, SHIPPED)
    publish(session, save(session, "case: ours\n"))
    draft = save(session, "case: draft\n")
    upgrade(session, {**SHIPPED, CASE: "case: upgraded\n"})
    assert revision.upgraded_since(session, [draft]) == {}
