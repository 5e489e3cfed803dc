"""The kept results of proofs."""

import datetime

from app.records.finished_proof import of_state, store
from tests.records.conftest import NOW


def test_a_proof_is_known_to_other_sessions_by_its_state(open_session):
    store(open_session(), "a" * 64, "{}", NOW)
    found = of_state(open_session(), "a" * 64)
    assert (found.result, found.proved_at) == ("{}", NOW)
    assert of_state(open_session(), "b" * 64) is None


def test_of_two_who_prove_the_same_the_later_is_kept(session):
    store(session, "a", "first", NOW)
    assert store(session, "a", "second", NOW).result == "second"


def test_old_proofs_are_forgotten(session):
    store(session, "a", "{}", NOW)
    store(session, "b", "{}", NOW + datetime.timedelta(days=6))
    assert of_state(session, "a")
    store(session, "c", "{}", NOW + datetime.timedelta(days=8))
    assert of_state(session, "a") is None
    assert of_state(session, "b")
