"""The settings that organisers make."""

from app.content.model.freshness import DEFAULT_LIMITS
from app.records import setting
from app.records.settings import Settings
from tests.records.conftest import NOW
from tests.records.test_settings import ALL_SET


def test_before_anything_is_set_the_defaults_hold(session):
    assert setting.load(session) == Settings()
    assert setting.newest_settings(session) == 0
    assert Settings().limits == DEFAULT_LIMITS


def test_every_setting_comes_back_as_it_was_set(session, organiser):
    record = setting.save(session, ALL_SET, author=organiser, now=NOW)
    session.expire_all()
    assert setting.load(session) == ALL_SET
    assert set(ALL_SET.model_dump(exclude_defaults=True)) == set(Settings.model_fields)
    assert (record.author, record.saved_at) == (organiser, NOW)


def test_the_newest_state_holds_and_older_ones_are_kept(session):
    first = setting.save(session, ALL_SET, author=None, now=NOW)
    second = setting.save(session, Settings(organisation="Other"), author=None, now=NOW)
    assert setting.load(session).organisation == "Other"
    assert setting.newest_settings(session) == second.id
    assert session.get(setting.SettingsRecord, first.id).values == ALL_SET.model_dump_json()


def test_a_state_that_cannot_be_read_gives_way_to_the_one_before(session):
    setting.save(session, ALL_SET, author=None, now=NOW)
    broken = setting.save(session, Settings(), author=None, now=NOW)
    broken.values = "{"
    session.commit()
    assert setting.load(session) == ALL_SET
    assert setting.state(session, broken.id) == Settings()
