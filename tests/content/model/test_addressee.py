"""An office that can be written to, or why it can't."""

import datetime

import pytest
from pydantic import ValidationError

from app.content.model.addressee import Addressee
from tests.content.conftest import built

OMBUDSMAN = built({}).addressee("nb/ombudsman")
REASON = {"en": "It was closed.", "ru": "Закрыто.", "kk": "Жабылды."}
NOT_IN_USE = ["closed", "not-in-use", "unverified", "no-address"]


def changed(**changes: object) -> Addressee:
    """Return the ombudsman, read anew with other fields; None takes a field away."""
    fields = {**OMBUDSMAN.model_dump(), **changes}
    return Addressee.model_validate(
        {name: value for name, value in fields.items() if value is not None}
    )


def with_address(**changes: object) -> Addressee:
    return changed(address={**OMBUDSMAN.model_dump()["address"], **changes})


def test_an_addressee_written_down_is_read_as_the_same():
    assert changed() == OMBUDSMAN


def test_an_addressee_in_use_is_posted_to():
    assert OMBUDSMAN.is_postable


@pytest.mark.parametrize("state", NOT_IN_USE)
def test_an_addressee_in_another_state_is_not_posted_to_even_if_it_has_an_address(state):
    addressee = changed(state=state, state_reason=REASON)
    assert addressee.address is not None
    assert not addressee.is_postable


@pytest.mark.parametrize("state", NOT_IN_USE)
def test_an_addressee_in_another_state_needs_a_reason(state):
    with pytest.raises(ValidationError, match=f"{state} needs a state_reason"):
        changed(state=state)


def test_an_addressee_in_use_needs_an_address():
    with pytest.raises(ValidationError, match="in use needs an address"):
        changed(address=None)


def test_an_unknown_state_is_refused():
    with pytest.raises(ValidationError, match="state"):
        changed(state="moved", state_reason=REASON)


def test_an_unknown_kind_of_office_is_refused():
    with pytest.raises(ValidationError, match="kind"):
        changed(kind="minister-of-magic")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"full": ["Ombudsman"]}, "full", id="a full form of one line"),
        pytest.param({"full": list("abcdefgh")}, "at most 7 lines", id="one of eight lines"),
        pytest.param({"full": ["Office", "—"]}, "not a line", id="a line of a dash"),
        pytest.param({"compact": list("abcd")}, "compact", id="a compact form of four lines"),
        pytest.param({"compact": ["Office", "<"]}, "not a line", id="a bad line in it"),
        pytest.param({"country": "Kazakhstan"}, "country", id="a country's name for its code"),
        pytest.param({"country": "kz"}, "country", id="a code in small letters"),
        pytest.param({"country": "XQ"}, "no country XQ", id="a code that no country has"),
        pytest.param({"confidence": "certain"}, "confidence", id="an unknown confidence"),
        pytest.param({"verified_on": "lately"}, "a date is written", id="a date in words"),
        pytest.param({"postcode": "010000"}, "postcode", id="a field that addresses don't have"),
    ],
)
def test_what_is_no_postal_address_is_refused(changes, says):
    with pytest.raises(ValidationError, match=says):
        with_address(**changes)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"languages": ["kk", "kz"]}, "no language kz", id="a country for a language"),
        pytest.param({"languages": ["Kazakh"]}, "no language Kazakh", id="a language by its name"),
        pytest.param({"serves": ["DE", "UK"]}, "no country UK", id="a code that isn't a country's"),
        pytest.param({"serves": ["de"]}, "no country de", id="a country in small letters"),
        pytest.param({"serves": ["EU"]}, "no country EU", id="a union of countries"),
    ],
)
def test_an_unknown_language_or_country_is_refused_where_it_stands(changes, says):
    (name,), (codes,) = changes.keys(), changes.values()
    with pytest.raises(ValidationError, match=says) as refused:
        changed(**changes)
    assert [error["loc"] for error in refused.value.errors()] == [(name, len(codes) - 1)]


@pytest.mark.parametrize(
    ("today", "is_named"),
    [("2027-02-05", True), ("2027-02-06", False)],
    ids=["a year after the verification", "a day later"],
)
def test_a_holder_is_named_for_a_year(today, is_named):
    assert OMBUDSMAN.names_holder(datetime.date.fromisoformat(today)) is is_named


def test_an_office_whose_holder_is_not_known_names_nobody(today):
    assert not changed(holder=None).names_holder(today)


@pytest.mark.parametrize(
    ("today", "is_confirmed"),
    [("2029-03-15", True), ("2029-03-16", False)],
    ids=["three years after the verification", "a day later"],
)
def test_an_address_is_confirmed_for_three_years(today, is_confirmed):
    assert OMBUDSMAN.has_confirmed_address(datetime.date.fromisoformat(today)) is is_confirmed


