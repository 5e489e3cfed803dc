"""Texts that are hard to write in YAML."""

import subprocess
import sys

from tests.conftest import ROOT

_SPELL = """
from app.content.editing.shape import Shape
from app.content.editing.spelling import form_of
from app.content.text.document import read_yaml

text = "[" * 60_000
head, lines = form_of(text, 0, Shape())
print(read_yaml("\\n".join([head, *lines])) == text)
"""


def test_a_text_of_60_000_brackets_is_written_as_a_text():
    """To read it as lists within lists would overflow the stack, and so end this process."""
    command = [sys.executable, "-c", _SPELL]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "True\n", "")
