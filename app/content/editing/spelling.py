"""How a value is written in YAML: each text in the first form that reads back as it is.

A form is a head, which stands behind the name or the dash, and lines below it.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.error import YAMLError

from app.content.editing.shape import Shape
from app.content.text.document import DocumentError, read_yaml, refuse_traps

WIDTH = 100
"""Characters of a line of a folded text, without its indent."""
_SURELY_SHALLOW = 200
"""Characters of a YAML text that can't hold too many lists within lists."""
FLOWING = frozenset({"grantable_by", "languages", "serves"})
"""Lists of short words, which stand on one line."""

Form = tuple[str, list[str]]

_PLAIN = re.compile(r"[^\W\d_][^\W\d_]+(?: [^\W\d_][^\W\d_]+)+[.,]?")
"""Words of two letters and more, which read as they are wherever they stand."""
_HIDDEN = re.compile("[\x85\u2028\u2029\ufeff]")
"""Line ends that nobody sees, and the mark of byte order: always written as escapes."""


class Unspellable(ValueError):
    """A value has no form in YAML that reads back as it is."""


def form_of(value: Any, indent: int, shape: Shape, name: str = "", style: str | None = "") -> Form:
    """Return the form of a value whose name or dash stands at this indent, in spaces.

    `style` is that of the text that stood there: None plain, one of `'">|`, or empty if none did.
    """
    if isinstance(value, str):
        return _text_form(value, indent, style)
    if not value or not isinstance(value, (dict, list)) or name in FLOWING:
        return in_line(value), []
    return "", block(value, indent + 2, shape)


def block(value: dict[Any, Any] | list[Any], indent: int, shape: Shape) -> list[str]:
    """Return the lines of a mapping or list that is not empty, without line ends."""
    if isinstance(value, list):
        return [line for each in value for line in item(each, indent, shape.item or Shape())]
    lines: list[str] = []
    for name in shape.arranged([], list(value)):
        if name in shape.spaced and lines:
            lines.append("")
        lines += entry(name, value[name], indent, shape.part(name))
    return lines


def entry(name: Any, value: Any, indent: int, shape: Shape) -> list[str]:
    """Return the lines of a field."""
    head, lines = form_of(value, indent, shape, str(name))
    return [f"{' ' * indent}{in_line(name)}: {head}".rstrip(" "), *lines]


def item(value: Any, indent: int, shape: Shape) -> list[str]:
    """Return the lines of an item of a list."""
    if isinstance(value, dict) and value:
        first, *rest = block(value, indent + 2, shape)
        return [f"{' ' * indent}- {first[indent + 2 :]}", *rest]
    head, lines = form_of(value, indent, shape)
    return [f"{' ' * indent}- {head}".rstrip(" "), *lines]


def in_line(value: Any, style: str | None = "") -> str:
    """Return a value on one line, in brackets if it is a mapping or a list."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_line(k)}: {in_line(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_line, value)) + "]"
    if not isinstance(value, str):
        return _plain_word(value)
    for head in _heads_in_line(value, style):
        sample = f"{head}: [{head}, {{{head}: {head}}}]"
        if _reads_back(sample, {value: [value, {value: value}]}):
            return head
    raise Unspellable(value)


def _plain_word(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return f"{value:+}".replace("+nan", ".nan").replace("inf", ".inf")
    return "null" if value is None else json.dumps(value)


def _heads_in_line(text: str, style: str | None) -> Iterator[str]:
    if style != '"' and not _HIDDEN.search(text):
        if style != "'":
            yield text
        yield _single(text)
    yield _double(text)


def _text_form(text: str, indent: int, style: str | None) -> Form:
    # Asking the parser each time would take most of the time of writing a document.
    if style in (None, "") and len(text) <= WIDTH and _PLAIN.fullmatch(text):
        return text, []
    for head, lines in _forms(text, style):
        sample = "\n".join([f"a: {head}", *lines, f"b:\n- {head}", *lines, ""])
        if _reads_back(sample, {"a": text, "b": [text]}):
            return head, [" " * indent + line if line else "" for line in lines]
    raise Unspellable(text)


def _forms(text: str, style: str | None) -> Iterator[Form]:
    """Yield the forms of a text as its name stood without indent, the best first."""
    is_long = len(text) > WIDTH
    if style == '"' or _HIDDEN.search(text):
        yield _double(text), []
    if style == "'":
        yield _single(text), []
    if style == "|" or "\n" in text:
        yield _literal(text)
    if style is None or (style == "" and not is_long):
        yield text, []
    if style == ">" or " " in text:
        yield _folded(text)
    yield text, []
    yield _single(text), []
    yield _double(text), []


def _literal(text: str) -> Form:
    # “|+” would take the empty lines that follow the text as a part of it.
    head = "|" if text.endswith("\n") else "|-"
    return head, ["  " + line if line else "" for line in text.removesuffix("\n").split("\n")]


def _folded(text: str) -> Form:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return ">-", ["  " + line for line in lines]


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _reads_back(sample: str, value: object) -> bool:
    try:
        if len(sample) > _SURELY_SHALLOW:  # brackets in brackets would overflow the loader's stack
            refuse_traps("", sample, 1)
        return bool(read_yaml(sample) == value)
    except (DocumentError, YAMLError, ValueError):
        return False
