"""What is wrong with the markup of a page, of the kinds of mistake that were made once.

`make validate` holds the same pages against the whole standard; this is read with every page that
any test asks for, so it looks at little and takes no time.
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^>\"]|\"[^\"]*\")*)>")
_TOKEN = re.compile(rb' name="csrf_token" value="[^"]*"')
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:=\"([^\"]*)\"|=(\S+))?")
_TIME = re.compile(
    r"\d{4}(-\d\d(-\d\d)?)?|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?"
)


def _names(names: str) -> set[str]:
    return set(names.split())


_VOID = _names("area base br col embed hr img input link meta source track wbr")
_DRAWN = _names("circle ellipse g line path polygon polyline rect svg text")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = _HEADINGS | _names(
    "address article aside blockquote details dialog div dl fieldset figure footer form header hr "
    "main nav ol p pre section table ul"
)
_WITHOUT_BLOCKS = _HEADINGS | _names(
    "b button cite code em i label legend mark p pre small span strong summary"
)
_WITH_HEADINGS = {"legend", "summary"}
_PRESSED = {"a", "button", "label", "summary"}
_NAMELESS = {"div", "p", "span"}
_WITHOUT_COMPLETION = {"button", "checkbox", "file", "image", "radio", "reset", "submit"}
_CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}
_REFERRING = ("for", "form", "list", "headers", "aria-labelledby", "aria-describedby")


class Reader:
    """Reads pages as they are answered, each once; in a folder, if there is one, they are kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: set[str] = set()
        self._faults: list[str] = []
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def read(self, page: bytes) -> None:
        """Read a page, if there is anything on it."""
        # A token is another one in each answer, and no other page.
        name = blake2b(_TOKEN.sub(b"", page), digest_size=8).hexdigest()
        if name in self._known or not page:
            return
        self._known.add(name)
        if self._folder:
            (self._folder / f"{name}.html").write_bytes(page)
        self._faults += faults_of(page.decode())

    def take(self) -> list[str]:
        """Return what was wrong with what has been read since the last time."""
        faults, self._faults = self._faults, []
        return faults


def faults_of(page: str) -> list[str]:
    """Return what is wrong with the page, in words; nothing if it has none of these mistakes."""
    return list(_faults(page))


def _faults(page: str) -> Iterator[str]:
    opened: list[str] = []
    ids: Counter[str] = Counter()
    referred: set[str] = set()
    for slash, written, rest in _TAG.findall(page):
        tag = written.lower()
        if slash:
            if not opened or opened.pop() != tag:
                yield f"</{tag}> closes something else"
                return
            continue
        attributes = {name: one or other for name, one, other in _ATTRIBUTE.findall(rest)}
        yield from _faults_of_place(tag, opened)
        yield from _faults_of_attributes(tag, attributes)
        ids.update(filter(None, [attributes.get("id")]))
        for name in _REFERRING:
            referred.update(attributes.get(name, "").split())
        if tag not in _VOID and not (tag in _DRAWN and rest.endswith("/")):
            opened.append(tag)
    yield from (f"<{tag}> is not closed" for tag in opened)
    yield from (f"#{name} is there {times} times" for name, times in ids.items() if times > 1)
    yield from (f"#{name} is referred to, and not there" for name in referred - ids.keys())


def _faults_of_place(tag: str, opened: list[str]) -> Iterator[str]:
    """Yield what doesn't let the tag stand within what is open."""
    if tag in _BLOCKS:
        without = _WITHOUT_BLOCKS - _WITH_HEADINGS if tag in _HEADINGS else _WITHOUT_BLOCKS
        yield from (f"<{tag}> within <{each}>" for each in opened if each in without)
    if tag in _PRESSED or tag in ("input", "select", "textarea"):
        outer = {"a", "button"} | ({"label"} if tag == "label" else set())
        yield from (f"<{tag}> within <{each}>" for each in opened if each in outer)
    if tag == "form" and "form" in opened:
        yield "<form> within <form>"
    parent = opened[-1] if opened else ""
    if tag not in _CHILDREN.get(parent, {tag}):
        yield f"<{tag}> directly within <{parent}>"
    if tag == "li" and parent not in ("ul", "ol"):
        yield f"<li> within <{parent}>"


def _faults_of_attributes(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in _NAMELESS and "role" not in attributes:
        for name in attributes.keys() & {"aria-label", "aria-labelledby"}:
            yield f"{name} on a <{tag}> without a role"
    if "autocomplete" in attributes and attributes.get("type") in _WITHOUT_COMPLETION:
        yield f"autocomplete on a {attributes['type']}"
    if tag == "time" and not _TIME.fullmatch(attributes.get("datetime", "")):
        yield f"a time of {attributes.get('datetime')}"
    if tag == "img" and "alt" not in attributes:
        yield "a picture without alt"
