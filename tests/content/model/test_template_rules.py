"""The examples of what a letter template may hold, and hostile templates, each with its line."""

import re

import pytest

from app.content.library.reading import read_document
from app.content.model.letter_template import LetterTemplate, read_template
from app.content.model.template_rules import EXAMPLES, LOOP_ATTRIBUTES, MOST_VARIANTS, PLACEHOLDERS
from app.content.text.document import DocumentError, parse
from tests.content.conftest import TEMPLATE, line_of, replaced

ENDLESS = 18_000
"""Characters of a body that is nearly as long as one may be."""


PATH = "letter_templates/appeal/en.md"


def template_of(added: str) -> LetterTemplate:
    """Return the small template with something added to its body."""
    return read_template("appeal", "en", parse(PATH, TEMPLATE + added))


def line_named(added: str) -> tuple[int, str]:
    """Return the line that is named of those added, from 1, and what is said of it."""
    with pytest.raises(DocumentError) as refused:
        template_of(added)
    return refused.value.line - TEMPLATE.count("\n"), refused.value.message


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.write)
def test_every_example_may_stand_in_a_letter_template(example):
    is_inside_a_loop = "loop." in example.write and "{% for" not in example.write
    around = "{% for each in demands %}\nEXAMPLE\n{% endfor %}\n" if is_inside_a_loop else "EXAMPLE"
    assert template_of(around.replace("EXAMPLE", example.write))
    assert example.gives
    assert example.on_paper


def test_there_is_an_example_of_everything():
    written = " ".join(example.write for example in EXAMPLES)
    assert set(PLACEHOLDERS) <= set(re.findall(r"\w+", written))
    assert {f"loop.{name}" for name in LOOP_ATTRIBUTES} <= set(re.findall(r"loop\.\w+", written))
    assert set(re.findall(r"{% (\w+)", written)) >= {"if", "for", "choose", "or", "else"}


HOSTILE = [
    pytest.param("{{ words() }}", "call", id="a call"),
    pytest.param("{% import 'os' as os %}", "import", id="an import"),
    pytest.param("{{ ''.__class__ }}", "__class__", id="the class of a text"),
    pytest.param("{{ words.__init__.__globals__ }}", "__globals__", id="the globals of a method"),
    pytest.param("{{ self.__dict__ }}", "__dict__", id="the template's inside"),
    pytest.param("{{ self }}", "self", id="the template itself"),
    pytest.param("{% for x in range(999999999) %}{{ x }}{% endfor %}", "loop", id="a range"),
    pytest.param("{% for x in 'abc' * 9999 %}{{ x }}{% endfor %}", "loop", id="a loop of letters"),
    pytest.param(
        "{% for a in demands %}{% for b in demands %}{{ b }}{% endfor %}{% endfor %}",
        "loop",
        id="a loop in a loop",
    ),
    pytest.param("{% set x = 1 %}", "assign", id="set"),
    pytest.param("{% macro x() %}{% endmacro %}", "macro", id="a macro"),
    pytest.param("{% include 'letter.html' %}", "include", id="an inclusion"),
    pytest.param("{% extends 'letter.html' %}", "extends", id="an extension"),
    pytest.param("{{ words|safe }}", "filter", id="a filter"),
    pytest.param("{% if words is string %}{% endif %}", "test", id="a test"),
    pytest.param("{{ 'x' * 999999999 }}", "mul", id="a text many times over"),
    pytest.param("{{ 9 ** 999999999 }}", "pow", id="a power"),
    pytest.param("{{ " + "9" * 5_000 + " }}", "more than 200", id="a number without end"),
    pytest.param("{{ 0x" + "f" * 9_000 + " }}", "more than 200", id="one to the base 16"),
    pytest.param("{{ " + "a" * 9_000 + " }}", "more than 200", id="a name without end"),
    pytest.param("{{ '\\ud800' }}", "only the name", id="half a character"),
    pytest.param("{{ none }}", "only the name", id="nothing"),
    pytest.param("{{ 1e999 }}", "only the name", id="infinity"),
    pytest.param("{{ not words }}", "only the name", id="a negation printed"),
    pytest.param("{{ words or hook }}", "only the name", id="one of two printed"),
    pytest.param("{{ summary }}", "{% for each in summary %}", id="a list printed"),
    pytest.param("{{ has_address }}", "{% if has_address %}", id="a truth printed"),
    pytest.param(
        "{% for x in demands %}{{ loop.first }}{% endfor %}", "only the name", id="loop.first"
    ),
    pytest.param("{% if words > 1 %}{% endif %}", "comparison", id="a text more than a number"),
    pytest.param("{% if 'a' in words %}{% endif %}", "comparison", id="a part of a text"),
    pytest.param(
        "{% for x in demands %}{% if loop.index > 'a' %}{% endif %}{% endfor %}",
        "comparison",
        id="a number more than a text",
    ),
    pytest.param("{% raw %}{{ x }}{% endraw %}", "raw", id="a raw block"),
    pytest.param("{%- raw -%}{{ x }}{%- endraw -%}", "raw", id="a raw block without spaces"),
    pytest.param("{{ words", "end of", id="a placeholder without end"),
    pytest.param("{% endif %}", "endif", id="an end without beginning"),
    pytest.param("{% if words %}", "endif", id="a condition without end"),
    pytest.param("{# a comment", "comment", id="a comment without end"),
    pytest.param("<script>alert(1)</script>", "“<script”", id="a script"),
    pytest.param("<img src=file:///etc/passwd>", "“<img”", id="an image of HTML"),
    pytest.param("</main>", "“</main”", id="the end of the page"),
    pytest.param("<!-- gone -->", "“<!--”", id="a comment of HTML"),
    pytest.param("&lt;b&gt;", "“&lt;”", id="a character as HTML writes it"),
    pytest.param("# A heading", "“#”", id="a heading"),
    pytest.param("   ###### A small heading", "“######”", id="a small heading"),
    pytest.param("Heading\n===", "“===”", id="a heading underlined"),
    pytest.param("a\n\n---", "“---”", id="a line across"),
    pytest.param("* * *", "“* * *”", id="a line of stars"),
    pytest.param("Read [this](https://example.org).", "links", id="a link"),
    pytest.param("Read [this][1].", "links", id="a link by number"),
    pytest.param("[1]: https://example.org", "links", id="where a link leads"),
    pytest.param("[{{ office }}](https://example.org)", "links", id="a link on a placeholder"),
    pytest.param("![x](file:///etc/passwd)", "images", id="an image"),
    pytest.param("`code`", "code", id="code"),
    pytest.param("> quoted", "quoted", id="a quoted block"),
    pytest.param("a\U000f0000b", "U+F0000", id="a character that stands for a value"),
]


