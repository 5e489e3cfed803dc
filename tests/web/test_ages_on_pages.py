"""What pages say of a case, a term, a holder and an address that have grown too old."""

import html
import re

import pytest

PATH, PAGE = "cases/puffchat-nine.yaml", "/cases/puffchat-nine"
FORM = f"{PAGE}/letter"
OFFICE = "addressees/nb/prosecutor-general.yaml"
COMMITTEE = "nb/national-security-committee"


@pytest.fixture
def read(client):
    """Return a function that returns what stands on a page, as one line."""

    def read(path: str) -> str:
        text = re.sub(r"<[^>]*>", " ", client.get(path).get_data(as_text=True))
        return " ".join(html.unescape(text).replace("\N{NO-BREAK SPACE}", " ").split())

    return read


def test_page_and_form_say_that_nobody_has_checked_a_case_for_a_year(edit, read):
    says = "Nobody has checked this case since 21 November 2025."
    for path in (PAGE, FORM):
        assert "Nobody has checked" not in read(path)
    edit(PATH, r"\nas_of: \S+", "\nas_of: 2025-11-21")
    for path in (PAGE, FORM):
        assert says in read(path)
    assert "Это дело давно никто не проверял" in read(f"/ru{PAGE}")


def test_no_letter_is_offered_about_a_case_that_nobody_has_checked_for_two(client, edit, read):
    edit(PATH, r"\nas_of: \S+", "\nas_of: 2024-11-21")
    says = (
        "Nobody has checked this case since 21 November 2024, so no letter about it is offered "
        "until somebody does. If you know anything newer, tell those who run this site."
    )
    for path in (PAGE, FORM):
        assert says in read(path)
        assert f"{FORM}?addressee" not in client.get(path).text
    answer = client.post(FORM, data={"addressee": "nb/prosecutor-general"})
    assert answer.status_code == 422
    assert read(FORM).count("Download") == 0


def _ends(edit, on: str) -> None:
    """Let the term of the first person end, and a demand depend on it."""
    term = rf"\1\n      term_ends: {{on: {on}, basis: arithmetic}}"
    edit(PATH, r"(slug: mumbasov.*?sentence:)", term)
    edit(PATH, r"slug: leave-to-courts", "slug: leave-to-courts\n    before_term_ends: true")


def test_a_page_says_that_a_term_has_ended_and_what_is_withheld(client, edit, read):
    _ends(edit, "2026-11-22")
    page = read(PAGE)
    assert "Counted in full" not in page
    assert "The term may have ended: Bimbet Mumbasov." in page
    edit(PATH, "on: 2026-11-22", "on: 2026-11-21")
    assert "Bimbet Mumbasov (21 November 2026)." in read(PAGE)
    answer = client.post(FORM, data={"addressee": COMMITTEE})
    assert answer.status_code == 422
    assert "these terms may have ended: Bimbet Mumbasov." in answer.text


def test_a_page_says_that_an_office_was_to_be_filled_anew(edit, read):
    page = read(PAGE)
    assert "to be filled anew" not in page
    change = "holder_changes_on: {date: 2026-07-01, source: {title: A, date: 2026}}\nsalutation:"
    edit(OFFICE, "verified_on: [0-9-]+", "verified_on: 2026-06-30")
    edit(OFFICE, "salutation:", change)
    assert "office to be filled anew from 1 Jul 2026: no name known since" in read(PAGE)


def test_page_and_form_say_that_a_letter_may_come_back(edit, read):
    edit(OFFICE, r"(address:.*?verified_on: )[0-9-]+", r"\g<1>2020-11-21")
    for path in (PAGE, FORM):
        assert "address unconfirmed since 21 Nov 2020: the letter may come back" in read(path)
