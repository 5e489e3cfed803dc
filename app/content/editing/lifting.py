"""The text of a document of an older schema, as it says the same in today's."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from app.content.editing.pairing import same
from app.content.editing.rewriting import joined, rewrite
from app.content.model.kinds import DocumentPath, Kind, Unliftable
from app.content.text.document import Document, DocumentError, comments, node_tree, parse

_Rename = tuple[int, int, str]
"""Where a field's name begins and ends in the text of the fields, and what it is called now."""


# Pages of the workroom ask it of every document, nearly all of which have today's schema.
@lru_cache(maxsize=64)
def lifted(path: str, text: str) -> str:
    """Return the text in today's schema, with its number; comments, order and style stay.

    One that has that schema already, or can't be lifted, is returned as it is.
    """
    named = DocumentPath.find(path)
    if named is None or not named.kind.upgrades:
        return text
    try:
        return _lifted(named.kind, parse(path, text), text)
    except (DocumentError, Unliftable):
        return text


def _lifted(kind: Kind, document: Document, text: str) -> str:
    if document.schema >= kind.schema:
        return text
    path, fields = document.path, kind.lifted(document.fields, document.schema)
    renamed = parse(path, joined(path, _renamed(document, fields), document.body))
    text = rewrite(path, joined(path, renamed.yaml, renamed.body), fields, schema=kind.schema)
    new = parse(path, text)
    lost = Counter(comments(document.yaml)) - Counter(comments(new.yaml))
    notes = "".join(f"{comment}\n" for comment in lost.elements())
    return joined(path, notes + new.yaml, new.body)


def _renamed(document: Document, fields: dict[str, Any]) -> str:
    """Return the text of a document's fields with the names that those fields have by now.

    Only what is another field is written anew, and loses its place and the comments above it.
    """
    yaml = document.yaml
    for start, end, name in sorted(
        _renames(node_tree(yaml), document.fields, fields), reverse=True
    ):
        yaml = yaml[:start] + name + yaml[end:]
    return yaml


def _renames(node: Any, old: Any, new: Any) -> Iterator[_Rename]:
    """Yield each field that is the same under another name, wherever it stands."""
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for part, before, after in zip(node.value, old, new, strict=True):
            yield from _renames(part, before, after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    added = [name for name in new if name not in old]
    for key, value in node.value:
        name = key.value
        if name in old and name in new:
            yield from _renames(value, old[name], new[name])
        elif name in old:
            found = [other for other in added if same(old[name], new[other])]
            if len(found) == 1:
                yield key.start_mark.index, key.end_mark.index, found[0]
