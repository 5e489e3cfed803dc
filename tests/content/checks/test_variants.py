"""Languages of a letter template should have the same variants, or what is read isn't signed."""

import pytest

from app.content.checks.variants import apart, groups_apart, templates_of, unlike_variants
from app.content.library.building import build
from app.content.text.folder import read_folder
from tests.conftest import CONTENT, LIBRARY

TEXTS = read_folder(CONTENT)
RUSSIAN = "letter_templates/appeal/ru.md"
MORE = "{% or %}\nЕщё один вариант.\n{% endchoose %}"


def library_with(path, old, new):
    assert old in TEXTS[path]
    return build({**TEXTS, path: TEXTS[path].replace(old, new, 1)})


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ((3, 3), (3, 3), set()),
        ((3, 3), (3, 4), {1}),
        ((3, 3), (3,), {0, 1}),
        ((), (2,), {0}),
        ((), (), set()),
    ],
)
def test_groups_are_held_against_each_other_by_their_number(ours, theirs, expected):
    assert groups_apart(ours, theirs) == groups_apart(theirs, ours) == expected


def test_the_same_variants_are_no_warning():
    assert unlike_variants(LIBRARY) == []
    assert apart(LIBRARY, "appeal", "ru") == ""


def test_one_variant_more_is_told_of_that_language_and_of_english():
    library = library_with(RUSSIAN, "{% endchoose %}", MORE)
    (warning,) = unlike_variants(library)
    assert str(warning) == (
        f"{RUSSIAN}:1: warning: Russian has 4 and 3 and 3 variants, English 3 and 3 and 3 "
        "variants: a letter and its translation don’t say the same there"
    )
    assert apart(library, "appeal", "en").startswith("English has 3 and 3 and 3 variants, Russian")


def test_languages_that_are_not_printed_yet_are_held_against_the_others_too():
    german = "letter_templates/appeal/de.md"
    assert german in {template.path for template in templates_of(LIBRARY)}
    assert ("appeal", "de") not in LIBRARY.letter_templates
    (warning,) = unlike_variants(library_with(german, "{% endchoose %}", MORE))
    assert warning.path == german


def test_a_language_that_there_is_not_or_that_is_faulty_is_left_to_other_checks():
    assert apart(LIBRARY, "appeal", "fr") == ""
    broken = library_with(RUSSIAN, "{{ hook }}", "{{ hok }}")
    assert apart(broken, "appeal", "ru") == ""
    assert unlike_variants(broken) == []
