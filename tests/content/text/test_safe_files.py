"""No name and no link leads out of a folder of documents, and nothing endless is read."""

import os

import pytest

from app.content.text import safe_files
from app.content.text.folder import UnsafeName, can_be_written, read_folder, write_files
from app.content.text.safe_files import NoFile, TooMuchContent, replace_file
from app.limits import LARGEST_FILE

UNSAFE = [
    "",
    "cases",
    "/etc/passwd",
    "/cases/a.yaml",
    "../cases/a.yaml",
    "cases/../../a.yaml",
    "cases/..",
    "cases/./a.yaml",
    "cases//a.yaml",
    "cases/a.yaml/",
    "cases/.git",
    "cases\\..\\a.yaml",
    "cases/..\\a.yaml",
    "cases/C:a.yaml",
    "cases/a.yaml\0",
    "cases/a\n.yaml",
    "cases/a.yaml.",
    "cases/a.yaml ",
    f"cases/{'a' * 300}.yaml",
    f"cases/{'ы' * 130}.yaml",
    "cases/a/b/c/d.yaml",
    "elsewhere/a.yaml",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "content" / "cases").mkdir(parents=True)
    return tmp_path / "content"


@pytest.mark.parametrize("path", UNSAFE, ids=lambda path: ascii(path)[:30])
def test_nothing_is_written_whose_name_is_unsafe(path, folder, tmp_path):
    assert not can_be_written(path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UnsafeName):
        write_files({"cases/a.yaml": "a: 1", path: "b: 1"}, folder, tmp_path / "source")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "path", ["cases/a.yaml", "addressees/nb/a-b.yaml", "letter_templates/appeal/en.md"]
)
def test_names_as_documents_have_them_are_safe(path):
    assert can_be_written(path)


def test_a_link_in_the_place_of_a_file_is_replaced(tmp_path):
    outside, link = tmp_path / "outside", tmp_path / "link"
    outside.write_text("as before")
    link.symlink_to(outside)
    replace_file(link, b"new")
    assert outside.read_text() == "as before"
    assert (link.is_symlink(), link.read_text()) == (False, "new")


def test_a_second_name_of_a_file_elsewhere_is_left_as_it_is(tmp_path):
    outside, second = tmp_path / "outside", tmp_path / "second"
    outside.write_text("as before")
    os.link(outside, second)
    replace_file(second, b"new")
    assert outside.read_text() == "as before"


def _pipe(path, _outside):
    os.mkfifo(path)


def _endless(path, _outside):
    path.symlink_to("/dev/zero")


def _outside(path, outside):
    outside.write_text("secret: 1")
    path.symlink_to(outside)


def _large(path, _outside):
    path.write_bytes(b"a" * (LARGEST_FILE + 1))


@pytest.mark.parametrize("make", [_pipe, _endless, _outside, _large])
def test_what_is_no_file_of_the_folder_is_not_read(folder, tmp_path, make):
    make(folder / "cases" / "a.yaml", tmp_path / "outside")
    with pytest.raises(NoFile, match=r"a\.yaml"):
        read_folder(folder)


def test_a_link_within_the_folder_is_read(folder):
    (folder / "cases" / "a.yaml").write_text("a: 1")
    (folder / "cases" / "b.yaml").symlink_to("a.yaml")
    assert read_folder(folder)["cases/b.yaml"] == "a: 1"


def test_what_lies_too_deep_is_not_read(folder):
    deep = folder / "cases" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "d.yaml").write_text("a: 1")
    with pytest.raises(NoFile, match="deeper"):
        read_folder(folder)


@pytest.mark.parametrize(("bound", "most"), [("MOST_FILES", 3), ("MOST_BYTES_OF_FILES", 11)])
def test_a_folder_with_more_than_content_has_is_refused(folder, monkeypatch, bound, most):
    for number in range(4):
        (folder / "cases" / f"{number}.yaml").write_text("a: 1")
    monkeypatch.setattr(safe_files, bound, most)
    with pytest.raises(TooMuchContent):
        read_folder(folder)
