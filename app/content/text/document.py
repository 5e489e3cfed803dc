"""Documents are texts under a path: YAML, or Markdown under a YAML front matter."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.resolver import VersionedResolver

from app.content.text.combining import too_many_marks
from app.limits import (
    LONGEST_DOCUMENT,
    MOST_DEPTH,
    MOST_FAULTS,
    MOST_LINES,
    MOST_MARKS,
    MOST_NODES,
)

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---(?:\n|\Z)", re.DOTALL | re.MULTILINE)
NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNDECIDED = re.compile("^(?:<{7}|>{7}) ", re.MULTILINE)
"""What git leaves around two texts that both changed the same lines."""
_COMMENT = re.compile("#.*")
MARKS = f"more than {MOST_MARKS} accents or other marks stand on one letter"
_CUT_OFF = (
    "what stands behind # is left out here: put quotation marks around the whole value, or the "
    "comment on a line of its own"
)
YAML_FILE, MARKDOWN = ".yaml", ".md"
"""How the names of files end."""

SCHEMA = "schema"
"""The name under which a document carries the number of its schema; without one it is the first."""
FIRST_SCHEMA = 1

_Place = TypeVar("_Place")
Location = Sequence[str | int]
Fields = Mapping[str, Any]
"""Of a document or of a part of one, by name, as they are parsed."""


class _Constructor(SafeConstructor):
    """Leaves dates as text, so that a date that isn't one is reported with its line."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


class _Resolver(VersionedResolver):
    """Reads YAML 1.2, whatever a text says that it is: what is written back is 1.2, too."""

    processing_version = (1, 2)


def _loader() -> YAML:
    yaml = YAML(typ="safe")
    yaml.Constructor = _Constructor
    yaml.Resolver = _Resolver
    return yaml


class DocumentError(Exception):
    """A document is not as it must be; says where and what to do.

    `fault` is for whoever sees the field that it is said of, `message` names the field, too.
    """

    def __init__(self, path: str, line: int, fault: str, location: Location = ()) -> None:
        self.path, self.line, self.fault, self.location = path, line, fault, tuple(location)
        field = ".".join(str(step) for step in location)
        self.message = f"{field}: {fault}" if field else fault
        super().__init__(f"{path}:{line}: {self.message}")


@dataclass(frozen=True)
class Document:
    """A parsed document: its fields and, for Markdown, its body."""

    path: str
    fields: Fields
    body: str = ""
    body_line: int = 1
    yaml: str = ""
    """The text of the fields: the whole text, or what stands between the lines `---`."""
    said: Fields = field(default_factory=dict)
    """All that this text says: the fields, and the number of their schema if it has one."""
    first_line_of_fields: int = 1
    """Where the fields begin, from 1."""

    @property
    def schema(self) -> int:
        """The number of the schema that the text has."""
        return int(self.said.get(SCHEMA, FIRST_SCHEMA))

    def line_of(self, location: Location) -> int:
        """Return the 1-based line of a field, or of the nearest field around it."""
        node = node_tree(self.yaml)
        line = 0
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return self.first_line_of_fields + line


def read_yaml(text: str) -> Any:
    """Return what a YAML text says, dates as texts; raise YAMLError or ValueError."""
    return _loader().load(text)


def cut_off(document: Document) -> list[DocumentError]:
    """Return an error for each comment behind a value: “Office #12” was meant without any.

    What would be left out on paper may have been meant to stand there, so nobody guesses.
    """
    yaml = document.yaml
    starts = (found.start() for found in _comments(yaml))
    places = [each for each in starts if yaml[yaml.rfind("\n", 0, each) + 1 : each].strip()]
    first = document.first_line_of_fields
    return first_of_many(
        places,
        lambda place: DocumentError(document.path, first + yaml.count("\n", 0, place), _CUT_OFF),
    )


def first_of_many(
    places: Sequence[_Place], error_at: Callable[[_Place], DocumentError]
) -> list[DocumentError]:
    """Return an error for each of the first places; the last one says how many more there are."""
    errors = [error_at(each) for each in places[: MOST_FAULTS + 1]]
    if len(errors) > MOST_FAULTS:
        last = errors.pop()
        more = f"{last.fault} (and {len(places) - MOST_FAULTS - 1:,} more)"
        errors.append(DocumentError(last.path, last.line, more, last.location))
    return errors


def comments(yaml: str) -> list[str]:
    """Return the comments of a YAML text in order, each with its #."""
    return [found[0].rstrip() for found in _comments(yaml)]


