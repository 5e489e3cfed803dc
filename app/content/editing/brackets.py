"""A mapping or a list in brackets, changed: what it keeps stays as it was written."""

from typing import Any

from ruamel.yaml.nodes import MappingNode

from app.content.editing.pairing import paired, same
from app.content.editing.shape import NO_SHAPE, Shape
from app.content.editing.spelling import in_line


def changed_in_brackets(lines: list[str], node: Any, old: Any, new: Any, shape: Shape) -> str:
    """Return a mapping or list on one line, which said `old` at this node and will say `new`."""
    if isinstance(node, MappingNode):
        nodes = dict(zip(old, node.value, strict=True))
        fields = []
        for name in shape.arranged(list(old), list(new)):
            if name in nodes:
                name_node, value_node = nodes[name]
                head = _part(lines, name_node, name, name, NO_SHAPE)
                value = _part(lines, value_node, old[name], new[name], shape.part(name))
            else:
                head, value = in_line(name), in_line(new[name])
            fields.append(f"{head}: {value}")
        return "{" + ", ".join(fields) + "}"
    item_shape = shape.item or NO_SHAPE
    items = [
        in_line(value)
        if index is None
        else _part(lines, node.value[index], old[index], value, item_shape)
        for value, index in zip(new, paired(old, new), strict=True)
    ]
    return "[" + ", ".join(items) + "]"


def _part(lines: list[str], node: Any, old: Any, new: Any, shape: Shape) -> str:
    start, end = node.start_mark, node.end_mark
    if same(old, new) and start.line == end.line:
        text: str = lines[start.line][start.column : end.column]
        return text
    if type(new) is type(old) and isinstance(new, (dict, list)) and old and new:
        return changed_in_brackets(lines, node, old, new, shape)
    both_texts = isinstance(old, str) and isinstance(new, str)
    return in_line(new, node.style if both_texts else "")
