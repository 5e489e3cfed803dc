"""What a new document begins with: every field that it needs, and nothing said in it."""

from collections.abc import Mapping
from typing import Any

from app.content.model.localised import FALLBACK, LANGUAGES
from app.web.current import today

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

_NOT_REVIEWED = dict.fromkeys(LANGUAGES, False)


def blank(folder: str, title: str, language: str, **known: str) -> tuple[Mapping[str, Any], str]:
    """Return the fields and the body of a new document, whose title is in this language."""
    if folder == "cases":
        return _case(_texts(title, language)), ""
    if folder == "addressees":
        return _addressee(_texts(title, language), known["kind"]), ""
    return {"title": title, "reviewed": False}, _LETTER


def _texts(text: str = "", language: str = FALLBACK) -> dict[str, str]:
    return {**dict.fromkeys(LANGUAGES, ""), language: text}


def _paragraphs() -> dict[str, list[str]]:
    return {language: [""] for language in LANGUAGES}


def _case(title: dict[str, str]) -> dict[str, Any]:
    """Return a case that supporters don't see, even published, until its state is set."""
    return {
        "title": title,
        "subject": _texts(),
        "place": _texts(),
        "since": "",
        "state": "draft",
        "as_of": today(),
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
            {"slug": "", "text": _texts(), "grantable_by": [], "state": "open", "state_on": today()}
        ],
        "addressees": [],
        "reviewed": _NOT_REVIEWED,
    }


def _addressee(office: dict[str, str], kind: str) -> dict[str, Any]:
    """Return an addressee to which nothing is posted until its address was verified."""
    return {
        "kind": kind,
        "office": office,
        "state": "unverified",
        "state_reason": _texts(),
        "salutation": {"titled": _texts(), "neutral": _texts()},
        "closing": {"titled": _texts(), "neutral": _texts()},
        "languages": [],
        "reviewed": _NOT_REVIEWED,
    }
