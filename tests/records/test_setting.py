"""The settings that organisers make."""

import pytest
from pydantic import ValidationError

from app.content.freshness import DEFAULT_LIMITS
from app.content.localised import Said
from app.records import setting
from app.records.settings import PostageNote, Settings
from tests.records.conftest import NOW

ALL_SET = Settings(
    organisation="Freunde der Gewissensfreiheit e. V.",
    contact="post@example.org",
    imprint={"en": "Name\nAddress", "ru": "Имя\nАдрес"},
    privacy={"en": "Nothing is kept."},
    public_url="https://letters.example.org",
    languages=("en", "kk"),
    holder_months=6,
    address_months=24,
    case_fact_months=18,
    postage=(PostageNote(origin="DE", destination="KZ", texts={"en": "€1.25 up to 20 g"}),),
    content_confirmed=True,
)


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


DE_KZ = PostageNote(origin="DE", destination="KZ", texts={"en": "€1.25", "ru": "1,25 €"})
DE_DE = PostageNote(origin="DE", destination="DE", texts={"en": "95 cents"})
GB_KZ = PostageNote(origin="GB", destination="KZ", texts={"en": "£2.80"})
CENTS = Said("95 cents", "en")


@pytest.mark.parametrize(
    ("origin", "language", "known"),
    [
        pytest.param("DE", "en", {"KZ": Said("€1.25", "en"), "DE": CENTS}, id="each destination"),
        pytest.param("DE", "ru", {"KZ": Said("1,25 €", "ru"), "DE": CENTS}, id="English for want"),
        pytest.param("FR", "en", {}, id="from where nothing is known"),
        pytest.param(None, "en", {}, id="from nobody knows where"),
    ],
)
def test_postage_is_known_by_the_country_posted_from(origin, language, known):
    assert Settings(postage=(DE_KZ, DE_DE, GB_KZ)).postage_from(origin, language) == known


def test_the_limits_are_those_that_were_set():
    limits = ALL_SET.limits
    assert (limits.holder, limits.address, limits.case_fact) == (6, 24, 18)


@pytest.mark.parametrize(
    "wrong", [{"holder_months": 0}, {"address_months": 121}, {"colour": "red"}], ids=str
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        Settings(**wrong)
