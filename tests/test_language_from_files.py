"""A language more is files more: a copy of the application gets one, and prints and serves it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.content.languages import ENGLISH
from app.content.texts import printed_languages, printed_text
from tests.invented import LANGUAGE, build_copy, invented
from tests.printed import texts_of

COMMAND = "from app.cli.commands import main; main()"
PAGES = """
from app import create_app
from app.web.workroom.site.settings_form import SettingsForm

app = create_app()
client = app.test_client()
for path in ("/", "/{language}/cases/fictio", "/{language}/cases/fictio/letter"):
    answer = client.get(path)
    print(answer.status_code, answer.text)
with app.test_request_context():
    form = SettingsForm()
    offered = {value: name for value, name, *_ in form.languages.iter_choices()}
    print(offered, [each.name for each in form.imprint])
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the application and the language in it."""
    folder = tmp_path_factory.mktemp("copy")
    build_copy(folder)
    return folder


def _run(copy: Path, code: str, *arguments: object) -> str:
    """Run code of the copy; return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "LETTERCASE_CONTENT": str(copy)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _words(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_nobody_prints_the_language_yet():
    assert LANGUAGE not in printed_languages()


def test_the_copy_checks_its_texts_and_proves_its_letters(copy):
    says = _run(copy, COMMAND, "check")
    assert "1 cases, 1 addressees" in says
    assert ": 0 errors." in says


def test_letter_and_guide_are_printed_in_it(copy, tmp_path):
    where = ("letter", "fictio", "li/officio", "-o", tmp_path / "letter.pdf")
    when = ("--date", "2026-11-22", "--language", LANGUAGE)
    _run(copy, COMMAND, *where, *when, "--guide", "--reader-language", LANGUAGE)
    letter, *guide = map(_words, texts_of(tmp_path / "letter.pdf"))
    for text in ("22-e die de novembre 2026", "Adam Fictio es in prision", "Honorate senior"):
        assert text in letter
    said = _words(" ".join(guide))
    for key in ("paper.not_posted", "guide.title", "guide.checklist.post", "guide.afterwards.next"):
        assert _words(invented(printed_text(key, ENGLISH))) in said
        assert printed_text(key, ENGLISH) not in said


def test_pages_are_served_in_it_and_it_stands_in_menu_and_settings(copy):
    says = _run(copy, PAGES.replace("{language}", LANGUAGE))
    assert says.count("200 <!DOCTYPE html>") == 3
    first, case, form = says.split("200 <!DOCTYPE html>")[1:]
    assert f'href="/{LANGUAGE}/"' in first
    assert "Interlingua" in first
    assert f'<html lang="{LANGUAGE}"' in case
    assert "Le bibliothecario de Lumina" in case
    assert invented("How this works") in case
    assert f'name="language" value="{LANGUAGE}"' in form
    assert f"'{LANGUAGE}': 'Interlingua'" in form
    assert f"'imprint-{LANGUAGE}'" in form