def _comments(yaml: str) -> Iterator[re.Match[str]]:
    """Yield where the comments of a YAML text stand."""
    if "#" not in yaml:
        return
    for before, after in pairwise(_loader().scan(yaml)):
        if getattr(before, "style", None) in ("|", ">"):  # whose first line is no part of the text
            start = before.start_mark.index
            yield from _COMMENT.finditer(yaml, start, yaml.find("\n", start))
        between = before.end_mark.index, after.start_mark.index
        yield from _COMMENT.finditer(yaml, *between)


@lru_cache(maxsize=4)  # a document with many faults is asked for the line of each
def node_tree(yaml: str) -> Any:
    """Return the tree of nodes of a text that was parsed, each with its place; never changed."""
    return _loader().compose(yaml)


def _child(node: Any, step: str | int) -> tuple[int, Any] | None:
    if node is None or isinstance(node.value, str):
        return None
    if isinstance(step, int) and node.value and not isinstance(node.value[0], tuple):
        if step < len(node.value):
            return node.value[step].start_mark.line, node.value[step]
        return None
    for key, value in node.value:
        if key.value == str(step):
            return key.start_mark.line, value
    return None


def too_much(text: str) -> str:
    """Return of what a text has more than any document has; nothing if it isn't too long."""
    if len(text) > LONGEST_DOCUMENT:
        return f"longer than {LONGEST_DOCUMENT:,} characters"
    if text.count("\n") > MOST_LINES:
        return f"longer than {MOST_LINES:,} lines"
    return ""


def has_body(path: str) -> bool:
    """Return whether a document is Markdown below its fields, by the ending of its path."""
    return path.endswith(MARKDOWN)


def parse(path: str, text: str) -> Document:
    """Return the document of this text; raise DocumentError with the line of the first fault."""
    if fault := too_much(text):
        raise DocumentError(path, 1, fault)
    if found := NO_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        fault = f"U+{ord(found[0]):04X} is no character of a text in UTF-8: save the file as UTF-8"
        raise DocumentError(path, line, fault)
    if (start := too_many_marks(text)) is not None:
        line = text.count("\n", 0, start) + 1
        raise DocumentError(path, line, MARKS)
    if found := _UNDECIDED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise DocumentError(path, line, "undecided: keep one of the two texts, remove the marks")
    if not has_body(path):
        said = _mapping(path, text, 1)
        return Document(path, _fields(said), yaml=text, said=said)
    match = _FRONT_MATTER.match(text)
    if not match:
        raise DocumentError(path, 1, "begins without front matter: a line ---, fields, a line ---")
    said = _mapping(path, match[1], 2)
    return Document(
        path,
        _fields(said),
        body=text[match.end() :],
        body_line=match[0].count("\n") + 1,
        yaml=match[1],
        said=said,
        first_line_of_fields=2,
    )


def _fields(said: Fields) -> Fields:
    """Return what isn't the number of the schema: that stands among the fields, and is none."""
    return {name: value for name, value in said.items() if name != SCHEMA}


def _mapping(path: str, text: str, first_line: int) -> dict[str, Any]:
    try:
        refuse_traps(path, text, first_line)
        fields = read_yaml(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise DocumentError(path, line, f"not readable as YAML: {error.problem}") from None
    except YAMLError as error:
        raise DocumentError(path, first_line, f"not readable as YAML: {error}") from None
    except ValueError as error:
        raise DocumentError(path, first_line, str(error)) from None
    if not isinstance(fields, dict):
        raise DocumentError(path, first_line, "must be fields, each with a name and a value")
    if "\\" in text and any(too_many_marks(each) is not None for each in _texts_in(fields)):
        raise DocumentError(path, first_line, MARKS)  # written as \u0301, they are none before
    schema = fields.get(SCHEMA, FIRST_SCHEMA)
    if type(schema) is not int or schema < FIRST_SCHEMA:
        raise DocumentError(path, first_line, "must be a whole number, 1 or more", (SCHEMA,))
    return fields


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in chain(value, value.values()):
            yield from _texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts_in(part)


def refuse_traps(path: str, text: str, first_line: int) -> None:
    """Raise DocumentError for anchors, aliases, tags, too many values, and too deep lists.

    `first_line` is where the YAML begins in the document, from 1.

    The former make one part of a document change another part unseen, and can blow a small text
    up to gigabytes; the last overflow the stack.
    """
    depth = 0
    for number, event in enumerate(_loader().parse(text)):
        line = first_line + event.start_mark.line
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise DocumentError(path, line, "anchors, aliases and tags of YAML are not used here")
        if number > MOST_NODES:
            raise DocumentError(path, line, f"more than {MOST_NODES:,} names and values")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise DocumentError(path, line, f"more than {MOST_DEPTH} lists within lists")
