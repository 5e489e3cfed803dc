"""A made-up content, each text of which says in which language it is, and may lack any."""

import json
from collections.abc import Callable, Collection
from typing import Any

from tests.conftest import LANGUAGES

MARKS = {"en": "english", "ru": "русское", "kk": "қазақша"}
"""The word in every text of a language, and in none of another."""
CASE, OFFICE, PRISON, EMBASSY = "one", "nb/ombudsman", "nb/prison", "nb/embassy"
CLOSED = "nb/closed"

LanguagesOf = Callable[[str], Collection[str]]
"""Which languages a text has, by its name."""


def in_all(_name: str) -> Collection[str]:
    return LANGUAGES


def without(language: str, *names: str) -> LanguagesOf:
    """Every text in each language, but for this one in those named, or in all of them."""
    less = [each for each in LANGUAGES if each != language]
    return lambda name: less if not names or name in names else LANGUAGES


def documents(languages_of: LanguagesOf = in_all) -> dict[str, str]:
    """Return the documents by path. Every text has a name of its own, and these languages."""

    def text(name: str) -> dict[str, str]:
        return {language: f"{name} {MARKS[language]}" for language in languages_of(name)}

    def paragraphs(name: str) -> dict[str, list[str]]:
        return {language: [said, f"{said} two"] for language, said in text(name).items()}

    contents = {
        f"cases/{CASE}.yaml": _case(text, paragraphs),
        **{f"addressees/{slug}.yaml": each for slug, each in _addressees(text).items()},
    }
    templates = {
        f"letter_templates/appeal/{language}.md": _TEMPLATE.format(mark=MARKS[language])
        for language in languages_of("template")
    }
    dumped = {path: json.dumps(each, ensure_ascii=False) for path, each in contents.items()}
    return {**dumped, **templates}


_TEMPLATE = """\
---
title: Appeal
reviewed: false
---
{{{{ salutation }}}}

{mark}

{{% for paragraph in summary %}}
{{{{ paragraph }}}}

{{% endfor %}}
{{% for demand in demands %}}
1. {{{{ demand }}}}

{{% endfor %}}
{{{{ hook }}}}

{{{{ words }}}}
"""
_SOURCE = {"title": "A newspaper", "date": "2026-03-15"}
_NEW = {"verified_on": "2026-11-01", "source": _SOURCE}


def _case(text: Callable[[str], Any], paragraphs: Callable[[str], Any]) -> dict[str, Any]:
    def demand(name: str, kinds: list[str], **more: Any) -> dict[str, Any]:
        known = {"slug": name, "text": text(name), "grantable_by": kinds}
        return {**known, "state": "open", "state_on": "2026-03-15", **more}

    person = {"slug": "ada", "name": text("ada"), "sentence": text("sentence")}
    met = {"state": "met", "why": text("why")}
    past = {"date": "2020", "text": text("past"), "why": text("past-why"), "source": _SOURCE}
    return {
        **{name: text(name) for name in ("title", "subject", "place")},
        "since": "2018-10",
        "state": "open",
        "as_of": "2026-03-15",
        "last_reported": "2026-03-01",
        "wish": {"wanted": "yes", "said_by": text("said-by"), "date": "2026-03"},
        "people": [{**person, "status": "in-prison", "status_on": "2026-03-01", "source": _SOURCE}],
        "account": paragraphs("account"),
        "summary": paragraphs("summary"),
        "hooks": [{"text": text("hook")}],
        "facts": [{"date": "2019", "text": text("fact"), "source": _SOURCE}],
        "demands": [
            demand("visit", ["ombudsman", "prison-head"]),
            demand("review", ["ombudsman"]),
            demand("done", ["ombudsman"], **met),
        ],
        "addressees": [OFFICE, PRISON, EMBASSY, CLOSED],
        "history": [{**past, "state": "overtaken", "state_on": "2021"}],
        "reviewed": {},
    }


def _addressees(text: Callable[[str], Any]) -> dict[str, dict[str, Any]]:
    def office(name: str, kind: str, **more: Any) -> dict[str, Any]:
        return {
            "kind": kind,
            "office": text(name),
            "state": "in-use",
            "salutation": {
                "titled": text(f"{name}-dear-holder"),
                "neutral": text(f"{name}-dear"),
            },
            "closing": {"titled": text(f"{name}-end-holder"), "neutral": text(f"{name}-end")},
            "address": {
                "country": "AQ",
                "full": ["Office", "8 Avenue", "010000 Ostrana"],
                "compact": ["Office", "010000 Ostrana"],
                "confidence": "high",
                "note": text(f"{name}-note"),
                **_NEW,
            },
            "languages": ["kk", "ru"],
            "reviewed": {},
            **more,
        }

    holder = {"name": text("holder"), "printed": "Ms Ada Holder", **_NEW}
    gone = {"state": "closed", "state_reason": text("gone"), "successor": OFFICE}
    return {
        OFFICE: office("ombudsman", "ombudsman", holder=holder),
        PRISON: office("prison", "prison-head", email="prison@example.org"),
        EMBASSY: office("embassy", "embassy", serves=["DE"], institution=text("of-kz")),
        CLOSED: office("closed", "president", **gone),
    }
