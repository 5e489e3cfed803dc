"""Documents from the files of a folder."""

import datetime

import pytest

from app.content.text.folder import LeadsElsewhere, read_folder, write_files
from app.records import overlay, revision
from app.records.revision import Overtaken
from app.records.transfer import (
    FaultsInFiles,
    NothingToImport,
    SavedMeanwhile,
    import_files,
)
from tests.conftest import CONTENT

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
SHIPPED = read_folder(CONTENT)
ADDRESSEE = "addressees/nb/ombudsman.yaml"
TEMPLATE = "letter_templates/appeal/en.md"


@pytest.fixture
def folder(tmp_path):
    """A folder with everything as it is shipped."""
    write_files(SHIPPED, tmp_path / "content", CONTENT)
    return tmp_path / "content"


def bring_in(session, folder, **options):
    """Import the folder."""
    return import_files(session, folder, SHIPPED, now=NOW, **options)


@pytest.mark.parametrize("link", ["cases", "addressees/nb", ADDRESSEE])
def test_nothing_is_read_through_a_link(link, folder, tmp_path, session):
    elsewhere = tmp_path / "elsewhere"
    (folder / link).rename(elsewhere)
    (folder / link).symlink_to(elsewhere)
    with pytest.raises(LeadsElsewhere):
        bring_in(session, folder)
    assert elsewhere.exists()


def test_what_was_just_written_makes_no_drafts(session, folder):
    done = bring_in(session, folder)
    assert (done.drafts, done.withdrawn, done.unchanged) == ((), (), len(SHIPPED))
    assert overlay.drafts(session, SHIPPED) == []


def test_what_differs_becomes_a_draft_with_the_very_text(session, folder):
    text = SHIPPED[ADDRESSEE].replace("# ", "# Checked: ", 1)
    (folder / ADDRESSEE).write_text(text)
    assert bring_in(session, folder).drafts == (ADDRESSEE,)
    (draft,) = overlay.drafts(session, SHIPPED)
    assert (draft.path, draft.text, draft.author_id, draft.note) == (
        ADDRESSEE,
        text,
        None,
        "Imported from files",
    )
    assert bring_in(session, folder).drafts == ()


def test_a_draft_that_waits_stays_where_the_folder_has_what_supporters_see(session, folder):
    draft = revision.save(session, ADDRESSEE, "a: 1\n", base=0, author=None, note="", now=NOW)
    assert bring_in(session, folder).drafts == ()
    assert overlay.drafts(session, SHIPPED) == [draft]


def test_a_draft_of_the_very_text_needs_no_other(session, folder):
    text = SHIPPED[ADDRESSEE] + "# checked\n"
    revision.save(session, ADDRESSEE, text, base=0, author=None, note="", now=NOW)
    (folder / ADDRESSEE).write_text(text)
    assert bring_in(session, folder).drafts == ()


def test_a_draft_of_another_text_is_followed_by_a_further_revision(session, folder, organiser):
    revision.save(session, ADDRESSEE, "a: 1\n", base=0, author=organiser, note="", now=NOW)
    (folder / ADDRESSEE).write_text(SHIPPED[ADDRESSEE] + "# checked\n")
    done = bring_in(session, folder)
    assert (done.drafts, done.covered) == ((ADDRESSEE,), (ADDRESSEE,))
    assert revision.newest(session, ADDRESSEE).number == 2


def test_somebody_elses_faulty_draft_keeps_nothing_out(session, folder):
    revision.save(session, "cases/new.yaml", "a: [\n", base=0, author=None, note="", now=NOW)
    (folder / ADDRESSEE).write_text(SHIPPED[ADDRESSEE] + "# checked\n")
    assert bring_in(session, folder, withdraw_missing=True).drafts == (ADDRESSEE,)
    assert {each.path for each in overlay.drafts(session, SHIPPED)} == {
        ADDRESSEE,
        "cases/new.yaml",
    }


def test_who_saves_at_the_same_moment_is_told_of(session, folder, monkeypatch):
    (folder / ADDRESSEE).write_text(SHIPPED[ADDRESSEE] + "# checked\n")
    draft = revision.save(session, ADDRESSEE, "a: 1\n", base=0, author=None, note="", now=NOW)

    def overtaken(*arguments, **named):
        raise Overtaken(draft)

    monkeypatch.setattr(revision, "save", overtaken)
    with pytest.raises(SavedMeanwhile, match=ADDRESSEE):
        bring_in(session, folder)


def test_a_fault_keeps_everything_out(session, folder):
    (folder / ADDRESSEE).write_text(SHIPPED[ADDRESSEE] + "# checked\n")
    (folder / TEMPLATE).write_text(SHIPPED[TEMPLATE].replace("{{ hook }}", "{{ hok }}"))
    with pytest.raises(FaultsInFiles) as raised:
        bring_in(session, folder)
    assert [error.path for error in raised.value.errors] == [TEMPLATE]
    assert overlay.drafts(session, SHIPPED) == []


def test_a_document_that_is_missing_stays_unless_asked_for(session, folder):
    path = "letter_templates/appeal/de.md"
    (folder / path).unlink()
    assert bring_in(session, folder).withdrawn == ()
    assert bring_in(session, folder, withdraw_missing=True).withdrawn == (path,)
    (draft,) = overlay.drafts(session, SHIPPED)
    assert (draft.path, draft.text) == (path, None)


def test_a_folder_without_documents_is_a_mistake(session, tmp_path):
    with pytest.raises(NothingToImport):
        bring_in(session, tmp_path)


def test_other_line_ends_come_back_as_they_were_and_make_no_draft(session, tmp_path):
    source, folder = tmp_path / "source", tmp_path / "content"
    write_files(SHIPPED, source, CONTENT)
    (source / ADDRESSEE).write_bytes(SHIPPED[ADDRESSEE].replace("\n", "\r\n").encode())
    shipped = read_folder(source)
    write_files(shipped, folder, source)
    assert (folder / ADDRESSEE).read_bytes() == (source / ADDRESSEE).read_bytes()
    assert import_files(session, folder, shipped, now=NOW).drafts == ()
