"""The pages of a web server in front, written by a command."""

import re

from app.cli.error_pages import STATUSES, write
from app.web.languages import site_languages


def test_every_page_is_written_in_every_language_and_no_two_texts_are_in_one(tmp_path):
    assert write(tmp_path) == len(STATUSES) * len(site_languages())
    for status in STATUSES:
        pages = {
            language: (tmp_path / language / f"{status}.html").read_text(encoding="utf-8")
            for language in site_languages()
        }
        for language, page in pages.items():
            assert f'<html lang="{language}">' in page
        assert len({re.search("<h1>(.*)</h1>", page)[1] for page in pages.values()}) == len(pages)


def test_a_site_that_is_not_there_is_no_fault_of_ours(tmp_path):
    write(tmp_path)
    away, busy = ((tmp_path / "en" / f"{each}.html").read_bytes() for each in (502, 503))
    assert away == busy != (tmp_path / "en" / "500.html").read_bytes()


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path, run):
    (tmp_path / "file").touch()
    code, _, said = run("error-pages", tmp_path / "file" / "pages")
    assert code == 2
    assert said.count("\n") == 1
    assert "can't be written" in said
