"""A letter template: Markdown with Jinja placeholders, one file a language.

Jinja runs in a sandbox, but what a template may contain at all is decided before: its syntax tree
is held against a short list of nodes, names and attributes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field

from app.content.model.choose import VARIANT, Choose
from app.content.model.dates import Date
from app.content.model.prose_rules import FIRST_STAND_IN, check_prose, check_source, prose_of
from app.content.model.source import Record
from app.content.model.template_rules import check_tree, count_variants
from app.content.text.document import Document, DocumentError
from app.content.text.messages import Refusal, translatable
from app.content.text.prose import Typed
from app.content.text.typography import set_spaces

REQUIRED = ("salutation", "summary", "demands", "words")
LONGEST_TEMPLATE = 20_000
MOST_OUTPUT = 20_000

_VALUES = "values put in"
"""Where they are kept while a template is filled: no template can say a name with spaces."""


class FilledTooLong(Refusal):
    """The filled template is longer than any letter."""

    template = translatable(
        "The letter template “%(template)s” gives more than %(most)s characters."
    )


class FrontMatter(Record):
    """The front matter of a letter template."""

    title: str = Field(min_length=1)
    reviewed: bool
    checked_on: Date | None = None
    """When its wording was last read over, as true as ever."""


@dataclass(frozen=True)
class Filled:
    """A filled letter template: Markdown in which one character stands for each value put in.

    So no value is ever read as Markdown, nor changes how what stands beside it is read.
    """

    markdown: str
    values: tuple[Typed, ...] = ()

    def value(self, character: str) -> Typed:
        """Return what a character of private use stands for."""
        return self.values[ord(character) - ord(FIRST_STAND_IN)]


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Return the character that stands for a text; nothing for an empty one."""
    if not isinstance(value, str):
        return value
    kept = context[_VALUES]
    text = value if isinstance(value, Typed) else Typed(value)
    # Whatever is too long is refused in the end.
    if not text or len(kept) > MOST_OUTPUT or not text.paragraphs():
        return ""
    kept.append(text)
    return chr(ord(FIRST_STAND_IN) + len(kept) - 1)


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
    placeholders: frozenset[str]
    """What it puts in, in any of its wordings."""
    prose: str
    """What it says itself in any of its wordings, without placeholders."""
    _compiled: Template

    def fill(self, values: Mapping[str, Any], choices: tuple[int, ...]) -> Filled:
        """Return the Markdown for these values and the variants drawn; each placeholder has one.

        `choices` are the numbers of the variants, from 0. Raises FilledTooLong, since a letter is
        never cut silently.
        """
        drawn = {f"{VARIANT}{index}": choice for index, choice in enumerate(choices)}
        kept: list[Typed] = []
        text = str(self._compiled.render({**values, **drawn, _VALUES: kept}))
        length = sum(len(run) for each in kept for runs in each.paragraphs() for run, _ in runs)
        if len(text) + length > MOST_OUTPUT:
            raise FilledTooLong(template=self.slug, most=f"{MOST_OUTPUT:,}")
        return Filled(text, tuple(kept))


def read_template(slug: str, language: str, document: Document) -> LetterTemplate:
    """Return a document's template; raise DocumentError with the line of what isn't allowed."""
    fields = FrontMatter.model_validate(document.fields)

    def fail(message: str, line: int) -> DocumentError:
        return DocumentError(document.path, document.body_line + line - 1, message)

    if len(document.body) > LONGEST_TEMPLATE:
        raise fail(f"longer than {LONGEST_TEMPLATE:,} characters", 1)
    check_source(document.body, fail)
    try:
        tree = _ENVIRONMENT.parse(document.body)
        check_tree(tree, fail)
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
        frozenset(used),
        prose_of(document.body),
        compiled,
    )


def _compile(tree: nodes.Template, language: str) -> Template:
    for data in tree.find_all(nodes.TemplateData):
        data.data = set_spaces(data.data, language)
    code = _ENVIRONMENT.compile(tree)
    return _ENVIRONMENT.template_class.from_code(_ENVIRONMENT, code, {})
