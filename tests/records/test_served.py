"""Which documents supporters are served: what no start may lose without a word."""

import pytest

from app.content.library.building import build
from app.records import served
from tests.content.conftest import ADDRESSEE, CASE, DOCUMENTS, built
from tests.records.saving import publish, save

CASE_PATH, OFFICE = "cases/one.yaml", "addressees/nb/ombudsman.yaml"
WRONG = CASE.replace("since: 2018-10", "since: 2018-13")


@pytest.fixture
def started(session):
    """Return a function that starts with some documents, and says what is missing."""

    def start(changes=(), without=()):
        library = built_without(without) if without else built(dict(changes))
        found = served.missing(session, library)
        served.note_served(session, library.sound)
        session.commit()
        return [(each.path, each.faults) for each in found]

    return start


def built_without(paths):
    return build({path: text for path, text in DOCUMENTS.items() if path not in paths})


def test_the_first_start_misses_nothing(started):
    assert started({CASE_PATH: WRONG}) == []


def test_a_start_that_serves_the_same_or_more_misses_nothing(started):
    assert started(without=[OFFICE]) == []
    assert started() == []
    assert started() == []


def test_what_has_an_error_now_is_missing_with_its_reason(started):
    started()
    (found,) = started({CASE_PATH: WRONG})
    line = WRONG[: WRONG.index("since:")].count("\n") + 1
    assert found[0] == CASE_PATH
    assert found[1][0].startswith(f"line {line}, since: ")


def test_what_has_no_text_any_more_is_missing(started, session):
    started()
    assert started(without=[OFFICE]) == [(OFFICE, ())]
    (found,) = served.missing(session, built_without([OFFICE]))
    assert str(found) == f"{OFFICE}: served before and no longer: {served.GONE}"


def test_each_start_misses_it_until_it_is_back(started):
    started()
    for _ in range(2):
        assert [path for path, _ in started({CASE_PATH: WRONG})] == [CASE_PATH]
    assert started() == []


def test_what_depends_on_a_missing_document_is_not_missing_itself(started):
    started()
    wrong = ADDRESSEE.replace("state: in-use", "state: gone")
    assert [path for path, _ in started({OFFICE: wrong})] == [OFFICE]


def test_what_organisers_withdraw_is_not_missing(started, session):
    started()
    publish(session, save(session, None, path=OFFICE))
    assert started(without=[OFFICE]) == []


def test_what_organisers_publish_is_missed_even_before_the_next_start(started, session):
    started(without=[CASE_PATH])
    publish(session, save(session, CASE, path=CASE_PATH))
    publish(session, save(session, CASE, path=CASE_PATH))
    assert [path for path, _ in started({CASE_PATH: WRONG})] == [CASE_PATH]


def test_what_is_forgotten_is_missed_no_more(started, session):
    started()
    served.note_taken_away(session, [OFFICE])
    session.commit()
    assert started(without=[OFFICE]) == []


def test_an_address_that_is_an_error_by_now_is_served_on(started):
    started()
    wrong = ADDRESSEE.replace("010000 Ostrana", "010000 Ostrana, Antarctica")
    assert started({OFFICE: wrong}) == []
    assert "leave out “Antarctica”" in str(built({OFFICE: wrong}).errors[0])
