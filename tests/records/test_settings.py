"""What organisers set, without a database."""

import json

import pytest
from pydantic import ValidationError

from app.content.model.localised import Said
from app.records.settings import PostageNote, Settings, changed, read_settings

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
    case_end_months=30,
    postage=(PostageNote(origin="DE", destination="AQ", texts={"en": "€1.25 up to 20 g"}),),
    content_confirmed=True,
)

DE_AQ = PostageNote(origin="DE", destination="AQ", texts={"en": "€1.25", "ru": "1,25 €"})
DE_DE = PostageNote(origin="DE", destination="DE", texts={"en": "95 cents"})
GB_AQ = PostageNote(origin="GB", destination="AQ", texts={"en": "£2.80"})
CENTS = Said("95 cents", "en")


@pytest.mark.parametrize(
    ("origin", "language", "known"),
    [
        pytest.param("DE", "en", {"AQ": Said("€1.25", "en"), "DE": CENTS}, id="each destination"),
        pytest.param("DE", "ru", {"AQ": Said("1,25 €", "ru"), "DE": CENTS}, id="English for want"),
        pytest.param("FR", "en", {}, id="from where nothing is known"),
        pytest.param(None, "en", {}, id="from nobody knows where"),
    ],
)
def test_postage_is_known_by_the_country_posted_from(origin, language, known):
    assert Settings(postage=(DE_AQ, DE_DE, GB_AQ)).postage_from(origin, language) == known


def test_the_limits_are_those_that_were_set():
    limits = ALL_SET.limits
    assert (limits.holder, limits.address, limits.case_fact) == (6, 24, 18)


@pytest.mark.parametrize(
    "wrong", [{"holder_months": 0}, {"address_months": 121}, {"languages": 7}], ids=str
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        Settings(**wrong)


def test_what_a_newer_program_has_set_is_kept_and_ignored():
    newer = ALL_SET.model_dump(mode="json") | {"colour": "red"}
    read = read_settings(json.dumps(newer))
    assert changed(ALL_SET, read) == []
    assert json.loads(read.model_dump_json()) == newer


def test_a_value_that_means_nothing_here_has_its_default_and_costs_no_other():
    newer = ALL_SET.model_dump(mode="json") | {"holder_months": 999, "postage": [{"from": "DE"}]}
    read = read_settings(json.dumps(newer))
    assert changed(ALL_SET, read) == ["holder_months", "postage"]
    assert read.holder_months == Settings().holder_months


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"red"', "null"])
def test_what_is_no_settings_at_all_is_refused(text):
    with pytest.raises(ValueError, match="no settings"):
        read_settings(text)
