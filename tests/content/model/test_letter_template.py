"""What a letter template may hold, and that a supporter's words are never more than words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from app.content.model.letter_template import (
    LONGEST_TEMPLATE,
    FilledTooLong,
    LetterTemplate,
    read_template,
)
from app.content.model.template_rules import PLACEHOLDERS
from app.content.text.document import DocumentError, parse
from app.content.text.prose import Prose, SupporterText, Typed
from app.letters.paragraphs import ItemList, letter_blocks
from tests.content.conftest import TEMPLATE, replaced

FRONT_MATTER = "---\ntitle: Appeal\nreviewed: false\n---\n"
REQUIRED = (
    "{{ salutation }}{% for p in summary %}{{ p }}{% endfor %}"
    "{% for d in demands %}{{ d }}{% endfor %}{{ words }}\n"
)
VALUES = {
    "salutation": Typed("Dear Ombudsman,"),
    "summary": [Prose("He is **held**."), Prose("Nothing later is known.")],
    "demands": [Prose("visit **him**"), Prose("report publicly")],
    "hook": Prose("The law."),
    "words": SupporterText(""),
    "office": Typed("Ombudsman"),
    "has_address": True,
}


def template_of(text: str) -> LetterTemplate:
    return read_template("appeal", "en", parse("letter_templates/appeal/en.md", text))


def _text(body: str, choices: tuple[int, ...], values: dict[str, object]) -> str:
    template = template_of(FRONT_MATTER + REQUIRED + body)
    blocks = letter_blocks(template.fill({**VALUES, **values}, choices))
    return "\n\n".join(block.text for block in blocks)


def filled(body: str, *choices: int, **values: object) -> str:
    """Return the text of a body after the required placeholders."""
    return _text(body, choices, values)[len(_text("", (), {})) :].strip()


def test_a_template_is_filled_with_the_facts_of_the_case():
    blocks = letter_blocks(
        template_of(TEMPLATE).fill({**VALUES, "words": SupporterText("Hi.")}, ())
    )
    assert [block.text for block in blocks] == [
        "Dear Ombudsman,",
        "He is held.",
        "Nothing later is known.",
        "visit him\nreport publicly",
        "Hi.",
    ]
    assert isinstance(blocks[3], ItemList)
    assert [span.text for span in blocks[1].spans if span.bold] == ["held"]


def test_the_front_matter_is_title_and_review_mark():
    template = template_of(TEMPLATE.replace("reviewed: false", "reviewed: true"))
    assert (template.slug, template.language) == ("appeal", "en")
    assert (template.title, template.reviewed) == ("Appeal", True)


# What may stand in a template


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("Reconsider, respectfully.", "Reconsider, respectfully.", id="prose"),
        pytest.param("{{ hook }}{{ office }}", "The law.Ombudsman", id="placeholders"),
        pytest.param("{# a note #}", "", id="a comment"),
        pytest.param("{% if has_address %}yes{% endif %}", "yes", id="a condition"),
        pytest.param("{% if not has_address %}a{% else %}b{% endif %}", "b", id="not and else"),
        pytest.param(
            "{% if words and hook %}a{% elif words or hook %}b{% endif %}", "b", id="elif"
        ),
        pytest.param("{% if office == 'Ombudsman' %}yes{% endif %}", "yes", id="a comparison"),
        pytest.param(
            "{% for x in demands %}{{ loop.index }}:{{ x }}{% if not loop.last %},{% endif %}"
            "{% endfor %}",
            "1:visit him,2:report publicly",
            id="a loop over the demands with its number",
        ),
        pytest.param(
            "{% for x in summary %}{% if loop.first %}{{ x }}{% endif %}{% endfor %}",
            "He is held.",
            id="a loop over the summary with its first",
        ),
    ],
)
def test_prose_placeholders_conditions_and_loops_may_stand_in_a_template(body, expected):
    assert filled(body) == expected


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param("{{ saluation }}", "did you mean {{ salutation }}?", id="a letter less"),
        pytest.param("{{ Words }}", "did you mean {{ words }}?", id="a capital"),
        pytest.param("{% if hasaddress %}a{% endif %}", "mean {{ has_address }}?", id="one asked"),
        pytest.param(
            "{% for each in demands %}{{ eahc }}{% endfor %}",
            "did you mean {{ each }}?",
            id="the name of a loop",
        ),
        pytest.param("{{ x }}", "known are salutation, summary,", id="nothing like any"),
    ],
)
def test_a_placeholder_with_a_slip_is_told_with_the_one_that_is_meant(body, says):
    with pytest.raises(DocumentError) as refused:
        template_of(FRONT_MATTER + REQUIRED + body)
    assert says in refused.value.message


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_documented_placeholder_may_be_used(name):
    assert filled("{% if " + name + " %}yes{% else %}no{% endif %}") in ("yes", "no")


NOT_ALLOWED = [
    pytest.param("{{ words() }}", "call is not allowed", id="a call"),
    pytest.param("{{ range(9) }}", "call is not allowed", id="a call of a function of Jinja"),
    pytest.param("{{ words.upper() }}", "call is not allowed", id="a call of a method"),
    pytest.param("{{ case.__class__ }}", "__class__", id="an attribute of a class"),
    pytest.param("{{ words.__class__.__mro__ }}", "__mro__", id="an attribute of an attribute"),
    pytest.param("{{ demands.append }}", "append", id="an attribute of a list"),
    pytest.param("{{ loop.first }}", "first", id="an attribute of a loop outside a loop"),
    pytest.param(
        "{% for x in demands %}{{ loop.previtem }}{% endfor %}", "previtem", id="another of a loop"
    ),
    pytest.param("{% for x in demands %}{{ x.y }}{% endfor %}", "y", id="an attribute of an item"),
    pytest.param("{{ demands[0] }}", "getitem is not allowed", id="an item by its number"),
    pytest.param("{{ words['x'] }}", "getitem is not allowed", id="an item by its name"),
    pytest.param("{{ words|upper }}", "filter is not allowed", id="a filter"),
    pytest.param("{{ words|attr('x') }}", "filter is not allowed", id="the filter attr"),
    pytest.param("{% filter upper %}x{% endfilter %}", "filterblock is not", id="a filter block"),
    pytest.param("{% if words is defined %}{% endif %}", "test is not allowed", id="a test"),
    pytest.param("{% set x = 1 %}", "assign is not allowed", id="an assignment"),
    pytest.param("{% set x %}y{% endset %}", "assignblock is not", id="an assignment of a block"),
    pytest.param("{% import 'x' as y %}", "import is not allowed", id="an import"),
    pytest.param("{% from 'x' import y %}", "fromimport is not", id="an import of a name"),
    pytest.param("{% include '/etc/passwd' %}", "include is not allowed", id="an inclusion"),
    pytest.param("{% extends 'x' %}", "extends is not allowed", id="an extension"),
    pytest.param("{% block x %}{% endblock %}", "block is not allowed", id="a block"),
    pytest.param("{% macro x() %}{% endmacro %}", "macro is not allowed", id="a macro"),
    pytest.param("{% call x() %}{% endcall %}", "callblock is not allowed", id="a call block"),
    pytest.param("{% with x = 1 %}{% endwith %}", "with is not allowed", id="a with block"),
    pytest.param(
        "{% autoescape true %}{% endautoescape %}", "scope is not allowed", id="a scope of Jinja"
    ),
    pytest.param("{{ 9 ** 9 }}", "pow is not allowed", id="a power"),
    pytest.param("{{ 'x' * 999 }}", "mul is not allowed", id="a multiplication"),
    pytest.param("{{ words ~ hook }}", "concat is not allowed", id="a concatenation"),
    pytest.param("{{ [words] }}", "list is not allowed", id="a list"),
    pytest.param("{{ {} }}", "dict is not allowed", id="a mapping"),
    pytest.param("{{ hook if words }}", "condexpr is not allowed", id="a condition in one line"),
    pytest.param("{{ config }}", "unknown placeholder {{ config }}", id="an unknown placeholder"),
    pytest.param("{{ self }}", "unknown placeholder {{ self }}", id="the template itself"),
    pytest.param("{% if case %}{% endif %}", "unknown placeholder {{ case }}", id="one to ask for"),
    pytest.param(
        "{% for x in demands %}{% endfor %}{{ x }}",
        "unknown placeholder {{ x }}",
        id="a loop's name after the loop",
    ),
    pytest.param(
        "{% for x in demands %}{{ loop }}{% endfor %}", "unknown placeholder", id="the loop itself"
    ),
    pytest.param(
        "{% choose %}a{% or %}b{% endchoose %}{{ variant_0 }}",
        "unknown placeholder {{ variant_0 }}",
        id="the number that was drawn",
    ),
    pytest.param(
        "{% if variant_7 == 1 %}{% endif %}",
        "unknown placeholder {{ variant_7 }}",
        id="a number that is drawn for nothing",
    ),
    pytest.param("{% for x in range(9) %}{% endfor %}", "a loop goes over", id="a loop of numbers"),
    pytest.param("{% for x in words %}{% endfor %}", "a loop goes over", id="a loop of letters"),
    pytest.param("{% for x in 'abc' %}{% endfor %}", "a loop goes over", id="a loop of a text"),
    pytest.param(
        "{% for x in demands %}{% for y in summary %}{% endfor %}{% endfor %}",
        "not inside another",
        id="a loop in a loop",
    ),
    pytest.param("{% for x in demands if x %}{% endfor %}", "is written", id="a loop of some"),
    pytest.param("{% for x, y in demands %}{% endfor %}", "is written", id="a loop of two names"),
    pytest.param(
        "{% for x in demands recursive %}{% endfor %}", "is written", id="a loop of itself"
    ),
    pytest.param("{% for x in demands %}{% else %}a{% endfor %}", "is written", id="a loop's else"),
    pytest.param(
        "{% for words in demands %}{% endfor %}", "the name words", id="a loop named as words are"
    ),
    pytest.param(
        "{% for loop in demands %}{% endfor %}", "loop variable", id="a loop's name for an item"
    ),
    pytest.param(
        "{% for variant_0 in demands %}{% endfor %}", "variant_0", id="a drawn number for an item"
    ),
    pytest.param("{% choose %}a{% endchoose %}", "at least two variants", id="one variant alone"),
    pytest.param("{% choose %}a{% or %}b", "endchoose", id="variants without end"),
    pytest.param(
        "{% choose %}a{% or %}{% choose %}b{% or %}c{% endchoose %}{% endchoose %}",
        "cannot stand inside another",
        id="variants in variants",
    ),
    pytest.param("{% or %}", "unknown tag 'or'", id="a variant of nothing"),
    pytest.param("{% frobnicate %}", "unknown tag 'frobnicate'", id="an unknown tag"),
    pytest.param("{% endif %}", "unknown tag 'endif'", id="an end without beginning"),
    pytest.param("{{ words", "unexpected end", id="an open placeholder"),
    pytest.param("{% if words %}", "endif", id="a condition without end"),
    pytest.param("{{ }}", "Expected an expression", id="an empty placeholder"),
]


@pytest.mark.parametrize(("body", "says"), NOT_ALLOWED)
def test_anything_else_is_refused_with_its_line(body, says):
    with pytest.raises(DocumentError) as refused:
        template_of(FRONT_MATTER + REQUIRED + "\nProse.\n" + body)
    assert says in refused.value.message
    assert (refused.value.path, refused.value.line) == ("letter_templates/appeal/en.md", 8)


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("{{% if words %}}{}{{% endif %}}", id="a condition"),
        pytest.param("{{% if hook %}}{{% else %}}{}{{% endif %}}", id="its else"),
        pytest.param("{{% for y in demands %}}{}{{% endfor %}}", id="a loop"),
        pytest.param("{{% choose %}}a{{% or %}}{}{{% endchoose %}}", id="a variant"),
    ],
)
@pytest.mark.parametrize("inside", ["{{ words|upper }}", "{{ words() }}", "{{ config }}"])
def test_what_is_refused_is_refused_inside_a_block_too(around, inside):
    with pytest.raises(DocumentError, match=r"not allowed|unknown placeholder"):
        template_of(FRONT_MATTER + REQUIRED + around.format(inside))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{% if words %}" * 120 + "{% endif %}" * 120, id="conditions"),
        pytest.param("{{ " + "(" * 3_000 + "words" + ")" * 3_000 + " }}", id="brackets"),
        pytest.param("{% if" + " not" * 3_000 + " words %}{% endif %}", id="negations"),
    ],
)
def test_what_stands_too_deep_in_each_other_is_refused_when_read_not_when_printed(body):
    with pytest.raises(DocumentError, match=r"en\.md:5: .*too deep"):
        template_of(FRONT_MATTER + REQUIRED + body)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("salutation", "{{ salutation }}"),
        ("summary", "{% for p in summary %}{{ p }}{% endfor %}"),
        ("demands", "{% for d in demands %}{{ d }}{% endfor %}"),
        ("words", "{{ words }}"),
    ],
)
def test_a_template_without_what_every_letter_needs_is_refused(name, part):
    body = FRONT_MATTER + replaced(REQUIRED, part, "{{ office }}")
    with pytest.raises(DocumentError, match=r"en\.md:5: placeholder missing: {{ " + name):
        template_of(body)


@pytest.mark.parametrize(
    ("front_matter", "says"),
    [
        pytest.param("reviewed: false", "title", id="no title"),
        pytest.param("title: ''\nreviewed: false", "title", id="an empty title"),
        pytest.param("title: Appeal", "reviewed", id="no review mark"),
        pytest.param("title: Appeal\nreviewed: perhaps", "reviewed", id="another review mark"),
        pytest.param("title: Appeal\nreviewed: true\nslug: x", "slug", id="a field too many"),
    ],
)
def test_another_front_matter_is_refused(front_matter, says):
    with pytest.raises(ValueError, match=says):
        template_of(f"---\n{front_matter}\n---\n{REQUIRED}")


def test_a_template_that_is_too_long_is_refused():
    with pytest.raises(DocumentError, match=r"en\.md:5: longer than 20,000 characters"):
        template_of(FRONT_MATTER + REQUIRED + "x" * LONGEST_TEMPLATE)


# Variants


def test_variants_are_counted_block_by_block():
    two, three = (
        "{% choose %}" + "{% or %}".join("abc"[:count]) + "{% endchoose %}" for count in (2, 3)
    )
    nested = "{% if words %}" + two + "{% endif %}{% for x in demands %}" + three + "{% endfor %}"
    assert template_of(FRONT_MATTER + REQUIRED + three + two + nested).variants == (3, 2, 2, 3)
    assert template_of(TEMPLATE).variants == ()


@pytest.mark.parametrize(("drawn", "text"), [(0, "one"), (1, "two"), (2, "three")])
def test_the_drawn_variant_is_printed(drawn, text):
    assert filled("{% choose %}one{% or %}two{% or %}three{% endchoose %}", drawn) == text


@pytest.mark.parametrize("name", ["hook", "words", "office", "salutation"])
@pytest.mark.parametrize(
    "body",
    [
        "{% choose %}a{% or %}\n{{ NAME }}{% endchoose %}",
        "{% choose %}\n{{ NAME }}{% or %}b{% or %}c{% endchoose %}",
        "{% choose %}a{% or %}b{% or %}\n{% if has_address %}{{ NAME }}{% endif %}{% endchoose %}",
    ],
    ids=["the second variant", "the first variant", "a condition in the third"],
)
def test_facts_never_vary_and_so_cannot_stand_in_a_variant(name, body):
    with pytest.raises(DocumentError, match="can't stand in a variant") as refused:
        filled(body.replace("NAME", name))
    assert refused.value.line == 7


def test_a_variant_may_depend_on_whether_the_address_is_given():
    body = "{% choose %}a{% or %}b{% if has_address %} c{% endif %}{% endchoose %}"
    assert filled(body, 1, has_address=True) == "b c"
    assert filled(body, 1, has_address=False) == "b"


# Values


@pytest.mark.parametrize("name", ["salutation", "summary", "demands", "words"])
def test_a_letter_with_a_value_missing_is_not_printed(name):
    values = {key: value for key, value in VALUES.items() if key != name}
    with pytest.raises(UndefinedError, match=name):
        template_of(TEMPLATE).fill(values, ())


def test_a_letter_for_which_no_variant_was_drawn_is_not_printed():
    with pytest.raises(UndefinedError, match="variant_0"):
        filled("{% choose %}a{% or %}b{% endchoose %}")


def test_of_what_is_put_in_only_prose_knows_bold():
    text = "the **law**"
    assert filled("{{ hook }}", hook=Prose(text)) == "the law"
    assert filled("{{ hook }}", hook=Typed(text)) == text
    assert filled("{{ hook }}", hook=text) == text
    assert filled("{{ words }}", words=SupporterText(text)).endswith(text)


def on_paper(text: str) -> str:
    """Return a text as paper shows it: lines without spaces at their ends, in paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


