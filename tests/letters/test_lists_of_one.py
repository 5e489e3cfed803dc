"""A single demand is a sentence in letters, whoever writes the template."""

import pytest

from app.content.model.template_rules import EXAMPLES
from app.letters.lists_of_one import lists_of_one
from tests.content.conftest import TEMPLATE, built, replaced

PATH = "letter_templates/appeal/en.md"
LIST = "{% for demand in demands %}\n1. {{ demand }}\n\n{% endfor %}\n"
(OFFERED,) = (each.write for each in EXAMPLES if "for demand in demands" in each.write)


def said_of(demands: str) -> list[str]:
    text = replaced(TEMPLATE, LIST, f"{demands}\n")
    library = built({PATH: text})
    assert library.errors == ()
    return [each.path for each in lists_of_one(library) if each.path == PATH]


@pytest.mark.parametrize(
    ("demands", "is_said"),
    [
        (LIST, True),
        (OFFERED, False),
        ("{% for demand in demands %}\nI ask you to {{ demand }}.\n\n{% endfor %}", False),
        ("{% for demand in demands %}\n- {{ demand }}\n{% endfor %}", True),
        (
            "{% choose %}\nI ask:\n{% or %}\nAnd so:\n{% endchoose %}\n\n"
            "{% for demand in demands %}\n1. {{ demand }}\n\n{% endfor %}",
            True,
        ),
    ],
    ids=["numbered", "as the editor offers it", "a sentence", "with dashes", "below a variant"],
)
def test_a_template_that_lists_a_single_demand_is_said(demands, is_said):
    assert said_of(demands) == [PATH] * is_said
