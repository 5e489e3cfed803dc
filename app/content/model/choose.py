"""The block `{% choose %} … {% or %} … {% endchoose %}` of letter templates."""

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

VARIANT = "variant_"
"""Variables of this name and a number hold which variant of a block is drawn."""


class Choose(Extension):
    """Unfolds a choose block into an `if` over the number drawn for it."""

    tags = {"choose"}  # noqa: RUF012 - the name and type that Jinja asks for

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the `if` for the block that begins here."""
        line = next(parser.stream).lineno
        # Jinja's parser is the one thing that lives as long as one template is read.
        state = vars(parser)
        number = state.get("choose_blocks", 0)
        if state.get("inside_choose"):
            parser.fail("a choose block cannot stand inside another", line)
        state["inside_choose"] = True
        variants = [parser.parse_statements(("name:or", "name:endchoose"))]
        while next(parser.stream).value == "or":
            variants.append(parser.parse_statements(("name:or", "name:endchoose")))
        state["inside_choose"] = False
        state["choose_blocks"] = number + 1
        if len(variants) < 2:
            parser.fail("a choose block needs at least two variants, parted by {% or %}", line)
        return self._unfold(f"{VARIANT}{number}", variants, line)

    def _unfold(self, name: str, variants: list[list[nodes.Node]], line: int) -> nodes.If:
        branches = [
            nodes.If(
                nodes.Compare(nodes.Name(name, "load"), [nodes.Operand("eq", nodes.Const(index))]),
                body,
                [],
                [],
                lineno=line,
            )
            for index, body in enumerate(variants[1:], start=1)
        ]
        first, *rest = branches
        return nodes.If(first.test, first.body, rest, variants[0], lineno=line)
