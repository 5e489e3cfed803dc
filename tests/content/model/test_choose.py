"""The block of variants, unfolded into an `if` over the drawn number."""

import pytest
from jinja2 import Environment, TemplateSyntaxError

from app.content.model.choose import VARIANT, Choose

ENVIRONMENT = Environment(extensions=[Choose], autoescape=True)
THREE = "{% choose %}one{% or %}two{% or %}three{% endchoose %}"


def printed(template: str, *drawn: int) -> str:
    values = {f"{VARIANT}{index}": number for index, number in enumerate(drawn)}
    return ENVIRONMENT.from_string(template).render(values)


@pytest.mark.parametrize(("drawn", "text"), [(0, "one"), (1, "two"), (2, "three")])
def test_the_drawn_variant_is_printed_alone(drawn, text):
    assert printed(THREE, drawn) == text


def test_each_block_has_a_number_of_its_own():
    two = "{% choose %}A{% or %}B{% endchoose %}"
    assert printed(THREE + " " + two, 2, 1) == "three B"
    assert printed(two + " " + THREE, 1, 2) == "B three"


def test_blocks_are_numbered_anew_in_each_template():
    printed(THREE, 0)
    assert printed(THREE, 1) == "two"


def test_a_variant_may_hold_conditions_and_loops():
    template = "{% choose %}{% if yes %}A{% endif %}{% or %}{% for x in 'ab' %}{{ x }};{% endfor %}"
    template += "{% endchoose %}"
    assert ENVIRONMENT.from_string(template).render(variant_0=1) == "a;b;"
    assert ENVIRONMENT.from_string(template).render(variant_0=0, yes=True) == "A"


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        pytest.param(
            "\n{% choose %}one{% endchoose %}", 2, "at least two variants", id="a single variant"
        ),
        pytest.param(
            "{% choose %}a{% or %}\n{% choose %}b{% or %}c{% endchoose %}{% endchoose %}",
            2,
            "cannot stand inside another",
            id="a block inside a block",
        ),
        pytest.param("\n\n{% choose %}a{% or %}b", 3, "endchoose", id="a block that does not end"),
        pytest.param("\n{% or %}", 2, "unknown tag 'or'", id="a variant outside a block"),
        pytest.param("{% choose %}a{% or %}b{% or c %}", 1, "'c'", id="a word after or"),
        pytest.param(
            "{% choose 3 %}a{% or %}b{% endchoose %}",
            1,
            "got 'integer'",
            id="a number after choose",
        ),
    ],
)
def test_a_block_that_is_written_wrongly_is_refused_with_its_line(template, line, says):
    with pytest.raises(TemplateSyntaxError, match=says) as refused:
        ENVIRONMENT.parse(template)
    assert refused.value.lineno == line


def test_after_a_refused_template_others_are_read_as_ever():
    with pytest.raises(TemplateSyntaxError):
        ENVIRONMENT.parse("{% choose %}a{% endchoose %}")
    assert printed(THREE, 2) == "three"
