"""A letter template in blocks, so that it can be translated."""

import pytest

from app.content.library.building import build
from app.content.text.document import parse
from app.content.text.folder import read_folder
from app.web.workroom.editors.template_blocks import (
    block_pairs,
    blocks_of,
    to_translate,
    typed_body,
)
from tests.conftest import CONTENT

BODIES = {
    path: parse(path, text).body
    for path, text in read_folder(CONTENT).items()
    if path.endswith(".md")
}


@pytest.mark.parametrize("path", BODIES)
def test_the_blocks_of_a_template_make_its_body(path):
    pairs = block_pairs((), blocks_of(BODIES[path]), {})
    assert typed_body(pairs, "") == BODIES[path]


def test_blocks_that_did_not_change_leave_the_body_as_it_was():
    body = "\n\n{{ words }}\n \n\n\nEnd."
    assert blocks_of(body) == ["{{ words }}", "End."]
    assert typed_body(block_pairs((), blocks_of(body), {}), body) == body


@pytest.mark.parametrize(
    ("block", "left"),
    [
        ("{{ salutation }}", "{{ salutation }}"),
        ("I ask you:", "{{ not_translated }}"),
        (
            "{% choose %}\nOne\ntwo\n{% or %}\n\u2003Three {{ office }}\n{% endchoose %}",
            "{% choose %}\n{{ not_translated }}\n{% or %}\n{{ not_translated }}\n{% endchoose %}",
        ),
        (
            "1. {{ demand }}{% if loop.last %}.{% else %};{% endif %}",
            "1. {{ demand }}{% if loop.last %}.{% else %};{% endif %}",
        ),
        ("{{ unclosed prose", "{{ not_translated }}"),
        ("", ""),
    ],
)
def test_what_is_not_translated_keeps_its_placeholders(block, left):
    assert to_translate(block) == left


@pytest.mark.parametrize("path", BODIES)
def test_a_template_that_is_not_translated_cannot_be_published(path):
    body = typed_body(block_pairs(blocks_of(BODIES[path]), (), {}), "")
    library = build(
        {"letter_templates/appeal/fr.md": f"---\ntitle: a\nreviewed: false\n---\n{body}"}
    )
    assert "not_translated" in str(library.errors[0])


def test_what_was_typed_stands_over_what_was_known():
    pairs = block_pairs(["a", "b"], ["A"], {"block-0": " X\r\nY ", "block-3": "Z"})
    assert [pair.translation for pair in pairs] == ["X\nY", "{{ not_translated }}", "", "Z"]
    assert typed_body(pairs, "") == "X\nY\n\n{{ not_translated }}\n\nZ\n"


def test_a_block_left_empty_keeps_its_place():
    pairs = block_pairs(["{{ salutation }}", "Text"], ["{{ salutation }}", "T"], {"block-1": ""})
    assert typed_body(pairs, "") == "{{ salutation }}\n\n{{ not_translated }}\n"
    assert [pair.is_missing for pair in pairs] == [False, True]
