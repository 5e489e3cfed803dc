"""To whom something is posted: every form of the address, and the line of the country."""

import datetime

import pytest

from app.letters.recipient import (
    AddresseeHasSuccessor,
    AddresseeNotPostable,
    address_forms,
    postable,
    recipient_of,
)
from tests.conftest import LIBRARY, TODAY

OMBUDSMAN = LIBRARY.addressee("nb/ombudsman")
PRESIDENT = LIBRARY.addressee("nb/president")
BERLIN = LIBRARY.addressee("nb/embassy-berlin")


def test_the_holder_stands_above_the_full_address_while_verified():
    recipient = recipient_of(OMBUDSMAN, "DE", TODAY)
    named, full, compact = recipient.forms
    assert named == ("Mr Ortun Lustrayev", *full)
    assert full == (*OMBUDSMAN.address.full, "ANTARKTIS")
    assert compact == (*OMBUDSMAN.address.compact, "ANTARKTIS")


def test_the_holder_is_left_out_a_year_after_the_last_verification():
    later = TODAY + datetime.timedelta(days=120)
    assert (
        recipient_of(OMBUDSMAN, "DE", later).forms == recipient_of(OMBUDSMAN, "DE", TODAY).forms[1:]
    )
    assert len(recipient_of(PRESIDENT, "DE", TODAY).forms) == 2


@pytest.mark.parametrize(
    ("posted_from", "line"),
    [(None, "ANTARCTICA"), ("FR", "ANTARCTIQUE"), ("TR", "ANTARKTİKA"), ("RU", "ANTARCTICA")],
)
def test_the_cyrillic_address_ends_in_the_country_in_russian(posted_from, line):
    recipient = recipient_of(PRESIDENT, posted_from, TODAY)
    assert recipient.forms[0][-1] == line
    assert recipient.cyrillic == (*PRESIDENT.address.cyrillic, "АНТАРКТИДА")


def test_within_the_country_no_form_names_it():
    recipient = recipient_of(PRESIDENT, "AQ", TODAY)
    assert recipient.forms[0] == tuple(PRESIDENT.address.full)
    assert recipient.cyrillic == tuple(PRESIDENT.address.cyrillic)


def test_a_cyrillic_address_that_is_not_known_stays_empty():
    assert recipient_of(BERLIN, "GB", TODAY).cyrillic == ()


def test_its_text_has_every_line_that_may_be_printed():
    recipient = recipient_of(PRESIDENT, "DE", TODAY)
    lines = {line for form in (*recipient.forms, recipient.cyrillic) for line in form}
    assert set(recipient.text.split("\n")) == lines


@pytest.mark.parametrize("slug", ["nb/lo-777-14", "nb/state-secretary", "eu/seas"])
def test_nothing_is_addressed_where_nothing_may_be_posted(slug):
    addressee = LIBRARY.addressee(slug)
    with pytest.raises(AddresseeNotPostable):
        recipient_of(addressee, None, TODAY)
    with pytest.raises(AddresseeNotPostable):
        address_forms(addressee, None, named=False)
    with pytest.raises(AddresseeNotPostable):
        postable(LIBRARY, slug)


def test_who_took_the_place_of_a_closed_addressee_is_told():
    with pytest.raises(AddresseeHasSuccessor) as refused:
        postable(LIBRARY, "nb/lo-777-1")
    assert "LO-777/18" in str(refused.value)


def test_an_addressee_in_use_can_be_posted_to():
    assert postable(LIBRARY, "nb/ombudsman") is OMBUDSMAN
