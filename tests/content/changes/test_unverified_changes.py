"""New holders and addresses with the verification of the old ones."""

import pytest

from app.content.changes.unverified_changes import (
    ADDRESS_CHANGED,
    HOLDER_CHANGED,
    unverified_changes,
)
from tests.content.office import NEW_ADDRESS, NEW_HOLDER, OLD, with_name


def with_address(**changes: object) -> dict:
    return {"address": {**OLD["address"], **changes}}


def full(*lines: str) -> dict:
    return with_address(full=list(lines))


UNSEEN_HOLDER = {"holder": {**OLD["holder"], "name": NEW_HOLDER["name"]}}
UNSEEN_ADDRESS = full("Ombudsman", "1 New Street", "010000 Ostrana")
SOURCE = {"title": "A call", "date": "2026-02-05"}


@pytest.mark.parametrize(
    ("new", "missing"),
    [
        pytest.param({}, "", id="nothing changed"),
        pytest.param(UNSEEN_HOLDER, "holder", id="a holder that nobody has seen"),
        pytest.param({"holder": NEW_HOLDER}, "", id="one that was seen"),
        pytest.param(
            {"holder": {**UNSEEN_HOLDER["holder"], "verified_on": "2026-11-20"}}, "", id="a date"
        ),
        pytest.param({"holder": {**UNSEEN_HOLDER["holder"], "source": SOURCE}}, "", id="a source"),
        pytest.param({"holder": None}, "", id="no holder any more"),
        pytest.param(with_name(ru="Адель Ходлер"), "holder", id="a name in Russian alone"),
        pytest.param(with_name(en="Adah Hölder"), "", id="two letters of a name"),
        pytest.param(with_name(en="Adah Hölderr"), "holder", id="three letters of a name"),
        pytest.param(with_name(de="Ada Halter"), "", id="a name in a further language"),
        pytest.param(
            {"holder": {**OLD["holder"], "printed": "Ms Bo Next"}}, "holder", id="what is printed"
        ),
        pytest.param(
            {"holder": {**OLD["holder"], "printed": "Ms A. Holder"}}, "", id="printed, shortened"
        ),
        pytest.param(UNSEEN_ADDRESS, "address", id="an address that nobody has seen"),
        pytest.param({"address": NEW_ADDRESS}, "", id="one that was seen"),
        pytest.param({"address": None}, "", id="no address any more"),
        pytest.param(
            full("Ombudsman", "8 Tïn Whisstle Avenue", "010000 Ostrana"), "", id="two letters"
        ),
        pytest.param(
            full("Ombudsman", "9 Tin Whistle Avenue", "010000 Ostrana"), "address", id="a number"
        ),
        pytest.param(
            full("Ombudsman", "8a Tin Whistle Avenue", "010000 Ostrana"),
            "address",
            id="the letter of a number",
        ),
        pytest.param(
            full("Ombudsman", "8 Tin Whistle Avenue", "010001 Ostrana"), "address", id="a postcode"
        ),
        pytest.param(
            full("Ombudsman", "8 Tin Whistle Avenue", "010000", "Ostrana"), "", id="a line break"
        ),
        pytest.param(with_address(country="DE"), "address", id="another country"),
        pytest.param(with_address(compact=["Office", "010000 Ostrana"]), "", id="a compact form"),
        pytest.param(
            with_address(compact=["Ombudsman", "010001 Ostrana"]),
            "address",
            id="a compact form with another postcode",
        ),
        pytest.param(with_address(verified_on=2026, full="none"), "", id="a faulty address"),
        pytest.param({**UNSEEN_HOLDER, **UNSEEN_ADDRESS}, "holder address", id="both"),
    ],
)
def test_a_new_holder_or_address_must_have_been_seen(new, missing):
    found = unverified_changes(OLD, {**OLD, **new})
    faults = {"holder": HOLDER_CHANGED, "address": ADDRESS_CHANGED}
    assert found == [(part, faults[part]) for part in missing.split()]


@pytest.mark.parametrize("fields", [{}, {"holder": 1, "address": []}, {"holder": {"name": 1}}])
def test_faulty_addressees_are_left_to_other_checks(fields):
    assert unverified_changes(OLD, fields) == unverified_changes(fields, OLD) == []
