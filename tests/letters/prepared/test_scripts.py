"""The parts of a text that are shaped together, script by script."""

import pytest

from app.letters.prepared.scripts import script_runs

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
