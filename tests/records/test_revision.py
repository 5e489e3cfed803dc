"""Revisions: saved, and found again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.records import revision
from app.records.organiser import Organiser
from app.records.revision import Overtaken
from tests.records.conftest import NOW
from tests.records.saving import CASE, publish, save


def test_a_revision_remembers_who_saved_what_when_and_why(session, organiser):
    saved = save(session, "Қазақша: “мәтін”\n", author=organiser, note="Seen in the news.")
    session.expire_all()
    found = revision.by_key(session, saved.key)
    assert found.path == CASE
    assert found.number == 1
    assert found.text == "Қазақша: “мәтін”\n"
    assert found.author == organiser
    assert found.note == "Seen in the news."
    assert found.saved_at == NOW
    assert not found.withdraws


def test_every_save_is_a_revision_of_its_own_and_none_is_lost(session):
    for text in ("one", "two", None, "three"):
        save(session, text)
    found = revision.revisions(session, CASE)
    assert [(each.number, each.text) for each in found] == [
        (4, "three"),
        (3, None),
        (2, "two"),
        (1, "one"),
    ]
    assert found[1].withdraws


@pytest.mark.parametrize("base", [0, 1, 3, 99])
def test_who_saves_over_anything_but_the_newest_is_told_of_the_newest(session, base):
    save(session, "one")
    newest = save(session, "two")
    with pytest.raises(Overtaken) as overtaken:
        save(session, "mine", base=base)
    assert overtaken.value.newest == newest
    assert revision.newest(session, CASE).text == "two"


def test_the_first_revision_is_number_one_whatever_the_form_says(session):
    assert save(session, "one", base=8_000_000).number == 1


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_overwritten(engine):
    editors = 4
    together = Barrier(editors)

    def edit(text):
        with Session(engine) as session:
            newest = revision.newest(session, CASE)
            together.wait(timeout=10)
            try:
                save(session, text, base=newest.number)
            except Overtaken as overtaken:
                return overtaken.newest.text
            return "saved"

    with Session(engine) as session:
        save(session, "base")
    with ThreadPoolExecutor(editors) as pool:
        outcomes = list(pool.map(edit, [f"text {number}" for number in range(editors)]))
    with Session(engine) as session:
        first, base = revision.revisions(session, CASE)
    assert outcomes.count("saved") == 1
    assert outcomes.index("saved") == int(first.text.removeprefix("text "))
    assert [each for each in outcomes if each != "saved"] == [first.text] * (editors - 1)
    assert base.text == "base"


def test_an_error_of_the_database_is_not_taken_for_somebody_quicker(session):
    save(session, "one")
    with pytest.raises(IntegrityError):
        save(session, "two", author=Organiser(id=4711))


def test_characters_that_no_database_holds_do_not_end_a_save(session):
    saved = save(session, "a\0b\ud83d", note="\0")
    session.expire_all()
    assert saved.text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    assert saved.note == "\N{REPLACEMENT CHARACTER}"


def test_a_note_has_its_bounds(session):
    saved = save(session, "text", note="n" * 5_000)
    assert saved.note == "n" * 1_000
    assert publish(session, saved, note="n" * 5_000).note == "n" * 1_000


def test_keys_tell_neither_path_nor_number_nor_each_other(session):
    keys = [save(session, f"text {number}").key for number in range(20)]
    assert len(set(keys)) == 20
    assert all(len(key) == 22 for key in keys)
    assert len({key[:4] for key in keys}) == 20


@pytest.mark.parametrize("key", ["", "1", "x" * 22, "%", "' OR 1=1 --"])
def test_a_wrong_key_finds_nothing(session, key):
    save(session, "one")
    assert revision.by_key(session, key) is None
