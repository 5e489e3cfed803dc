"""Where lines of own words may begin is what Pango says, even where it isn't asked."""

from random import Random

import pytest

from app.letters import printing
from app.letters.stacking.line_breaks import breaks_in

LETTERS = "abX яЖқ 019 .,;:!?… «»„“”() –— "


@pytest.fixture
def asked(monkeypatch):
    """Return the list of texts of which Pango is asked from now on."""
    found = []
    really = printing.line_breaks
    monkeypatch.setattr(
        printing, "line_breaks", lambda *given: found.append(given[0]) or really(*given)
    )
    return found


def test_lines_begin_where_pango_has_it_though_it_is_asked_of_few_texts(asked):
    random = Random(3)
    texts = [
        "".join(random.choices(LETTERS, k=random.randint(1, 12))).strip() for _ in range(9_000)
    ]
    known = [breaks_in(text, "ru") for text in texts]
    assert len(texts) - len(asked) > 500
    assert all(any(sign in text for text in set(texts) - set(asked)) for sign in (" (", " …"))
    assert known == [printing.line_breaks(text, "ru") for text in texts]


def test_of_plain_prose_pango_is_not_asked(asked):
    assert breaks_in("Я пишу вам (снова): «слова», и ещё — нет.", "ru") == {
        2,
        7,
        11,
        20,
        29,
        31,
        35,
        37,
    }
    assert asked == []
