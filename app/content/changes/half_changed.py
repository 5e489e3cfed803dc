"""Facts that were changed in one language, while another still says what was true before.

So one of the two is false, and a letter in the other language would go on saying it.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.content.changes.unchecked import items, mapping, text, text_and_language
from app.content.languages import english_name, in_order, is_known
from app.content.model.kinds import ADDRESSEE, CASE
from app.content.text.document import Fields, Location

PRINTED = "printed"
_FORMS = {
    PRINTED: "as printed in the address",
    "full": "the full form",
    "compact": "the compact form",
    "cyrillic": "the form in Cyrillic",
}
"""What of a fact stands in no language, but is one more text of it."""


@dataclass(frozen=True)
class Fact:
    """One fact of a document, with each text that says it."""

    key: str
    """Names it within the document: `holder`, `demand-release` …"""
    name: str
    location: Location
    texts: Mapping[str, str]
    """By language, or by the name of a form; only those that say something."""


@dataclass(frozen=True)
class HalfChanged:
    """A fact of which some texts were changed, and others stay as they were."""

    fact: Fact
    changed: Mapping[str, tuple[str, str]]
    """Language or form → what it said before, and what it says now."""
    stays: Mapping[str, str]
    """Language or form → what it says still."""
    may_be_left_out: tuple[str, ...]
    """Those of what stays that the document can do without."""

    def __str__(self) -> str:
        return (
            f"{self.fact.name}: changed in {in_words(self.changed)}, "
            f"still as before in {in_words(self.stays)}"
        )


def half_changed(path: str, old: Fields, new: Fields) -> list[HalfChanged]:
    """Return the facts of a document of which one text was changed and another wasn't.

    Facts are an office's holder and address, a person's sentence, a demand, and the summary that
    letters have. What is new or left out in a language has nothing of before in it.
    """
    before = {fact.key: fact.texts for fact in _facts(path, old)}
    return [
        found
        for fact in _facts(path, new)
        if (found := _compared(before.get(fact.key, {}), fact)) is not None
    ]


def left_out(fields: Fields, half: HalfChanged) -> dict[str, Any]:
    """Return the fields without what stays of a fact, as far as they can do without it."""
    left = copy.deepcopy(dict(fields))
    part: Any = left
    for step in half.fact.location:
        part = part[step]
    for name in half.may_be_left_out:
        del part[name]
    return left


def in_words(names: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return languages and forms as a text names them: English, Russian, the compact form."""
    return ", ".join(_FORMS.get(name) or english_name(name) for name in names)


def _compared(before: Mapping[str, str], fact: Fact) -> HalfChanged | None:
    both = [name for name in fact.texts if name in before]
    changed = {
        name: (before[name], fact.texts[name]) for name in both if before[name] != fact.texts[name]
    }
    stays = {name: fact.texts[name] for name in both if name not in changed}
    if not changed or not stays:
        return None
    has_language_left = any(name not in _FORMS for name in fact.texts.keys() - stays.keys())
    optional = [
        name for name in stays if name == "cyrillic" or (name not in _FORMS and has_language_left)
    ]
    return HalfChanged(fact, changed, stays, tuple(optional))


def _facts(path: str, fields: Fields) -> Iterator[Fact]:
    if ADDRESSEE.has(path):
        yield from _of_addressee(fields)
    elif CASE.has(path):
        yield from _of_case(fields)


def _of_addressee(fields: Fields) -> Iterator[Fact]:
    holder, address = mapping(fields.get("holder")), mapping(fields.get("address"))
    names = _by_language(holder.get("name"))
    printed = {PRINTED: text(holder[PRINTED])} if text(holder.get(PRINTED)) else {}
    yield Fact("holder", "The holder", ("holder", "name"), {**names, **printed})
    forms = {
        form: lines
        for form in ("full", "compact", "cyrillic")
        if (lines := _paragraphs(address.get(form)))
    }
    yield Fact("address", "The address", ("address",), forms)
    note = _by_language(address.get("note"))
    yield Fact("address-note", "The note on the address", ("address", "note"), note)


def _of_case(fields: Fields) -> Iterator[Fact]:
    for index, person in _numbered(fields.get("people")):
        name = text_and_language(person.get("name"))[0] or text(person.get("slug"))
        yield Fact(
            f"person-{text(person.get('slug'))}",
            f"{name}: the sentence",
            ("people", index, "sentence", "text"),
            _by_language(mapping(person.get("sentence")).get("text")),
        )
    for index, demand in _numbered(fields.get("demands")):
        slug = text(demand.get("slug"))
        location = ("demands", index, "text")
        yield Fact(f"demand-{slug}", f"Demand “{slug}”", location, _by_language(demand.get("text")))
    yield Fact("summary", "The summary", ("summary",), _by_language(fields.get("summary")))


def _numbered(parts: object) -> Iterator[tuple[int, Fields]]:
    return ((index, each) for index, each in enumerate(items(parts)) if isinstance(each, Mapping))


def _by_language(texts: object) -> dict[str, str]:
    """Return language → text, paragraphs parted by an empty line; blank ones are left out."""
    known = {str(each): value for each, value in mapping(texts).items() if is_known(str(each))}
    return {each: said for each in in_order(known) if (said := _paragraphs(known[each]))}


def _paragraphs(value: object) -> str:
    paragraphs = value if isinstance(value, list) else [value]
    return "\n\n".join(said for each in paragraphs if (said := text(each)))
