"""What a new document begins with: every field that it needs, and nothing said in it."""

import datetime
from dataclasses import dataclass

from app.content.languages import ENGLISH
from app.content.text.document import Fields
from app.content.texts import printed_languages

_LETTER = """\
{{ salutation }}

{% for paragraph in summary %}
{{ paragraph }}

{% endfor %}
{% for demand in demands %}
1. {{ demand }}{% if loop.last %}.{% else %};{% endif %}

{% endfor %}

{{ hook }}

{{ words }}
"""

_NOT_REVIEWED = dict.fromkeys(printed_languages(), False)


@dataclass(frozen=True)
class New:
    """What is known of a new document."""

    title: str
    language: str
    """Of the title, and of a letter template."""
    today: datetime.date
    office_kind: str = ""
    """Of an addressee: what it is."""


def blank_case(new: New) -> tuple[Fields, str]:
    """Return a case that supporters don't see, even published, until its state is set."""
    fields = {
        "title": _texts(new.title, new.language),
        "subject": _texts(),
        "place": _texts(),
        "since": "",
        "state": "draft",
        "as_of": new.today,
        "last_reported": "",
        "wish": {"wanted": "not-known"},
        "people": [
            {
                "slug": "",
                "name": _texts(),
                "status": "not-known",
                "status_on": "",
                "source": {"title": "", "date": ""},
            }
        ],
        "account": _paragraphs(),
        "summary": _paragraphs(),
        "hooks": [{"text": _texts()}],
        "facts": [],
        "demands": [
            {
                "slug": "",
                "text": _texts(),
                "grantable_by": [],
                "state": "open",
                "state_on": new.today,
            }
        ],
        "addressees": [],
        "reviewed": _NOT_REVIEWED,
    }
    return fields, ""


def blank_addressee(new: New) -> tuple[Fields, str]:
    """Return an addressee to which nothing is posted until its address was verified."""
    fields = {
        "kind": new.office_kind,
        "office": _texts(new.title, new.language),
        "state": "unverified",
        "state_reason": _texts(),
        "salutation": {"titled": _texts(), "neutral": _texts()},
        "closing": {"titled": _texts(), "neutral": _texts()},
        "languages": [],
        "reviewed": _NOT_REVIEWED,
    }
    return fields, ""


def blank_letter_template(new: New) -> tuple[Fields, str]:
    """Return a letter template that says nothing itself, with every placeholder that it needs."""
    return {"title": new.title, "reviewed": False}, _LETTER


def _texts(text: str = "", language: str = ENGLISH) -> dict[str, str]:
    return {**dict.fromkeys(printed_languages(), ""), language: text}


def _paragraphs() -> dict[str, list[str]]:
    return {language: [""] for language in printed_languages()}
