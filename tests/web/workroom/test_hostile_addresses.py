"""Addresses and forms of the workroom with numbers and texts that nobody means."""

import pytest

HUGE = ["9" * 19, "9" * 4_000, "9" * 5_000]


@pytest.mark.parametrize("number", HUGE, ids=len)
@pytest.mark.parametrize(
    "path",
    [
        "/audit/?before={}",
        "/publications/{}",
        "/revisions/?before={}",
        "/revision/{}",
        "/people/{}",
        "/letters/{}",
        "/publish/letter?drawn={}",
    ],
)
def test_a_number_larger_than_any_is_found_nowhere(signed_in, path, number):
    answer = signed_in("admin").get("/organisers" + path.format(number))
    assert answer.status_code in (200, 404, 414)


@pytest.mark.parametrize("field", ["email", "password", "next"])
def test_a_pile_of_marks_signs_nobody_in(visitor, field):
    visitor.open("/organisers/sign-in")
    typed = {"email": "anna@example.org", "password": "a"}
    pile = "//a" + "\u0301\u0316" * 20_000
    answer = visitor.send("/organisers/sign-in", **{**typed, field: pile})
    assert answer.status_code in (400, 422)
    assert answer.headers.get("Retry-After") is None
