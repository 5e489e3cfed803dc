"""Saving a revision, as the audit list tells it."""

import pytest

from tests.web.workroom.desk import EMBASSY, OFFICE, shipped

STREET = shipped(EMBASSY).replace("Nirgendstraße 14–17", "Nirgendstraße 18")
LANGUAGES = shipped(EMBASSY).replace("[kk, ru, de, en]", "[de]")
EDITOR = "editor@example.org"


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", EDITOR)


def save(editor, _shelf):
    editor.send(f"/text/{EMBASSY}", text=STREET, base=0)


def begin_anew(editor, _shelf):
    editor.send("/new/case", slug="x", title="Title")


def withdraw(editor, _shelf):
    editor.send(f"/withdraw/{EMBASSY}", base=0)


def restore(editor, shelf):
    shelf.save(EMBASSY, STREET)
    editor.send(f"/restore/shipped?path={EMBASSY}", base=1)


def restore_a_withdrawal(editor, shelf):
    withdrawal = shelf.save(EMBASSY, None)
    shelf.save(EMBASSY, STREET)
    editor.send(f"/restore/{withdrawal.key}", base=2)


def drop(editor, shelf):
    shelf.save(EMBASSY, STREET)
    editor.send(f"/discard/{EMBASSY}", base=1)


def undo(editor, shelf):
    shelf.save(EMBASSY, STREET)
    editor.send(f"/publications/{shelf.publish(EMBASSY)}/undo")


def review(editor, _shelf):
    editor.send(f"/review/{EMBASSY}/ru", base=0)


def verify(editor, _shelf):
    editor.send(f"/verify/{OFFICE}", base=0, what="address", source="news.example")


def settle(editor, shelf):
    shelf.save(EMBASSY, STREET)
    editor.send(f"/settle/{EMBASSY}", mine=LANGUAGES, origin=0, base=1)


@pytest.mark.parametrize(
    ("do", "action", "about"),
    [
        (save, "saved", f"{EMBASSY}, revision 1"),
        (begin_anew, "saved", "cases/x.yaml, revision 1"),
        (withdraw, "withdrew", f"{EMBASSY}, revision 1"),
        (restore, "restored a revision", f"{EMBASSY}, revision 2"),
        (restore_a_withdrawal, "restored a revision", f"{EMBASSY}, revision 3"),
        (drop, "dropped a draft", f"{EMBASSY}, revision 2"),
        (undo, "undid a publication", f"{EMBASSY}, revision 2"),
        (review, "marked as reviewed", f"{EMBASSY}, revision 1"),
        (verify, "verified", f"{OFFICE}, revision 1"),
        (settle, "settled a conflict", f"{EMBASSY}, revision 2"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_the_audit_list_says_what_was_done(editor, shelf, actions, do, action, about):
    do(editor, shelf)
    assert actions() == [(EDITOR, action, about)]