HOSTILE_WORDS = [
    "{{ config }}",
    "{{ 7 * 7 }}",
    "{% for x in demands %}{{ x }}{% endfor %}",
    "{# gone #}",
    "# title",
    "## title ##",
    "title\n=====",
    "title\n---",
    "1. first",
    "1) first\n2) second",
    "- a\n- b",
    "* a",
    "+ a",
    "> quoted",
    "---",
    "***",
    "    four spaces of code",
    "\tcode",
    "```\ncode\n```",
    "`code`",
    "**bold** and _slanted_ and ~~struck~~",
    "<img src=file:///etc/passwd>",
    "<script>alert(1)</script>",
    "<!-- gone -->",
    "[x](http://y)",
    "![x](http://y)",
    "[x]: http://y",
    "<http://example.org>",
    "http://example.org",
    "&amp; &lt;b&gt; &#64;",
    "a trailing backslash\\",
    "a backslash at the end\\\nof a line",
    "\\* \\\\ \\_",
    "  leading spaces",
    "two  spaces   within",
    "spaces at the end  \nof a line",
    "one line\nanother line",
    "one paragraph\n\nanother\n\n\n\nand another",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "“quotations” ‘of’ «all» kinds…",
    "Қазақша мәтін, русский текст",
    "",
    "\n\n",
]


