"""What proves an organiser beside the password."""

import datetime

from app.records import second_factor
from app.records.organiser import Passkey
from tests.records.conftest import NOW


def test_a_code_is_taken_once(session, organiser):
    assert second_factor.take_code(session, organiser, 59_000_000, NOW)
    assert not second_factor.take_code(session, organiser, 59_000_000, NOW)
    assert not second_factor.take_code(session, organiser, 58_999_999, NOW)
    assert second_factor.take_code(session, organiser, 59_000_001, NOW)


def test_a_code_is_taken_once_by_two_processes(session, open_session, organiser):
    late = open_session()
    other = late.get(type(organiser), organiser.id)
    assert other.totp_counter is None
    assert second_factor.take_code(session, organiser, 59_000_000, NOW)
    session.commit()
    assert not second_factor.take_code(late, other, 59_000_000, NOW)


def test_a_recovery_code_is_taken_once(session, organiser):
    organiser.mf_recovery_codes = ["aa", "bb", "cc"]
    session.commit()
    assert second_factor.take_recovery_code(session, organiser, "bb")
    assert organiser.mf_recovery_codes == ["aa", "cc"]
    assert not second_factor.take_recovery_code(session, organiser, "bb")


def test_the_last_recovery_code_leaves_none(session, organiser):
    organiser.mf_recovery_codes = ["aa"]
    session.commit()
    assert second_factor.take_recovery_code(session, organiser, "aa")
    assert organiser.mf_recovery_codes == []


def test_two_processes_cannot_take_the_same_recovery_code(session, open_session, organiser):
    organiser.mf_recovery_codes = ["aa", "bb"]
    session.commit()
    late = open_session()
    other = late.get(type(organiser), organiser.id)
    assert other.mf_recovery_codes == ["aa", "bb"]
    assert second_factor.take_recovery_code(session, organiser, "aa")
    session.commit()
    assert not second_factor.take_recovery_code(late, other, "aa")


def test_no_code_is_right_where_there_is_none(session, organiser):
    assert not second_factor.take_recovery_code(session, organiser, "aa")


def test_a_reset_leaves_nothing_that_lets_anybody_in(session, organiser):
    organiser.password = "digest"
    organiser.tf_primary_method, organiser.tf_totp_secret = "authenticator", "secret"
    organiser.totp_counter, organiser.mf_recovery_codes = 59_000_000, ["aa"]
    second_factor.date_app(organiser, NOW)
    organiser.webauthn.append(
        Passkey(
            credential_id=b"id",
            public_key=b"key",
            backup_state=False,
            device_type="single_device",
            lastuse_datetime=datetime.datetime(2026, 11, 22),
            name="Blue key",
            usage="secondary",
        )
    )
    session.commit()
    before = organiser.fs_uniquifier
    second_factor.reset(organiser)
    session.commit()
    session.expire_all()
    assert not organiser.has_second_factor
    assert (organiser.password, organiser.mf_recovery_codes, organiser.webauthn) == (None, [], [])
    assert (organiser.totp_since, organiser.totp_counter) == (None, None)
    assert organiser.fs_uniquifier != before
