"""Every saved state of a document: listed, read, compared, restored."""

import pytest

from app.web.workroom.documents import revisions as revisions_module
from tests.web.workroom.desk import CASE, EMBASSY, OFFICE, shipped
from tests.web.workroom.filled import text_of

FIRST = shipped(EMBASSY).replace("Nirgendstraße 14–17", "Nirgendstraße 18")
SECOND = FIRST.replace("00156 Berlin", "13187 Berlin")


@pytest.fixture
def editor(desk_of):
    return desk_of("editor", "editor@example.org")


@pytest.fixture
def keys(shelf):
    """The keys of two revisions of the embassy, the first one published."""
    first = shelf.save(EMBASSY, FIRST, "New street").key
    shelf.publish(EMBASSY)
    return [first, shelf.save(EMBASSY, SECOND, "New postcode").key]


# Lists


def test_revisions_of_a_document_are_listed_with_who_and_when_and_what_supporters_see(
    editor, desk_of, keys
):
    desk_of("publisher", "publisher@example.org")
    page = editor.read(f"/revisions/{EMBASSY}")
    assert "The newest revision is a draft" in page
    second, first, zero = (
        page.index(each) for each in ("“New postcode” draft", "“New street”", "As shipped")
    )
    assert second < first < zero
    assert "supporters see this by the command line, 22 November 2026, 09:30 UTC" in page
    assert page.count("supporters see this") == 1


def test_the_shipped_file_is_number_0_and_what_supporters_see_until_something_is_published(
    editor, shelf
):
    page = editor.read(f"/revisions/{EMBASSY}")
    assert "0 As shipped supporters see this" in page
    assert "Supporters see the newest text." in page


def test_a_withdrawal_is_told_in_the_list(editor, shelf):
    shelf.save(EMBASSY, None)
    assert "withdraws it draft" in editor.read(f"/revisions/{EMBASSY}")
    shelf.publish(EMBASSY)
    page = editor.read(f"/revisions/{EMBASSY}")
    assert "It is withdrawn. Any revision with a text can bring it back." in page


def test_revisions_of_all_documents_come_a_page_at_a_time(editor, shelf, monkeypatch):
    monkeypatch.setattr(revisions_module, "_PAGE", 3)
    for number in range(5):
        shelf.save((EMBASSY, OFFICE)[number % 2], f"text {number}", f"note {number}")
    first = editor.open("/revisions/").text
    assert [f"note {number}" in first for number in range(5)] == [False, False, True, True, True]
    address = first.partition('href="/organisers/revisions/?before=')[2].partition('"')[0]
    rest = editor.read(f"/revisions/?before={address}")
    assert [f"note {number}" in rest for number in range(5)] == [True, True, False, False, False]
    assert "Earlier revisions" not in rest


@pytest.mark.parametrize("before", ["", "0", "-1", "x", "9" * 30, "1e9", "٣", "\0"])
def test_a_list_that_is_asked_to_go_on_anywhere_else_begins_anew(editor, shelf, before):
    shelf.save(EMBASSY, "text", "the note")
    answer = editor.client.get("/organisers/revisions/", query_string={"before": before})
    assert answer.status_code == 200
    assert "the note" in answer.text


# Comparing


def test_any_two_revisions_can_be_chosen_and_compared(editor, keys):
    answer = editor.open(f"/revisions/{EMBASSY}?old={keys[0]}&new={keys[1]}")
    assert answer.status_code == 302
    page = editor.client.get(answer.location).text
    assert "<del>" in page
    words = text_of(page)
    assert "the command line, 22 November 2026, 09:30 UTC“New street”" in words
    assert "- removed: 00156 (end)added: 13187 (end) Berlin" in words
    assert "Nirgendstraße 18" in words
    assert "lines the same" in words


@pytest.mark.parametrize(
    ("old", "removed"), [("shipped", "14–17"), ("live", "00156")], ids=["shipped", "live"]
)
def test_a_revision_is_compared_with_the_shipped_file_or_with_what_supporters_see(
    editor, keys, old, removed
):
    page = editor.read(f"/difference/{old}/{keys[1]}?path={EMBASSY}")
    assert f"removed: {removed} (end)" in page
    assert {"shipped": "The shipped file", "live": "What supporters see"}[old] in page


def test_a_shipped_file_that_changed_under_an_edit_is_compared_with_ours(
    editor, app, keys, monkeypatch
):
    known = app.extensions["lettercase"]
    upgraded = {**known.shipped, EMBASSY: shipped(EMBASSY).replace("medium", "high")}
    monkeypatch.setattr(known, "shipped", upgraded)
    page = editor.read(f"/difference/shipped/{keys[0]}?path={EMBASSY}")
    assert "removed: high (end)added: medium (end)" in page


def test_what_did_not_change_is_said_in_words(editor, keys):
    assert "Nothing differs." in editor.read(f"/difference/{keys[0]}/{keys[0]}")


def test_a_withdrawal_removes_every_line(editor, shelf):
    key = shelf.save(EMBASSY, None).key
    page = editor.open(f"/difference/live/{key}?path={EMBASSY}").text
    assert page.count("<del>") == len(shipped(EMBASSY).splitlines())
    assert "<ins>" not in page


