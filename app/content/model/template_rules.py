"""What a letter template may contain: a short list of syntax nodes, names and attributes.

Whatever isn't on the list is refused with its line, before anything runs.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import nodes

from app.content.model.choose import VARIANT
from app.content.model.prose_rules import Fail

PLACEHOLDERS = {
    "salutation": "the addressee's salutation, titled while the holder is verified",
    "summary": "the paragraphs of the case, a list",
    "demands": "the demands that this addressee can grant, a list",
    "hook": "the sentence on the law",
    "words": "the supporter's own words, or nothing",
    "office": "the addressee's office",
    "has_address": "whether the sender's address stands on the letter",
}
LISTS = ("summary", "demands")
_FACTS = frozenset(PLACEHOLDERS) - {"has_address"}
LOOP_ATTRIBUTES = ("first", "last", "index")
MOST_VARIANTS = 60
"""The proof lays out each variant; those of a real template are nine."""


@dataclass(frozen=True)
class Example:
    """Something that may stand in a letter template."""

    write: str
    gives: str
    on_paper: str


EXAMPLES = (
    Example("{{ salutation }}", PLACEHOLDERS["salutation"], "Dear Prosecutor General,"),
    Example(
        "{% for paragraph in summary %}\n{{ paragraph }}\n\n{% endfor %}",
        "the paragraphs of the case, one after the other",
        "I write about nine members of a discussion group …",
    ),
    Example(
        "{% for demand in demands %}\n{% if loop.first and loop.last %}\n"
        "I ask you to {{ demand }}.\n\n{% else %}\n"
        "1. {{ demand }}{% if loop.last %}.{% else %};{% endif %}\n\n{% endif %}\n{% endfor %}",
        "the demands that this addressee can grant: a single one as a sentence, several as a list",
        "1. review the case; 2. report publicly.",
    ),
    Example("{{ hook }}", PLACEHOLDERS["hook"], "Article 9 of the International Covenant …"),
    Example("{{ words }}", PLACEHOLDERS["words"], "Two sentences of the supporter’s own."),
    Example("{{ office }}", PLACEHOLDERS["office"], "Prosecutor General"),
    Example(
        "{% if has_address %} I would be grateful for a reply.{% endif %}",
        "what is said only where the sender’s address stands on the letter",
        "I would be grateful for a reply.",
    ),
    Example(
        "{% choose %}\nThank you for your attention.\n{% or %}\n"
        "I thank you for your time.\n{% endchoose %}",
        "one of several wordings, drawn for each letter; no fact stands in them",
        "I thank you for your time.",
    ),
    Example(
        "{% if loop.first %}First, {% endif %}",
        "inside a loop: what is said in its first round only",
        "First, review the case;",
    ),
    Example(
        "{% if loop.last %}.{% else %};{% endif %}",
        "inside a loop: what is said in its last round, and what in the others",
        "report publicly.",
    ),
    Example("{{ loop.index }}", "inside a loop: the number of the round", "2"),
)
"""Everything that may stand in a letter template, each as it is written and what comes of it."""

_ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.For,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_VARIANT_NAME = re.compile(VARIANT + r"\d+")


def check_tree(tree: nodes.Template, fail: Fail) -> None:
    """Raise what `fail` makes for the first thing that a letter template may not contain."""
    _check(tree, fail, frozenset())
    for output in tree.find_all(nodes.Output):
        _check_output(output, fail)
    for compare in tree.find_all(nodes.Compare):
        _check_comparison(compare, fail)
    _check_variants(tree, fail)


def _check_output(output: nodes.Output, fail: Fail) -> None:
    """Raise what `fail` makes for what is no text: it would stand on paper as Python writes it."""
    for node in output.nodes:
        if isinstance(node, nodes.TemplateData):
            continue
        if isinstance(node, nodes.Getattr) and node.attr == "index":
            continue
        if not isinstance(node, nodes.Name):
            raise fail("only the name of a placeholder stands between {{ and }}", node.lineno)
        if node.name in LISTS:
            raise fail(
                f"{{{{ {node.name} }}}} is a list: write {{% for each in {node.name} %}} "
                "{{ each }} {% endfor %}",
                node.lineno,
            )
        if node.name == "has_address":
            advice = "write {% if has_address %} … {% endif %}"
            raise fail(f"{{{{ has_address }}}} can only be asked for: {advice}", node.lineno)


def _check_comparison(compare: nodes.Compare, fail: Fail) -> None:
    """Raise what `fail` makes for a comparison that has no answer for some letters."""
    if all(operand.op in ("eq", "ne") for operand in compare.ops):
        return
    is_index = isinstance(compare.expr, nodes.Getattr) and compare.expr.attr == "index"
    (operand, *more) = compare.ops
    number = operand.expr
    if more or not is_index or operand.op in ("in", "notin") or not _is_number(number):
        raise fail("a comparison is == or !=, or holds loop.index to a number", compare.lineno)


def _is_number(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and type(node.value) is int


def _check_variants(tree: nodes.Template, fail: Fail) -> None:
    """Raise what `fail` makes for a fact inside a variant.

    Facts and demands never vary, and a variant is as long in one case as in any other, on which
    the proof relies.
    """
    drawn = [branch for branch in tree.find_all(nodes.If) if _is_drawn(branch.test)]
    if len(drawn) > MOST_VARIANTS:
        raise fail(f"more than {MOST_VARIANTS} times {{% or %}}", drawn[MOST_VARIANTS].lineno)
    for branch in drawn:
        for node in (*branch.body, *branch.else_):
            for name in (node, *node.find_all(nodes.Name)):
                if isinstance(name, nodes.Name) and name.name in _FACTS:
                    raise fail(f"{{{{ {name.name} }}}} can't stand in a variant", name.lineno)


def _is_drawn(test: nodes.Node) -> bool:
    return (
        isinstance(test, nodes.Compare)
        and isinstance(test.expr, nodes.Name)
        and bool(_VARIANT_NAME.fullmatch(test.expr.name))
    )


def count_variants(tree: nodes.Template) -> tuple[int, ...]:
    """Return how many variants each choose block offers, in order."""
    counts: dict[str, int] = {}
    for compare in tree.find_all(nodes.Compare):
        if isinstance(compare.expr, nodes.Name) and compare.expr.name.startswith(VARIANT):
            counts[compare.expr.name] = counts.get(compare.expr.name, 1) + 1
    return tuple(counts[f"{VARIANT}{index}"] for index in range(len(counts)))


def _check(node: nodes.Node, fail: Fail, loop_names: frozenset[str]) -> None:
    """Raise what `fail` makes for the first node that a letter template may not contain."""
    if isinstance(node, nodes.For):
        _check_loop(node, fail, loop_names)
        return
    if isinstance(node, nodes.Getattr):
        is_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        if not (is_loop and loop_names and node.attr in LOOP_ATTRIBUTES):
            raise fail(
                f"“.{node.attr}” can't be used here: only loop.first, .last, .index", node.lineno
            )
        return
    if not isinstance(node, _ALLOWED_NODES):
        # A scope, which Jinja puts around some blocks, has no line of its own.
        line = node.lineno or next(child.lineno for child in node.iter_child_nodes())
        raise fail(f"{type(node).__name__.lower()} is not allowed in a letter template", line)
    if isinstance(node, nodes.Name) and node.name not in loop_names:
        _check_name(node, fail, loop_names)
    for child in node.iter_child_nodes():
        _check(child, fail, loop_names)


def _check_name(node: nodes.Name, fail: Fail, loop_names: frozenset[str]) -> None:
    # The names that a choose block unfolds into have no line; one that was typed has.
    is_of_choose = _VARIANT_NAME.fullmatch(node.name) and not node.lineno
    if node.name not in PLACEHOLDERS and not is_of_choose:
        known = [*PLACEHOLDERS, *sorted(loop_names)]
        meant = get_close_matches(node.name.lower(), known, n=1)
        advice = f"did you mean {{{{ {meant[0]} }}}}?" if meant else f"known are {', '.join(known)}"
        raise fail(f"unknown placeholder {{{{ {node.name} }}}}; {advice}", node.lineno)


def _check_loop(node: nodes.For, fail: Fail, loop_names: frozenset[str]) -> None:
    if not isinstance(node.iter, nodes.Name) or node.iter.name not in LISTS or loop_names:
        raise fail(f"a loop goes over {' or '.join(LISTS)}, and not inside another", node.lineno)
    if not isinstance(node.target, nodes.Name) or node.test or node.else_ or node.recursive:
        raise fail("a loop is written {% for demand in demands %} … {% endfor %}", node.lineno)
    name = node.target.name
    if name in PLACEHOLDERS or _VARIANT_NAME.fullmatch(name):
        raise fail(f"a loop cannot use the name {name}, which means something else", node.lineno)
    for child in node.body:
        _check(child, fail, frozenset({name}))