@pytest.mark.parametrize(("added", "says"), HOSTILE)
def test_a_hostile_template_is_refused_and_its_line_is_named(added, says):
    line, message = line_named(f"Prose.\n\n{added}\n")
    assert says in message
    assert line == 3 + added.count("\n")


NESTED = [
    pytest.param("{% if words %}", "{% endif %}", id="conditions"),
    pytest.param("{% if words %}{% else %}", "{% endif %}", id="what stands else"),
    pytest.param("{% for x in demands %}", "{% endfor %}", id="loops"),
    pytest.param("{% choose %}", "{% or %}{% endchoose %}", id="variants"),
    pytest.param("{{ (", ") }}", id="brackets"),
    pytest.param("{{ [", "] }}", id="lists"),
]


@pytest.mark.parametrize(("opened", "closed"), NESTED)
def test_twenty_thousand_characters_of_nested_blocks_are_refused(opened, closed):
    times = ENDLESS // len(opened + closed)
    line, message = line_named(opened * times + "\n" + closed * times)
    assert "too deep" in message or "inside another" in message or "unexpected" in message
    assert line <= 2


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{{ " * 6_000, id="placeholders opened"),
        pytest.param("{" * ENDLESS, id="brackets opened"),
        pytest.param("{% " * 6_000, id="blocks opened"),
        pytest.param("{{ words" + ".a" * 9_000 + " }}", id="attributes of attributes"),
        pytest.param("{{ words" + "|a" * 9_000 + " }}", id="filters of filters"),
        pytest.param("{{ " + "1 ~ " * 4_500 + "1 }}", id="concatenations"),
        pytest.param("{% if " + "words and " * 1_500 + "words %}{% endif %}", id="conjunctions"),
        pytest.param("{{ " + "-" * ENDLESS + "1 }}", id="minuses"),
        pytest.param("{% if words %}" * 1_300, id="conditions without end"),
    ],
)
def test_what_no_parser_should_be_asked_to_read_is_refused(body):
    with pytest.raises(DocumentError):
        template_of(body)


def test_more_variants_than_a_proof_can_hold_are_refused_with_the_line_of_the_first_too_many():
    block = "{% choose %}a{% or %}b{% endchoose %}\n"
    assert len(template_of(block * MOST_VARIANTS).variants) == MOST_VARIANTS
    line, message = line_named(block * (MOST_VARIANTS + 1))
    assert f"more than {MOST_VARIANTS} times" in message
    assert line == MOST_VARIANTS + 1


@pytest.mark.parametrize(
    "front_matter",
    [
        pytest.param("subject: &a x\n", id="an anchor"),
        pytest.param("subject: *a\n", id="an alias"),
        pytest.param("subject: !!python/object/apply:os.system [true]\n", id="a tag"),
        pytest.param("subject: x\n", id="a field that there isn't"),
        pytest.param("title: again\n", id="a field twice"),
        pytest.param("subject: " + "[" * 5_000 + "\n", id="lists in lists"),
        pytest.param("\tsubject: x\n", id="a tab"),
        pytest.param("subject: {{ words }}\n", id="a placeholder"),
    ],
)
def test_a_trap_in_the_front_matter_is_refused_with_its_line(front_matter):
    text = replaced(TEMPLATE, "title: Appeal\n", f"title: Appeal\n{front_matter}")
    reading = read_document(PATH, text)
    assert reading.content is None
    assert [error.line for error in reading.errors] == [3]


@pytest.mark.parametrize(
    "prose",
    [
        "No. 7 # 8, §5.",
        "5 < 6 and 7 > 6",
        "a [sic] and [another]: so",
        "Müller & Söhne; R&D, AT&T",
        "1. first\n2. second\n\n- third\n\n**bold**",
        "a – b — c -- d",
        "{{ office }}# after a placeholder",
        "{# a comment with <b>, `code` and [a](b) #}",
        "\\# a number sign, \\<b>, \\[a\\](b), \\`c`"[:-1],
        "{% if has_address %}> not at the beginning of a line{% endif %}",
    ],
)
def test_prose_stays_prose(prose):
    assert template_of(f"{prose}\n")


def test_the_prose_of_a_template_is_what_it_says_in_any_wording_but_no_comment():
    prose = template_of("{# 漢 #}{% if words %}one{% else %}two{% endif %}\n").prose
    assert "one" in prose
    assert "two" in prose
    assert "漢" not in prose
    assert "demand" not in prose


def test_a_comment_over_several_lines_moves_no_line():
    line, _ = line_named("{# one\ntwo\nthree #}\nprose <b>")
    assert line == 4
    assert line_of(TEMPLATE, "{{ words }}") == TEMPLATE.count("\n")
