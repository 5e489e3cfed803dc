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
from app.content.prose_rules import check_prose, check_source, prose_of
from app.content.source import Record
from app.content.template_rules import check, count_variants
from app.content.typography import set_spaces

REQUIRED = ("salutation", "summary", "demands", "words")
MOST_CHARACTERS = 20_000
MOST_OUTPUT = 20_000

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
    prose: str
    """What it says itself in any of its wordings, without placeholders."""
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
    check_source(document.body, fail)
    try:
        tree = _ENVIRONMENT.parse(document.body)
        check(tree, fail)
        check_prose(document.body, fail)
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
        count_variants(tree),
        prose_of(document.body),
        compiled,
    )


def _compile(tree: nodes.Template, language: str) -> Template:
    for data in tree.find_all(nodes.TemplateData):
        data.data = set_spaces(data.data, language)
    code = _ENVIRONMENT.compile(tree)
    return _ENVIRONMENT.template_class.from_code(_ENVIRONMENT, code, {})
