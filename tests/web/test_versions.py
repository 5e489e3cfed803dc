"""What a browser may keep, and for how long."""

import re

import pytest

FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture
def style_sheet(client) -> str:
    """The address of the style sheet in the version that pages link to."""
    return re.search(r'href="(/static/site\.css[^"]*)"', client.get("/").text)[1]


def test_a_file_in_its_version_is_kept_for_good(client, style_sheet):
    assert client.get(style_sheet, buffered=True).headers["Cache-Control"] == FOR_GOOD


def test_that_nothing_has_changed_promises_as_much_as_the_file_did(client, style_sheet):
    first = client.get(style_sheet, buffered=True)
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(style_sheet, buffered=True, headers=known)
    assert again.status_code == 304
    names = ("Cache-Control", "ETag", "Content-Security-Policy", "X-Content-Type-Options")
    assert [again.headers[name] for name in names] == [first.headers[name] for name in names]


@pytest.mark.parametrize("query", ["", "?v=", "?v=00000000", "?v=x&v="])
@pytest.mark.parametrize("name", ["site.css", "letter.js"])
def test_a_file_in_another_version_is_asked_for_again(client, name, query):
    first = client.get(f"/static/{name}{query}", buffered=True)
    again = client.get(
        f"/static/{name}{query}", buffered=True, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    assert {first.headers["Cache-Control"], again.headers["Cache-Control"]} == {"no-cache"}


def test_a_version_makes_nothing_of_a_file_that_is_not_there(client):
    answer = client.get("/static/nothing.css?v=00000000")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-cache"


def test_another_files_version_is_not_its_own(client, style_sheet):
    other = style_sheet.replace("site.css", "letter.js")
    assert client.get(other, buffered=True).headers["Cache-Control"] == "no-cache"
