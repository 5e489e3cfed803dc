"""The parts of a text that are shaped together, script by script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letters.stacking.scripts import runs_by_character, script_runs

LATIN, CYRILLIC = "Latn", "Cyrl"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("Anna Beispiel", [(LATIN, "Anna Beispiel")]),
        ("12–14", [("", "12–14")]),
        ("12 Anna Әлия", [(LATIN, "12 Anna "), (CYRILLIC, "Әлия")]),
        ("(Anna) Әлия", [(LATIN, "(Anna) "), (CYRILLIC, "Әлия")]),
        # What is closed is of the script in which it was opened.
        ("Anna (Әлия) B", [(LATIN, "Anna ("), (CYRILLIC, "Әлия"), (LATIN, ") B")]),
        ("Ж «Anna» Ю", [(CYRILLIC, "Ж «"), (LATIN, "Anna"), (CYRILLIC, "» Ю")]),
        # An apostrophe closes nothing.
        ("l’Église Абай", [(LATIN, "l’Église "), (CYRILLIC, "Абай")]),
        ("a [ж (b] ю", [(LATIN, "a ["), (CYRILLIC, "ж ("), (LATIN, "b] "), (CYRILLIC, "ю")]),
    ],
)
def test_a_text_is_shaped_script_by_script(text, runs):
    assert script_runs(text) == runs


EUROPEAN = "Aaß\u0250ŉÅé × ÷ ªº·1.,-–’'\u2019\u201c\u201d\u2018«»()[]ЖжӘәҰ\u0482\u0487ʼ₸№\u00ad\n"
"""Latin and Cyrillic letters, what stands between them, and what only looks so."""


@given(st.text(EUROPEAN, max_size=30))
def test_what_is_quicker_finds_the_same(text):
    assert script_runs(text) == _joined(runs_by_character(text))


def _joined(runs):
    """Return one run instead of several of one script, as is found where there is but one."""
    scripts = {script for script, _ in runs}
    return [(*scripts, "".join(run for _, run in runs))] if len(scripts) == 1 else runs