@pytest.mark.parametrize("words", HOSTILE_WORDS, ids=repr)
def test_the_words_of_a_supporter_stand_in_the_letter_as_they_were_typed(words):
    without = letter_blocks(template_of(TEMPLATE).fill(VALUES, ()))
    text = template_of(TEMPLATE).fill({**VALUES, "words": SupporterText(words)}, ())
    blocks = letter_blocks(text)
    assert blocks[: len(without)] == without
    added = blocks[len(without) :]
    assert "\n\n".join(block.text for block in added) == on_paper(words)
    assert not any(span.bold for block in added for span in block.spans)


TYPED = st.text(
    st.one_of(
        st.sampled_from("#*_-+>`~[](){}<>!|\\&;:.=1 \n\n\t"),
        st.characters(exclude_categories=("C", "Zl", "Zp")),
    )
)


@given(TYPED)
@example("\\")
@example("a\\\n\nb")
@example("\N{NO-BREAK SPACE}\n1. a")
def test_whatever_is_typed_is_read_back_as_the_same_text(text):
    blocks = letter_blocks(template_of(TEMPLATE).fill({**VALUES, "words": SupporterText(text)}, ()))
    assert "\n\n".join(block.text for block in blocks[4:]) == on_paper(text)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(ending):
    words = SupporterText(f"one{ending}two{ending}{ending}three")
    assert words.paragraphs() == [[("one\ntwo", False)], [("three", False)]]


def test_a_letter_longer_than_any_is_refused_and_never_cut():
    with pytest.raises(FilledTooLong, match="more than 20,000 characters"):
        filled("", words=SupporterText("word " * 5_000))
