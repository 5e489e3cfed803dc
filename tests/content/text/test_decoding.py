"""Texts as Windows, a Mac and a text editor save them are read the same."""

import codecs

import pytest

from app.content.library.building import build
from app.content.text.decoding import decoded
from app.content.text.folder import read_folder
from tests.content.conftest import DOCUMENTS

TEXT = "title: Дело № 5\nat: ₸\n"
AS_SAVED = {
    "plain": TEXT.encode(),
    "with a byte order mark": codecs.BOM_UTF8 + TEXT.encode(),
    "on Windows": TEXT.replace("\n", "\r\n").encode(),
    "on an old Mac": TEXT.replace("\n", "\r").encode(),
    "as UTF-16": TEXT.encode("utf-16"),
    "as UTF-16, big end first": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
}


@pytest.mark.parametrize("data", AS_SAVED.values(), ids=AS_SAVED)
def test_a_text_is_read_however_it_was_saved(data):
    assert decoded(data) == TEXT


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_every_kind_of_document_is_read_from_such_a_file(tmp_path, path, encoding):
    for name, text in DOCUMENTS.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode(encoding if name == path else "utf-8"))
    assert read_folder(tmp_path) == DOCUMENTS
    assert build(read_folder(tmp_path)).errors == ()


@pytest.mark.parametrize(
    "data",
    [TEXT.encode("utf-16-le"), TEXT.replace("₸", "").encode("cp1251"), codecs.BOM_UTF16_LE + b"a"],
    ids=["UTF-16 without a mark", "Windows-1251", "half a character"],
)
def test_what_no_program_of_today_saves_is_refused_with_what_to_do(tmp_path, data):
    file = tmp_path / "cases" / "one.yaml"
    file.parent.mkdir()
    file.write_bytes(data)
    (error,) = build(read_folder(tmp_path)).errors
    assert error.line == 1
    assert error.message.endswith("is no character of a text in UTF-8: save the file as UTF-8")
