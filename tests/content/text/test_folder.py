"""Documents as the files of a folder."""

import pytest

from app.content.text.folder import (
    FolderHasOtherFiles,
    IsTheSource,
    LeadsElsewhere,
    overlaid,
    read_folder,
    write_files,
)
from tests.conftest import CONTENT

SHIPPED = read_folder(CONTENT)
ADDRESSEE = "addressees/nb/ombudsman.yaml"


@pytest.fixture
def folder(tmp_path):
    """A folder with everything as it is shipped."""
    write_files(SHIPPED, tmp_path / "content", CONTENT)
    return tmp_path / "content"


# Reading


@pytest.mark.parametrize(
    "path",
    ["README.md", "docs/one.yaml", "cases/one.yaml~", "cases/.one.yaml.swp"],
)
def test_other_files_of_a_folder_are_left_alone(folder, path):
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(b"\xff")
    assert read_folder(folder) == SHIPPED


def test_an_empty_folder_has_no_documents(tmp_path):
    assert read_folder(tmp_path) == {}


# Laid over each other


@pytest.mark.parametrize(
    ("over", "seen"),
    [
        pytest.param({}, {"a": "1", "c": "3"}, id="nothing"),
        pytest.param({"a": "2"}, {"a": "2", "c": "3"}, id="another text"),
        pytest.param({"b": "2"}, {"a": "1", "b": "2", "c": "3"}, id="a new document, in order"),
        pytest.param({"a": None}, {"c": "3"}, id="a document that is withdrawn"),
        pytest.param({"x": None}, {"a": "1", "c": "3"}, id="one that was never there"),
        pytest.param({"a": ""}, {"a": "", "c": "3"}, id="an empty text"),
    ],
)
def test_what_lies_over_documents_is_seen_instead(over, seen):
    assert list(overlaid({"c": "3", "a": "1"}, over).items()) == list(seen.items())


# Writing


def test_every_document_is_written_byte_for_byte(folder):
    for path in SHIPPED:
        assert (folder / path).read_bytes() == (CONTENT / path).read_bytes()


def test_writing_again_writes_only_what_changed(folder):
    texts = {**SHIPPED, ADDRESSEE: SHIPPED[ADDRESSEE] + "# checked\n"}
    assert write_files(texts, folder, CONTENT) == [ADDRESSEE]


def test_what_is_no_longer_there_goes_and_hidden_files_stay(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref")
    texts = {path: text for path, text in SHIPPED.items() if path != ADDRESSEE}
    write_files(texts, folder, CONTENT)
    assert not (folder / ADDRESSEE).exists()
    assert read_folder(folder) == texts
    assert (folder / ".git" / "HEAD").read_text() == "ref"


def test_nothing_is_written_among_other_files(tmp_path):
    (tmp_path / "diary.txt").write_text("private")
    with pytest.raises(FolderHasOtherFiles, match=r"diary\.txt"):
        write_files(SHIPPED, tmp_path, CONTENT)
    assert [each.name for each in tmp_path.iterdir()] == ["diary.txt"]


@pytest.mark.parametrize("link", ["cases", "addressees/nb", ADDRESSEE])
def test_nothing_is_written_through_a_link(link, folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (folder / link).rename(elsewhere)
    (folder / link).symlink_to(elsewhere)
    with pytest.raises(LeadsElsewhere):
        write_files({}, folder, CONTENT)
    assert elsewhere.exists()


def test_hidden_files_and_backups_among_documents_stay(folder):
    kept = [folder / "cases" / ".gitignore", folder / "addressees" / "eu" / "droi.yaml~"]
    for file in kept:
        file.write_text("kept")
    texts = {path: text for path, text in SHIPPED.items() if not path.startswith("addressees/eu")}
    write_files(texts, folder, CONTENT)
    assert all(file.read_text() == "kept" for file in kept)


def test_folders_that_become_empty_go(folder):
    texts = {path: text for path, text in SHIPPED.items() if not path.startswith("addressees/eu")}
    write_files(texts, folder, CONTENT)
    assert not (folder / "addressees" / "eu").exists()
    assert (folder / "addressees" / "nb").is_dir()


def test_nothing_is_written_into_the_folder_that_the_site_reads(folder):
    with pytest.raises(IsTheSource):
        write_files({}, folder, folder)
    assert read_folder(folder) == SHIPPED
