"""What of a document can be verified, and how pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.changes.unchecked import text_and_language
from app.content.checks.verification import CHECK, FACTS, PERSON, people_of, person_of
from app.content.model.kinds import ADDRESSEE
from app.content.text.document import Fields
from app.web.workroom.forms.value_names import STATUSES

_NAMES = {"holder": "holder", "address": "address", FACTS: "last report", CHECK: "last check"}


@dataclass(frozen=True)
class PartToVerify:
    """A part of a document that somebody can say to have seen as it stands there."""

    what: str
    """Names it within the document, and the field of a form that says what the page showed."""
    question: str
    shown: str


def parts_to_verify(path: str, fields: Fields) -> list[PartToVerify]:
    """Return what of a case or an addressee can be verified, whether or not there is anything."""
    if ADDRESSEE.has(path):
        questions = {
            "holder": "The holder is still in office",
            "address": "The address is still right",
        }
    else:
        questions = {
            FACTS: "The facts of the case were reported again",
            CHECK: "The case was looked at again, and nothing newer was found",
        }
        people = people_of(fields).items()
        questions |= {what: f"{_name(person)}: the status is so" for what, person in people}
    return [
        PartToVerify(what, words, part_in_words(fields, what)) for what, words in questions.items()
    ]


def may_be_verified(path: str, what: str) -> bool:
    """Return whether documents like this one can have such a part."""
    if ADDRESSEE.has(path):
        return what in ("holder", "address")
    return what in (FACTS, CHECK) or what.startswith(PERSON)


def say_what(path: str) -> str:
    """Return what is asked of whoever doesn't say what of such a document was verified."""
    if ADDRESSEE.has(path):
        return "Say what was verified: the holder or the address."
    return "Say what was verified: the facts of the case or a person’s status."


def noun(what: str) -> str:
    """Return what it is called in a sentence."""
    return _NAMES.get(what, "status")


def called(fields: Fields, what: str) -> str:
    """Return what it is called in a note: Holder, Facts of the case, Status of Aigul A."""
    if what == FACTS:
        return "Facts of the case"
    if what == CHECK:
        return "Case (nothing newer found)"
    person = person_of(fields, what)
    return f"Status of {_name(person)}" if person else what.capitalize()


def part_in_words(fields: Fields, what: str) -> str:
    """Return what a page shows of it, as one line; nothing if there is none.

    That is the holder's name, the address's lines, the date of the last report or check, or a
    person's name and status.
    """
    if what == FACTS:
        return _line(fields.get("last_reported"))
    if what == CHECK:
        return _line(fields.get("as_of"))
    if person := person_of(fields, what):
        status = _line(person.get("status"))
        return f"{_name(person)}: {STATUSES.get(status, status).lower()}"
    part = fields.get(what)
    if not isinstance(part, Mapping):
        return ""
    found = part.get("name") if what == "holder" else part.get("full")
    return _said(found)


def _name(person: Fields) -> str:
    """Return a person's name, in English if it can be, or else the short name."""
    return _said(person.get("name")) or _line(person["slug"])


def _said(value: object) -> str:
    return _line(text_and_language(value)[0] if isinstance(value, Mapping) else value)


def _line(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join(text.split())