def test_what_was_typed_is_shown_and_never_done(editor, shelf):
    key = shelf.save(EMBASSY, "<script>alert(1)</script>\n{{ 7777 * 7 }}\n", "<b>note</b>").key
    addresses = (
        f"/revision/{key}",
        f"/difference/shipped/{key}?path={EMBASSY}",
        f"/revisions/{EMBASSY}",
        "/revisions/",
    )
    for address in addresses:
        answer = editor.open(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<b>note" not in answer.text
        assert "54439" not in text_of(answer.text)


# Reading


def test_a_revision_is_read_whole(editor, keys):
    page = editor.read(f"/revision/{keys[1]}")
    assert "13187 Berlin" in page
    assert "draft" in page
    assert "Restore revision 2" not in page
    assert "Restore revision 1" in editor.read(f"/revision/{keys[0]}")


def test_the_shipped_file_is_read_and_restored_like_a_revision(editor, shelf, keys):
    assert "Restore the shipped file" in editor.read(f"/revision/shipped?path={EMBASSY}")
    editor.follow(f"/restore/shipped?path={EMBASSY}", base=2)
    saved = shelf.newest(EMBASSY)
    assert (saved.text, saved.note) == (shipped(EMBASSY), "Restored the shipped file")


# Restoring


def test_a_revision_is_restored_as_a_new_one(editor, shelf, keys):
    first = shelf.save(EMBASSY, "kind: [\n")
    page = editor.follow(f"/restore/{keys[1]}", base=first.number)
    assert "Restored as revision 4. Supporters see it once it is published." in page
    saved = shelf.newest(EMBASSY)
    assert (saved.number, saved.text, saved.note) == (4, SECOND, "Restored revision 2")


def test_what_supporters_see_already_needs_no_publishing(editor, keys):
    page = editor.follow(f"/restore/{keys[0]}", base=2)
    assert "Restored as revision 3, which is what supporters see already." in page


def test_a_withdrawn_document_is_brought_back(editor, shelf, keys):
    shelf.save(EMBASSY, None)
    shelf.publish(EMBASSY)
    editor.follow(f"/restore/{keys[1]}", base=3)
    assert shelf.newest(EMBASSY).text == SECOND


def test_what_stands_already_is_not_saved_again(editor, shelf, keys):
    assert "Nothing was restored" in editor.follow(f"/restore/{keys[1]}", base=2)
    assert shelf.newest(EMBASSY).number == 2


def test_who_restores_what_was_saved_meanwhile_sees_both(editor, shelf, keys):
    shelf.save(EMBASSY, SECOND.replace("languages: [kk, ru, de, en]", "languages: [de]"))
    answer = editor.send(f"/restore/{keys[0]}", base=2)
    assert answer.status_code == 409
    assert "00156 Berlin" in answer.text
    assert shelf.newest(EMBASSY).number == 3


def test_a_withdrawal_is_not_restored_over_what_was_saved_meanwhile(editor, shelf, keys):
    withdrawal = shelf.save(EMBASSY, None)
    shelf.save(EMBASSY, FIRST)
    shelf.save(EMBASSY, SECOND)
    assert "Nothing was restored" in editor.follow(f"/restore/{withdrawal.key}", base=4)
    assert shelf.newest(EMBASSY).number == 5


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "/revision/{wrong}",
        "/revision/1",
        "/revision/%00",
        "/revision/live",
        "/revision/shipped?path=../../etc/passwd",
        "/revision/shipped?path=cases/../x.yaml",
        "/difference/{key}/{wrong}",
        "/difference/{wrong}/{key}",
        "/difference/live/live",
        "/difference/live/{key}?path=" + CASE,
        "/difference/shipped/{key}?path=cases/none.yaml",
        "/revisions/cases/none.yaml",
        "/revisions/cases/..%2Fx.yaml",
        "/letters/{wrong}",
        "/letters/live",
    ],
)
def test_what_an_address_cannot_name_is_not_found(editor, keys, address):
    assert editor.open(address.format(key=keys[0], wrong="x" * 22)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address", ["/revision/{}", "/difference/live/{}?path=" + EMBASSY, "/letters/{}", "/restore/{}"]
)
def test_who_is_not_signed_in_cannot_tell_whether_there_is_a_draft(
    app, client, keys, method, address
):
    def asked(key):
        answer = client.open(f"/organisers{address.format(key)}", method=method)
        return answer.status_code, answer.text.replace(key, "…"), answer.location

    there, not_there = asked(keys[1]), asked("x" * 22)
    assert there[:2] == not_there[:2]
    assert (there[2] or "").replace(keys[1], "…") == (not_there[2] or "").replace("x" * 22, "…")
    assert there[0] in (302, 400, 401, 405)


@pytest.mark.parametrize("address", ["/cases/{}", "/ru/cases/{}", "/cases/{}/letter"])
def test_supporters_find_no_draft_by_its_name(client, shelf, address):
    shelf.save("cases/secret.yaml", shipped(CASE))
    there, not_there = (client.get(address.format(slug)) for slug in ("secret", "nothing"))
    assert there.status_code == not_there.status_code == 404
    assert there.text.replace("secret", "…") == not_there.text.replace("nothing", "…")
