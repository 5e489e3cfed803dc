"""The newest of everything, in one query."""

from app.records import revision, setting
from app.records.newest import newest_ids
from app.records.publication import publish
from app.records.settings import Settings
from tests.records.conftest import NOW


def test_nothing_is_newest_where_there_is_nothing(session):
    assert newest_ids(session.connection()) == (0, 0)


def test_publications_and_settings_count_by_themselves(session, organiser):
    saved = revision.save(
        session, "cases/five.yaml", "a", base=0, author=organiser, note="", now=NOW
    )
    published = publish(session, [saved], publisher=organiser, note="", now=NOW)
    assert newest_ids(session.connection()) == (published.id, 0)
    kept = setting.save(session, Settings(), author=organiser, now=NOW)
    assert newest_ids(session.connection()) == (published.id, kept.id)


def test_it_takes_a_connection_and_no_session(engine, session, organiser):
    kept = setting.save(session, Settings(), author=organiser, now=NOW)
    with engine.connect() as connection:
        assert newest_ids(connection) == (0, kept.id)
