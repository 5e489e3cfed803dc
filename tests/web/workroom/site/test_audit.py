"""The audit list as a page."""

import datetime
import re

import pytest

from app.records.audit import note_action
from app.records.database import db
from tests.web.workroom.conftest import NOW

AUDIT = "/organisers/audit/"


@pytest.fixture
def fill(app):
    """Return a function that fills the list with so many actions of the command line."""

    def fill(number):
        with app.app_context():
            for each in range(number):
                at = NOW + datetime.timedelta(minutes=each)
                note_action(db.session, "did", f"thing {each}", organiser=None, now=at)
                db.session.commit()

    return fill


def things(page):
    """Return the numbers of the things that stand on a page."""
    return [int(number) for number in re.findall(r"did: thing (\d+)", page.text)]


def test_the_newest_stands_first_with_who_and_when(signed_in, fill):
    fill(3)
    page = signed_in("admin").get(AUDIT)
    assert things(page) == [2, 1, 0]
    assert "22 November 2026, 09:32 UTC" in page.text
    assert "command line" in page.text


def test_a_long_list_goes_on_on_further_pages(signed_in, fill):
    fill(250)
    admin, found, path = signed_in("admin"), [], AUDIT
    while path:
        page = admin.get(path)
        assert len(things(page)) <= 100
        found += things(page)
        link = re.search(r'href="([^"]+)">Earlier<', page.text)
        path = link and link[1]
    assert found == list(reversed(range(250)))


def test_an_empty_list_says_so(signed_in):
    assert "Nothing." in signed_in("admin").get(AUDIT).text


@pytest.mark.parametrize("before", ["", "x", "-1", "0", "9" * 40, "1;DROP", "1.5", "\0"])
def test_any_beginning_may_be_asked_for(signed_in, fill, before):
    fill(2)
    assert signed_in("admin").get(AUDIT, query_string={"before": before}).status_code == 200


def test_what_stands_there_is_text(app, signed_in):
    with app.app_context():
        note_action(db.session, "saved", "<b>bold</b>", organiser=None, now=NOW)
        db.session.commit()
    assert "saved: &lt;b&gt;bold&lt;/b&gt;" in signed_in("admin").get(AUDIT).text
