"""Publications, of revisions and of shipped files that changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from app.records import past, publication, revision
from app.records.database import alone
from app.records.publication import AlreadyPublished, PublishedMeanwhile
from app.records.revision import Overtaken
from tests.records.conftest import NOW
from tests.records.saving import CASE, OTHER, SHIPPED, live, publish, save, upgrade


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


def test_a_publication_over_another_state_than_was_looked_at_publishes_nothing(session):
    seen = revision.newest_publication(session)
    case, office = save(session, "case: new\n"), save(session, "office: new\n", OTHER)
    other = publish(session, office, seen=seen)
    with pytest.raises(PublishedMeanwhile):
        publish(session, case, seen=seen)
    assert live(session)[CASE] == SHIPPED[CASE]
    assert publish(session, case, seen=other.id)


def test_the_shipped_files_are_recorded_once_and_then_only_what_changed(session):
    assert upgrade(session, SHIPPED).kind == "shipped"
    assert upgrade(session, SHIPPED) is None
    changed = upgrade(session, {CASE: "case: upgraded\n"})
    assert {each.path: each.text for each in changed.shipped} == {
        CASE: "case: upgraded\n",
        OTHER: None,
    }
    assert publication.recorded_shipped_texts(session) == {CASE: "case: upgraded\n"}


def test_a_shipped_file_that_is_not_utf8_is_recorded_once(session):
    broken = {CASE: "case: \udcff\n"}
    assert upgrade(session, broken)
    assert upgrade(session, broken) is None


def test_processes_that_start_at_once_record_an_upgrade_once(url, session):
    together = Barrier(2)

    def start():
        together.wait(timeout=10)
        with alone(url) as starting:
            return publication.record_shipped(starting, SHIPPED, NOW) is not None

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
            recorded = publication.record_shipped(starting, SHIPPED, NOW).id
        assert waiting.result(timeout=10) > recorded
