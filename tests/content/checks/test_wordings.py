"""How many wordings there are, and which of them would say a word of connection twice."""

from itertools import product

import pytest

from app.content.checks.wordings import Wordings, counted, repetitions
from app.content.languages import language_of
from app.content.library.building import build
from app.letters.letter import compose
from app.letters.paragraphs import ItemList
from app.letters.sender import Sender
from tests.conftest import LIBRARY, TODAY
from tests.content.conftest import ADDRESSEE, CASE

BODY = """\
---
title: Plea
reviewed: false
---
{{{{ salutation }}}}

{{% for paragraph in summary %}}
{{{{ paragraph }}}}

{{% endfor %}}
{first}

{{% for demand in demands %}}
{{% if loop.first and loop.last %}}
I ask you to {{{{ demand }}}}.

{{% else %}}
{{% if loop.first %}}
{second}

{{% endif %}}
1. {{{{ demand }}}}

{{% endif %}}
{{% endfor %}}

{{{{ words }}}}
"""


def library_of(first, second, case=CASE):
    body = BODY.format(first=first, second=second)
    return build(
        {
            "letter_templates/appeal/en.md": body,
            "cases/one.yaml": case,
            "addressees/nb/ombudsman.yaml": ADDRESSEE,
        }
    )


def choose(*variants):
    return "{% choose %}\n" + "\n{% or %}\n".join(variants) + "\n{% endchoose %}"


def template_of(first, second="I ask you to:"):
    return library_of(first, second).letter_templates["appeal", "en"]


@pytest.mark.parametrize(
    ("first", "second", "several", "one"),
    [
        ("I write.", "I ask you to:", 1, 1),
        (choose("I write.", "I turn to you."), "I ask you to:", 2, 2),
        (choose("I write.", "I turn to you."), choose("a:", "b:", "c:"), 6, 2),
        (choose("I write.", "I write."), choose("a:", "b:"), 2, 1),
        (choose("I write.", "I write.{% if has_address %} Answer.{% endif %}"), "a:", 1, 1),
    ],
    ids=["none", "one block", "a block of several demands", "alike", "alike without an address"],
)
def test_wordings_are_counted_as_they_differ_on_paper(first, second, several, one):
    template = template_of(first, second)
    assert [Wordings(template, demands).count for demands in (2, 1)] == [several, one]


def test_the_count_is_said_in_words():
    assert counted(template_of("I write.")) == "1 wording"
    assert counted(template_of(choose("I write.", "I ask."))) == "2 different wordings"
    assert counted(template_of(choose("a", "b"), choose("c", "d"))) == (
        "4 different wordings, 2 if it asks for one thing alone"
    )


def warned(library):
    return [str(warning).partition(": warning: ")[0] for warning in repetitions(library, TODAY)]


THEREFORE = choose("I write.", "I therefore write.")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (THEREFORE, "I ask you to:", []),
        (THEREFORE, choose("I ask you to:", "Therefore I ask you to:"), ["template"]),
        (THEREFORE, "For these\nreasons, I ask you to:", ["template"]),
        ("Therefore", "I ask, and therefore\nand thereforever", ["template"]),
        ("Thereforever", "Therefore:", []),
    ],
)
def test_a_template_that_may_connect_twice_with_the_same_is_told(first, second, expected):
    path = "letter_templates/appeal/en.md:1"
    assert warned(library_of(first, second)) == [path] * len(expected)


def test_so_is_a_case_that_says_it_again():
    case = CASE.replace("en: [He is held.]", "en: [Therefore he is held.]")
    assert warned(library_of("I write.", "I ask you to:", case)) == []
    line = 1 + case[: case.index("summary:")].count("\n")
    assert warned(library_of(THEREFORE, "I ask you to:", case)) == [f"cases/one.yaml:{line}"]
    (warning,) = repetitions(library_of(THEREFORE, "I ask you to:", case), TODAY)
    assert "a letter in English by “appeal” may connect twice around this case" in str(warning)
    assert "(therefore, for these reasons, for this reason, that is why)" in str(warning)


def test_what_stands_before_several_demands_alone_is_not_held_against_one():
    case = CASE.replace("en: [He is held.]", "en: [Therefore he is held.]")
    assert warned(library_of("I write.", "Therefore I ask you to:", case)) == []
    more = case.replace("grantable_by: [president]", "grantable_by: [ombudsman]")
    assert len(warned(library_of("I write.", "Therefore I ask you to:", more))) == 1


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_finds_what_all_combinations_have(language):
    template = LIBRARY.letter_templates["appeal", language]
    case, addressee = LIBRARY.case("puffchat-nine"), LIBRARY.addressee("nb/prosecutor-general")
    for word in language_of(language).connectives.values():
        most = max(
            len(word.findall(text)) for text in _letters(template, case, addressee, language)
        )
        contents = " ".join(
            [*case.summary[language], case.hook_for(addressee.kind).text[language]]
            + [demand.text[language] for demand in case.open_demands(TODAY, addressee.kind)]
        )
        assert Wordings(template, 2).most(word) + len(word.findall(contents)) == most


def _letters(template, case, addressee, language):
    for choices in product(*map(range, template.variants)):
        letter = compose(
            case,
            addressee,
            template,
            Sender("A", ("B",), "C", "DE"),
            date=TODAY,
            today=TODAY,
            choices=choices,
        )
        yield "\n".join(
            item.text
            for block in letter.blocks
            for item in (block.items if isinstance(block, ItemList) else [block])
        )
