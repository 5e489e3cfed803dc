"""The kept results of proofs."""

import datetime

from app.records.finished_proof import find, keep
from tests.records.conftest import NOW


def test_a_proof_is_known_to_other_sessions_by_its_state(open_session):
    keep(open_session(), "a" * 64, "{}", NOW)
    found = find(open_session(), "a" * 64)
    assert (found.result, found.proved_at) == ("{}", NOW)
    assert find(open_session(), "b" * 64) is None


def test_of_two_who_prove_the_same_the_later_is_kept(session):
    keep(session, "a", "first", NOW)
    assert keep(session, "a", "second", NOW).result == "second"


def test_old_proofs_are_forgotten(session):
    keep(session, "a", "{}", NOW)
    keep(session, "b", "{}", NOW + datetime.timedelta(days=6))
    assert find(session, "a")
    keep(session, "c", "{}", NOW + datetime.timedelta(days=8))
    assert find(session, "a") is None
    assert find(session, "b")
