"""What a letter template may contain: a short list of syntax nodes, names and attributes.

Whatever isn't on the list is refused with its line, before anything runs.
"""

import re
from collections.abc import Callable

from jinja2 import nodes

from app.content.choose import VARIANT
from app.content.document import DocumentError

Fail = Callable[[str, int], DocumentError]
"""Makes the error for a message and a line of the template's body."""

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


def check(tree: nodes.Template, fail: Fail) -> None:
    """Raise what `fail` makes for the first thing that a letter template may not contain."""
    _check(tree, fail, frozenset())
    _check_variants(tree, fail)


def _check_variants(tree: nodes.Template, fail: Fail) -> None:
    """Raise what `fail` makes for a fact inside a variant.

    Facts and demands never vary, and a variant is as long in one case as in any other, on which
    the proof relies.
    """
    for branch in tree.find_all(nodes.If):
        if not _is_drawn(branch.test):
            continue
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
        _check_name(node, fail)
    for child in node.iter_child_nodes():
        _check(child, fail, loop_names)


def _check_name(node: nodes.Name, fail: Fail) -> None:
    # The names that a choose block unfolds into have no line; one that was typed has.
    is_of_choose = _VARIANT_NAME.fullmatch(node.name) and not node.lineno
    if node.name not in PLACEHOLDERS and not is_of_choose:
        raise fail(
            f"unknown placeholder {{{{ {node.name} }}}}; known are {', '.join(PLACEHOLDERS)}",
            node.lineno,
        )


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
