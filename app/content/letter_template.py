"""A letter template: Markdown with Jinja placeholders, one file a language.

Jinja runs in a sandbox, but what a template may contain at all is decided before: its syntax tree
is held against a short list of nodes, names and attributes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field

from app.content.choose import VARIANT, Choose
from app.content.document import Document, DocumentError
from app.content.messages import Refusal, translatable
from app.content.source import Record
from app.content.typography import set_spaces

PLACEHOLDERS = {
    "salutation": "the addressee's salutation, titled while the holder is verified",
    "summary": "the paragraphs of the case, a list",
    "demands": "the demands that this addressee can grant, a list",
    "hook": "the sentence on the law",
    "words": "the supporter's own words, or nothing",
    "office": "the addressee's office",
    "has_address": "whether the sender's address stands on the letter",
}
REQUIRED = ("salutation", "summary", "demands", "words")
LISTS = ("summary", "demands")
_FACTS = frozenset(PLACEHOLDERS) - {"has_address"}
LOOP_ATTRIBUTES = ("first", "last", "index")
MOST_CHARACTERS = 20_000
MOST_OUTPUT = 20_000

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
_MARKDOWN_SIGN = re.compile(r"([!-/:-@\[-`{-~])")


class TooLong(Refusal):
    """The filled template is longer than any letter."""

    template = translatable(
        "The letter template “%(template)s” gives more than %(most)s characters."
    )


class Fields(Record):
    """The front matter of a letter template."""

    title: str = Field(min_length=1)
    reviewed: bool


class SupporterText(str):
    """A text of the supporter's, which comes out on paper as it was typed."""


def escape_markdown(text: str) -> str:
    r"""Return Markdown that reads as this very text.

    Every sign that Markdown knows is escaped; a line break becomes a hard one, an empty line
    begins a paragraph, and spaces at the ends of lines, which paper doesn't show, are dropped.
    """
    paragraphs = re.split(r"\n\s*\n", text.strip().replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join(
        "\\\n".join(
            _MARKDOWN_SIGN.sub(r"\\\1", line.strip())
            for line in paragraph.split("\n")
            if line.strip()
        )
        for paragraph in paragraphs
    )


def _finalize(value: Any) -> Any:
    if isinstance(value, Undefined):
        return value
    if isinstance(value, SupporterText):
        return escape_markdown(value)
    return value


class _Environment(ImmutableSandboxedEnvironment):
    def __init__(self) -> None:
        super().__init__(
            extensions=[Choose],
            undefined=StrictUndefined,
            finalize=_finalize,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters.clear()
        self.globals.clear()
        self.tests.clear()


_ENVIRONMENT = _Environment()


@dataclass(frozen=True)
class LetterTemplate:
    """A checked letter template in one language."""

    slug: str
    language: str
    path: str
    title: str
    reviewed: bool
    variants: tuple[int, ...]
    """How many variants each choose block offers, in order."""
    _compiled: Template

    def fill(self, values: Mapping[str, Any], choices: tuple[int, ...]) -> str:
        """Return the Markdown for these values and the variants drawn; every value is given.

        Raises TooLong, since a letter is never cut silently.
        """
        drawn = {f"{VARIANT}{index}": choice for index, choice in enumerate(choices)}
        text = str(self._compiled.render({**values, **drawn}))
        if len(text) > MOST_OUTPUT:
            raise TooLong(template=self.slug, most=f"{MOST_OUTPUT:,}")
        return text


def read(slug: str, language: str, document: Document) -> LetterTemplate:
    """Return a document's template; raise DocumentError with the line of what isn't allowed."""
    fields = Fields.model_validate(document.fields)

    def fail(message: str, line: int) -> DocumentError:
        return DocumentError(document.path, document.body_line + line - 1, message)

    if len(document.body) > MOST_CHARACTERS:
        raise fail(f"longer than {MOST_CHARACTERS:,} characters", 1)
    try:
        tree = _ENVIRONMENT.parse(document.body)
        _check(tree, fail, frozenset())
        _check_variants(tree, fail)
        compiled = _compile(tree, language)
    except TemplateSyntaxError as error:
        raise fail(error.message or "not readable as a template", error.lineno) from None
    except (RecursionError, SyntaxError):
        raise fail("blocks or brackets stand too deep in each other", 1) from None
    used = {node.name for node in tree.find_all(nodes.Name)}
    for name in REQUIRED:
        if name not in used:
            raise fail(f"placeholder missing: {{{{ {name} }}}}", 1)
    return LetterTemplate(
        slug,
        language,
        document.path,
        fields.title,
        fields.reviewed,
        _count_variants(tree),
        compiled,
    )


def _compile(tree: nodes.Template, language: str) -> Template:
    for data in tree.find_all(nodes.TemplateData):
        data.data = set_spaces(data.data, language)
    code = _ENVIRONMENT.compile(tree)
    return _ENVIRONMENT.template_class.from_code(_ENVIRONMENT, code, {})


def _check_variants(tree: nodes.Template, fail: Any) -> None:
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


def _count_variants(tree: nodes.Template) -> tuple[int, ...]:
    counts: dict[str, int] = {}
    for compare in tree.find_all(nodes.Compare):
        if isinstance(compare.expr, nodes.Name) and compare.expr.name.startswith(VARIANT):
            counts[compare.expr.name] = counts.get(compare.expr.name, 1) + 1
    return tuple(counts[f"{VARIANT}{index}"] for index in range(len(counts)))


def _check(node: nodes.Node, fail: Any, loop_names: frozenset[str]) -> None:
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


def _check_name(node: nodes.Name, fail: Any) -> None:
    # The names that a choose block unfolds into have no line; one that was typed has.
    is_of_choose = _VARIANT_NAME.fullmatch(node.name) and not node.lineno
    if node.name not in PLACEHOLDERS and not is_of_choose:
        raise fail(
            f"unknown placeholder {{{{ {node.name} }}}}; known are {', '.join(PLACEHOLDERS)}",
            node.lineno,
        )


def _check_loop(node: nodes.For, fail: Any, loop_names: frozenset[str]) -> None:
    if not isinstance(node.iter, nodes.Name) or node.iter.name not in LISTS or loop_names:
        raise fail(f"a loop goes over {' or '.join(LISTS)}, and not inside another", node.lineno)
    if not isinstance(node.target, nodes.Name) or node.test or node.else_ or node.recursive:
        raise fail("a loop is written {% for demand in demands %} … {% endfor %}", node.lineno)
    name = node.target.name
    if name in PLACEHOLDERS or _VARIANT_NAME.fullmatch(name):
        raise fail(f"a loop cannot use the name {name}, which means something else", node.lineno)
    for child in node.body:
        _check(child, fail, frozenset({name}))