def test_an_office_without_address_has_none_confirmed(today):
    closed = changed(state="closed", state_reason=REASON, address=None)
    assert not closed.has_confirmed_address(today)


def test_a_source_on_the_web_is_reached_safely():
    holder = OMBUDSMAN.model_dump()["holder"]
    source = {"title": "A newspaper", "date": "2026", "url": "http://example.org/"}
    with pytest.raises(ValidationError, match="begins with https://"):
        changed(holder={**holder, "source": source})


def test_an_addressee_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        OMBUDSMAN.state = "closed"


INSTITUTION = {"en": "The Committee", "ru": "Комитет", "kk": "Комитет"}


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        pytest.param({}, "Ombudsman", id="an office that there is once"),
        pytest.param({"institution": INSTITUTION}, "Ombudsman", id="and that has an institution"),
        pytest.param(
            {"kind": "penal-committee", "institution": INSTITUTION},
            "The Committee",
            id="a chairman, by the committee",
        ),
        pytest.param({"kind": "embassy"}, "Ombudsman", id="an ambassador of nobody knows where"),
    ],
)
def test_an_addressee_is_told_from_others_by_its_label(changes, label):
    assert changed(**changes).label["en"] == label


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        pytest.param("", "at least 1", id="nothing"),
        pytest.param("Ms Ada\nHolder", "not a line of an address", id="two lines"),
        pytest.param("Ms Ada Holder\n", "not a line of an address", id="a line break at the end"),
        pytest.param("Ms Ada\u2028Holder", "not a line of an address", id="another line break"),
        pytest.param(" ", "not a line of an address", id="a space"),
        pytest.param("(Ada)", None, id="a bracket"),
        pytest.param("@Ada", "not a line of an address", id="punctuation first"),
    ],
)
def test_a_holder_is_printed_on_one_line(printed, says):
    holder = {**OMBUDSMAN.model_dump()["holder"], "printed": printed}
    if says is None:
        assert changed(holder=holder).holder.printed == printed
        return
    with pytest.raises(ValidationError, match=says):
        changed(holder=holder)


@pytest.mark.parametrize("form", ["full", "compact", "cyrillic"])
@pytest.mark.parametrize(
    "line", ["Street\n1", "Street 1\n", "Street\r1", "Street\u20281"], ids=repr
)
def test_a_line_of_an_address_is_one_line(form, line):
    with pytest.raises(ValidationError, match="not a line of an address"):
        with_address(**{form: ["Ombudsman", line]})


@pytest.mark.parametrize(
    ("verified_on", "change", "day", "is_named"),
    [
        ("2026-06-30", "2026-07-01", "2026-06-30", True),
        ("2026-06-30", "2026-07-01", "2026-07-01", False),
        ("2026-07-01", "2026-07-01", "2026-07-01", True),
        ("2026-07-02", "2026-07-01", "2027-07-02", True),
        ("2026-07-02", "2026-07-01", "2027-07-03", False),
        pytest.param("2026-07", "2026-07-15", "2026-07-15", False, id="seen some day that month"),
        pytest.param("2026-07-15", "2026-07", "2026-07-15", False, id="filled some day that month"),
        pytest.param("2026-06-30", "2026-07", "2026-06-30", True, id="the month before"),
    ],
)
def test_nobody_is_named_who_was_seen_before_the_office_was_to_be_filled_anew(
    verified_on, change, day, is_named
):
    addressee = with_change(verified_on, change)
    assert addressee.names_holder(datetime.date.fromisoformat(day)) is is_named


@pytest.mark.parametrize(
    ("verified_on", "change", "last"),
    [
        ("2026-02-05", "2026-07-01", "2026-06-30"),
        ("2026-08-01", "2026-07-01", "2027-08-01"),
        ("2026-02-05", "2027-07-01", "2027-02-05"),
    ],
)
def test_the_last_day_of_a_name_is_that_of_its_age_or_that_before_the_change(
    verified_on, change, last
):
    addressee = with_change(verified_on, change)
    day = datetime.date.fromisoformat(last)
    assert addressee.last_day_of_name() == day
    assert addressee.names_holder(day)
    assert not addressee.names_holder(day + datetime.timedelta(days=1))


@pytest.mark.parametrize(("day", "may"), [("2032-03-15", False), ("2032-03-16", True)])
def test_a_letter_may_come_back_from_an_address_that_is_unconfirmed_for_six_years(day, may):
    addressee = built({}).addressee("nb/ombudsman")
    assert addressee.may_come_back(datetime.date.fromisoformat(day)) is may


def with_change(verified_on: str, change: str) -> Addressee:
    """Return the ombudsman, whose holder was seen and whose office is filled anew on these days."""
    holder = OMBUDSMAN.model_dump()["holder"]
    source = {"title": "A newspaper", "date": "2026-03"}
    return changed(
        holder={**holder, "verified_on": verified_on},
        holder_changes_on={"date": change, "source": source},
    )
